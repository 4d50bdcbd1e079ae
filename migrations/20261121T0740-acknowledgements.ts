import { type GatepostMigration, tenantTable } from '../src/platform/database/migration.ts'

/**
 * Acknowledging in every way a school does it: signed in, on the attendance list of a training day, through a single-use
 * link, every year anew where the policy says so; visitors and their leaflet; one reminder.
 */
export const up: GatepostMigration = names => [
  // A signed attendance list on paper: which text it was for, and where the paper lies.
  `create table acknowledgement_list (
    school_id uuid not null,
    id uuid not null,
    policy_version_id uuid not null,
    held_on date not null,
    kept_at text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    constraint acknowledgement_list_pk primary key (school_id, id),
    constraint acknowledgement_list_version foreign key (school_id, policy_version_id) references policy_version,
    constraint acknowledgement_list_recorder foreign key (school_id, recorded_by) references person
  )`,
  ...tenantTable(names, 'acknowledgement_list', ['select', 'insert']),
  // For: the lists, the latest session first.
  'create index acknowledgement_list_newest on acknowledgement_list (school_id, held_on)',

  // Somebody from outside who comes for a day: the leaflet that they were given and acknowledged.
  `create table policy_visitor (
    school_id uuid not null,
    id uuid not null,
    name text not null,
    organisation text not null,
    visits_on date not null,
    added_by uuid not null,
    added_at timestamptz not null,
    policy_version_id uuid,
    leaflet_text text,
    leaflet_sha256 text,
    signed_as text,
    signed_at timestamptz,
    kept_at text,
    constraint policy_visitor_pk primary key (school_id, id),
    constraint policy_visitor_signed check (num_nulls(policy_version_id, leaflet_text, leaflet_sha256, signed_as, signed_at) in (0, 5)),
    constraint policy_visitor_version foreign key (school_id, policy_version_id) references policy_version,
    constraint policy_visitor_adder foreign key (school_id, added_by) references person
  )`,
  ...tenantTable(names, 'policy_visitor', ['select', 'insert', 'update']),
  // For: the list of visitors, the latest first.
  'create index policy_visitor_newest on policy_visitor (school_id, visits_on, added_at)',

  // What a single-use link is for; its secret lies hashed with the sign-ins.
  `create table acknowledgement_link (
    school_id uuid not null,
    id uuid not null,
    person_id uuid,
    visitor_id uuid,
    by_letter boolean not null,
    made_by uuid,
    made_at timestamptz not null,
    constraint acknowledgement_link_pk primary key (school_id, id),
    constraint acknowledgement_link_whose check (num_nulls(person_id, visitor_id) = 1),
    constraint acknowledgement_link_person foreign key (school_id, person_id) references person,
    constraint acknowledgement_link_visitor foreign key (school_id, visitor_id) references policy_visitor
  )`,
  ...tenantTable(names, 'acknowledgement_link', ['select', 'insert']),
  // For: when somebody was last given a link.
  'create index acknowledgement_link_person_last on acknowledgement_link (school_id, person_id, made_at)',

  // One person may acknowledge one text every year; what was recorded by mistake is struck out, never erased.
  'alter table acknowledgement add column id uuid not null default gen_random_uuid()',
  'alter table acknowledgement alter column id drop default',
  'alter table acknowledgement drop constraint acknowledgement_pk',
  'alter table acknowledgement add constraint acknowledgement_pk primary key (school_id, id)',
  'alter table acknowledgement add column signed_on date',
  `update acknowledgement set signed_on = (acknowledged_at at time zone 'Europe/London')::date`,
  'alter table acknowledgement alter column signed_on set not null',
  'alter table acknowledgement add column list_id uuid',
  'alter table acknowledgement add constraint acknowledgement_list_of foreign key (school_id, list_id) references acknowledgement_list',
  'alter table acknowledgement add column link_id uuid',
  'alter table acknowledgement add constraint acknowledgement_link_of foreign key (school_id, link_id) references acknowledgement_link',
  'alter table acknowledgement add column signed_as text',
  'alter table acknowledgement add constraint acknowledgement_typed check (num_nulls(link_id, signed_as) in (0, 2))',
  'alter table acknowledgement add column struck_at timestamptz',
  'alter table acknowledgement add column struck_by uuid',
  'alter table acknowledgement add column struck_because text',
  'alter table acknowledgement add constraint acknowledgement_struck check (num_nulls(struck_at, struck_by, struck_because) in (0, 3))',
  // For: who has acknowledged a text; and one signature a person, text and day.
  'create unique index acknowledgement_once on acknowledgement (school_id, policy_version_id, person_id, signed_on) where struck_at is null',
  // For: the people of an attendance list.
  'create index acknowledgement_of_list on acknowledgement (school_id, list_id)',
  ...tenantTable(names, 'acknowledgement', ['update']),

  // A reminder goes out once for each time it became due.
  `create table acknowledgement_reminder (
    school_id uuid not null,
    person_id uuid not null,
    due_since date not null,
    sent_at timestamptz not null,
    constraint acknowledgement_reminder_pk primary key (school_id, person_id, due_since),
    constraint acknowledgement_reminder_person foreign key (school_id, person_id) references person
  )`,
  ...tenantTable(names, 'acknowledgement_reminder', ['select', 'insert']),
]
