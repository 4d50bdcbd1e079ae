import type { GatepostMigration } from '../src/platform/database/migration.ts'

/** Whoever is asked for advice and has no sign-in answers through a link of their own, and the answer says so. */
export const up: GatepostMigration = names => [
  `alter table identity.one_time_link drop constraint one_time_link_purpose`,
  `alter table identity.one_time_link add constraint one_time_link_purpose check (purpose in ('set-up', 'invitation', 'outside-second', 'consultation', 'acknowledgement', 'advice'))`,
  `alter table advice_question add column answered_by_link boolean not null default false`,
  `grant update (answered_by_link) on advice_question to ${names.app}`,
]
