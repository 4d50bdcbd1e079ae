import { type Database, inSchool } from '../../platform/database/database.ts'
import { page, type Route, type Visit } from '../../platform/http/route.ts'
import { personNames } from '../people/index.ts'
import { trailEvents } from './events.ts'
import { auditPage } from './pages/audit.page.ts'

const pageSize = 50

/** The school's audit trail in words, for those who answer for the school. */
export const auditRoutes = ({ db }: { readonly db: Database }): readonly Route[] => [
  {
    method: 'GET',
    path: '/audit',
    access: ['headteacher', 'chair'],
    async handle({ actor, query }: Visit) {
      const before = /^\d{1,15}$/.test(query.before ?? '') ? Number(query.before) : undefined
      const params = await inSchool(db, actor, async tx => {
        const events = await trailEvents(tx, { before, limit: pageSize + 1 })
        const shown = events.slice(0, pageSize)
        const names = await personNames(
          tx,
          shown.flatMap(({ by }) => (by === null ? [] : [by])),
        )
        return auditPage(shown, names, events.length > pageSize ? (shown.at(-1)?.seq ?? null) : null)
      })
      return page('features/audit/pages/audit.njk', 'Audit trail', params, { section: 'audit' })
    },
  },
]
