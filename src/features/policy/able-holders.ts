import type { Role } from '../../kernel/actor.ts'
import type { IdentityDatabase, TenantTx } from '../../platform/database/database.ts'
import { type Person, personsHolding } from '../people/index.ts'
import { personsWithLogin } from '../sign-in/index.ts'

/**
 * Who holds one of these roles and can sign in. A chair who never does takes no step here: waiting for them would leave a
 * small school stuck.
 */
export async function ableHolders(
  tx: TenantTx,
  identity: IdentityDatabase,
  roles: readonly Role[],
): Promise<readonly Person[]> {
  const signsIn = await personsWithLogin(identity, tx.schoolId)
  return (await personsHolding(tx, roles)).filter(({ id }) => signsIn.has(id))
}
