import type { PersonActor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { newId, type PersonId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../../platform/database/database.ts'
import type { ClauseWording, Decision, Draft, DraftClause, DraftClauseId, DraftId } from '../draft.ts'
import { isOpenFor } from '../draft.ts'
import { freeCode } from '../drafting/clause-codes.ts'
import { draftClauses } from '../drafts.ts'
import { insertClauses } from './insert-clauses.ts'
import { lockedDraft } from './locked-draft.ts'

/** What is decided: `undo` puts a clause back as the software read it. */
export type ClauseDecision =
  | { readonly kind: 'accept' | 'drop' | 'undo' }
  | { readonly kind: 'correct'; readonly wording: ClauseWording }

export type DecideResult =
  | { readonly kind: 'decided' }
  /** Somebody else decided on it after the page was opened; nothing was changed. */
  | { readonly kind: 'meanwhile'; readonly decision: Decision; readonly by: PersonId | undefined }
  /** The draft is ready, withdrawn or adopted: its clauses stand. */
  | { readonly kind: 'closed'; readonly state: Draft['state'] }

const outcome = {
  accept: 'accepted',
  drop: 'dropped',
  undo: 'open',
  correct: 'corrected',
} as const satisfies Record<ClauseDecision['kind'], Decision>

const touch = (tx: TenantTx, id: DraftId, by: PersonId, at: Instant) =>
  tx
    .updateTable('policy_draft')
    .set({ changed_by: by, changed_at: at })
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .execute()

async function write(
  tx: TenantTx,
  clause: DraftClause,
  decision: ClauseDecision,
  by: PersonId,
  at: Instant,
): Promise<void> {
  const undone = decision.kind === 'undo'
  await tx
    .updateTable('policy_draft_clause')
    .set({
      decision: outcome[decision.kind],
      decided_by: undone ? null : by,
      decided_at: undone ? null : at,
      version: clause.version + 1,
      ...(decision.kind === 'correct' ? { corrected: JSON.stringify(decision.wording) } : {}),
      ...(undone ? { corrected: null } : {}),
    })
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', clause.id)
    .execute()
}

/** Decides on one clause. `version` is the one that the person saw. */
export const decideClause = (
  db: Database,
  actor: PersonActor,
  input: {
    draftId: DraftId
    clauseId: DraftClauseId
    version: number
    decision: ClauseDecision
    now: Instant
  },
): Promise<DecideResult> =>
  inSchool(db, actor, async tx => {
    const draft = await lockedDraft(tx, input.draftId)
    const clause = (await draftClauses(tx, draft.id)).find(({ id }) => id === input.clauseId)
    if (!clause) throw new NotFound('clause')
    if (!isOpenFor('edit', draft.state)) return { kind: 'closed', state: draft.state }
    // The same button pressed twice, or pressed again after “back”.
    if (
      input.decision.kind !== 'correct' &&
      clause.decision === outcome[input.decision.kind] &&
      clause.decided?.by === actor.personId
    )
      return { kind: 'decided' }
    if (clause.version !== input.version)
      return { kind: 'meanwhile', decision: clause.decision, by: clause.decided?.by }
    await write(tx, clause, input.decision, actor.personId, input.now)
    await touch(tx, draft.id, actor.personId, input.now)
    await audit(tx, {
      at: input.now,
      action: 'policy.draft-clause-decided',
      subject: { kind: 'policy-draft', id: draft.id },
      facts: { clause: clause.code, from: clause.decision, to: outcome[input.decision.kind] },
      ...(input.decision.kind === 'correct' ? { detail: wordingDetail(input.decision.wording) } : {}),
    })
    return { kind: 'decided' }
  })

const wordingDetail = ({ section, who, says, topic, gist, capability }: ClauseWording) => ({
  section,
  who,
  says,
  topic: topic ?? '',
  gist,
  capability,
})

export type AcceptSeveralResult =
  /** `left`: these were decided otherwise meanwhile. */
  | { readonly kind: 'accepted'; readonly accepted: number; readonly left: number }
  | Extract<DecideResult, { kind: 'closed' }>

/** Accepts the clauses of a section that a person saw and that are still to decide, as they were read. */
export const acceptClauses = (
  db: Database,
  actor: PersonActor,
  input: { draftId: DraftId; clauseIds: readonly DraftClauseId[]; now: Instant },
): Promise<AcceptSeveralResult> =>
  inSchool(db, actor, async tx => {
    const draft = await lockedDraft(tx, input.draftId)
    if (!isOpenFor('edit', draft.state)) return { kind: 'closed', state: draft.state }
    const asked = (await draftClauses(tx, draft.id)).filter(({ id }) => input.clauseIds.includes(id))
    const open = asked.filter(({ decision }) => decision === 'open')
    const left = asked.filter(
      ({ decision, decided }) =>
        decision !== 'open' && !(decision === 'accepted' && decided?.by === actor.personId),
    ).length
    if (open.length === 0) return { kind: 'accepted', accepted: 0, left }
    await tx
      .updateTable('policy_draft_clause')
      .set(eb => ({
        decision: 'accepted',
        decided_by: actor.personId,
        decided_at: input.now,
        version: eb('version', '+', 1),
      }))
      .where('school_id', '=', tx.schoolId)
      .where(
        'id',
        'in',
        open.map(({ id }) => id),
      )
      .execute()
    await touch(tx, draft.id, actor.personId, input.now)
    await audit(tx, {
      at: input.now,
      action: 'policy.draft-clauses-accepted',
      subject: { kind: 'policy-draft', id: draft.id },
      facts: { clauses: open.map(({ code }) => code) },
    })
    return { kind: 'accepted', accepted: open.length, left }
  })

export type AddClauseResult =
  | { readonly kind: 'added'; readonly id: DraftClauseId }
  | Extract<DecideResult, { kind: 'closed' }>

/** Adds a clause that the reader missed, after the clauses before it in the document; whoever adds it has accepted it. */
export const addClause = (
  db: Database,
  actor: PersonActor,
  input: {
    draftId: DraftId
    id: DraftClauseId
    /** The block of the document that it stands in; null where there is none. */
    block: number | null
    words: string
    wording: ClauseWording
    now: Instant
  },
): Promise<AddClauseResult> =>
  inSchool(db, actor, async tx => {
    const draft = await lockedDraft(tx, input.draftId)
    const clauses = await draftClauses(tx, draft.id)
    if (clauses.some(({ id }) => id === input.id)) return { kind: 'added', id: input.id }
    if (!isOpenFor('edit', draft.state)) return { kind: 'closed', state: draft.state }
    const last = clauses.findLastIndex(one =>
      input.block === null
        ? one.wording.section === input.wording.section
        : one.block !== null && one.block <= input.block,
    )
    const at = last === -1 && input.block === null ? clauses.length : last + 1
    const code = freeCode(`${clauses[at - 1]?.code ?? '1'}.x`, new Set(clauses.map(one => one.code)))
    await tx
      .updateTable('policy_draft_clause')
      .set(eb => ({ position: eb('position', '+', 1) }))
      .where('school_id', '=', tx.schoolId)
      .where('draft_id', '=', draft.id)
      .where('position', '>', at)
      .execute()
    await insertClauses(tx, draft.id, [
      {
        id: input.id,
        position: at + 1,
        code,
        block: input.block,
        place: input.block === null ? '' : (draft.document?.blocks[input.block]?.place ?? ''),
        words: input.words,
        read: input.wording,
        decided: { by: actor.personId, at: input.now },
        added: true,
      },
    ])
    await touch(tx, draft.id, actor.personId, input.now)
    await audit(tx, {
      at: input.now,
      action: 'policy.draft-clause-added',
      subject: { kind: 'policy-draft', id: draft.id },
      facts: { clause: code },
      detail: wordingDetail(input.wording),
    })
    return { kind: 'added', id: input.id }
  })

/** An id for a clause to be added, made with its form, so that sending it twice adds it once. */
export const newClauseId = (): DraftClauseId => newId<DraftClauseId>()
