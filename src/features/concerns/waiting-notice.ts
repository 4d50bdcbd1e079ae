import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { ConcernId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { schoolDetails } from '../people/index.ts'
import { waitingReceipts } from './queries.ts'

/** Whom to call when the school is closed; null where the school recorded nobody. */
export type Urgent = { readonly name: string | null; readonly phone: string | null }

/** For the macro `waitingNotice` in pages/parts.njk. */
export type WaitingNotice = {
  readonly urgent: Urgent
  readonly receipts: readonly {
    readonly raisedAt: Instant
    readonly waited: string
    readonly routedTo: string
    readonly notEmailed: string
    readonly ownId: ConcernId | null
  }[]
}

/**
 * What stands on top of the pages of somebody whose concern nobody has confirmed yet; null when nothing waits.
 * One query when nothing does.
 */
export async function waitingNotice(
  tx: TenantTx,
  actor: PersonActor,
  now: Instant,
): Promise<WaitingNotice | null> {
  const waiting = await waitingReceipts(tx, actor)
  if (waiting.length === 0) return null
  return {
    urgent: await urgentContact(tx),
    receipts: waiting.map(({ raisedAt, routedTo, notEmailed, ownId }) => ({
      raisedAt,
      waited: waitedFor(raisedAt, now),
      routedTo,
      notEmailed,
      ownId,
    })),
  }
}

export async function urgentContact(tx: TenantTx): Promise<Urgent> {
  const { urgentName, urgentPhone } = await schoolDetails(tx)
  return { name: urgentName, phone: urgentPhone }
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** "less than a minute", "12 minutes", "3 hours", "2 days". */
export const waitedFor = (since: Instant, now: Instant): string => {
  const minutes = Math.floor((now.epochMilliseconds - since.epochMilliseconds) / 60_000)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 60) return counted(minutes, 'minute')
  if (minutes < 48 * 60) return counted(Math.floor(minutes / 60), 'hour')
  return counted(Math.floor(minutes / (24 * 60)), 'day')
}
