import type { PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate, Temporal } from '../../kernel/clock.ts'
import { newId, type PersonId, type PolicyVersionId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import { type Guidance, lawAndGuidance } from '../../policy-engine/guidance.ts'
import { type PolicyInForce, policyInForce, versionsThatCount } from './policy-in-force.ts'
import { type RecordedTrigger, type ReviewReason, recordedTriggers, triggerNames } from './review.ts'
import type {} from './tables.ts'

/** Another room's reasons to review the policy early: open questions, recorded interpretations, lessons. */
export type ReviewReasonProvider = (tx: TenantTx, on: Temporal.PlainDate) => Promise<readonly ReviewReason[]>

/** A reason that a person recorded. */
export type RecordedReason = {
  readonly trigger: RecordedTrigger
  readonly text: string
  readonly recordedBy: PersonId
  readonly recordedAt: Instant
}

/** What people recorded for the next review of this version, the first first. */
export async function recordedReasons(
  tx: TenantTx,
  versionId: PolicyVersionId,
): Promise<readonly RecordedReason[]> {
  const rows = await tx
    .selectFrom('policy_review_reason')
    .select(['trigger', 'text', 'recorded_by', 'recorded_at'])
    .where('school_id', '=', tx.schoolId)
    .where('policy_version_id', 'in', await versionsThatCount(tx, versionId))
    .orderBy('recorded_at')
    .execute()
  return rows.map(row => ({
    trigger: row.trigger,
    text: row.text,
    recordedBy: row.recorded_by as PersonId,
    recordedAt: row.recorded_at,
  }))
}

/** Records that something speaks for a review before its date (WB-6.a). */
export const recordReviewReason = (
  db: Database,
  actor: PersonActor,
  input: {
    versionId: PolicyVersionId
    trigger: RecordedTrigger
    text: string
    now: Instant
  },
): Promise<void> =>
  inSchool(db, actor, async tx => {
    await tx
      .insertInto('policy_review_reason')
      .values({
        school_id: tx.schoolId,
        id: newId<never>() as string,
        policy_version_id: input.versionId,
        trigger: input.trigger,
        text: input.text,
        recorded_by: actor.personId,
        recorded_at: input.now,
      })
      .execute()
    await audit(tx, {
      at: input.now,
      action: 'policy.review-reason',
      subject: { kind: 'policy-version', id: input.versionId },
      facts: { trigger: input.trigger },
      detail: { text: input.text },
    })
  })

/** The triggers a person can record that this policy takes as reasons. */
export const openTriggers = (policy: PolicyInForce): readonly RecordedTrigger[] =>
  recordedTriggers.filter(trigger => policy.settings['policy.review-triggers'].value.includes(trigger))

const fromRooms = ['lesson-learnt', 'interpretation', 'unanswered-questions'] as const

/** Law and guidance dated after the policy came into force: it cannot know of them. */
export const newerGuidance = (policy: Pick<PolicyInForce, 'inForceFrom'>): readonly Guidance[] =>
  lawAndGuidance().filter(
    one => Temporal.PlainDate.compare(Temporal.PlainDate.from(one.asOf), policy.inForceFrom) > 0,
  )

const guidanceReason = (newer: readonly Guidance[]): readonly ReviewReason[] =>
  newer.length === 0
    ? []
    : [
        {
          text: `Law and guidance that is newer than the policy: ${[...new Set(newer.map(one => one.source))].join('; ')}`,
          href: '/policy/review#guidance',
        },
      ]

/** A reason to review before the date, and whether it was looked at and left for then. */
export type EarlyReason = ReviewReason & { readonly left: boolean }

/** Why the review of this policy should come before its date, as far as the policy takes that as a reason. */
export async function earlyReasons(
  tx: TenantTx,
  policy: PolicyInForce,
  on: Temporal.PlainDate,
  providers: readonly ReviewReasonProvider[],
): Promise<readonly EarlyReason[]> {
  const takes = policy.settings['policy.review-triggers'].value
  const recorded = (await recordedReasons(tx, policy.versionId))
    .filter(reason => takes.includes(reason.trigger))
    .map(reason => ({ text: `${triggerNames[reason.trigger]}: ${reason.text}` }))
  const rooms: ReviewReason[] = []
  if (fromRooms.some(trigger => takes.includes(trigger)))
    for (const provider of providers) rooms.push(...(await provider(tx, on)))
  const left = await leftReasons(tx, policy.versionId)
  return [
    ...(takes.includes('guidance-changed') ? guidanceReason(newerGuidance(policy)) : []),
    ...recorded,
    ...rooms,
  ].map(reason => ({ ...reason, left: left.has(reason.text) }))
}

async function leftReasons(tx: TenantTx, versionId: PolicyVersionId): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('policy_review_decision')
    .select('reasons')
    .where('school_id', '=', tx.schoolId)
    .where('policy_version_id', 'in', await versionsThatCount(tx, versionId))
    .execute()
  return new Set(rows.flatMap(row => row.reasons))
}

/**
 * Leaves reasons that were looked at for the review's own date, as far as they were shown and still hold. A new one is held
 * up again. False where there is none of them to leave.
 */
export const leaveForReview = (
  db: Database,
  actor: PersonActor,
  input: { shown: readonly string[]; providers: readonly ReviewReasonProvider[]; now: Instant },
): Promise<boolean> =>
  inSchool(db, actor, async tx => {
    const today = londonDate(input.now)
    const policy = await policyInForce(tx, today)
    if (!policy) return false
    const reasons = (await earlyReasons(tx, policy, today, input.providers))
      .filter(reason => !reason.left && input.shown.includes(reason.text))
      .map(reason => reason.text)
    if (reasons.length === 0) return false
    await tx
      .insertInto('policy_review_decision')
      .values({
        school_id: tx.schoolId,
        id: newId<never>() as string,
        policy_version_id: policy.versionId,
        reasons,
        decided_by: actor.personId,
        decided_at: input.now,
      })
      .execute()
    await audit(tx, {
      at: input.now,
      action: 'policy.review-left',
      subject: { kind: 'policy-version', id: policy.versionId },
      facts: { reasons: reasons.length },
    })
    return true
  })
