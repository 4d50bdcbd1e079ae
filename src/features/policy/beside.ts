import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant, Temporal } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import { type FileId, newId, type PersonId, type PolicyVersionId } from '../../kernel/ids.ts'
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

/** Another policy this one is linked to, with a review of its own (GH-6.ii, WB-1.a, WB-2). */
export type PolicyLink = {
  readonly id: string
  readonly name: string
  readonly owner: string
  readonly reviewBy: Temporal.PlainDate | null
  readonly href: string | null
}

/** What the school knows of the policies this one is linked to, by name. */
export async function policyLinks(tx: TenantTx): Promise<readonly PolicyLink[]> {
  const rows = await tx
    .selectFrom('policy_link')
    .select(['id', 'name', 'owner', 'review_by', 'href'])
    .where('school_id', '=', tx.schoolId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .execute()
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    owner: row.owner,
    reviewBy: row.review_by,
    href: row.href,
  }))
}

/** Writes down another policy, or what has changed about it; its name is what tells it apart. */
export const savePolicyLink = (
  db: Database,
  actor: PersonActor,
  input: Omit<PolicyLink, 'id'> & { readonly now: Instant },
): Promise<void> =>
  inSchool(db, actor, async tx => {
    const set = {
      owner: input.owner,
      review_by: input.reviewBy,
      href: input.href,
      changed_by: actor.personId,
      changed_at: input.now,
      removed_at: null,
    }
    const { id } = await tx
      .insertInto('policy_link')
      .values({ school_id: tx.schoolId, id: newId<never>() as string, name: input.name, ...set })
      .onConflict(conflict => conflict.columns(['school_id', 'name']).doUpdateSet(set))
      .returning('id')
      .executeTakeFirstOrThrow()
    await audit(tx, {
      at: input.now,
      action: 'policy.link-saved',
      subject: { kind: 'policy-link', id },
      facts: { name: input.name, reviewBy: input.reviewBy?.toString() ?? null },
    })
  })

/** Takes a linked policy off the school's own list. */
export const removePolicyLink = (
  db: Database,
  actor: PersonActor,
  input: { id: string; now: Instant },
): Promise<void> =>
  inSchool(db, actor, async tx => {
    const row = await tx
      .updateTable('policy_link')
      .set({ removed_at: input.now, changed_by: actor.personId, changed_at: input.now })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', input.id)
      .where('removed_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw new NotFound('linked policy')
    await audit(tx, {
      at: input.now,
      action: 'policy.link-removed',
      subject: { kind: 'policy-link', id: input.id },
      facts: { name: row.name },
    })
  })

/** Which committee agrees the policy, and the places it holds for beside those it names itself (WB-0, BP-0). */
export type Stewardship = { readonly committee: string; readonly sites: readonly string[] }

export async function stewardship(tx: TenantTx): Promise<Stewardship> {
  const row = await tx
    .selectFrom('policy_stewardship')
    .select(['committee', 'sites'])
    .where('school_id', '=', tx.schoolId)
    .executeTakeFirst()
  return row ?? { committee: '', sites: [] }
}

export const saveStewardship = (
  db: Database,
  actor: PersonActor,
  input: Stewardship & { readonly now: Instant },
): Promise<void> =>
  inSchool(db, actor, async tx => {
    const set = {
      committee: input.committee,
      sites: [...input.sites],
      changed_by: actor.personId,
      changed_at: input.now,
    }
    await tx
      .insertInto('policy_stewardship')
      .values({ school_id: tx.schoolId, ...set })
      .onConflict(conflict => conflict.column('school_id').doUpdateSet(set))
      .execute()
    await audit(tx, {
      at: input.now,
      action: 'policy.stewardship-saved',
      subject: { kind: 'school', id: tx.schoolId },
      facts: { committee: input.committee, sites: input.sites },
    })
  })
