import { holdsAny, systemActor } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { newId, type PersonId, readId, type SchoolId } from '../../kernel/ids.ts'
import { inSchool } from '../../platform/database/database.ts'
import {
  type Answer,
  type Form,
  type OpenVisit,
  page,
  type Route,
  redirect,
} from '../../platform/http/route.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { type FormErrors, formErrors } from '../../platform/views/form.ts'
import {
  classNames,
  goesByLetter,
  type InvitationParts,
  type InviteResult,
  invite,
  linkPermissions,
  peopleKeepers,
  persons,
} from '../people/index.ts'
import { policyInForce } from '../policy/index.ts'
import { findLink, giveLogin, startSession, useLink } from '../sign-in/index.ts'
import { nextStepsPage } from './next-steps.page.ts'
import { readSetUp, type SetUpForm } from './set-up.form.ts'
import { setUpPage } from './set-up.page.ts'
import { setUpSchool } from './set-up-school.ts'

export type SetupParts = InvitationParts & {
  readonly vault: Vault
  /** Builds the demonstration school. Without it the set-up page offers only a school of one's own. */
  readonly startDemonstration?: () => Promise<DemonstrationToShow>
}

/** Whom to sign in as, with the one password that all of them have. */
export type DemonstrationToShow = {
  readonly password: string
  readonly people: readonly {
    readonly name: string
    readonly title: string
    readonly look: string
    readonly email: string
  }[]
}

const gone: Answer = page('error.njk', 'This link no longer works', {
  heading: 'This link no longer works',
  paragraphs: [
    'A set-up link works once and for 24 hours.',
    'If your school is set up already, sign in. Otherwise stop Gatepost and start it again: it prints a new link.',
  ],
})

const nextStepsFor = ['headteacher', 'dsl', 'deputy-dsl', 'senior-leader', 'administrator', 'chair'] as const

/** Founding a school behind the one-time link of a first start, and what to do after that. */
export const setupRoutes = (parts: SetupParts): readonly Route[] => {
  const { db, identity } = parts

  const schoolOf = async (visit: OpenVisit): Promise<{ token: string; schoolId: SchoolId } | undefined> => {
    const token = visit.params.token ?? ''
    const link = await findLink(identity, 'set-up', token, visit.now)
    const schoolId = readId<SchoolId>(link?.subjectId ?? undefined)
    return schoolId && { token, schoolId }
  }

  const formPage = (
    token: string,
    form: Form,
    errors?: FormErrors,
    asked?: Readonly<Record<string, string>>,
  ): Answer =>
    page(
      'features/setup/pages/set-up.njk',
      'Set up your school',
      { token, ...setUpPage(form, errors, asked) },
      { errors: errors?.list },
    )

  const found = async (visit: OpenVisit): Promise<Answer> => {
    const link = await schoolOf(visit)
    if (!link) return gone
    const reading = readSetUp(visit.form)
    if (reading.kind === 'errors') return formPage(link.token, visit.form, reading.errors, reading.asked)
    const founderId = await foundSchool(parts, link.schoolId, reading.value, visit.now)
    if (!founderId)
      return formPage(
        link.token,
        visit.form,
        formErrors([
          {
            field: 'founder',
            text: 'An earlier try saved the school with other people. Choose somebody with the email address you gave then',
          },
        ]),
      )
    const given = await giveLogin(identity, {
      email: reading.value.founder.email,
      password: reading.value.password,
      membership: { schoolId: link.schoolId, personId: founderId },
      now: visit.now,
    })
    if (given.kind !== 'given')
      return formPage(
        link.token,
        visit.form,
        formErrors([
          {
            field: 'password',
            text: 'Your email address already signs in here. Enter the password you use there',
          },
        ]),
      )
    if (!(await useLink(identity, link.token, visit.now))) return gone
    const { token, schools } = await startSession(identity, given.loginId, visit.now)
    return { kind: 'session', token, to: schools.length === 1 ? '/next-steps' : '/schools' }
  }

  return [
    {
      method: 'GET',
      path: '/set-up/:token',
      access: 'anyone',
      async handle(visit) {
        const link = await schoolOf(visit)
        if (!link) return gone
        return parts.startDemonstration
          ? page('features/setup/pages/choose.njk', 'Welcome to Gatepost', { token: link.token })
          : formPage(link.token, {})
      },
    },
    { method: 'POST', path: '/set-up/:token', access: 'anyone', handle: found },
    {
      method: 'GET',
      path: '/set-up/:token/school',
      access: 'anyone',
      async handle(visit) {
        const link = await schoolOf(visit)
        return link ? formPage(link.token, {}) : gone
      },
    },
    {
      method: 'POST',
      path: '/set-up/:token/demonstration',
      access: 'anyone',
      async handle(visit) {
        if (!parts.startDemonstration || !(await schoolOf(visit))) return gone
        const { password, people } = await parts.startDemonstration()
        return page('features/setup/pages/demonstration.njk', 'The demonstration school is ready', {
          password,
          people,
        })
      },
    },
    {
      method: 'GET',
      path: '/next-steps',
      access: nextStepsFor,
      async handle(visit) {
        const { people, policy, classes } = await inSchool(db, visit.actor, async tx => ({
          people: await persons(tx),
          policy: await policyInForce(tx, londonDate(visit.now)),
          classes: await classNames(tx),
        }))
        const { signsIn, permission } = await linkPermissions(identity, visit.actor, people, one =>
          goesByLetter(parts.mail, one),
        )
        return page(
          'features/setup/pages/next-steps.njk',
          'Next steps',
          nextStepsPage({
            people,
            signsIn,
            permission,
            policyName: policy?.pack.school ?? null,
            pupils: classes.length > 0,
            mailSends: parts.mail.sends,
            keepsPeople: holdsAny(visit.actor, peopleKeepers),
          }),
        )
      },
    },
    {
      method: 'POST',
      path: '/next-steps/invitations',
      access: nextStepsFor,
      async handle(visit) {
        const people = await inSchool(db, visit.actor, persons)
        const { signsIn, permission } = await linkPermissions(identity, visit.actor, people, one =>
          goesByLetter(parts.mail, one),
        )
        const results: InviteResult[] = []
        for (const person of people)
          if (!signsIn.has(person.id) && person.email !== null && permission(person).may)
            results.push(await invite(parts, visit.actor, person.id, visit.now))
        const links = results.filter(result => result.kind === 'link')
        const posted = results.filter(result => result.kind === 'posted').length
        if (links.length === 0)
          return redirect('/next-steps', {
            kind: 'success',
            text: `${posted === 1 ? 'One letter with a sign-in link is' : `${posted} letters with sign-in links are`} on the way.`,
          })
        return page(
          'features/setup/pages/invitation-links.njk',
          'Sign-in links to hand over',
          { links: links.map(({ person, url }) => ({ name: person.name, url })), posted },
          { backHref: '/next-steps' },
        )
      },
    },
  ]
}

/** Founds the school, or, where an earlier try got that far, finds the founder in it (undefined when they are not). */
async function foundSchool(
  parts: SetupParts,
  schoolId: SchoolId,
  form: SetUpForm,
  now: Instant,
): Promise<PersonId | undefined> {
  const others = form.people.filter(person => person !== form.founder)
  const people = [form.founder, ...others].map(person => ({ ...person, id: newId<PersonId>() }))
  const founded = await setUpSchool(
    parts,
    {
      id: schoolId,
      name: form.name,
      demonstration: false,
      phone: form.phone,
      urgentName: form.urgentName,
      urgentPhone: form.urgentPhone,
      people,
    },
    now,
  )
  const recorded =
    founded === 'founded' ? people : await inSchool(parts.db, systemActor(schoolId), tx => persons(tx))
  return recorded.find(person => person.email === form.founder.email)?.id
}
