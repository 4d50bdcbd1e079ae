import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { ConcernId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool } from '../../platform/database/database.ts'
import { isReader } from './queries.ts'
import type {} from './tables.ts'

/**
 * A recipient says that they have the concern: from now on it rests with them and leaves the page of the one who raised it.
 * @throws NotFound for everybody who is no recipient
 */
export async function confirmConcern(
  db: Database,
  actor: PersonActor,
  id: ConcernId,
  now: Instant,
): Promise<{ readonly kind: 'confirmed' | 'already' }> {
  return inSchool(db, actor, async tx => {
    const concern = await tx
      .selectFrom('concern')
      .select(['raised_by', 'confirmed_at'])
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .where(isReader(tx))
      .forUpdate()
      .executeTakeFirst()
    if (!concern) throw new NotFound()
    if (concern.confirmed_at) return { kind: 'already' }
    await tx
      .updateTable('concern')
      .set({ confirmed_by: actor.personId, confirmed_at: now })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .execute()
    await tx
      .updateTable('concern_receipt')
      .set({ confirmed_name: actor.name, confirmed_at: now })
      .where('school_id', '=', tx.schoolId)
      .where('concern_id', '=', id)
      .execute()
    await audit(tx, {
      at: now,
      action: 'concern.confirmed',
      subject: { kind: 'concern', id },
      facts: { onePerson: concern.raised_by === actor.personId },
      stream: 'concerns',
    })
    return { kind: 'confirmed' }
  })
}
