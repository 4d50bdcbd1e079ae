import type { GatepostMigration } from '../src/platform/database/migration.ts'

/** A school's own policy, as Word or PDF, is kept as it was uploaded: what people acknowledge is that text. */
export const up: GatepostMigration = () => [
  `alter table stored_file drop constraint stored_file_purpose`,
  `alter table stored_file add constraint stored_file_purpose check (purpose in ('photo', 'import', 'policy'))`,
  `alter table stored_file drop constraint stored_file_size`,
  `alter table stored_file add constraint stored_file_size check (size between 1 and 11000000)`,
]
