import type { PersonId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type {} from './tables.ts'

/** What people are called, those who have left included: for records that outlive somebody's time here. */
export async function personNames(
  tx: TenantTx,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'given_name', 'family_name'])
    .where('school_id', '=', tx.schoolId)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(row => [row.id as PersonId, `${row.given_name} ${row.family_name}`]))
}

/** The name behind an id among the people whom a page has at hand; those who have left are not among them. */
export const nameIn =
  (everyone: readonly { readonly id: PersonId; readonly name: string }[]) =>
  (id: PersonId | null): string =>
    everyone.find(person => person.id === id)?.name ?? 'somebody who has left'
