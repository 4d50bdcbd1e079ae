import type { Instant, Temporal } from '../../kernel/clock.ts'
import type { Channel, NetworkKind } from '../../networks/network.ts'

export type SecondApproval = 'none' | 'pupil-pictures' | 'all'

declare module '../../platform/database/database.ts' {
  interface Tables {
    account_application: {
      school_id: string
      id: string
      applicant_id: string
      network: NetworkKind
      channel: Channel
      name: string
      aim: string
      audience: string
      promotion: string
      openness: 'open' | 'closed'
      state: 'submitted' | 'approved' | 'rejected'
      decided_by: string | null
      decided_at: Instant | null
      reason: string | null
      one_person: boolean
      policy_version_id: string
      clauses: string[]
      submitted_at: Instant
    }
    application_runner: { school_id: string; application_id: string; person_id: string }
    official_account: {
      school_id: string
      id: string
      application_id: string
      network: NetworkKind
      channel: Channel
      name: string
      handle: string | null
      external_id: string | null
      url: string | null
      state: 'approved' | 'connected' | 'reconnect'
      comments_off_since: Instant | null
      comments_off_until: Instant | null
      second_approval: SecondApproval
      second_approval_basis: string
      cursor: string | null
      polled_at: Instant | null
      poll_failure: string | null
      created_at: Instant
    }
    account_runner: { school_id: string; account_id: string; person_id: string; since: Temporal.PlainDate }
    account_credential: {
      school_id: string
      account_id: string
      sealed: Buffer
      stored_by: string
      stored_at: Instant
    }
  }
}
