import { type Database, inSchool } from '../../platform/database/database.ts'
import { type Answer, type OpenVisit, page, type Route } from '../../platform/http/route.ts'
import { schoolDetails } from '../people/index.ts'

/** Help and the accessibility statement: for everybody, with the school's own numbers for those who are signed in. */
export const helpRoutes = ({ db }: { readonly db: Database }): readonly Route[] => {
  const answer = async (visit: OpenVisit, name: 'help' | 'accessibility', title: string): Promise<Answer> => {
    const details = visit.actor ? await inSchool(db, visit.actor, schoolDetails) : undefined
    return page(`features/help/pages/${name}.njk`, title, {
      phone: details?.phone ?? null,
      urgentName: details?.urgentName ?? null,
      urgentPhone: details?.urgentPhone ?? null,
      signedIn: visit.actor !== undefined,
    })
  }
  return [
    { method: 'GET', path: '/help', access: 'anyone', handle: visit => answer(visit, 'help', 'Help') },
    {
      method: 'GET',
      path: '/accessibility',
      access: 'anyone',
      handle: visit => answer(visit, 'accessibility', 'Accessibility'),
    },
  ]
}
