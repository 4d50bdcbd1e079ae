import type { Instant, Temporal } from '../../kernel/clock.ts'

declare module '../../platform/database/database.ts' {
  interface Tables {
    acknowledgement: {
      school_id: string
      id: string
      person_id: string
      policy_version_id: string
      sha256: string
      acknowledged_at: Instant
      signed_on: Temporal.PlainDate
      list_id: string | null
      link_id: string | null
      signed_as: string | null
      struck_at: Instant | null
      struck_by: string | null
      struck_because: string | null
    }
    acknowledgement_list: {
      school_id: string
      id: string
      policy_version_id: string
      held_on: Temporal.PlainDate
      kept_at: string
      recorded_by: string
      recorded_at: Instant
    }
    acknowledgement_link: {
      school_id: string
      id: string
      person_id: string | null
      visitor_id: string | null
      by_letter: boolean
      made_by: string | null
      made_at: Instant
    }
    acknowledgement_reminder: {
      school_id: string
      person_id: string
      due_since: Temporal.PlainDate
      sent_at: Instant
    }
    policy_visitor: {
      school_id: string
      id: string
      name: string
      organisation: string
      visits_on: Temporal.PlainDate
      added_by: string
      added_at: Instant
      policy_version_id: string | null
      leaflet_text: string | null
      leaflet_sha256: string | null
      signed_as: string | null
      signed_at: Instant | null
      kept_at: string | null
    }
  }
}
