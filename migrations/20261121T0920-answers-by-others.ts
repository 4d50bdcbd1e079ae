import type { GatepostMigration } from '../src/platform/database/migration.ts'

/** Nobody answers their own question to the adviser, whatever the app is made to send; and an answer has its author. */
export const up: GatepostMigration = () => [
  `alter table advice_question add constraint advice_question_answered_by_another check (answered_by <> asker_id)`,
  `alter table advice_question add constraint advice_question_answered_by check ((state = 'answered') = (answered_by is not null))`,
]
