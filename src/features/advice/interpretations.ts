import type { PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate, type Temporal } from '../../kernel/clock.ts'
import type { InterpretationId, PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate, type TenantTx } from '../../platform/database/database.ts'
import { compiledOf } from '../../policy-engine/compile.ts'
import { policyInForce, versionsThatCount } from '../policy/index.ts'
import { arguableOf } from './arguable.ts'
import { type Interpretation, type Reads, readsWords } from './interpretation.ts'
import type {} from './tables.ts'

/** Every reading recorded under this version, or under one that a small edit replaced, the newest first. */
export async function interpretationsOf(
  tx: TenantTx,
  versionId: PolicyVersionId,
): Promise<readonly Interpretation[]> {
  const rows = await tx
    .selectFrom('interpretation')
    .selectAll()
    .where('school_id', '=', tx.schoolId)
    .where('policy_version_id', 'in', await versionsThatCount(tx, versionId))
    .orderBy('recorded_at', 'desc')
    .execute()
  return rows.map(row => ({
    id: row.id as InterpretationId,
    versionId: row.policy_version_id as PolicyVersionId,
    clause: row.clause,
    otherClause: row.other_clause,
    reads: row.reads,
    reason: row.reason,
    recordedBy: row.recorded_by as PersonId,
    recordedAt: row.recorded_at,
    endedAt: row.ended_at,
  }))
}

export type RecordResult =
  | { readonly kind: 'recorded' }
  /** These clauses do not argue in the policy in force. */
  | { readonly kind: 'not-arguable' }
  | { readonly kind: 'no-policy' }

/** Records how the school reads two clauses; an earlier reading of the same ends with it. */
export async function recordInterpretation(
  db: Database,
  actor: PersonActor,
  input: {
    /** Made with the form, so that sending it twice records it once. */
    readonly id: InterpretationId
    readonly clause: string
    readonly otherClause: string | null
    readonly reads: Reads
    readonly reason: string
    readonly now: Instant
  },
): Promise<RecordResult> {
  const { id, clause, otherClause, reads, reason, now } = input
  try {
    return await inSchool(db, actor, async tx => {
      const policy = await policyInForce(tx, londonDate(now))
      if (!policy) return { kind: 'no-policy' }
      const argued = arguableOf(compiledOf(policy.pack)).some(
        one => one.clause === clause && one.otherClause === otherClause,
      )
      if (!argued) return { kind: 'not-arguable' }
      await tx
        .updateTable('interpretation')
        .set({ ended_at: now, ended_by: actor.personId })
        .where('school_id', '=', tx.schoolId)
        .where('policy_version_id', 'in', await versionsThatCount(tx, policy.versionId))
        .where('clause', '=', clause)
        .where('other_clause', otherClause === null ? 'is' : '=', otherClause)
        .where('ended_at', 'is', null)
        .where('id', '!=', id)
        .execute()
      await tx
        .insertInto('interpretation')
        .values({
          school_id: tx.schoolId,
          id,
          policy_version_id: policy.versionId,
          clause,
          other_clause: otherClause,
          reads,
          reason,
          recorded_by: actor.personId,
          recorded_at: now,
          ended_by: null,
          ended_at: null,
        })
        .execute()
      await audit(tx, {
        at: now,
        action: 'interpretation.recorded',
        subject: { kind: 'interpretation', id },
        facts: { clauses: otherClause === null ? [clause] : [clause, otherClause], reads },
        detail: { reason },
      })
      return { kind: 'recorded' }
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    // Sent twice it is there; where somebody recorded another reading at the same moment, this one comes after it.
    return (await isRecorded(db, actor, id)) ? { kind: 'recorded' } : recordInterpretation(db, actor, input)
  }
}

const isRecorded = (db: Database, actor: PersonActor, id: InterpretationId): Promise<boolean> =>
  inSchool(db, actor, async tx => {
    const row = await tx
      .selectFrom('interpretation')
      .select('id')
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .executeTakeFirst()
    return row !== undefined
  })

/** Ends a reading: from now on the answer is arguable again. False where it had ended. */
export async function endInterpretation(
  db: Database,
  actor: PersonActor,
  id: InterpretationId,
  now: Instant,
): Promise<boolean> {
  return inSchool(db, actor, async tx => {
    const ended = await tx
      .updateTable('interpretation')
      .set({ ended_at: now, ended_by: actor.personId })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returning('clause')
      .executeTakeFirst()
    if (!ended) return false
    await audit(tx, {
      at: now,
      action: 'interpretation.ended',
      subject: { kind: 'interpretation', id },
      facts: { clauses: [ended.clause] },
    })
    return true
  })
}

/** What the readings ask of the next review: to say plainly what had to be interpreted. */
export async function interpretationReasons(
  tx: TenantTx,
  on: Temporal.PlainDate,
): Promise<readonly { readonly text: string; readonly href: string }[]> {
  const policy = await policyInForce(tx, on)
  if (!policy) return []
  const current = (await interpretationsOf(tx, policy.versionId)).filter(one => one.endedAt === null)
  return current.map(one => ({
    text: `${one.otherClause === null ? one.clause : `${one.clause} and ${one.otherClause}`} can be read in two ways. Until now you read it: ${readsWords[one.reads].toLowerCase()}.`,
    href: '/policy/interpretations',
  }))
}
