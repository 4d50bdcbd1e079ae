import type { GatepostMigration } from '../src/platform/database/migration.ts'

/** Where somebody works, at a school with several sites under one policy: who has acknowledged it is followed up by site. */
export const up: GatepostMigration = () => [
  // In the words of the policy, or of the school beside it; a name that is no longer among them counts as none.
  'alter table person add column site text',
]
