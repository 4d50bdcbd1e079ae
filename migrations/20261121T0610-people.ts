import { type GatepostMigration, tenantTable } from '../src/platform/database/migration.ts'

/** People of a school, its pupils, what may be shown of them and where, and who was trained. */
export const up: GatepostMigration = names => [
  `create table school_details (
    school_id uuid not null,
    phone text,
    urgent_name text,
    urgent_phone text,
    media_contact text,
    constraint school_details_pk primary key (school_id)
  )`,
  ...tenantTable(names, 'school_details', ['select', 'insert', 'update']),
  `create table person (
    school_id uuid not null,
    id uuid not null,
    given_name text not null constraint person_given_name check (length(given_name) between 1 and 100),
    family_name text not null constraint person_family_name check (length(family_name) between 1 and 100),
    email text,
    shared_mailbox boolean not null,
    left_on date,
    created_at timestamptz not null,
    constraint person_pk primary key (school_id, id),
    constraint person_email_once unique (school_id, email),
    constraint person_email_lower check (email = lower(email))
  )`,
  ...tenantTable(names, 'person', ['select', 'insert', 'update']),
  `create table person_role (
    school_id uuid not null,
    person_id uuid not null,
    role text not null,
    since date not null,
    constraint person_role_pk primary key (school_id, person_id, role),
    constraint person_role_person foreign key (school_id, person_id) references person
  )`,
  ...tenantTable(names, 'person_role', ['select', 'insert', 'delete']),
  // For: who holds a role (routing a concern, finding an approver).
  'create index person_role_role on person_role (school_id, role)',
  `create table training (
    school_id uuid not null,
    person_id uuid not null,
    topic text not null constraint training_topic check (topic in ('official-accounts')),
    completed_on date not null,
    recorded_by uuid not null,
    constraint training_pk primary key (school_id, person_id, topic),
    constraint training_person foreign key (school_id, person_id) references person
  )`,
  ...tenantTable(names, 'training', ['select', 'insert', 'update']),
  `create table pupil (
    school_id uuid not null,
    id uuid not null,
    upn text not null,
    given_name text not null,
    family_name text not null,
    class_name text not null,
    year_group text,
    left_on date,
    constraint pupil_pk primary key (school_id, id),
    constraint pupil_upn_once unique (school_id, upn)
  )`,
  ...tenantTable(names, 'pupil', ['select', 'insert', 'update']),
  // For: the children of a class.
  'create index pupil_class on pupil (school_id, class_name)',
  `create table image_consent (
    school_id uuid not null,
    pupil_id uuid not null,
    channel text not null,
    state text not null constraint image_consent_state check (state in ('given', 'refused', 'withdrawn')),
    given_on date,
    evidence text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    constraint image_consent_pk primary key (school_id, pupil_id, channel),
    constraint image_consent_pupil foreign key (school_id, pupil_id) references pupil
  )`,
  ...tenantTable(names, 'image_consent', ['select', 'insert', 'update']),
  `create table do_not_publish (
    school_id uuid not null,
    pupil_id uuid not null,
    reason bytea not null,
    added_by uuid not null,
    added_at timestamptz not null,
    constraint do_not_publish_pk primary key (school_id, pupil_id),
    constraint do_not_publish_pupil foreign key (school_id, pupil_id) references pupil
  )`,
  ...tenantTable(names, 'do_not_publish', ['select', 'insert', 'delete']),
  // An import between preview and "apply": the file itself is kept encrypted until it is applied or thrown away.
  `create table people_import (
    school_id uuid not null,
    id uuid not null,
    kind text not null constraint people_import_kind check (kind in ('pupils', 'staff', 'consents')),
    file_id uuid not null,
    file_name text not null,
    state text not null constraint people_import_state check (state in ('previewed', 'applied', 'discarded')),
    created_by uuid not null,
    created_at timestamptz not null,
    constraint people_import_pk primary key (school_id, id)
  )`,
  ...tenantTable(names, 'people_import', ['select', 'insert', 'update']),
]
