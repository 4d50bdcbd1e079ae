import { type GatepostMigration, tenantTable } from '../src/platform/database/migration.ts'

/** Messages that reached an official account, each with its deadline, the replies, and what was done about abuse. */
export const up: GatepostMigration = names => [
  `create table message (
    school_id uuid not null,
    id uuid not null,
    account_id uuid not null,
    kind text not null constraint message_kind check (kind in ('comment', 'mention', 'private')),
    external_id text not null,
    author_external_id text,
    author_name text not null,
    author_handle text,
    text text not null,
    uri text,
    cid text,
    url text,
    root_uri text,
    root_cid text,
    post_id uuid,
    picture_count integer not null,
    links text[] not null,
    received_at timestamptz not null,
    entered_by uuid,
    due_at timestamptz not null,
    due_why text not null,
    due_basis jsonb not null,
    state text not null constraint message_state check (state in ('open', 'held', 'answered', 'removed', 'no-answer-needed')),
    state_by uuid,
    state_at timestamptz not null,
    constraint message_pk primary key (school_id, id),
    constraint message_external_once unique (school_id, account_id, external_id),
    constraint message_account foreign key (school_id, account_id) references official_account
  )`,
  ...tenantTable(names, 'message', ['select', 'insert', 'update']),
  // For: the inbox and Today, in the order things are due.
  'create index message_due on message (school_id, state, due_at)',
  `create table reply (
    school_id uuid not null,
    id uuid not null,
    message_id uuid not null,
    author_id uuid not null,
    kind text not null constraint reply_kind check (kind in ('answer', 'holding', 'audience')),
    text text not null,
    created_at timestamptz not null,
    constraint reply_pk primary key (school_id, id),
    constraint reply_message foreign key (school_id, message_id) references message,
    constraint reply_author foreign key (school_id, author_id) references person
  )`,
  ...tenantTable(names, 'reply', ['select', 'insert']),
  'create index reply_message on reply (school_id, message_id)',
  // What was done about an offensive or worrying message. The evidence is text only, encrypted.
  `create table moderation (
    school_id uuid not null,
    id uuid not null,
    message_id uuid not null,
    act text not null constraint moderation_act check (act in ('hide', 'block', 'report', 'delete')),
    indecent_answer text not null constraint moderation_answer check (indecent_answer in ('no', 'yes', 'unsure')),
    reason text not null,
    evidence bytea not null,
    state text not null constraint moderation_state check (state in ('intended', 'done', 'failed', 'undoing', 'undone')),
    failure text,
    effect text not null,
    audience_reply_id uuid,
    acted_by uuid not null,
    acted_at timestamptz not null,
    constraint moderation_pk primary key (school_id, id),
    constraint moderation_message foreign key (school_id, message_id) references message
  )`,
  ...tenantTable(names, 'moderation', ['select', 'insert', 'update']),
  'create index moderation_message on moderation (school_id, message_id)',
  // Whether a picture or link in a message could show a child nude, semi-nude or sexual, as asked before anything else
  // is done about it. The latest answer counts; who may answer anew after a yes is decided in the room.
  `create table picture_question (
    school_id uuid not null,
    id uuid not null,
    message_id uuid not null,
    answer text not null constraint picture_question_answer check (answer in ('no', 'yes', 'unsure')),
    answered_by uuid not null,
    answered_at timestamptz not null,
    constraint picture_question_pk primary key (school_id, id),
    constraint picture_question_message foreign key (school_id, message_id) references message,
    constraint picture_question_person foreign key (school_id, answered_by) references person
  )`,
  ...tenantTable(names, 'picture_question', ['select', 'insert']),
  'create index picture_question_message on picture_question (school_id, message_id, answered_at)',
]
