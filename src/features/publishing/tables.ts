import type { Instant } from '../../kernel/clock.ts'

export type PublicationState = 'intended' | 'calling' | 'published' | 'unknown' | 'failed'

declare module '../../platform/database/database.ts' {
  interface Tables {
    publication: {
      school_id: string
      id: string
      account_id: string
      subject: 'post' | 'reply'
      subject_id: string
      state: PublicationState
      key: string
      uri: string | null
      cid: string | null
      url: string | null
      failure: string | null
      attempts: number
      created_at: Instant
      published_at: Instant | null
    }
  }
}
