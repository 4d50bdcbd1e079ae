import { sql } from 'kysely'
import { type Instant, Temporal } from '../../kernel/clock.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { inWords } from './pages/audit.page.ts'

/**
 * The newest event of the school's own stream that cites a clause (`clauses` of its facts, from `citedClauses`): when, and what
 * kind of thing it was in words, never whom it was about. Work on a draft cites that draft's clauses and does not count, nor
 * does what was done about a proposal other than these, which whoever asks may see.
 */
export async function lastCiting(
  tx: TenantTx,
  clause: string,
  proposals: readonly string[],
): Promise<{ readonly at: Instant; readonly kind: string } | undefined> {
  // The plain search comes first, so that facts are only read where the clause stands in them at all.
  const { rows } = await sql<{ at: string; action: string }>`
    select e.fact::jsonb ->> 'at' as at, e.fact::jsonb ->> 'action' as action from audit_event e
    where e.school_id = ${tx.schoolId} and e.stream = 'school'
      and strpos(e.fact, ${JSON.stringify(clause)}) > 0
      and e.fact::jsonb -> 'facts' -> 'clauses' @> ${JSON.stringify([clause])}::jsonb
      and e.fact::jsonb ->> 'action' not like 'policy.draft-%'
      and (e.fact::jsonb -> 'subject' ->> 'kind' <> 'policy-proposal'
        or e.fact::jsonb -> 'subject' ->> 'id' = any(${[...proposals]}::text[]))
    order by e.seq desc limit 1`.execute(tx)
  const [newest] = rows
  return newest && { at: Temporal.Instant.from(newest.at), kind: inWords(newest.action) }
}
