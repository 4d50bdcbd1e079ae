import { sql } from 'kysely'
import { type Instant, Temporal } from '../../kernel/clock.ts'
import type { PersonId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'

/** One event of the school's trail as it was written. */
export type TrailEvent = {
  readonly seq: number
  readonly at: Instant
  /** null: the software itself. */
  readonly by: PersonId | null
  readonly action: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly detail: Readonly<Record<string, string>>
}

/**
 * The newest events of the school's own stream before a place in it. Concerns have a stream of their own, which the
 * database shows to nobody through the app. Who asked the adviser is for those who read the question (SM-4.6): such events
 * stay in the trail and are not shown here.
 */
export async function trailEvents(
  tx: TenantTx,
  part: { readonly before: number | undefined; readonly limit: number },
): Promise<readonly TrailEvent[]> {
  const { rows } = await sql<{ seq: number; fact: string; detail: string | null }>`
    select e.seq, e.fact, d.detail from audit_event e
      left join audit_detail d on d.school_id = ${tx.schoolId} and d.stream = 'school' and d.seq = e.seq
    where e.school_id = ${tx.schoolId} and e.stream = 'school'
      and strpos(e.fact, '"action":"advice.') = 0
      and e.seq < ${part.before ?? Number.MAX_SAFE_INTEGER}
    order by e.seq desc limit ${part.limit}`.execute(tx)
  return rows.map(({ seq, fact, detail }) => {
    const written = JSON.parse(fact) as {
      at: string
      by: string
      action: string
      facts: Record<string, unknown>
    }
    return {
      seq,
      at: Temporal.Instant.from(written.at),
      by: written.by === 'gatepost' ? null : (written.by as PersonId),
      action: written.action,
      facts: written.facts,
      detail: detail === null ? {} : (JSON.parse(detail) as Record<string, string>),
    }
  })
}
