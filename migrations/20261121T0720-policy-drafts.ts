import { type GatepostMigration, tenantTable } from '../src/platform/database/migration.ts'

/**
 * A policy on its way: a school's own document with what the software read in it, or a pack taken up again, and what
 * people decided about each clause.
 */
export const up: GatepostMigration = names => [
  `create table policy_draft (
    school_id uuid not null,
    id uuid not null,
    state text not null constraint policy_draft_state check (state in ('open', 'ready', 'adopted', 'withdrawn')),
    title text not null,
    pack text not null constraint policy_draft_pack check (pack ~ '^[A-Z]{2}$'),
    named_school text,
    adopted text,
    last_reviewed text,
    next_review text,
    review_every text,
    owner_words text,
    owner_role text,
    committee text,
    scope_staff text[] not null,
    scope_covers text[] not null,
    scope_clause text,
    base text,
    from_version uuid,
    file_id uuid,
    file_name text,
    document jsonb,
    findings jsonb not null,
    settings jsonb not null,
    version integer not null,
    created_by uuid not null,
    created_at timestamptz not null,
    changed_by uuid not null,
    changed_at timestamptz not null,
    constraint policy_draft_pk primary key (school_id, id),
    constraint policy_draft_person foreign key (school_id, created_by) references person,
    constraint policy_draft_file foreign key (school_id, file_id) references stored_file,
    constraint policy_draft_from foreign key (school_id, from_version) references policy_version,
    constraint policy_draft_source check (num_nulls(file_id, file_name, document) in (0, 3) and (base is null) = (document is not null))
  )`,
  ...tenantTable(names, 'policy_draft', ['select', 'insert', 'update']),
  // For: the list of drafts, newest first, and those on Today.
  'create index policy_draft_newest on policy_draft (school_id, created_at)',

  // One clause as the software read it, and as it was decided. What was read stays beside it, so that a decision can be taken back.
  `create table policy_draft_clause (
    school_id uuid not null,
    draft_id uuid not null,
    id uuid not null,
    position integer not null,
    code text not null,
    block integer,
    place text not null,
    words text not null,
    read jsonb not null,
    corrected jsonb,
    decision text not null constraint policy_draft_clause_decision check (decision in ('open', 'accepted', 'corrected', 'dropped')),
    added boolean not null,
    decided_by uuid,
    decided_at timestamptz,
    version integer not null,
    constraint policy_draft_clause_pk primary key (school_id, id),
    constraint policy_draft_clause_code unique (school_id, draft_id, code),
    constraint policy_draft_clause_draft foreign key (school_id, draft_id) references policy_draft,
    constraint policy_draft_clause_person foreign key (school_id, decided_by) references person,
    constraint policy_draft_clause_decided check ((decision = 'open') = (decided_by is null))
  )`,
  ...tenantTable(names, 'policy_draft_clause', ['select', 'insert', 'update']),
]
