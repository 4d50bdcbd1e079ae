import type { Instant, Temporal } from '../../kernel/clock.ts'

declare module '../../platform/database/database.ts' {
  interface Tables {
    policy_version: {
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
    }
    acknowledgement: {
      school_id: string
      person_id: string
      policy_version_id: string
      sha256: string
      acknowledged_at: Instant
    }
  }
}
