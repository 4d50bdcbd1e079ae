import { type GatepostMigration, tenantTable } from '../src/platform/database/migration.ts'

/**
 * What every room stands on: schools, sign-in (a schema of its own, for a role of its own), the audit trail,
 * keys, files and outgoing mail.
 */
export const up: GatepostMigration = names => [
  `create table school (
    id uuid constraint school_pk primary key,
    name text not null constraint school_name_present check (length(name) between 1 and 200),
    demonstration boolean not null,
    created_at timestamptz not null
  )`,
  `grant select, insert on school to ${names.app}`,

  // Sign-in: logins are global, so none of this belongs to a school and no tenant table refers to it.
  'create schema identity',
  `grant usage on schema identity to ${names.identity}`,
  `create table identity.login (
    id uuid constraint login_pk primary key,
    email text not null constraint login_email_once unique constraint login_email_lower check (email = lower(email)),
    created_at timestamptz not null
  )`,
  `create table identity.credential (
    login_id uuid not null constraint credential_login references identity.login,
    kind text not null constraint credential_kind check (kind in ('password')),
    secret_hash text not null,
    changed_at timestamptz not null,
    constraint credential_pk primary key (login_id, kind)
  )`,
  `create table identity.membership (
    login_id uuid not null constraint membership_login references identity.login,
    school_id uuid not null,
    person_id uuid not null,
    constraint membership_pk primary key (login_id, school_id, person_id)
  )`,
  // For: which login a person of a school has (people page, invitations).
  'create index membership_person on identity.membership (school_id, person_id)',
  `create table identity.session (
    token_hash bytea constraint session_pk primary key,
    login_id uuid not null constraint session_login references identity.login,
    school_id uuid,
    person_id uuid,
    csrf text not null,
    password_at timestamptz not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  // For: signing a login out everywhere after a password change.
  'create index session_login on identity.session (login_id)',
  `create table identity.attempt (
    id uuid constraint attempt_pk primary key,
    key text not null,
    at timestamptz not null
  )`,
  // For: counting recent failures of one address or one network address.
  'create index attempt_key on identity.attempt (key, at)',
  `create table identity.one_time_link (
    token_hash bytea constraint one_time_link_pk primary key,
    purpose text not null constraint one_time_link_purpose check (purpose in ('set-up', 'invitation', 'outside-second')),
    school_id uuid,
    person_id uuid,
    subject_id uuid,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `grant select, insert, update, delete on all tables in schema identity to ${names.identity}`,

  // The audit trail: one chain a school and stream. The app can add to it and not change it.
  `create table audit_head (
    school_id uuid not null,
    stream text not null constraint audit_head_stream check (stream in ('school', 'concerns')),
    seq bigint not null,
    hash text not null,
    constraint audit_head_pk primary key (school_id, stream)
  )`,
  ...tenantTable(names, 'audit_head', ['select', 'insert', 'update']),
  `create table audit_event (
    school_id uuid not null,
    stream text not null,
    seq bigint not null,
    fact text not null,
    hash text not null,
    constraint audit_event_pk primary key (school_id, stream, seq)
  )`,
  // Events of concerns are read by nobody through the app: only the verifier sees them, and only their ids.
  ...tenantTable(names, 'audit_event', ['select', 'insert'], { select: `stream = 'school'` }),
  `create table audit_detail (
    school_id uuid not null,
    stream text not null,
    seq bigint not null,
    salt text not null,
    detail text not null,
    constraint audit_detail_pk primary key (school_id, stream, seq),
    constraint audit_detail_event foreign key (school_id, stream, seq) references audit_event
  )`,
  ...tenantTable(names, 'audit_detail', ['select', 'insert'], { select: `stream = 'school'` }),
  `create function audit_append(p_school uuid, p_stream text, p_fact text, p_salt text, p_detail text) returns void
   language plpgsql as $$
   declare head record; next_hash text;
   begin
     select seq, hash into strict head from audit_head
       where school_id = p_school and stream = p_stream for update;
     next_hash := encode(sha256(convert_to(head.hash || E'\\n' || (head.seq + 1)::text || E'\\n' || p_fact, 'UTF8')), 'hex');
     insert into audit_event (school_id, stream, seq, fact, hash) values (p_school, p_stream, head.seq + 1, p_fact, next_hash);
     if p_detail is not null then
       insert into audit_detail (school_id, stream, seq, salt, detail) values (p_school, p_stream, head.seq + 1, p_salt, p_detail);
     end if;
     update audit_head set seq = head.seq + 1, hash = next_hash where school_id = p_school and stream = p_stream;
   end $$`,
  `grant execute on function audit_append(uuid, text, text, text, text) to ${names.app}`,

  `create table school_key (
    school_id uuid not null,
    version integer not null,
    wrapped bytea not null,
    created_at timestamptz not null,
    constraint school_key_pk primary key (school_id, version)
  )`,
  ...tenantTable(names, 'school_key', ['select', 'insert']),

  // Encrypted files: photos, import files. Capped before they are stored, so a row stays small enough to back up in one go.
  `create table stored_file (
    school_id uuid not null,
    id uuid not null,
    purpose text not null constraint stored_file_purpose check (purpose in ('photo', 'import')),
    media_type text not null,
    size integer not null constraint stored_file_size check (size between 1 and 6000000),
    content bytea not null,
    created_at timestamptz not null,
    constraint stored_file_pk primary key (school_id, id)
  )`,
  ...tenantTable(names, 'stored_file', ['select', 'insert', 'delete']),

  `create table outgoing_mail (
    school_id uuid not null,
    id uuid not null,
    recipient_id uuid not null,
    address text not null,
    subject text not null,
    body bytea not null,
    confidential boolean not null,
    state text not null constraint outgoing_mail_state check (state in ('waiting', 'sent', 'kept', 'failed')),
    failure text,
    created_at timestamptz not null,
    -- Since when it has been tried: what patience is counted from.
    waiting_since timestamptz not null,
    sent_at timestamptz,
    constraint outgoing_mail_pk primary key (school_id, id)
  )`,
  // A confidential alert is seen by its recipient alone, in the outbox as well.
  ...tenantTable(names, 'outgoing_mail', ['select', 'insert', 'update'], {
    select: `not confidential or recipient_id = nullif(current_setting('app.person', true), '')::uuid`,
    update: `not confidential or recipient_id = nullif(current_setting('app.person', true), '')::uuid`,
  }),
  // For: the outbox page, newest first.
  'create index outgoing_mail_newest on outgoing_mail (school_id, created_at)',
]
