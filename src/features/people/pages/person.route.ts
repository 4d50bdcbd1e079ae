import { holdsAny } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { NotAllowed, NotFound } from '../../../kernel/errors.ts'
import {
  type Answer,
  type Form,
  field,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { dateField, readDateField } from '../../../platform/views/date-field.ts'
import { type FormErrors, formErrors } from '../../../platform/views/form.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { openInvitations } from '../../sign-in/index.ts'
import { changeSite } from '../change-site.ts'
import { invite } from '../invitations.ts'
import { peopleKeepers, peopleReaders } from '../permissions.ts'
import { siteSelect } from '../person.page.ts'
import { recordTraining, trainingRecorders } from '../training.ts'
import { findPerson, type PeopleRouteParts, rolesInWords, section } from './parts.ts'

const exampleDate = (now: Instant): string => {
  const date = londonDate(now).subtract({ days: 14 })
  return `${date.day} ${date.month} ${date.year}`
}

/** One person: who they are, their sign-in link, their training. */
export const personRoutes = (parts: PeopleRouteParts): readonly Route[] => {
  const { db, identity } = parts

  const personPage = async (visit: Visit, form: Form = {}, errors?: FormErrors): Promise<Answer> => {
    const data = await findPerson(parts, visit)
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
        site: data.sites.includes(person.site ?? '') ? person.site : null,
        hasSites: data.sites.length > 0,
        siteChoice: holdsAny(visit.actor, peopleKeepers) ? siteSelect(data.sites, person.site) : null,
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

  return [
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
        const { person } = await findPerson(parts, visit)
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
      path: '/people/:id/site',
      access: peopleKeepers,
      async handle(visit) {
        const { person } = await findPerson(parts, visit)
        const site = field(visit.form, 'site') || null
        const result = await changeSite(parts, visit.actor, { personId: person.id, site, now: visit.now })
        switch (result.kind) {
          case 'no-such-person':
            throw new NotFound('person')
          case 'no-such-site':
            return redirect(`/people/${person.id}`, {
              kind: 'warning',
              text: 'Nothing was saved: the policy in force has no such site any more. Choose one of these.',
            })
          case 'changed':
          case 'unchanged':
            return redirect(`/people/${person.id}`, {
              kind: 'success',
              text: `Saved: ${person.name} works at ${site ?? 'no site in particular'}.`,
            })
        }
      },
    },
    {
      method: 'POST',
      path: '/people/:id/training',
      access: trainingRecorders,
      async handle(visit) {
        const { person } = await findPerson(parts, visit)
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
  ]
}
