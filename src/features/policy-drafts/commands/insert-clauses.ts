import type { Instant } from '../../../kernel/clock.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { TenantTx } from '../../../platform/database/database.ts'
import type { ClauseWording, DraftClauseId, DraftId } from '../draft.ts'
import type {} from '../tables.ts'

/** Rows in one statement: PostgreSQL takes 65,535 parameters at most, fifteen a row. */
const batch = 1000

/** Writes new clauses of a draft, undecided or accepted by somebody. */
export async function insertClauses(
  tx: TenantTx,
  draftId: DraftId,
  clauses: readonly {
    readonly id: DraftClauseId
    readonly position: number
    readonly code: string
    readonly block: number | null
    readonly place: string
    readonly words: string
    readonly read: ClauseWording
    readonly decided: { readonly by: PersonId; readonly at: Instant } | undefined
    readonly added?: boolean
  }[],
): Promise<void> {
  for (let start = 0; start < clauses.length; start += batch)
    await tx
      .insertInto('policy_draft_clause')
      .values(
        clauses.slice(start, start + batch).map(clause => ({
          school_id: tx.schoolId,
          draft_id: draftId,
          id: clause.id,
          position: clause.position,
          code: clause.code,
          block: clause.block,
          place: clause.place,
          words: clause.words,
          read: JSON.stringify(clause.read),
          corrected: null,
          decision: clause.decided ? ('accepted' as const) : ('open' as const),
          added: clause.added ?? false,
          decided_by: clause.decided?.by ?? null,
          decided_at: clause.decided?.at ?? null,
          version: 1,
        })),
      )
      .execute()
}
