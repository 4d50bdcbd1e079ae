import type { PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool } from '../../platform/database/database.ts'
import { policyInForce } from './policy-in-force.ts'

export type AcknowledgeResult =
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'already' }
  /** The text on the page is no longer the one in force: read the new one first. */
  | { readonly kind: 'text-changed' }
  | { readonly kind: 'no-policy' }

/** Records that this person has read and understood exactly the text with this hash. */
export async function acknowledgePolicy(
  db: Database,
  actor: PersonActor,
  input: { sha256: string; now: Instant },
): Promise<AcknowledgeResult> {
  return inSchool(db, actor, async tx => {
    const policy = await policyInForce(tx, londonDate(input.now))
    if (!policy) return { kind: 'no-policy' }
    if (policy.sha256 !== input.sha256) return { kind: 'text-changed' }
    const inserted = await tx
      .insertInto('acknowledgement')
      .values({
        school_id: tx.schoolId,
        person_id: actor.personId,
        policy_version_id: policy.versionId,
        sha256: policy.sha256,
        acknowledged_at: input.now,
      })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows === 0n) return { kind: 'already' }
    await audit(tx, {
      at: input.now,
      action: 'policy.acknowledged',
      subject: { kind: 'policy-version', id: policy.versionId },
      facts: { sha256: policy.sha256 },
    })
    return { kind: 'acknowledged' }
  })
}
