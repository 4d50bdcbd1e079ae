import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { PersonId, SchoolId } from '../../kernel/ids.ts'
import { audit, openAuditTrail } from '../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate } from '../../platform/database/database.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { insertPerson, type NewPerson } from '../people/index.ts'

export type NewSchool = {
  readonly id: SchoolId
  readonly name: string
  readonly demonstration: boolean
  readonly phone: string | null
  readonly urgentName: string | null
  readonly urgentPhone: string | null
  /** The founding people with their roles; the first is the one who sets the school up. */
  readonly people: readonly (NewPerson & { readonly id: PersonId })[]
}

/**
 * Founds a school: its key, its audit trail and its first people, in one transaction. Repeating it with the same id
 * changes nothing, so that a set-up that was cut off can be sent again.
 */
export async function setUpSchool(
  parts: { db: Database; vault: Vault },
  school: NewSchool,
  now: Instant,
): Promise<'founded' | 'there-already'> {
  const founder = school.people[0]
  if (!founder) throw new TypeError('a school is founded by somebody')
  const actor: PersonActor = {
    kind: 'person',
    schoolId: school.id,
    personId: founder.id,
    name: `${founder.givenName} ${founder.familyName}`,
    roles: new Set(founder.roles),
  }
  try {
    await inSchool(parts.db, actor, async tx => {
      await tx
        .insertInto('school')
        .values({ id: school.id, name: school.name, demonstration: school.demonstration, created_at: now })
        .execute()
      await openAuditTrail(tx)
      await parts.vault.createSchoolKey(tx, now)
      await tx
        .insertInto('school_details')
        .values({
          school_id: school.id,
          phone: school.phone,
          urgent_name: school.urgentName,
          urgent_phone: school.urgentPhone,
          media_contact: null,
        })
        .execute()
      for (const person of school.people) await insertPerson(tx, person, now)
      await audit(tx, {
        at: now,
        action: 'school.set-up',
        subject: { kind: 'school', id: school.id },
        facts: { demonstration: school.demonstration, people: school.people.length },
        detail: { name: school.name },
      })
    })
    return 'founded'
  } catch (error) {
    if (isDuplicate(error)) return 'there-already'
    throw error
  }
}
