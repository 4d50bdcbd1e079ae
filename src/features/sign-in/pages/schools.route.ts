import { NotFound } from '../../../kernel/errors.ts'
import { readId, type SchoolId } from '../../../kernel/ids.ts'
import { field, type OpenVisit, page, type Route, redirect } from '../../../platform/http/route.ts'
import type { SignInParts } from '../parts.ts'
import { chooseSchool, findSession, memberships } from '../sessions.ts'

/** /schools: somebody who belongs to several schools chooses one. */
export const schoolsRoutes = ({ identity, schoolName }: SignInParts): readonly Route[] => {
  const sessionOf = async ({ sessionToken, now }: OpenVisit) =>
    sessionToken ? await findSession(identity, sessionToken, now) : undefined

  return [
    {
      method: 'GET',
      path: '/schools',
      access: 'anyone',
      async handle(visit) {
        const session = await sessionOf(visit)
        if (!session) return redirect('/sign-in')
        const schools = await Promise.all(
          (await memberships(identity, session.loginId)).map(async ({ schoolId }) => ({
            schoolId,
            name: await schoolName(schoolId),
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
        const session = await sessionOf(visit)
        const schoolId = readId<SchoolId>(field(visit.form, 'school'))
        if (!session || !visit.sessionToken || !schoolId) return redirect('/sign-in')
        if (!(await chooseSchool(identity, visit.sessionToken, session.loginId, schoolId)))
          throw new NotFound('school')
        return redirect('/')
      },
    },
  ]
}
