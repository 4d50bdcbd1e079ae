import { type Instant, londonDate, Temporal } from '../../kernel/clock.ts'
import type { PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { type AdoptedText, textColumns } from './policy-text.ts'
import type {} from './tables.ts'

/** Whether a policy may come into force on this London date: today or later. */
export const isInThePast = (inForceFrom: Temporal.PlainDate, now: Instant): boolean =>
  inForceFrom.until(londonDate(now)).days > 0

/** Whether a policy would come into force too far ahead: beyond a year it is a slip of the keyboard. */
export const isTooFarAhead = (inForceFrom: Temporal.PlainDate, now: Instant): boolean =>
  Temporal.PlainDate.compare(inForceFrom, londonDate(now).add({ years: 1 })) > 0

/**
 * Writes a version that was decided on, and its audit event, which ends the transaction.
 * @throws the database's error for a duplicate where another version comes into force on that day
 */
export async function adoptVersion(
  tx: TenantTx,
  version: {
    readonly id: PolicyVersionId
    readonly text: AdoptedText
    readonly inForceFrom: Temporal.PlainDate
    readonly adoptedBy: PersonId
    readonly minute: string
    /** The version before and the proposal, where it went through one; `material` is false for a small edit of it. */
    readonly from:
      | { readonly proposalId: string; readonly replaces: PolicyVersionId | null; readonly material: boolean }
      | undefined
    readonly now: Instant
  },
): Promise<void> {
  const material = version.from?.material ?? true
  await tx
    .insertInto('policy_version')
    .values({
      school_id: tx.schoolId,
      id: version.id,
      policy: 'social-media',
      ...textColumns(version.text),
      in_force_from: version.inForceFrom,
      adopted_by: version.adoptedBy,
      adopted_at: version.now,
      minute: version.minute,
      material,
      replaces: version.from?.replaces ?? null,
      proposal_id: version.from?.proposalId ?? null,
    })
    .execute()
  await audit(tx, {
    at: version.now,
    action: 'policy.adopted',
    subject: { kind: 'policy-version', id: version.id },
    facts: {
      pack: version.text.pack,
      sha256: version.text.sha256,
      inForceFrom: version.inForceFrom.toString(),
      material,
    },
    detail: { minute: version.minute },
  })
}
