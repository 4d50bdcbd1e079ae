import { type Answer, field, page, type Route, redirect } from '../../../platform/http/route.ts'
import type { SignInParts } from '../parts.ts'
import { endSession, signIn } from '../sessions.ts'

/** Only a path of our own may follow a sign-in: anything else would send people to a stranger's site. */
const ownPath = (next: string): string => (/^\/(?![/\\])[\w\-./?=&%#]*$/.test(next) ? next : '/')

/** /sign-in and /sign-out. */
export const signInOutRoutes = (parts: SignInParts): readonly Route[] => {
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
  ]
}
