import { type GatepostMigration, tenantTable } from '../src/platform/database/migration.ts'

/**
 * The life of a policy: a proposal on which people are consulted and which the governors approve, and what hangs on a
 * version in force: additional guidance, links to other policies, why its review comes early, which reminders went out.
 */
export const up: GatepostMigration = names => [
  // A version is still written once and never changed. What people acknowledge is the document's text where there is one.
  `alter table policy_version add column material boolean not null default true`,
  `alter table policy_version add column replaces uuid`,
  `alter table policy_version add column proposal_id uuid`,
  `alter table policy_version add column document_file_id uuid`,
  `alter table policy_version add column document_name text`,
  `alter table policy_version add column document_text text`,
  `alter table policy_version add column document_sha256 text`,
  `alter table policy_version add constraint policy_version_replaces foreign key (school_id, replaces) references policy_version`,
  `alter table policy_version add constraint policy_version_small_edit check (material or replaces is not null)`,
  `alter table policy_version add constraint policy_version_file foreign key (school_id, document_file_id) references stored_file`,
  `alter table policy_version add constraint policy_version_document check (num_nulls(document_file_id, document_name, document_text, document_sha256) in (0, 4))`,

  `create table policy_proposal (
    school_id uuid not null,
    id uuid not null,
    state text not null constraint policy_proposal_state check (state in ('consultation', 'consulted', 'approved', 'adopted', 'withdrawn', 'returned')),
    title text not null,
    why text not null,
    pack text not null,
    language integer not null,
    snapshot text not null,
    sha256 text not null,
    document_file_id uuid,
    document_name text,
    document_text text,
    document_sha256 text,
    draft_id uuid,
    replaces uuid,
    proposed_by uuid not null,
    proposed_at timestamptz not null,
    consult_until date,
    consultation_note text,
    material boolean not null,
    edit_reason text,
    edit_by uuid,
    edit_at timestamptz,
    edit_one_person boolean not null,
    approval_minute text,
    approval_on date,
    approval_reason text,
    approval_by uuid,
    approval_at timestamptz,
    approval_one_person boolean not null,
    ended_reason text,
    constraint policy_proposal_pk primary key (school_id, id),
    constraint policy_proposal_replaces foreign key (school_id, replaces) references policy_version,
    constraint policy_proposal_file foreign key (school_id, document_file_id) references stored_file,
    constraint policy_proposal_proposer foreign key (school_id, proposed_by) references person
  )`,
  ...tenantTable(names, 'policy_proposal', ['select', 'insert', 'update']),
  // For: the list of proposals, newest first, and the open ones on Today.
  'create index policy_proposal_newest on policy_proposal (school_id, proposed_at)',
  // A draft is put forward once at a time.
  `create unique index policy_proposal_draft on policy_proposal (school_id, draft_id) where state in ('consultation', 'consulted', 'approved')`,

  // Who was asked: somebody of the school, somebody outside with an address, or a group told in another way.
  `create table policy_consultee (
    school_id uuid not null,
    id uuid not null,
    proposal_id uuid not null,
    party text not null constraint policy_consultee_party check (party in ('unions', 'professional-associations', 'staff', 'parents', 'governors')),
    name text not null,
    address text,
    person_id uuid,
    invited_by uuid not null,
    invited_at timestamptz not null,
    constraint policy_consultee_pk primary key (school_id, id),
    constraint policy_consultee_once unique (school_id, proposal_id, person_id),
    constraint policy_consultee_proposal foreign key (school_id, proposal_id) references policy_proposal,
    constraint policy_consultee_person foreign key (school_id, person_id) references person
  )`,
  ...tenantTable(names, 'policy_consultee', ['select', 'insert']),
  // For: whom a proposal was sent to.
  'create index policy_consultee_of on policy_consultee (school_id, proposal_id)',

  `create table policy_reply (
    school_id uuid not null,
    id uuid not null,
    proposal_id uuid not null,
    consultee_id uuid,
    party text not null constraint policy_reply_party check (party in ('unions', 'professional-associations', 'staff', 'parents', 'governors')),
    name text not null,
    text text not null,
    how text not null constraint policy_reply_how check (how in ('link', 'signed-in', 'recorded')),
    person_id uuid,
    received_at timestamptz not null,
    considered text,
    considered_by uuid,
    considered_at timestamptz,
    constraint policy_reply_pk primary key (school_id, id),
    constraint policy_reply_proposal foreign key (school_id, proposal_id) references policy_proposal,
    constraint policy_reply_consultee foreign key (school_id, consultee_id) references policy_consultee
  )`,
  ...tenantTable(names, 'policy_reply', ['select', 'insert', 'update']),
  // For: the replies to a proposal in the order they came.
  'create index policy_reply_of on policy_reply (school_id, proposal_id, received_at)',
  `alter table policy_version add constraint policy_version_proposal foreign key (school_id, proposal_id) references policy_proposal`,

  // Guidance the governors approved beside a version; ended, never erased.
  `create table policy_guidance (
    school_id uuid not null,
    id uuid not null,
    policy_version_id uuid not null,
    title text not null,
    text text not null,
    href text,
    file_id uuid,
    file_name text,
    approved_on date not null,
    minute text not null,
    consulted text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_at timestamptz,
    ended_by uuid,
    constraint policy_guidance_pk primary key (school_id, id),
    constraint policy_guidance_version foreign key (school_id, policy_version_id) references policy_version,
    constraint policy_guidance_file foreign key (school_id, file_id) references stored_file,
    constraint policy_guidance_file_name check ((file_id is null) = (file_name is null))
  )`,
  ...tenantTable(names, 'policy_guidance', ['select', 'insert', 'update']),
  // For: the guidance beside a version.
  'create index policy_guidance_of on policy_guidance (school_id, policy_version_id)',

  `create table policy_link (
    school_id uuid not null,
    id uuid not null,
    name text not null,
    owner text not null,
    review_by date,
    href text,
    changed_by uuid not null,
    changed_at timestamptz not null,
    removed_at timestamptz,
    constraint policy_link_pk primary key (school_id, id),
    constraint policy_link_name unique (school_id, name)
  )`,
  ...tenantTable(names, 'policy_link', ['select', 'insert', 'update']),

  `create table policy_stewardship (
    school_id uuid not null,
    committee text not null,
    sites text[] not null,
    changed_by uuid not null,
    changed_at timestamptz not null,
    constraint policy_stewardship_pk primary key (school_id)
  )`,
  ...tenantTable(names, 'policy_stewardship', ['select', 'insert', 'update']),

  `create table policy_review_reason (
    school_id uuid not null,
    id uuid not null,
    policy_version_id uuid not null,
    trigger text not null constraint policy_review_reason_trigger check (trigger in ('technical-change', 'local-concern')),
    text text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    constraint policy_review_reason_pk primary key (school_id, id),
    constraint policy_review_reason_version foreign key (school_id, policy_version_id) references policy_version
  )`,
  ...tenantTable(names, 'policy_review_reason', ['select', 'insert']),
  // For: why the review of a version comes early.
  'create index policy_review_reason_of on policy_review_reason (school_id, policy_version_id)',

  // Reasons that were looked at and left for the review's date: they are not held up to anybody again.
  `create table policy_review_decision (
    school_id uuid not null,
    id uuid not null,
    policy_version_id uuid not null,
    reasons text[] not null,
    decided_by uuid not null,
    decided_at timestamptz not null,
    constraint policy_review_decision_pk primary key (school_id, id),
    constraint policy_review_decision_version foreign key (school_id, policy_version_id) references policy_version
  )`,
  ...tenantTable(names, 'policy_review_decision', ['select', 'insert']),
  // For: which reasons of a version are still open.
  'create index policy_review_decision_of on policy_review_decision (school_id, policy_version_id)',

  // A reminder goes out once for a version, a due date and a step.
  `create table policy_review_reminder (
    school_id uuid not null,
    policy_version_id uuid not null,
    due_on date not null,
    step text not null constraint policy_review_reminder_step check (step in ('12-weeks', '4-weeks', '1-week', 'due')),
    sent_at timestamptz not null,
    letters integer not null,
    constraint policy_review_reminder_pk primary key (school_id, policy_version_id, due_on, step),
    constraint policy_review_reminder_version foreign key (school_id, policy_version_id) references policy_version
  )`,
  ...tenantTable(names, 'policy_review_reminder', ['select', 'insert']),

  // Links for people without a sign-in: to reply to a consultation, to acknowledge a text.
  `alter table identity.one_time_link drop constraint one_time_link_purpose`,
  `alter table identity.one_time_link add constraint one_time_link_purpose check (purpose in ('set-up', 'invitation', 'outside-second', 'consultation', 'acknowledgement'))`,
]
