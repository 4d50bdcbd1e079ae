import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool } from '../../platform/database/database.ts'
import { type SchoolDetails, schoolDetails } from './school-details.ts'

/** Replaces the numbers and contacts that pages show in a hurry. What was changed, and to what, stays in the trail. */
export const changeSchoolDetails = (
  db: Database,
  actor: PersonActor,
  details: SchoolDetails,
  now: Instant,
): Promise<'changed' | 'unchanged'> =>
  inSchool(db, actor, async tx => {
    await tx
      .selectFrom('school_details')
      .select('school_id')
      .where('school_id', '=', tx.schoolId)
      .forUpdate()
      .execute()
    const before = await schoolDetails(tx)
    const changed = (['phone', 'urgentName', 'urgentPhone', 'mediaContact'] as const).filter(
      name => before[name] !== details[name],
    )
    if (changed.length === 0) return 'unchanged'
    await tx
      .updateTable('school_details')
      .set({
        phone: details.phone,
        urgent_name: details.urgentName,
        urgent_phone: details.urgentPhone,
        media_contact: details.mediaContact,
      })
      .where('school_id', '=', tx.schoolId)
      .execute()
    await audit(tx, {
      at: now,
      action: 'school.details-changed',
      subject: { kind: 'school', id: tx.schoolId },
      facts: { changed },
      detail: Object.fromEntries(changed.map(name => [name, details[name] ?? 'none'])),
    })
    return 'changed'
  })
