import type { PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate, type Temporal } from '../../kernel/clock.ts'
import { newId, type PolicyVersionId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate } from '../../platform/database/database.ts'
import { packSnapshot, shippedPack } from '../../policy-engine/shipped-packs.ts'
import type {} from './tables.ts'

export type AdoptResult =
  | { readonly kind: 'adopted'; readonly versionId: PolicyVersionId }
  | { readonly kind: 'no-such-pack' }
  /** Another version comes into force on that day already. */
  | { readonly kind: 'day-taken' }
  /** A policy does not come into force in the past. */
  | { readonly kind: 'in-the-past' }

/** Takes a shipped policy pack over as the school's own, word for word and for ever: a later pack changes nothing in it. */
export async function adoptPolicy(
  db: Database,
  actor: PersonActor,
  input: {
    /** Made with the form, so that sending it twice adopts once. */
    id?: PolicyVersionId
    pack: string
    inForceFrom: Temporal.PlainDate
    minute: string
    now: Instant
  },
): Promise<AdoptResult> {
  const pack = shippedPack(input.pack)
  if (!pack) return { kind: 'no-such-pack' }
  const today = londonDate(input.now)
  if (input.inForceFrom.until(today).days > 0) return { kind: 'in-the-past' }
  const snapshot = packSnapshot(pack)
  const versionId = input.id ?? newId<PolicyVersionId>()
  try {
    return await inSchool(db, actor, async tx => {
      await tx
        .insertInto('policy_version')
        .values({
          school_id: tx.schoolId,
          id: versionId,
          policy: 'social-media',
          pack: pack.id,
          language: pack.language,
          snapshot: snapshot.text,
          sha256: snapshot.sha256,
          in_force_from: input.inForceFrom,
          adopted_by: actor.personId,
          adopted_at: input.now,
          minute: input.minute,
        })
        .execute()
      await audit(tx, {
        at: input.now,
        action: 'policy.adopted',
        subject: { kind: 'policy-version', id: versionId },
        facts: { pack: pack.id, sha256: snapshot.sha256, inForceFrom: input.inForceFrom.toString() },
        detail: { minute: input.minute },
      })
      return { kind: 'adopted', versionId }
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    return (await isStored(db, actor, versionId)) ? { kind: 'adopted', versionId } : { kind: 'day-taken' }
  }
}

const isStored = (db: Database, actor: PersonActor, id: PolicyVersionId): Promise<boolean> =>
  inSchool(db, actor, async tx => {
    const row = await tx
      .selectFrom('policy_version')
      .select('id')
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .executeTakeFirst()
    return row !== undefined
  })
