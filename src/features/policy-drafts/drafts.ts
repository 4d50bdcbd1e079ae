import type { Role } from '../../kernel/actor.ts'
import type { FileId, PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { rowsPerPage } from '../../platform/views/pagination.ts'
import { parseSnapshot } from '../../policy-engine/shipped-packs.ts'
import type { Actor } from '../../policy-engine/vocabulary.ts'
import type { Draft, DraftClause, DraftClauseId, DraftId, DraftState } from './draft.ts'
import type {} from './tables.ts'

/** A line of the list: what a draft is called and how far it is. */
export type DraftLine = {
  readonly id: DraftId
  readonly title: string
  readonly state: DraftState
  readonly fileName: string | null
  readonly createdBy: PersonId
  readonly changedAt: Draft['changedAt']
  readonly total: number
  readonly decided: number
}

const lines = (tx: TenantTx) =>
  tx
    .selectFrom('policy_draft')
    .select(eb => [
      'id',
      'title',
      'state',
      'file_name',
      'created_by',
      'changed_at',
      eb
        .selectFrom('policy_draft_clause')
        .select(inner => inner.fn.countAll<number>().as('total'))
        .where('school_id', '=', tx.schoolId)
        .whereRef('draft_id', '=', 'policy_draft.id')
        .as('total'),
      eb
        .selectFrom('policy_draft_clause')
        .select(inner => inner.fn.countAll<number>().as('decided'))
        .where('school_id', '=', tx.schoolId)
        .whereRef('draft_id', '=', 'policy_draft.id')
        .where('decision', '<>', 'open')
        .as('decided'),
    ])
    .where('school_id', '=', tx.schoolId)

const lineFrom = (
  row: Awaited<ReturnType<ReturnType<typeof lines>['executeTakeFirstOrThrow']>>,
): DraftLine => ({
  id: row.id as DraftId,
  title: row.title,
  state: row.state,
  fileName: row.file_name,
  createdBy: row.created_by as PersonId,
  changedAt: row.changed_at,
  total: Number(row.total),
  decided: Number(row.decided),
})

/** One page of all drafts, the newest first. */
export async function draftLines(tx: TenantTx, offset: number): Promise<readonly DraftLine[]> {
  const rows = await lines(tx)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(rowsPerPage)
    .offset(offset)
    .execute()
  return rows.map(lineFrom)
}

/** How many drafts there are, in whatever state. */
export async function draftCount(tx: TenantTx): Promise<number> {
  const { total } = await tx
    .selectFrom('policy_draft')
    .select(eb => eb.fn.countAll<number>().as('total'))
    .where('school_id', '=', tx.schoolId)
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** The drafts somebody still works on, the newest first. */
export async function openDrafts(tx: TenantTx): Promise<readonly DraftLine[]> {
  const rows = await lines(tx).where('state', 'in', ['open', 'ready']).orderBy('created_at', 'desc').execute()
  return rows.map(lineFrom)
}

/** A draft; undefined where there is none with this id. `lock` for a command that changes it. */
export async function draftById(
  tx: TenantTx,
  id: DraftId,
  options: { lock?: boolean } = {},
): Promise<Draft | undefined> {
  const query = tx
    .selectFrom('policy_draft')
    .selectAll()
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
  const row = await (options.lock ? query.forUpdate() : query).executeTakeFirst()
  return (
    row && {
      id: row.id as DraftId,
      state: row.state,
      title: row.title,
      pack: row.pack,
      namedSchool: row.named_school,
      adopted: row.adopted,
      lastReviewed: row.last_reviewed,
      nextReview: row.next_review,
      reviewEvery: row.review_every,
      ownerWords: row.owner_words,
      ownerRole: row.owner_role as Role | null,
      committee: row.committee,
      scope: { staff: row.scope_staff as Actor[], covers: row.scope_covers as Actor[] },
      scopeClause: row.scope_clause,
      base: row.base === null ? undefined : parseSnapshot(row.base),
      fromVersion: row.from_version as PolicyVersionId | null,
      file:
        row.file_id === null || row.file_name === null
          ? undefined
          : { id: row.file_id as FileId, name: row.file_name },
      document: row.document ?? undefined,
      findings: row.findings,
      settings: row.settings,
      version: row.version,
      createdBy: row.created_by as PersonId,
      createdAt: row.created_at,
      changedBy: row.changed_by as PersonId,
      changedAt: row.changed_at,
    }
  )
}

/** The clauses of a draft in the order of the document. */
export async function draftClauses(tx: TenantTx, draftId: DraftId): Promise<readonly DraftClause[]> {
  const rows = await tx
    .selectFrom('policy_draft_clause')
    .selectAll()
    .where('school_id', '=', tx.schoolId)
    .where('draft_id', '=', draftId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id as DraftClauseId,
    code: row.code,
    words: row.words,
    block: row.block,
    place: row.place,
    read: row.read,
    wording: row.corrected ?? row.read,
    decision: row.decision,
    added: row.added,
    decided:
      row.decided_by === null || row.decided_at === null
        ? undefined
        : { by: row.decided_by as PersonId, at: row.decided_at },
    version: row.version,
  }))
}
