import type { Instant } from '../../kernel/clock.ts'

export type PostState =
  | 'draft'
  | 'picture-check'
  | 'awaiting-approval'
  | 'returned'
  | 'publishing'
  | 'published'
  | 'unknown'
  | 'failed'
  | 'discarded'
  | 'taken-down'

declare module '../../platform/database/database.ts' {
  interface Tables {
    post: {
      school_id: string
      id: string
      account_id: string
      author_id: string
      text: string
      revision: number
      state: PostState
      created_at: Instant
      changed_at: Instant
    }
    photo: {
      school_id: string
      id: string
      post_id: string
      file_id: string
      width: number
      height: number
      alt_text: string
      position: number
      shows: 'unchecked' | 'no-pupils' | 'pupils'
      classes: string[]
      checked_by: string | null
      checked_at: Instant | null
    }
    photo_pupil: { school_id: string; photo_id: string; pupil_id: string }
    post_decision: {
      school_id: string
      id: string
      post_id: string
      revision: number
      decided_by: string
      decision: 'approved' | 'returned'
      reason: string
      one_person: boolean
      outside: boolean
      decided_at: Instant
    }
  }
}
