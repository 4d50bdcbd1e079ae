import { currentPerson, type GatepostMigration, tenantTable } from '../src/platform/database/migration.ts'

/**
 * Concerns, seen by those in `readers` alone, and the receipt the person who raised one sees: received, by whom, when.
 * Nothing else refers to a concern, so nobody learns of one from another table's rows or counts.
 */
export const up: GatepostMigration = names => [
  `create table concern (
    school_id uuid not null,
    id uuid not null,
    about text not null constraint concern_about check (about in ('child', 'adult', 'headteacher')),
    subject_person_id uuid,
    message_id uuid,
    raised_by uuid not null,
    raised_at timestamptz not null,
    case_key bytea not null,
    account bytea not null,
    routed_to text not null,
    basis jsonb not null,
    readers uuid[] not null constraint concern_readers_some check (cardinality(readers) > 0),
    confirmed_by uuid,
    confirmed_at timestamptz,
    constraint concern_pk primary key (school_id, id)
  )`,
  ...tenantTable(names, 'concern', ['select', 'insert', 'update'], {
    select: `${currentPerson} = any(readers)`,
    insert: `raised_by = ${currentPerson}`,
    update: `${currentPerson} = any(readers)`,
  }),
  `create table concern_receipt (
    school_id uuid not null,
    concern_id uuid not null,
    raised_by uuid not null,
    raised_at timestamptz not null,
    routed_to text not null,
    readers uuid[] not null,
    not_emailed text not null,
    message_id uuid,
    confirmed_name text,
    confirmed_at timestamptz,
    constraint concern_receipt_pk primary key (school_id, concern_id)
  )`,
  ...tenantTable(names, 'concern_receipt', ['select', 'insert', 'update'], {
    select: `raised_by = ${currentPerson} or ${currentPerson} = any(readers)`,
    insert: `raised_by = ${currentPerson}`,
    update: `${currentPerson} = any(readers)`,
  }),
  // For: what a person raised and what waits for confirmation.
  'create index concern_receipt_raised on concern_receipt (school_id, raised_by, confirmed_at)',
]
