import { holdsAny, type PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { NotAllowed } from '../../../kernel/errors.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../../platform/database/database.ts'
import { policyInForce } from '../../policy/index.ts'
import { attendanceRecorders } from '../permissions.ts'
import { signatures, termsInForce } from '../queries.ts'
import { standingSignature } from '../standing.ts'

export type StrikeResult =
  | { readonly kind: 'struck'; readonly people: number }
  | { readonly kind: 'nobody' }
  /** These people run an official account or are named to, and nothing else shows that they acknowledged the policy. */
  | { readonly kind: 'rests-on-it'; readonly personIds: readonly PersonId[] }

/**
 * Takes people off an attendance list that was recorded by mistake, with the reason. What was recorded stays on record,
 * struck out. Not while an official account rests on it (AL-3.b): then the person acknowledges the policy first.
 * @throws NotAllowed unless the actor is the headteacher or the administrator
 */
export const strikeSignatures = (
  parts: { readonly db: Database; namedRunners(tx: TenantTx): Promise<ReadonlySet<PersonId>> },
  actor: PersonActor,
  input: {
    readonly listId: string
    readonly personIds: readonly PersonId[]
    readonly because: string
    readonly now: Instant
  },
): Promise<StrikeResult> => {
  if (!holdsAny(actor, attendanceRecorders)) throw new NotAllowed()
  const { listId, because, now } = input
  return inSchool(parts.db, actor, async (tx): Promise<StrikeResult> => {
    const onList = (await signatures(tx, { listId })).filter(
      one => one.struck === undefined && input.personIds.includes(one.personId),
    )
    if (onList.length === 0) return { kind: 'nobody' }
    const resting = await restingOn(
      tx,
      onList.map(({ id }) => id),
      await parts.namedRunners(tx),
      now,
    )
    if (resting.length > 0) return { kind: 'rests-on-it', personIds: resting }
    const struck = await tx
      .updateTable('acknowledgement')
      .set({ struck_at: now, struck_by: actor.personId, struck_because: because })
      .where('school_id', '=', tx.schoolId)
      .where(
        'id',
        'in',
        onList.map(({ id }) => id),
      )
      .where('struck_at', 'is', null)
      .returning('person_id')
      .execute()
    await audit(tx, {
      at: now,
      action: 'policy.attendance-corrected',
      subject: { kind: 'acknowledgement-list', id: listId },
      facts: { people: struck.map(row => row.person_id) },
      detail: { because },
    })
    return { kind: 'struck', people: struck.length }
  })
}

/** Which runners would stand without an acknowledgement once these are gone. */
async function restingOn(
  tx: TenantTx,
  ids: readonly string[],
  runners: ReadonlySet<PersonId>,
  now: Instant,
): Promise<readonly PersonId[]> {
  const today = londonDate(now)
  const policy = await policyInForce(tx, today)
  if (!policy) return []
  const terms = await termsInForce(tx, policy)
  if (terms.runnerBasis === undefined) return []
  const all = (await signatures(tx)).filter(one => one.struck === undefined && runners.has(one.personId))
  return [...Map.groupBy(all, one => one.personId)].flatMap(([personId, signed]) =>
    signed.some(one => ids.includes(one.id)) &&
    standingSignature(terms, signed, today) !== undefined &&
    standingSignature(
      terms,
      signed.filter(one => !ids.includes(one.id)),
      today,
    ) === undefined
      ? [personId]
      : [],
  )
}
