import type { Role } from '../../kernel/actor.ts'
import type { Temporal } from '../../kernel/clock.ts'
import type { PersonId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type {} from './tables.ts'

/** A role that somebody holds, and the London date since when. */
export type RoleStart = { readonly role: Role; readonly since: Temporal.PlainDate }

/** Since when people hold their roles: everybody at the school now, or one of them. */
export async function roleStarts(
  tx: TenantTx,
  only?: PersonId,
): Promise<ReadonlyMap<PersonId, readonly RoleStart[]>> {
  const rows = await tx
    .selectFrom('person_role')
    .select(['person_id', 'role', 'since'])
    .where('school_id', '=', tx.schoolId)
    .$if(only !== undefined, query => query.where('person_id', '=', only ?? ''))
    .execute()
  return Map.groupBy(rows, row => row.person_id as PersonId)
}
