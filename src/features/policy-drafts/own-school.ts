import type { TenantTx } from '../../platform/database/database.ts'

/** The name of the school that the transaction is bound to. */
export async function ownSchoolName(tx: TenantTx): Promise<string> {
  const { name } = await tx
    .selectFrom('school')
    .select('name')
    .where('id', '=', tx.schoolId)
    .executeTakeFirstOrThrow()
  return name
}
