import type { Instant, Temporal } from '../../kernel/clock.ts'
import type { Reads } from './interpretation.ts'

declare module '../../platform/database/database.ts' {
  interface Tables {
    advice_question: {
      school_id: string
      id: string
      asker_id: string
      readers: string[]
      waits_for: string[]
      content: Buffer
      answer: Buffer | null
      state: 'waiting' | 'answered' | 'withdrawn'
      asked_at: Instant
      answered_by: string | null
      answered_at: Instant | null
      answered_by_link: boolean
      seen_at: Instant | null
    }
    advice_topic: {
      school_id: string
      question_id: string
      act: string | null
      asked_on: Temporal.PlainDate
      settled: boolean
    }
    interpretation: {
      school_id: string
      id: string
      policy_version_id: string
      clause: string
      other_clause: string | null
      reads: Reads
      reason: string
      recorded_by: string
      recorded_at: Instant
      ended_by: string | null
      ended_at: Instant | null
    }
  }
}
