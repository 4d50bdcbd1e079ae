import { holdsAny, type PersonActor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { NotAllowed } from '../../kernel/errors.ts'
import type { PersonId, PupilId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import { open, seal, type Vault } from '../../platform/vault/vault.ts'
import { lockPupil } from './consents.ts'
import { reasonReaders } from './permissions.ts'
import type {} from './tables.ts'

/*
 * Children whose picture is never published. The reason may be a court order or a family in hiding: it lies encrypted,
 * the headteacher, the DSL, the deputy and the administrator read it, and it never enters the audit trail.
 */

const place = (pupilId: string) => ({ table: 'do_not_publish', row: pupilId, column: 'reason' })

export type ListResult = { readonly kind: 'done' | 'already' | 'no-such-pupil' }

/** @throws NotAllowed unless the actor may read the reasons */
export async function addToDoNotPublish(
  parts: { db: Database; vault: Vault },
  actor: PersonActor,
  input: { pupilId: PupilId; reason: string; now: Instant },
): Promise<ListResult> {
  if (!holdsAny(actor, reasonReaders)) throw new NotAllowed()
  return inSchool(parts.db, actor, async tx => {
    if (!(await lockPupil(tx, input.pupilId))) return { kind: 'no-such-pupil' }
    const inserted = await tx
      .insertInto('do_not_publish')
      .values({
        school_id: tx.schoolId,
        pupil_id: input.pupilId,
        reason: seal(await parts.vault.schoolKey(tx), tx.schoolId, place(input.pupilId), input.reason),
        added_by: actor.personId,
        added_at: input.now,
      })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows === 0n) return { kind: 'already' }
    await audit(tx, {
      at: input.now,
      action: 'do-not-publish.added',
      subject: { kind: 'pupil', id: input.pupilId },
    })
    return { kind: 'done' }
  })
}

/**
 * Takes a child off the list; the reason is gone with it. `decidedBy` stands in the audit trail.
 * @throws NotAllowed unless the actor may read the reasons
 */
export async function removeFromDoNotPublish(
  db: Database,
  actor: PersonActor,
  input: { pupilId: PupilId; decidedBy: string; now: Instant },
): Promise<ListResult> {
  if (!holdsAny(actor, reasonReaders)) throw new NotAllowed()
  return inSchool(db, actor, async tx => {
    if (!(await lockPupil(tx, input.pupilId))) return { kind: 'no-such-pupil' }
    const deleted = await tx
      .deleteFrom('do_not_publish')
      .where('school_id', '=', tx.schoolId)
      .where('pupil_id', '=', input.pupilId)
      .executeTakeFirst()
    if (deleted.numDeletedRows === 0n) return { kind: 'already' }
    await audit(tx, {
      at: input.now,
      action: 'do-not-publish.removed',
      subject: { kind: 'pupil', id: input.pupilId },
      detail: { decidedBy: input.decidedBy },
    })
    return { kind: 'done' }
  })
}

/** A child's entry in the list; `reason` is null for those who may not read it. */
export type ListEntry = {
  readonly addedBy: PersonId
  readonly addedAt: Instant
  readonly reason: string | null
}

export async function doNotPublishEntry(
  tx: TenantTx,
  vault: Vault,
  pupilId: PupilId,
): Promise<ListEntry | undefined> {
  const row = await tx
    .selectFrom('do_not_publish')
    .select(['reason', 'added_by', 'added_at'])
    .where('school_id', '=', tx.schoolId)
    .where('pupil_id', '=', pupilId)
    .executeTakeFirst()
  return (
    row && {
      addedBy: row.added_by as PersonId,
      addedAt: row.added_at,
      reason: holdsAny(tx.actor, reasonReaders)
        ? open(await vault.schoolKey(tx), tx.schoolId, place(pupilId), row.reason).toString('utf8')
        : null,
    }
  )
}
