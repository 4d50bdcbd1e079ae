import type { Role } from '../../../kernel/actor.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Database, TenantTx } from '../../../platform/database/database.ts'

/** What the policy's pages need from outside. */
export type PolicyParts = {
  readonly db: Database
  /** Who runs official accounts or is named to: they acknowledge the policy too, whatever their role. */
  namedRunners(tx: TenantTx): Promise<ReadonlySet<PersonId>>
}

export const section = 'policy'

/** Who takes a policy over for the school, after the governors' decision. */
export const adopters: readonly Role[] = ['headteacher', 'chair']

/** Who sees who has acknowledged. */
export const listReaders: readonly Role[] = ['headteacher', 'senior-leader', 'administrator']
