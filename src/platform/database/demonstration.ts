import type { TenantTx } from './database.ts'

/** Whether this is the invented school to look around in: nothing leaves it, neither letters nor posts. */
export async function isDemonstration(tx: TenantTx): Promise<boolean> {
  const school = tx.selectFrom('school').select('demonstration').where('id', '=', tx.schoolId)
  return (await school.executeTakeFirstOrThrow()).demonstration
}
