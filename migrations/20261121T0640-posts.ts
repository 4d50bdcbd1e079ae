import { type GatepostMigration, tenantTable } from '../src/platform/database/migration.ts'

/** Posts and their photos, who is in a photo, second approvals, and publications: what was sent to a network, exactly once. */
export const up: GatepostMigration = names => [
  `create table post (
    school_id uuid not null,
    id uuid not null,
    account_id uuid not null,
    author_id uuid not null,
    text text not null,
    -- Counts every change of text or pictures, so that an approval holds for exactly what was approved.
    revision integer not null,
    state text not null constraint post_state check (state in ('draft', 'picture-check', 'awaiting-approval', 'returned', 'publishing', 'published', 'unknown', 'failed', 'discarded', 'taken-down')),
    created_at timestamptz not null,
    changed_at timestamptz not null,
    constraint post_pk primary key (school_id, id),
    constraint post_account foreign key (school_id, account_id) references official_account,
    constraint post_author foreign key (school_id, author_id) references person
  )`,
  ...tenantTable(names, 'post', ['select', 'insert', 'update']),
  // For: the list of posts, newest first, and Today's waiting ones.
  'create index post_state_changed on post (school_id, state, changed_at)',
  `create table photo (
    school_id uuid not null,
    id uuid not null,
    post_id uuid not null,
    file_id uuid not null,
    width integer not null,
    height integer not null,
    alt_text text not null,
    position integer not null,
    shows text not null constraint photo_shows check (shows in ('unchecked', 'no-pupils', 'pupils')),
    classes text[] not null,
    checked_by uuid,
    checked_at timestamptz,
    constraint photo_pk primary key (school_id, id),
    constraint photo_post foreign key (school_id, post_id) references post,
    constraint photo_file foreign key (school_id, file_id) references stored_file
  )`,
  ...tenantTable(names, 'photo', ['select', 'insert', 'update', 'delete']),
  // For: the photos of a post.
  'create index photo_post on photo (school_id, post_id)',
  `create table photo_pupil (
    school_id uuid not null,
    photo_id uuid not null,
    pupil_id uuid not null,
    constraint photo_pupil_pk primary key (school_id, photo_id, pupil_id),
    constraint photo_pupil_photo foreign key (school_id, photo_id) references photo,
    constraint photo_pupil_pupil foreign key (school_id, pupil_id) references pupil
  )`,
  ...tenantTable(names, 'photo_pupil', ['select', 'insert', 'delete']),
  // For: the posts a child is in, when a consent is withdrawn.
  'create index photo_pupil_pupil on photo_pupil (school_id, pupil_id)',
  `create table post_decision (
    school_id uuid not null,
    id uuid not null,
    post_id uuid not null,
    revision integer not null,
    decided_by uuid not null,
    decision text not null constraint post_decision_kind check (decision in ('approved', 'returned')),
    reason text not null,
    one_person boolean not null,
    outside boolean not null,
    decided_at timestamptz not null,
    constraint post_decision_pk primary key (school_id, id),
    constraint post_decision_post foreign key (school_id, post_id) references post
  )`,
  ...tenantTable(names, 'post_decision', ['select', 'insert']),
  'create index post_decision_post on post_decision (school_id, post_id)',
  // One outside effect on a network. `intended` is written with its key before anything is called; after a crash in
  // `calling` the network is asked first; what cannot be decided is `unknown` and shown to a person.
  `create table publication (
    school_id uuid not null,
    id uuid not null,
    account_id uuid not null,
    subject text not null constraint publication_subject check (subject in ('post', 'reply')),
    subject_id uuid not null,
    state text not null constraint publication_state check (state in ('intended', 'calling', 'published', 'unknown', 'failed')),
    key text not null,
    uri text,
    cid text,
    url text,
    failure text,
    attempts integer not null,
    created_at timestamptz not null,
    published_at timestamptz,
    constraint publication_pk primary key (school_id, id),
    constraint publication_key_once unique (school_id, account_id, key),
    constraint publication_subject_once unique (school_id, subject, subject_id),
    constraint publication_account foreign key (school_id, account_id) references official_account
  )`,
  ...tenantTable(names, 'publication', ['select', 'insert', 'update']),
  // For: matching an incoming reply to the post it answers.
  'create index publication_uri on publication (school_id, uri)',
]
