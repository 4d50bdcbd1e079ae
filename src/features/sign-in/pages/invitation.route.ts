import { type Answer, field, type OpenVisit, page, type Route } from '../../../platform/http/route.ts'
import { newPasswordField, passwordProblem } from '../new-password.ts'
import { findLink, useLink } from '../one-time-links.ts'
import type { Invited, SignInParts } from '../parts.ts'
import { giveLogin, startSession } from '../sessions.ts'

const goneLink: Answer = page('error.njk', 'This link no longer works', {
  heading: 'This link no longer works',
  paragraphs: [
    'A link like this works once and for seven days.',
    'Ask the person who sent it, or the school office, for a new one.',
  ],
})

const invitationPage = (
  { invited, token }: { readonly invited: Invited; readonly token: string },
  problem = '',
): Answer =>
  page(
    'features/sign-in/pages/invitation.njk',
    `Your sign-in for ${invited.schoolName}`,
    {
      invited,
      token,
      password: newPasswordField('password', 'Choose a password', problem ? { text: problem } : undefined),
    },
    { errors: problem ? [{ text: problem, href: '#password' }] : [] },
  )

/** /invitation/:token: somebody who was invited chooses a password, or joins a sign-in they have already. */
export const invitationRoutes = ({ identity, invited: personInvited }: SignInParts): readonly Route[] => {
  const invitation = async ({ params, now }: OpenVisit) => {
    const token = params.token ?? ''
    const link = await findLink(identity, 'invitation', token, now)
    const invited =
      link?.schoolId && link.personId ? await personInvited(link.schoolId, link.personId) : undefined
    return link?.schoolId && link.personId && invited
      ? { token, membership: { schoolId: link.schoolId, personId: link.personId }, invited }
      : undefined
  }

  return [
    {
      method: 'GET',
      path: '/invitation/:token',
      access: 'anyone',
      async handle(visit) {
        const found = await invitation(visit)
        return found ? invitationPage(found) : goneLink
      },
    },
    {
      method: 'POST',
      path: '/invitation/:token',
      access: 'anyone',
      async handle(visit) {
        const found = await invitation(visit)
        if (!found) return goneLink
        const password = field(visit.form, 'password')
        const problem = passwordProblem(password)
        if (problem !== undefined) return invitationPage(found, problem)
        const result = await giveLogin(identity, {
          email: found.invited.email,
          password,
          membership: found.membership,
          now: visit.now,
        })
        if (result.kind === 'wrong-password')
          return invitationPage(
            found,
            'This email address already has a sign-in here. Enter the password that goes with it.',
          )
        if (result.kind === 'too-many-attempts')
          return invitationPage(
            found,
            `There were too many wrong tries. Wait ${result.minutes} minutes, then try again.`,
          )
        if (!(await useLink(identity, found.token, visit.now))) return goneLink
        const started = await startSession(identity, result.loginId, visit.now)
        return { kind: 'session', token: started.token, to: started.schools.length === 1 ? '/' : '/schools' }
      },
    },
  ]
}
