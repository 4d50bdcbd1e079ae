import { currentPerson, type GatepostMigration, tenantTable } from '../src/platform/database/migration.ts'

/**
 * Questions to the named adviser (SM-4.6), seen by those in `readers` alone; what they were about in general, without who
 * asked, for the next review; and how the headteacher reads a clause that can be read in two ways.
 */
export const up: GatepostMigration = names => [
  `create table advice_question (
    school_id uuid not null,
    id uuid not null,
    asker_id uuid not null,
    readers uuid[] not null constraint advice_question_readers check (cardinality(readers) > 0),
    waits_for uuid[] not null,
    content bytea not null,
    answer bytea,
    state text not null constraint advice_question_state check (state in ('waiting', 'answered', 'withdrawn')),
    asked_at timestamptz not null,
    answered_by uuid,
    answered_at timestamptz,
    seen_at timestamptz,
    constraint advice_question_pk primary key (school_id, id),
    constraint advice_question_asker foreign key (school_id, asker_id) references person,
    constraint advice_question_answered check ((state = 'answered') = (answer is not null))
  )`,
  ...tenantTable(names, 'advice_question', ['select', 'insert', 'update'], {
    select: `${currentPerson} = any(readers)`,
    insert: `asker_id = ${currentPerson}`,
    update: `${currentPerson} = any(readers)`,
  }),
  `create table advice_topic (
    school_id uuid not null,
    question_id uuid not null,
    act text,
    asked_on date not null,
    settled boolean not null,
    constraint advice_topic_pk primary key (school_id, question_id)
  )`,
  ...tenantTable(names, 'advice_topic', ['select', 'insert', 'update']),
  `create table interpretation (
    school_id uuid not null,
    id uuid not null,
    policy_version_id uuid not null,
    clause text not null,
    other_clause text,
    reads text not null constraint interpretation_reads check (reads in ('as-written', 'ask', 'may')),
    reason text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    constraint interpretation_pk primary key (school_id, id),
    constraint interpretation_version foreign key (school_id, policy_version_id) references policy_version,
    constraint interpretation_person foreign key (school_id, recorded_by) references person
  )`,
  `create unique index interpretation_current on interpretation (school_id, policy_version_id, clause, coalesce(other_clause, ''))
    where ended_at is null`,
  ...tenantTable(names, 'interpretation', ['select', 'insert', 'update']),
]
