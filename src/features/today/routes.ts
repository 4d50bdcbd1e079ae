import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import { page, type Route } from '../../platform/http/route.ts'
import { waitingNotice } from '../concerns/index.ts'
import { firstSteps } from './first-steps.ts'
import { todayPage } from './pages/today.page.ts'

/** What waits for this person in one room; one query where possible, since the start page asks every room. */
export type TodayProvider = (tx: TenantTx, actor: PersonActor, now: Instant) => Promise<readonly TodayLine[]>

export const todayRoutes = (parts: {
  readonly db: Database
  readonly providers: readonly TodayProvider[]
}): readonly Route[] => [
  {
    method: 'GET',
    path: '/',
    access: 'signed-in',
    async handle({ actor, now }) {
      const params = await inSchool(parts.db, actor, async tx => {
        const notice = await waitingNotice(tx, actor, now)
        const steps = await firstSteps(tx, actor)
        const lines: TodayLine[] = []
        for (const provider of parts.providers) lines.push(...(await provider(tx, actor, now)))
        return todayPage(lines, notice, steps)
      })
      return page('features/today/pages/today.njk', 'Today', params, { section: 'today' })
    },
  },
]
