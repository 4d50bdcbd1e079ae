import { type Instant, londonDate, type Temporal } from '../../kernel/clock.ts'
import type { FileId, PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type {} from './tables.ts'

/** A text as it is adopted: the pack's canonical snapshot and, where the school uploaded one, its document. */
export type AdoptedText = {
  readonly pack: string
  readonly language: number
  readonly snapshot: string
  readonly sha256: string
  readonly document:
    | { readonly fileId: FileId; readonly fileName: string; readonly text: string; readonly sha256: string }
    | undefined
}

/** The columns in which a version or a proposal keeps its text. */
export const textColumns = ({ pack, language, snapshot, sha256, document }: AdoptedText) => ({
  pack,
  language,
  snapshot,
  sha256,
  document_file_id: document?.fileId ?? null,
  document_name: document?.fileName ?? null,
  document_text: document?.text ?? null,
  document_sha256: document?.sha256 ?? null,
})

/** Whether a policy may come into force on this London date: today or later. */
export const isInThePast = (inForceFrom: Temporal.PlainDate, now: Instant): boolean =>
  inForceFrom.until(londonDate(now)).days > 0

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
