import { type PersonActor, type Role, roles } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import { changeableRoles, neverVacant } from './permissions.ts'
import { giveRoles, personNow } from './persons.ts'

export type ChangeRolesResult =
  | { readonly kind: 'changed' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'no-such-person' }
  /** A role that the actor may not give or take was to change. */
  | { readonly kind: 'not-allowed' }
  /** Nobody else holds this role, and somebody always must. */
  | { readonly kind: 'would-be-vacant'; readonly role: Role }

/** Sets which roles a person holds. */
export async function changeRoles(
  db: Database,
  actor: PersonActor,
  input: { personId: PersonId; roles: readonly Role[]; now: Instant },
): Promise<ChangeRolesResult> {
  return inSchool(db, actor, async tx => {
    await lockRoles(tx)
    const person = await personNow(tx, input.personId)
    if (!person) return { kind: 'no-such-person' }
    const given = input.roles.filter(role => !person.roles.includes(role))
    const taken = person.roles.filter(role => !input.roles.includes(role))
    if (given.length === 0 && taken.length === 0) return { kind: 'unchanged' }
    const changeable = changeableRoles(actor, person, roles)
    if (![...given, ...taken].every(role => changeable.includes(role))) return { kind: 'not-allowed' }
    const vacant = await roleLeftVacant(tx, input.personId, taken)
    if (vacant) return { kind: 'would-be-vacant', role: vacant }
    await giveRoles(tx, input.personId, given, input.now)
    await takeRoles(tx, input.personId, taken)
    await audit(tx, {
      at: input.now,
      action: 'person.roles-changed',
      subject: { kind: 'person', id: input.personId },
      facts: { given, taken },
    })
    return { kind: 'changed' }
  })
}

/** Two people who each give up a role at the same moment must not both find the other still holding it. */
export async function lockRoles(tx: TenantTx): Promise<void> {
  await tx
    .selectFrom('school_details')
    .select('school_id')
    .where('school_id', '=', tx.schoolId)
    .forUpdate()
    .execute()
}

/** The first of these roles that nobody would hold without this person, where somebody always must. */
export async function roleLeftVacant(
  tx: TenantTx,
  personId: PersonId,
  taken: readonly Role[],
): Promise<Role | undefined> {
  const needed = taken.filter(role => neverVacant.includes(role))
  if (needed.length === 0) return undefined
  const held = await tx
    .selectFrom('person_role')
    .select('role')
    .where('school_id', '=', tx.schoolId)
    .where('person_id', '!=', personId)
    .where('role', 'in', needed)
    .execute()
  return needed.find(role => !held.some(row => row.role === role))
}

export async function takeRoles(tx: TenantTx, personId: PersonId, taken: readonly Role[]): Promise<void> {
  if (taken.length > 0)
    await tx
      .deleteFrom('person_role')
      .where('school_id', '=', tx.schoolId)
      .where('person_id', '=', personId)
      .where('role', 'in', taken)
      .execute()
}
