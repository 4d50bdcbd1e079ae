import { NotAllowed, NotFound } from '../../../kernel/errors.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { leaveSchool } from '../leave-school.ts'
import { peopleReaders } from '../permissions.ts'
import { findPerson, type PeopleRouteParts, section, vacantText } from './parts.ts'

/** Somebody has left. */
export const leftRoutes = (parts: PeopleRouteParts): readonly Route[] => {
  const leftPage = async (visit: Visit, problem?: string): Promise<Answer> => {
    const { person, permission, accounts } = await findPerson(parts, visit)
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

  return [
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
        const { person, accounts } = await findPerson(parts, visit)
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
