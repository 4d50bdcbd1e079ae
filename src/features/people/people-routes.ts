import { holdsAny, type PersonActor, type Role, roleNames, roles } from '../../kernel/actor.ts'
import { type Instant, londonDate, type Temporal } from '../../kernel/clock.ts'
import { NotAllowed, NotFound } from '../../kernel/errors.ts'
import { newId, type PersonId, type PolicyVersionId, readId } from '../../kernel/ids.ts'
import { inSchool, type TenantTx } from '../../platform/database/database.ts'
import {
  type Answer,
  type Form,
  field,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../platform/http/route.ts'
import { dateField, readDateField } from '../../platform/views/date-field.ts'
import { type FormErrors, formErrors } from '../../platform/views/form.ts'
import { londonDateText } from '../../platform/views/london-time.ts'
import { listPage } from '../../platform/views/pagination.ts'
import type { EffectiveSettings } from '../../policy-engine/settings.ts'
import { openInvitations } from '../sign-in/index.ts'
import { changeRoles } from './change-roles.ts'
import { correctPerson } from './correct-person.ts'
import { type InvitationParts, invite, linkPermissions } from './invitations.ts'
import { leaveSchool } from './leave-school.ts'
import {
  changeableRoles,
  peopleKeepers,
  peopleReaders,
  pupilReaders,
  rolesForNewPerson,
} from './permissions.ts'
import { readPerson, readRoles } from './person.form.ts'
import { personInputs, roleBoxes } from './person.page.ts'
import { addPerson, type Person, persons } from './persons.ts'
import { recordTraining, trainingDates, trainingRecorders } from './training.ts'

export type PeopleRouteParts = InvitationParts & {
  /** The policy in force on a London date; undefined while none is adopted. */
  policyInForce(
    tx: TenantTx,
    on: Temporal.PlainDate,
  ): Promise<{ versionId: PolicyVersionId; settings: EffectiveSettings } | undefined>
  acknowledgedBy(tx: TenantTx, versionId: PolicyVersionId): Promise<ReadonlySet<PersonId>>
  officialAccounts(
    tx: TenantTx,
  ): Promise<readonly { readonly name: string; readonly runnerIds: readonly PersonId[] }[]>
}

const section = 'people'
const roleChangers: readonly Role[] = ['headteacher', 'chair', 'recovery-contact']
/** A recovery contact lets these in again, and sees nobody else. */
const seenByRecovery: readonly Role[] = ['headteacher', 'chair']

const onlyRecovery = (actor: PersonActor): boolean =>
  !holdsAny(actor, [...pupilReaders, 'chair']) && holdsAny(actor, ['recovery-contact'])

/** Whether the actor sees addresses, sign-ins and training, not only who is who. */
const seesDetails = (actor: PersonActor): boolean => holdsAny(actor, peopleReaders)

const visiblePersons = (actor: PersonActor, people: readonly Person[]): readonly Person[] =>
  onlyRecovery(actor)
    ? people.filter(person => person.roles.some(role => seenByRecovery.includes(role)))
    : people

const rolesInWords = (held: readonly Role[]): string =>
  roles
    .filter(role => held.includes(role))
    .map(role => roleNames[role])
    .join(', ') || 'No role'

const vacantText = (role: Role): string =>
  `Nobody else is ${roleNames[role]} here, and somebody always must be: give the role to somebody else first`

/** The list of people and one person's page. */
export const peopleRoutes = (parts: PeopleRouteParts): readonly Route[] => {
  const { db, identity } = parts

  /** Who acknowledged the policy in force, and why whoever runs an account must have; undefined without a policy. */
  const acknowledged = async (tx: TenantTx, now: Instant) => {
    const policy = await parts.policyInForce(tx, londonDate(now))
    return (
      policy && {
        by: await parts.acknowledgedBy(tx, policy.versionId),
        runnerBasis: policy.settings['accounts.runner-requirements'].basis,
      }
    )
  }
  const listReaders = [...new Set([...pupilReaders, ...peopleReaders])]

  /** The person an address names, with what a page needs to know of them. */
  const found = async (visit: Visit) => {
    const id = readId<PersonId>(visit.params.id)
    const loaded = await inSchool(db, visit.actor, async tx => {
      const people = await persons(tx)
      const person = visiblePersons(visit.actor, people).find(one => one.id === id)
      return (
        person && {
          people,
          person,
          trainedOn: (await trainingDates(tx)).get(person.id),
          acknowledged: await acknowledged(tx, visit.now),
          accounts: (await parts.officialAccounts(tx))
            .filter(account => account.runnerIds.includes(person.id))
            .map(account => account.name),
        }
      )
    })
    if (!loaded) throw new NotFound('person')
    const { signsIn, permission } = await linkPermissions(identity, visit.actor, loaded.people)
    return {
      ...loaded,
      signsIn: signsIn.has(loaded.person.id),
      permission: permission(loaded.person),
      changeable: changeableRoles(visit.actor, loaded.person, roles),
    }
  }

  const personPage = async (visit: Visit, form: Form = {}, errors?: FormErrors): Promise<Answer> => {
    const data = await found(visit)
    const { person } = data
    const open = (await openInvitations(identity, visit.actor.schoolId, visit.now)).get(person.id)
    const recordsTraining = holdsAny(visit.actor, trainingRecorders)
    return page(
      'features/people/pages/person.njk',
      person.name,
      {
        person,
        roles: rolesInWords(person.roles),
        signsIn: data.signsIn,
        linkOpenUntil: open ?? null,
        permission: data.permission,
        self: person.id === visit.actor.personId,
        mailSends: parts.mail.sends,
        alertsShared:
          person.sharedMailbox &&
          person.roles.some(role => ['headteacher', 'dsl', 'deputy-dsl', 'chair'].includes(role)),
        trainedOn: data.trainedOn ?? null,
        acknowledged: data.acknowledged ? data.acknowledged.by.has(person.id) : null,
        runnerBasis: data.acknowledged?.runnerBasis ?? [],
        accounts: data.accounts,
        changesRoles: data.changeable.length > 0,
        training: recordsTraining
          ? dateField('completed', form, {
              legend: data.trainedOn ? 'When was it completed again?' : 'When was it completed?',
              hint: `For example, ${exampleDate(visit.now)}`,
              error: errors?.byField['completed-day'],
            })
          : null,
      },
      { errors: errors?.list, backHref: '/people', section },
    )
  }

  const rolesPage = async (visit: Visit, errors?: FormErrors): Promise<Answer> => {
    const { person, changeable } = await found(visit)
    if (changeable.length === 0) throw new NotAllowed()
    return page(
      'features/people/pages/roles.njk',
      `Roles of ${person.name}`,
      {
        person,
        kept: rolesInWords(person.roles.filter(role => !changeable.includes(role))),
        keepsSome: person.roles.some(role => !changeable.includes(role)),
        boxes: roleBoxes(
          changeable,
          { roles: errors ? readRoles(visit.form) : person.roles },
          errors,
          'What is this person at the school?',
        ),
      },
      { errors: errors?.list, backHref: `/people/${person.id}`, section },
    )
  }

  const detailsPage = async (
    visit: Visit,
    form?: Form,
    errors?: FormErrors,
    asked: string | null = null,
  ): Promise<Answer> => {
    const { person, permission, signsIn } = await found(visit)
    if (!permission.may) throw new NotAllowed()
    return page(
      'features/people/pages/details.njk',
      `Correct the details of ${person.name}`,
      {
        person,
        signsIn,
        ...personInputs(
          form ?? {
            'given-name': person.givenName,
            'family-name': person.familyName,
            email: person.email ?? '',
            mailbox: person.sharedMailbox ? 'shared' : 'own',
          },
          errors,
          asked,
        ),
      },
      { errors: errors?.list, backHref: `/people/${person.id}`, section },
    )
  }

  const leftPage = async (visit: Visit, problem?: string): Promise<Answer> => {
    const { person, permission, accounts } = await found(visit)
    if (!permission.may) throw new NotAllowed()
    return page(
      'features/people/pages/left.njk',
      `${person.name} has left`,
      { person, accounts, problem: problem ?? null },
      {
        errors: problem ? [{ text: problem, href: '#main-content' }] : undefined,
        backHref: `/people/${person.id}`,
        section,
      },
    )
  }

  const newPage = (
    visit: Visit,
    id: string,
    form: Form,
    errors?: FormErrors,
    asked: string | null = null,
  ): Answer =>
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
          readers: (await acknowledged(tx, visit.now))?.by,
        }))
        const details = seesDetails(visit.actor)
        const { signsIn } = await linkPermissions(identity, visit.actor, people)
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
      handle: async visit => newPage(visit, newId(), {}),
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
        const result = await addPerson(db, visit.actor, { id, ...value, roles: given }, visit.now)
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
    {
      method: 'GET',
      path: '/people/:id',
      access: peopleReaders,
      handle: visit => personPage(visit),
    },
    {
      method: 'POST',
      path: '/people/:id/link',
      access: peopleReaders,
      async handle(visit) {
        const { person } = await found(visit)
        const result = await invite(parts, visit.actor, person.id, visit.now)
        switch (result.kind) {
          case 'no-such-person':
            throw new NotFound('person')
          case 'not-allowed':
            throw new NotAllowed()
          case 'no-address':
            return redirect(`/people/${person.id}`, {
              kind: 'warning',
              text: `${person.name} has no email address here. Enter one first: they sign in with it.`,
            })
          case 'posted':
            return redirect(`/people/${person.id}`, {
              kind: 'success',
              text: `A letter with the link is on its way to ${person.email}. Earlier links no longer work.`,
            })
          case 'link':
            return page(
              'features/people/pages/link.njk',
              `Sign-in link for ${person.name}`,
              { person, url: result.url, why: result.why },
              { backHref: `/people/${person.id}`, section },
            )
        }
      },
    },
    {
      method: 'POST',
      path: '/people/:id/training',
      access: trainingRecorders,
      async handle(visit) {
        const { person } = await found(visit)
        const date = readDateField(visit.form, 'completed')
        const refuse = (text: string) =>
          personPage(visit, visit.form, formErrors([{ field: 'completed-day', text }]))
        if (date === 'empty' || date === 'wrong')
          return refuse('Enter the day on which the training was completed, such as 5 9 2026')
        const result = await recordTraining(db, visit.actor, {
          personId: person.id,
          completedOn: date,
          now: visit.now,
        })
        switch (result.kind) {
          case 'in-the-future':
            return refuse('The training must have been completed today or earlier')
          case 'no-such-person':
            throw new NotFound('person')
          case 'recorded':
            return redirect(`/people/${person.id}`, {
              kind: 'success',
              text: `Training of ${person.name} recorded: ${londonDateText(date)}.`,
            })
        }
      },
    },
    {
      method: 'GET',
      path: '/people/:id/roles',
      access: roleChangers,
      handle: visit => rolesPage(visit),
    },
    {
      method: 'POST',
      path: '/people/:id/roles',
      access: roleChangers,
      async handle(visit) {
        const { person, changeable } = await found(visit)
        const wanted = [
          ...person.roles.filter(role => !changeable.includes(role)),
          ...readRoles(visit.form).filter(role => changeable.includes(role)),
        ]
        const result = await changeRoles(db, visit.actor, {
          personId: person.id,
          roles: wanted,
          now: visit.now,
        })
        switch (result.kind) {
          case 'no-such-person':
            throw new NotFound('person')
          case 'not-allowed':
            throw new NotAllowed()
          case 'would-be-vacant':
            return rolesPage(visit, formErrors([{ field: 'roles', text: vacantText(result.role) }]))
          case 'unchanged':
            return redirect(`/people/${person.id}`)
          case 'changed':
            return redirect(`/people/${person.id}`, {
              kind: 'success',
              text: `Roles of ${person.name} changed: ${rolesInWords(wanted)}.`,
            })
        }
      },
    },
    {
      method: 'GET',
      path: '/people/:id/details',
      access: peopleReaders,
      handle: visit => detailsPage(visit),
    },
    {
      method: 'POST',
      path: '/people/:id/details',
      access: peopleReaders,
      async handle(visit) {
        const { person, permission } = await found(visit)
        if (!permission.may) throw new NotAllowed()
        const reading = readPerson(visit.form)
        if (reading.kind === 'errors') return detailsPage(visit, visit.form, reading.errors, reading.asked)
        const result = await correctPerson(parts, visit.actor, {
          personId: person.id,
          ...reading.value,
          now: visit.now,
        })
        switch (result.kind) {
          case 'no-such-person':
            throw new NotFound('person')
          case 'not-allowed':
            throw new NotAllowed()
          case 'email-taken':
            return detailsPage(
              visit,
              visit.form,
              formErrors([{ field: 'email', text: 'Somebody here has this email address already' }]),
            )
          case 'corrected':
            return redirect(`/people/${person.id}`, {
              kind: 'success',
              text: result.signInEnded
                ? 'Saved. The address changed, so the old sign-in no longer works: make a new sign-in link.'
                : 'Saved.',
            })
        }
      },
    },
    {
      method: 'GET',
      path: '/people/:id/left',
      access: peopleReaders,
      handle: visit => leftPage(visit),
    },
    {
      method: 'POST',
      path: '/people/:id/left',
      access: peopleReaders,
      async handle(visit) {
        const { person, accounts } = await found(visit)
        const result = await leaveSchool(parts, visit.actor, person.id, visit.now)
        switch (result.kind) {
          case 'no-such-person':
            throw new NotFound('person')
          case 'not-allowed':
            throw new NotAllowed()
          case 'would-be-vacant':
            return leftPage(visit, vacantText(result.role))
          case 'left':
            return redirect('/people', {
              kind: accounts.length > 0 ? 'warning' : 'success',
              text: `${person.name} has left and is signed out everywhere.${accounts.length > 0 ? ` They ran ${accounts.join(', ')}: name somebody else, and change the passwords they knew.` : ''}`,
            })
        }
      },
    },
  ]
}

const exampleDate = (now: Instant): string => {
  const date = londonDate(now).subtract({ days: 14 })
  return `${date.day} ${date.month} ${date.year}`
}
