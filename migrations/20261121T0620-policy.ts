import { type GatepostMigration, tenantTable } from '../src/platform/database/migration.ts'

/** Policy versions a school adopted, each a whole immutable snapshot, and who acknowledged which text. */
export const up: GatepostMigration = names => [
  `create table policy_version (
    school_id uuid not null,
    id uuid not null,
    policy text not null constraint policy_version_policy check (policy in ('social-media')),
    pack text not null,
    language integer not null,
    snapshot text not null,
    sha256 text not null,
    in_force_from date not null,
    adopted_by uuid not null,
    adopted_at timestamptz not null,
    minute text not null,
    constraint policy_version_pk primary key (school_id, id),
    constraint policy_version_day unique (school_id, policy, in_force_from)
  )`,
  ...tenantTable(names, 'policy_version', ['select', 'insert']),
  `create table acknowledgement (
    school_id uuid not null,
    person_id uuid not null,
    policy_version_id uuid not null,
    sha256 text not null,
    acknowledged_at timestamptz not null,
    constraint acknowledgement_pk primary key (school_id, person_id, policy_version_id),
    constraint acknowledgement_person foreign key (school_id, person_id) references person,
    constraint acknowledgement_version foreign key (school_id, policy_version_id) references policy_version
  )`,
  ...tenantTable(names, 'acknowledgement', ['select', 'insert']),
]
