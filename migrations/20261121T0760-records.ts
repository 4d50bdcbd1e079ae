import type { GatepostMigration } from '../src/platform/database/migration.ts'

/** What the app may still change of a record: the rest is written once, whatever the app is made to send. */
const open = {
  acknowledgement: ['struck_at', 'struck_by', 'struck_because'],
  policy_visitor: ['policy_version_id', 'leaflet_text', 'leaflet_sha256', 'signed_as', 'signed_at'],
  policy_proposal: [
    'state',
    'consult_until',
    'consultation_note',
    'material',
    'edit_reason',
    'edit_by',
    'edit_at',
    'edit_one_person',
    'approval_minute',
    'approval_on',
    'approval_reason',
    'approval_by',
    'approval_at',
    'approval_one_person',
    'ended_reason',
  ],
  policy_reply: ['considered', 'considered_by', 'considered_at'],
  policy_guidance: ['ended_at', 'ended_by'],
  interpretation: ['ended_at', 'ended_by'],
  advice_question: ['state', 'answer', 'answered_by', 'answered_at', 'waits_for', 'readers', 'seen_at'],
} as const

/** Signatures, proposed texts, replies, questions and readings are records: the app changes only how they go on. */
export const up: GatepostMigration = names =>
  Object.entries(open).flatMap(([table, columns]) => [
    `revoke update on ${table} from ${names.app}`,
    `grant update (${columns.join(', ')}) on ${table} to ${names.app}`,
  ])
