import type { Instant, Temporal } from '../../kernel/clock.ts'
import type { PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type { Pack } from '../../policy-engine/policy.ts'
import { type EffectiveSettings, effectiveSettings } from '../../policy-engine/settings.ts'
import { parseSnapshot } from '../../policy-engine/shipped-packs.ts'
import { keptDocument, type PolicyText, readText } from './policy-text.ts'
import type {} from './tables.ts'

/** The policy a school works under on a date: the adopted snapshot and what it makes of every setting. */
export type PolicyInForce = {
  readonly versionId: PolicyVersionId
  readonly pack: Pack
  /** SHA-256 of the snapshot: what the software works by. */
  readonly sha256: string
  readonly text: PolicyText
  /** SHA-256 of what people acknowledge: the document's text where there is one, else the snapshot. */
  readonly textSha256: string
  /** False for a small edit: whoever acknowledged the version before need not acknowledge this one. */
  readonly material: boolean
  readonly inForceFrom: Temporal.PlainDate
  readonly settings: EffectiveSettings
}

type Read = Omit<PolicyInForce, 'versionId' | 'inForceFrom'>

// A snapshot never changes, so what was read from it can be kept. The school belongs to the key: an id comes with a form,
// and another school's version may have been given the same.
const read = new Map<string, Read>()

// Several rooms ask on one page; within one transaction the database is asked once.
const asked = new WeakMap<TenantTx, Map<string, Promise<PolicyInForce | undefined>>>()

/**
 * The policy in force on this London date; undefined while the school has adopted none (then nothing that needs a
 * policy can be done, and the pages say so). A version adopted in this very transaction may not be seen.
 */
export function policyInForce(tx: TenantTx, on: Temporal.PlainDate): Promise<PolicyInForce | undefined> {
  const answers = asked.get(tx) ?? new Map<string, Promise<PolicyInForce | undefined>>()
  asked.set(tx, answers)
  const answer = answers.get(on.toString()) ?? lookUp(tx, on)
  answers.set(on.toString(), answer)
  return answer
}

async function lookUp(tx: TenantTx, on: Temporal.PlainDate): Promise<PolicyInForce | undefined> {
  const row = await tx
    .selectFrom('policy_version')
    .select(['id', 'in_force_from'])
    .where('school_id', '=', tx.schoolId)
    .where('policy', '=', 'social-media')
    .where('in_force_from', '<=', on)
    .orderBy('in_force_from', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && withText(tx, row)
}

/** One version the school has adopted, in force or not; undefined where there is none with this id. */
export async function policyVersion(tx: TenantTx, id: PolicyVersionId): Promise<PolicyInForce | undefined> {
  const row = await tx
    .selectFrom('policy_version')
    .select(['id', 'in_force_from'])
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && withText(tx, row)
}

async function withText(
  tx: TenantTx,
  row: { id: string; in_force_from: Temporal.PlainDate },
): Promise<PolicyInForce> {
  const key = `${tx.schoolId} ${row.id}`
  const known = read.get(key) ?? (await readSnapshot(tx, row.id))
  read.set(key, known)
  return { versionId: row.id as PolicyVersionId, inForceFrom: row.in_force_from, ...known }
}

async function readSnapshot(tx: TenantTx, id: string): Promise<Read> {
  const row = await tx
    .selectFrom('policy_version')
    .select([
      'snapshot',
      'sha256',
      'material',
      'document_file_id',
      'document_name',
      'document_text',
      'document_sha256',
    ])
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const pack = parseSnapshot(row.snapshot)
  return {
    pack,
    settings: effectiveSettings(pack),
    sha256: row.sha256,
    material: row.material,
    text: readText(keptDocument(row)),
    textSha256: row.document_sha256 ?? row.sha256,
  }
}

/**
 * This version and those it replaced by small edits, the newest first: to have acknowledged one of them is to have
 * acknowledged this one.
 */
export async function versionsThatCount(
  tx: TenantTx,
  versionId: PolicyVersionId,
): Promise<readonly PolicyVersionId[]> {
  const rows = await tx
    .selectFrom('policy_version')
    .select(['id', 'material', 'replaces'])
    .where('school_id', '=', tx.schoolId)
    .execute()
  const byId = new Map(rows.map(row => [row.id, row]))
  const counted: PolicyVersionId[] = []
  for (let at = byId.get(versionId); at; ) {
    counted.push(at.id as PolicyVersionId)
    at = at.material || at.replaces === null ? undefined : byId.get(at.replaces)
  }
  return counted
}

/** A version the school adopted, without its text. */
export type PolicyVersion = {
  readonly id: PolicyVersionId
  readonly pack: string
  readonly inForceFrom: Temporal.PlainDate
  readonly adoptedBy: PersonId
  readonly adoptedAt: Instant
  readonly minute: string
  readonly material: boolean
  readonly sha256: string
  /** The proposal it came from; null where the governors' decision was recorded at once. */
  readonly proposalId: string | null
}

/** Every version the school has adopted, the latest to come into force first. */
export async function policyVersions(tx: TenantTx): Promise<readonly PolicyVersion[]> {
  const rows = await tx
    .selectFrom('policy_version')
    .select([
      'id',
      'pack',
      'in_force_from',
      'adopted_by',
      'adopted_at',
      'minute',
      'material',
      'sha256',
      'proposal_id',
    ])
    .where('school_id', '=', tx.schoolId)
    .where('policy', '=', 'social-media')
    .orderBy('in_force_from', 'desc')
    .execute()
  return rows.map(row => ({
    id: row.id as PolicyVersionId,
    pack: row.pack,
    inForceFrom: row.in_force_from,
    adoptedBy: row.adopted_by as PersonId,
    adoptedAt: row.adopted_at,
    minute: row.minute,
    material: row.material,
    sha256: row.sha256,
    proposalId: row.proposal_id,
  }))
}
