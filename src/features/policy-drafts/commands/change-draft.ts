import type { Updateable } from 'kysely'
import type { PersonActor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/clock.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { type Database, inSchool, type Tables } from '../../../platform/database/database.ts'
import type { SettingKey } from '../../../policy-engine/catalogue.ts'
import {
  type Draft,
  type DraftDetails,
  type DraftId,
  type DraftState,
  type DraftStep,
  isOpenFor,
  notReadyBecause,
} from '../draft.ts'
import { draftClauses } from '../drafts.ts'
import { lockedDraft } from './locked-draft.ts'

export type ChangeResult =
  | { readonly kind: 'changed' }
  /** Somebody else changed it after the page was opened; nothing was saved. */
  | { readonly kind: 'meanwhile'; readonly by: PersonId }
  | { readonly kind: 'closed'; readonly state: DraftState }

type Seen = { readonly draftId: DraftId; readonly version: number; readonly now: Instant }

/**
 * Writes what changes about an open draft, and the event of it; nothing where somebody changed the draft since the version
 * that this person saw.
 */
const changeSeen = (
  db: Database,
  actor: PersonActor,
  { draftId, version, now }: Seen,
  changed: (draft: Draft) => Updateable<Tables['policy_draft']>,
  event: { readonly action: string; readonly facts: Readonly<Record<string, string | null>> },
): Promise<ChangeResult> =>
  inSchool(db, actor, async tx => {
    const draft = await lockedDraft(tx, draftId)
    if (!isOpenFor('edit', draft.state)) return { kind: 'closed', state: draft.state }
    if (draft.version !== version) return { kind: 'meanwhile', by: draft.changedBy }
    await tx
      .updateTable('policy_draft')
      .set({
        ...changed(draft),
        version: draft.version + 1,
        changed_by: actor.personId,
        changed_at: now,
      })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', draft.id)
      .execute()
    await audit(tx, { at: now, ...event, subject: { kind: 'policy-draft', id: draft.id } })
    return { kind: 'changed' }
  })

/** Changes what a draft says of itself. `version` is the one that the person saw. */
export const changeDetails = (
  db: Database,
  actor: PersonActor,
  { details, ...seen }: Seen & { readonly details: DraftDetails },
): Promise<ChangeResult> =>
  changeSeen(
    db,
    actor,
    seen,
    () => ({
      title: details.title,
      named_school: details.namedSchool,
      adopted: details.adopted,
      last_reviewed: details.lastReviewed,
      next_review: details.nextReview,
      review_every: details.reviewEvery,
      owner_role: details.ownerRole,
      committee: details.committee,
      scope_staff: [...details.scope.staff],
      scope_covers: [...details.scope.covers],
    }),
    {
      action: 'policy.draft-details-changed',
      facts: {
        adopted: details.adopted,
        lastReviewed: details.lastReviewed,
        nextReview: details.nextReview,
        reviewEvery: details.reviewEvery,
        owner: details.ownerRole,
      },
    },
  )

/** States a setting under one of the clauses, or takes it out (`null`): then school practice applies. */
export const stateSetting = (
  db: Database,
  actor: PersonActor,
  {
    key,
    stated,
    ...seen
  }: Seen & {
    readonly key: SettingKey
    readonly stated: { readonly value: unknown; readonly code: string } | null
  },
): Promise<ChangeResult> =>
  changeSeen(db, actor, seen, draft => ({ settings: JSON.stringify({ ...draft.settings, [key]: stated }) }), {
    action: 'policy.draft-setting-stated',
    facts: { setting: key, clause: stated?.code ?? null },
  })

export type StepResult =
  | { readonly kind: 'done'; readonly state: DraftState }
  | { readonly kind: 'not-now'; readonly state: DraftState }
  | { readonly kind: 'not-ready'; readonly why: string }

const after = { ready: 'ready', reopen: 'open', withdraw: 'withdrawn' } as const
const actions = {
  ready: 'policy.draft-ready',
  reopen: 'policy.draft-reopened',
  withdraw: 'policy.draft-withdrawn',
} as const

/** Says that a draft is ready to be proposed, withdraws it, or opens it again. Nothing of it is lost. */
export const stepDraft = (
  db: Database,
  actor: PersonActor,
  input: { draftId: DraftId; step: Exclude<DraftStep, 'edit'>; now: Instant },
): Promise<StepResult> =>
  inSchool(db, actor, async tx => {
    const draft = await lockedDraft(tx, input.draftId)
    if (!isOpenFor(input.step, draft.state)) return { kind: 'not-now', state: draft.state }
    if (input.step === 'ready') {
      const why = notReadyBecause(draft, await draftClauses(tx, draft.id))
      if (why !== undefined) return { kind: 'not-ready', why }
    }
    const state = after[input.step]
    await tx
      .updateTable('policy_draft')
      .set({ state, changed_by: actor.personId, changed_at: input.now })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', draft.id)
      .execute()
    await audit(tx, {
      at: input.now,
      action: actions[input.step],
      subject: { kind: 'policy-draft', id: draft.id },
      facts: { from: draft.state, to: state },
    })
    return { kind: 'done', state }
  })
