import type { Clock } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { readId, type SchoolId } from '../../kernel/ids.ts'
import type { IdentityDatabase } from '../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect } from '../../platform/http/route.ts'
import { type FieldError, type FormErrors, formErrors } from '../../platform/views/form.ts'
import type { PasswordInputParams } from '../../platform/views/macro-params.ts'
import { changePassword } from './change-password.ts'
import { findLink, useLink } from './one-time-links.ts'
import {
  chooseSchool,
  endSession,
  findSession,
  giveLogin,
  memberships,
  shortestPassword,
  signIn,
  startSession,
} from './sessions.ts'

/** What the people room tells of a person who follows an invitation. */
export type Invited = { readonly name: string; readonly email: string; readonly schoolName: string }

export type SignInParts = {
  readonly identity: IdentityDatabase
  readonly clock: Clock
  schoolName(schoolId: SchoolId): Promise<string>
  invited(schoolId: SchoolId, personId: PersonId): Promise<Invited | undefined>
  /** Whether any school was set up yet: before that the sign-in page explains how to begin. */
  anySchool(): Promise<boolean>
}

/** Only a path of our own may follow a sign-in: anything else would send people to a stranger's site. */
const ownPath = (next: string): string => (/^\/(?![/\\])[\w\-./?=&%#]*$/.test(next) ? next : '/')

const tooShort = `Choose a password of at least ${shortestPassword} characters. Three random words make a good one.`

export const signInRoutes = (parts: SignInParts): readonly Route[] => {
  const { identity } = parts

  const signInPage = async (
    next: string,
    email: string,
    errors: { text: string; href: string }[] = [],
  ): Promise<Answer> =>
    page(
      'features/sign-in/pages/sign-in.njk',
      'Sign in',
      { next, email, ready: await parts.anySchool(), wrong: errors[0]?.text ?? '' },
      { errors },
    )

  const invitation = async (token: string) => {
    const link = await findLink(identity, 'invitation', token, parts.clock.now())
    const invited =
      link?.schoolId && link.personId ? await parts.invited(link.schoolId, link.personId) : undefined
    return link?.schoolId && link.personId && invited
      ? { membership: { schoolId: link.schoolId, personId: link.personId }, invited }
      : undefined
  }
  const goneLink: Answer = page('error.njk', 'This link no longer works', {
    heading: 'This link no longer works',
    paragraphs: [
      'A link like this works once and for seven days.',
      'Ask the person who sent it, or the school office, for a new one.',
    ],
  })
  const invitationPage = (invited: Invited, token: string, problem = ''): Answer =>
    page(
      'features/sign-in/pages/invitation.njk',
      `Your sign-in for ${invited.schoolName}`,
      { invited, token, shortestPassword, problem },
      { errors: problem ? [{ text: problem, href: '#password' }] : [] },
    )

  const passwordPage = (errors?: FormErrors): Answer =>
    page(
      'features/sign-in/pages/password.njk',
      'Change your password',
      {
        current: {
          id: 'current',
          name: 'current',
          label: { text: 'Current password' },
          autocomplete: 'current-password',
          errorMessage: errors?.byField.current,
        } satisfies PasswordInputParams,
        chosen: {
          id: 'chosen',
          name: 'chosen',
          label: { text: 'New password' },
          hint: { text: `At least ${shortestPassword} characters. Three random words make a good one.` },
          autocomplete: 'new-password',
          errorMessage: errors?.byField.chosen,
        } satisfies PasswordInputParams,
      },
      { errors: errors?.list, backHref: '/' },
    )

  return [
    {
      method: 'GET',
      path: '/sign-in',
      access: 'anyone',
      handle: async visit => (visit.actor ? redirect('/') : signInPage(ownPath(visit.query.next ?? '/'), '')),
    },
    {
      method: 'POST',
      path: '/sign-in',
      access: 'anyone',
      async handle(visit) {
        const next = ownPath(field(visit.form, 'next'))
        const email = field(visit.form, 'email').trim()
        const result = await signIn(identity, {
          email,
          password: field(visit.form, 'password'),
          networkAddress: visit.networkAddress,
          now: visit.now,
        })
        switch (result.kind) {
          case 'signed-in':
            return {
              kind: 'session',
              token: result.token,
              to: result.schools.length === 1 ? next : '/schools',
            }
          case 'wrong':
            return signInPage(next, email, [
              {
                text: 'The email address or the password is not right. Check both and try again.',
                href: '#email',
              },
            ])
          case 'too-many-attempts':
            return signInPage(next, email, [
              {
                text: `There were too many wrong tries. Wait ${result.minutes} minutes, then try again, or ask the school office for a new sign-in link.`,
                href: '#email',
              },
            ])
        }
      },
    },
    {
      method: 'POST',
      path: '/sign-out',
      access: 'anyone',
      async handle(visit) {
        if (visit.sessionToken) await endSession(identity, visit.sessionToken)
        return { kind: 'session', token: undefined, to: '/sign-in' }
      },
    },
    {
      method: 'GET',
      path: '/schools',
      access: 'anyone',
      async handle(visit) {
        const session = visit.sessionToken
          ? await findSession(identity, visit.sessionToken, visit.now)
          : undefined
        if (!session) return redirect('/sign-in')
        const schools = await Promise.all(
          (await memberships(identity, session.loginId)).map(async ({ schoolId }) => ({
            schoolId,
            name: await parts.schoolName(schoolId),
          })),
        )
        return page('features/sign-in/pages/schools.njk', 'Choose a school', { schools })
      },
    },
    {
      method: 'POST',
      path: '/schools',
      access: 'anyone',
      async handle(visit) {
        const session = visit.sessionToken
          ? await findSession(identity, visit.sessionToken, visit.now)
          : undefined
        const schoolId = readId<SchoolId>(field(visit.form, 'school'))
        if (!session || !visit.sessionToken || !schoolId) return redirect('/sign-in')
        if (!(await chooseSchool(identity, visit.sessionToken, session.loginId, schoolId)))
          throw new NotFound('school')
        return redirect('/')
      },
    },
    {
      method: 'GET',
      path: '/invitation/:token',
      access: 'anyone',
      async handle(visit) {
        const token = visit.params.token ?? ''
        const found = await invitation(token)
        return found ? invitationPage(found.invited, token) : goneLink
      },
    },
    {
      method: 'POST',
      path: '/invitation/:token',
      access: 'anyone',
      async handle(visit) {
        const token = visit.params.token ?? ''
        const found = await invitation(token)
        if (!found) return goneLink
        const password = field(visit.form, 'password')
        if (password.length < shortestPassword) return invitationPage(found.invited, token, tooShort)
        const result = await giveLogin(identity, {
          email: found.invited.email,
          password,
          membership: found.membership,
          now: visit.now,
        })
        if (result.kind === 'wrong-password')
          return invitationPage(
            found.invited,
            token,
            'This email address already has a sign-in here. Enter the password that goes with it.',
          )
        if (result.kind === 'too-many-attempts')
          return invitationPage(
            found.invited,
            token,
            `There were too many wrong tries. Wait ${result.minutes} minutes, then try again.`,
          )
        if (!(await useLink(identity, token, visit.now))) return goneLink
        const started = await startSession(identity, result.loginId, visit.now)
        return { kind: 'session', token: started.token, to: started.schools.length === 1 ? '/' : '/schools' }
      },
    },
    {
      method: 'GET',
      path: '/password',
      access: 'signed-in',
      handle: async () => passwordPage(),
    },
    {
      method: 'POST',
      path: '/password',
      access: 'signed-in',
      async handle(visit) {
        const current = field(visit.form, 'current')
        const chosen = field(visit.form, 'chosen')
        const missing: FieldError[] = []
        if (current === '') missing.push({ field: 'current', text: 'Enter your current password' })
        if (chosen.length < shortestPassword) missing.push({ field: 'chosen', text: tooShort })
        if (missing.length > 0) return passwordPage(formErrors(missing))
        const result = await changePassword(identity, {
          sessionToken: visit.sessionToken ?? '',
          current,
          chosen,
          networkAddress: visit.networkAddress,
          now: visit.now,
        })
        switch (result.kind) {
          case 'changed':
            return redirect('/', {
              kind: 'success',
              text: 'Your password is changed. You are signed out everywhere else.',
            })
          case 'wrong':
            return passwordPage(
              formErrors([
                { field: 'current', text: 'This is not your current password. Check it and try again.' },
              ]),
            )
          case 'too-many-attempts':
            return passwordPage(
              formErrors([
                {
                  field: 'current',
                  text: `There were too many wrong tries. Wait ${result.minutes} minutes, then try again.`,
                },
              ]),
            )
          case 'not-signed-in':
            return redirect('/sign-in')
        }
      },
    },
  ]
}
