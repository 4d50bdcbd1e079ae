import type { Instant, Temporal } from '../../kernel/clock.ts'
import type { Party, ProposalState, ReplyHow } from './proposal.ts'
import type { RecordedTrigger, ReminderStep } from './review.ts'

/** A document that a text was uploaded as: all four or none. */
type DocumentColumns = {
  document_file_id: string | null
  document_name: string | null
  document_text: string | null
  document_sha256: string | null
}

declare module '../../platform/database/database.ts' {
  interface Tables {
    policy_version: DocumentColumns & {
      school_id: string
      id: string
      policy: 'social-media'
      pack: string
      language: number
      snapshot: string
      sha256: string
      in_force_from: Temporal.PlainDate
      adopted_by: string
      adopted_at: Instant
      minute: string
      material: boolean
      replaces: string | null
      proposal_id: string | null
    }
    policy_proposal: DocumentColumns & {
      school_id: string
      id: string
      state: ProposalState
      title: string
      why: string
      pack: string
      language: number
      snapshot: string
      sha256: string
      draft_id: string | null
      replaces: string | null
      proposed_by: string
      proposed_at: Instant
      consult_until: Temporal.PlainDate | null
      consultation_note: string | null
      material: boolean
      edit_reason: string | null
      edit_by: string | null
      edit_at: Instant | null
      edit_one_person: boolean
      approval_minute: string | null
      approval_on: Temporal.PlainDate | null
      approval_reason: string | null
      approval_by: string | null
      approval_at: Instant | null
      approval_one_person: boolean
      ended_reason: string | null
    }
    policy_consultee: {
      school_id: string
      id: string
      proposal_id: string
      party: Party
      name: string
      address: string | null
      person_id: string | null
      invited_by: string
      invited_at: Instant
    }
    policy_reply: {
      school_id: string
      id: string
      proposal_id: string
      consultee_id: string | null
      party: Party
      name: string
      text: string
      how: ReplyHow
      person_id: string | null
      received_at: Instant
      considered: string | null
      considered_by: string | null
      considered_at: Instant | null
    }
    policy_guidance: {
      school_id: string
      id: string
      policy_version_id: string
      title: string
      text: string
      href: string | null
      file_id: string | null
      file_name: string | null
      approved_on: Temporal.PlainDate
      minute: string
      consulted: string
      recorded_by: string
      recorded_at: Instant
      ended_at: Instant | null
      ended_by: string | null
    }
    policy_link: {
      school_id: string
      id: string
      name: string
      owner: string
      review_by: Temporal.PlainDate | null
      href: string | null
      changed_by: string
      changed_at: Instant
      removed_at: Instant | null
    }
    policy_stewardship: {
      school_id: string
      committee: string
      sites: string[]
      changed_by: string
      changed_at: Instant
    }
    policy_review_reason: {
      school_id: string
      id: string
      policy_version_id: string
      trigger: RecordedTrigger
      text: string
      recorded_by: string
      recorded_at: Instant
    }
    policy_review_decision: {
      school_id: string
      id: string
      policy_version_id: string
      reasons: string[]
      decided_by: string
      decided_at: Instant
    }
    policy_review_reminder: {
      school_id: string
      policy_version_id: string
      due_on: Temporal.PlainDate
      step: ReminderStep
      sent_at: Instant
      letters: number
    }
  }
}
