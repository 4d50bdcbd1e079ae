import { holdsAny, type PersonActor, roleNames, roles } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotAllowed } from '../../../kernel/errors.ts'
import { newId, type PersonId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import {
  type Answer,
  type Form,
  field,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { type FormErrors, formErrors } from '../../../platform/views/form.ts'
import { listPage } from '../../../platform/views/pagination.ts'
import { personsWithLogin } from '../../sign-in/index.ts'
import {
  detailKeepers,
  peopleKeepers,
  peopleReaders,
  pupilReaders,
  rolesForNewPerson,
} from '../permissions.ts'
import { readPerson, readRoles } from '../person.form.ts'
import { personInputs, roleBoxes, siteSelect } from '../person.page.ts'
import { addPerson, persons } from '../persons.ts'
import { trainingDates } from '../training.ts'
import { acknowledged, type PeopleRouteParts, rolesInWords, section, visiblePersons } from './parts.ts'

const listReaders = [...new Set([...pupilReaders, ...peopleReaders])]

/** Whether the actor sees addresses, sign-ins and training, not only who is who. */
const seesDetails = (actor: PersonActor): boolean => holdsAny(actor, peopleReaders)

/** The list of people, and adding one. */
export const peopleListRoutes = (parts: PeopleRouteParts): readonly Route[] => {
  const { db, identity } = parts

  const sitesFor = ({ actor, now }: Visit) => inSchool(db, actor, tx => parts.sites(tx, londonDate(now)))

  const newPage = async (
    visit: Visit,
    id: string,
    form: Form,
    errors?: FormErrors,
    asked: string | null = null,
  ): Promise<Answer> =>
    page(
      'features/people/pages/new-person.njk',
      'Add a person',
      {
        id,
        ...personInputs(form, errors, asked),
        boxes: roleBoxes(
          rolesForNewPerson(visit.actor, roles),
          form,
          errors,
          'What is this person at the school?',
        ),
        site: siteSelect(await sitesFor(visit), field(form, 'site')),
      },
      { errors: errors?.list, backHref: '/people', section },
    )

  return [
    {
      method: 'GET',
      path: '/people',
      access: listReaders,
      async handle(visit) {
        const { people, trained, readers } = await inSchool(db, visit.actor, async tx => ({
          people: visiblePersons(visit.actor, await persons(tx)),
          trained: await trainingDates(tx),
          readers: (await acknowledged(parts, tx, visit.now))?.by,
        }))
        const details = seesDetails(visit.actor)
        const signsIn = await personsWithLogin(identity, visit.actor.schoolId)
        const search = (visit.query.search ?? '').trim()
        const role = roles.find(one => one === visit.query.role)
        const wanted = people.filter(
          person =>
            (role === undefined || person.roles.includes(role)) &&
            `${person.name} ${details ? (person.email ?? '') : ''}`
              .toLowerCase()
              .includes(search.toLowerCase()),
        )
        const list = listPage(
          wanted.length,
          visit.query.page,
          number => `/people?${new URLSearchParams({ search, role: role ?? '', page: String(number) })}`,
        )
        return page(
          'features/people/pages/people.njk',
          'People',
          {
            rows: wanted.slice(list.offset, list.offset + 25).map(person => ({
              id: person.id,
              name: person.name,
              roles: rolesInWords(person.roles),
              email: person.email ?? '',
              signsIn: signsIn.has(person.id),
              trained: trained.has(person.id),
              acknowledged: readers?.has(person.id) ?? false,
            })),
            total: wanted.length,
            all: people.length,
            details,
            pagination: list.pagination ?? null,
            search: {
              id: 'search',
              name: 'search',
              label: { text: 'Name' },
              value: search,
              classes: 'govuk-input--width-20',
            },
            role: {
              id: 'role',
              name: 'role',
              label: { text: 'Role' },
              value: role ?? '',
              items: [
                { value: '', text: 'Any role' },
                ...roles.map(one => ({ value: one, text: roleNames[one] })),
              ],
            },
            keeps: holdsAny(visit.actor, peopleKeepers),
            keepsNumbers: holdsAny(visit.actor, detailKeepers),
            seesPupils: holdsAny(visit.actor, pupilReaders),
          },
          { section },
        )
      },
    },
    {
      method: 'GET',
      path: '/people/new',
      access: peopleKeepers,
      handle: visit => newPage(visit, newId(), {}),
    },
    {
      method: 'POST',
      path: '/people/new',
      access: peopleKeepers,
      async handle(visit) {
        const id = readId<PersonId>(field(visit.form, 'id')) ?? newId<PersonId>()
        const given = readRoles(visit.form)
        const offered = rolesForNewPerson(visit.actor, roles)
        if (!given.every(role => offered.includes(role))) throw new NotAllowed()
        const reading = readPerson(
          visit.form,
          given.length === 0 ? [{ field: 'roles', text: 'Tick at least one role' }] : [],
        )
        if (reading.kind === 'errors') return newPage(visit, id, visit.form, reading.errors, reading.asked)
        const { value } = reading
        const site = (await sitesFor(visit)).find(one => one === field(visit.form, 'site')) ?? null
        const result = await addPerson(db, visit.actor, { id, ...value, site, roles: given }, visit.now)
        if (result.kind === 'email-taken')
          return newPage(
            visit,
            id,
            visit.form,
            formErrors([{ field: 'email', text: 'Somebody here has this email address already' }]),
          )
        return redirect(`/people/${result.personId}`, {
          kind: 'success',
          text: `${value.givenName} ${value.familyName} was added. They cannot sign in before you make their sign-in link.`,
        })
      },
    },
  ]
}
