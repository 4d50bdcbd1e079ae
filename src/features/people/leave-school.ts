import { type PersonActor, type Role, roles } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, type IdentityDatabase, inSchool } from '../../platform/database/database.ts'
import { endMembership, revokeAllLinks } from '../sign-in/index.ts'
import { lockRoles, roleLeftVacant, takeRoles } from './change-roles.ts'
import { linkPermissions } from './invitations.ts'
import { persons } from './persons.ts'

export type LeaveResult =
  | { readonly kind: 'left' }
  | { readonly kind: 'no-such-person' }
  | { readonly kind: 'not-allowed'; readonly who: string }
  | { readonly kind: 'would-be-vacant'; readonly role: Role }

/**
 * Marks a person as having left: they hold no role any more, and every session and link of theirs ends at once. What they wrote
 * and decided stays under their name.
 */
export async function leaveSchool(
  parts: { db: Database; identity: IdentityDatabase },
  actor: PersonActor,
  personId: PersonId,
  now: Instant,
): Promise<LeaveResult> {
  const { permission } = await linkPermissions(
    parts.identity,
    actor,
    await inSchool(parts.db, actor, persons),
    // Leaving shows nobody anything.
    () => true,
  )
  const result = await inSchool(parts.db, actor, async (tx): Promise<LeaveResult> => {
    await lockRoles(tx)
    const person = (await persons(tx)).find(one => one.id === personId)
    if (!person) return { kind: 'no-such-person' }
    const { may, who } = permission(person)
    if (!may) return { kind: 'not-allowed', who }
    const vacant = await roleLeftVacant(tx, personId, person.roles)
    if (vacant) return { kind: 'would-be-vacant', role: vacant }
    await takeRoles(tx, personId, roles)
    await tx
      .updateTable('person')
      .set({ left_on: londonDate(now) })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', personId)
      .execute()
    await audit(tx, {
      at: now,
      action: 'person.left',
      subject: { kind: 'person', id: personId },
      facts: { roles: person.roles },
    })
    return { kind: 'left' }
  })
  if (result.kind === 'left') {
    const membership = { schoolId: actor.schoolId, personId }
    await endMembership(parts.identity, membership)
    await revokeAllLinks(parts.identity, membership, now)
  }
  return result
}
