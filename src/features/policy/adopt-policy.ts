import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant, Temporal } from '../../kernel/clock.ts'
import { newId, type PolicyVersionId } from '../../kernel/ids.ts'
import { type Database, inSchool, isDuplicate } from '../../platform/database/database.ts'
import { packSnapshot, shippedPack } from '../../policy-engine/shipped-packs.ts'
import { adoptVersion, isInThePast } from './adopt-version.ts'

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
  if (isInThePast(input.inForceFrom, input.now)) return { kind: 'in-the-past' }
  const snapshot = packSnapshot(pack)
  const versionId = input.id ?? newId<PolicyVersionId>()
  try {
    return await inSchool(db, actor, async tx => {
      await adoptVersion(tx, {
        id: versionId,
        text: {
          pack: pack.id,
          language: pack.language,
          snapshot: snapshot.text,
          sha256: snapshot.sha256,
          document: undefined,
        },
        inForceFrom: input.inForceFrom,
        adoptedBy: actor.personId,
        minute: input.minute,
        from: undefined,
        now: input.now,
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
