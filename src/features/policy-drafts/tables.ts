import type { ColumnType } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import type { DocumentText } from '../../policy-reader/document.ts'
import type { Finding } from '../../policy-reader/reading.ts'
import type { ClauseWording, Decision, DraftState, StatedByPeople } from './draft.ts'

type Json<Value> = ColumnType<Value, string, string>

declare module '../../platform/database/database.ts' {
  interface Tables {
    policy_draft: {
      school_id: string
      id: string
      state: DraftState
      title: string
      pack: string
      named_school: string | null
      adopted: string | null
      last_reviewed: string | null
      next_review: string | null
      review_every: string | null
      owner_words: string | null
      owner_role: string | null
      committee: string | null
      scope_staff: string[]
      scope_covers: string[]
      scope_clause: string | null
      base: string | null
      from_version: string | null
      file_id: string | null
      file_name: string | null
      document: ColumnType<DocumentText | null, string | null, never>
      findings: Json<readonly Finding[]>
      settings: Json<StatedByPeople>
      version: number
      created_by: string
      created_at: Instant
      changed_by: string
      changed_at: Instant
    }
    policy_draft_clause: {
      school_id: string
      draft_id: string
      id: string
      position: number
      code: string
      block: number | null
      place: string
      words: string
      read: Json<ClauseWording>
      corrected: ColumnType<ClauseWording | null, string | null, string | null>
      decision: Decision
      added: boolean
      decided_by: string | null
      decided_at: Instant | null
      version: number
    }
  }
}
