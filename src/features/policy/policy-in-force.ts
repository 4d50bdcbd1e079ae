import type { Instant, Temporal } from '../../kernel/clock.ts'
import type { PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type { Pack } from '../../policy-engine/policy.ts'
import { type EffectiveSettings, effectiveSettings } from '../../policy-engine/settings.ts'
import { parseSnapshot } from '../../policy-engine/shipped-packs.ts'
import type {} from './tables.ts'

/** The policy a school works under on a date: the adopted snapshot and what it makes of every setting. */
export type PolicyInForce = {
  readonly versionId: PolicyVersionId
  readonly pack: Pack
  readonly sha256: string
  readonly inForceFrom: Temporal.PlainDate
  readonly settings: EffectiveSettings
}

// A snapshot never changes, so what was read from it can be kept; the id says which.
const read = new Map<string, Pick<PolicyInForce, 'pack' | 'settings'>>()

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
    .select(['id', 'sha256', 'in_force_from'])
    .where('school_id', '=', tx.schoolId)
    .where('policy', '=', 'social-media')
    .where('in_force_from', '<=', on)
    .orderBy('in_force_from', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  let known = read.get(row.id)
  if (!known) {
    const { snapshot } = await tx
      .selectFrom('policy_version')
      .select('snapshot')
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow()
    const pack = parseSnapshot(snapshot)
    known = { pack, settings: effectiveSettings(pack) }
    read.set(row.id, known)
  }
  return {
    versionId: row.id as PolicyVersionId,
    sha256: row.sha256,
    inForceFrom: row.in_force_from,
    ...known,
  }
}

/** Who has acknowledged this version, and when. */
export async function acknowledgements(
  tx: TenantTx,
  versionId: PolicyVersionId,
): Promise<ReadonlyMap<PersonId, Instant>> {
  const rows = await tx
    .selectFrom('acknowledgement')
    .select(['person_id', 'acknowledged_at'])
    .where('school_id', '=', tx.schoolId)
    .where('policy_version_id', '=', versionId)
    .execute()
  return new Map(rows.map(row => [row.person_id as PersonId, row.acknowledged_at]))
}

/** Who has acknowledged this version. */
export async function acknowledgedBy(
  tx: TenantTx,
  versionId: PolicyVersionId,
): Promise<ReadonlySet<PersonId>> {
  return new Set((await acknowledgements(tx, versionId)).keys())
}

/** A version the school adopted, without its text. */
export type PolicyVersion = {
  readonly id: PolicyVersionId
  readonly pack: string
  readonly inForceFrom: Temporal.PlainDate
  readonly adoptedBy: PersonId
  readonly adoptedAt: Instant
  readonly minute: string
}

/** Every version the school has adopted, the latest to come into force first. */
export async function policyVersions(tx: TenantTx): Promise<readonly PolicyVersion[]> {
  const rows = await tx
    .selectFrom('policy_version')
    .select(['id', 'pack', 'in_force_from', 'adopted_by', 'adopted_at', 'minute'])
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
  }))
}
