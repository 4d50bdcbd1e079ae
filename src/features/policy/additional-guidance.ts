import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant, Temporal } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { FileId, PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate, type TenantTx } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Upload } from '../../platform/http/route.ts'
import { versionsThatCount } from './policy-in-force.ts'
import type {} from './tables.ts'

/** Guidance that the governors approved beside the policy, after consulting (SM-1.2). */
export type AdditionalGuidance = {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly href: string | null
  readonly file: { readonly id: FileId; readonly name: string } | null
  readonly approvedOn: Temporal.PlainDate
  readonly minute: string
  /** Whom it was talked through with, in words. */
  readonly consulted: string
  readonly recordedBy: PersonId
  readonly endedAt: Instant | null
}

/** The guidance beside a version, and beside those it replaced by small edits, the newest approval first. */
export async function additionalGuidance(
  tx: TenantTx,
  versionId: PolicyVersionId,
): Promise<readonly AdditionalGuidance[]> {
  const rows = await tx
    .selectFrom('policy_guidance')
    .select([
      'id',
      'title',
      'text',
      'href',
      'file_id',
      'file_name',
      'approved_on',
      'minute',
      'consulted',
      'recorded_by',
      'ended_at',
    ])
    .where('school_id', '=', tx.schoolId)
    .where('policy_version_id', 'in', await versionsThatCount(tx, versionId))
    .orderBy('approved_on', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    title: row.title,
    text: row.text,
    href: row.href,
    file:
      row.file_id !== null && row.file_name !== null
        ? { id: row.file_id as FileId, name: row.file_name }
        : null,
    approvedOn: row.approved_on,
    minute: row.minute,
    consulted: row.consulted,
    recordedBy: row.recorded_by as PersonId,
    endedAt: row.ended_at,
  }))
}

/** Records guidance that the governors approved beside a version. Sent twice it is recorded once. */
export async function addGuidance(
  { db, files }: { readonly db: Database; readonly files: Files },
  actor: PersonActor,
  input: Omit<AdditionalGuidance, 'recordedBy' | 'endedAt' | 'file'> & {
    readonly file: Upload | undefined
    readonly versionId: PolicyVersionId
    readonly now: Instant
  },
): Promise<void> {
  const { file } = input
  await inSchool(db, actor, async tx => {
    const fileId =
      file &&
      (await files.store(tx, {
        purpose: 'policy',
        // Only ever downloaded: nobody's browser opens it here, whatever it is.
        mediaType: 'application/octet-stream',
        bytes: file.bytes,
        at: input.now,
      }))
    await tx
      .insertInto('policy_guidance')
      .values({
        school_id: tx.schoolId,
        id: input.id,
        policy_version_id: input.versionId,
        title: input.title,
        text: input.text,
        href: input.href,
        file_id: fileId ?? null,
        file_name: file?.fileName ?? null,
        approved_on: input.approvedOn,
        minute: input.minute,
        consulted: input.consulted,
        recorded_by: actor.personId,
        recorded_at: input.now,
        ended_at: null,
        ended_by: null,
      })
      .execute()
    await audit(tx, {
      at: input.now,
      action: 'policy.guidance-approved',
      subject: { kind: 'policy-version', id: input.versionId },
      facts: { guidance: input.id, on: input.approvedOn.toString() },
      detail: { title: input.title, minute: input.minute },
    })
  }).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error
  })
}

/** Ends guidance: it stays on record and is no longer shown as holding. */
export const endGuidance = (
  db: Database,
  actor: PersonActor,
  input: { id: string; now: Instant },
): Promise<void> =>
  inSchool(db, actor, async tx => {
    const row = await tx
      .updateTable('policy_guidance')
      .set({ ended_at: input.now, ended_by: actor.personId })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', input.id)
      .where('ended_at', 'is', null)
      .returning('policy_version_id')
      .executeTakeFirst()
    if (!row) throw new NotFound('guidance')
    await audit(tx, {
      at: input.now,
      action: 'policy.guidance-ended',
      subject: { kind: 'policy-version', id: row.policy_version_id },
      facts: { guidance: input.id },
    })
  })
