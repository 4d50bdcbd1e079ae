import type { ColumnType } from 'kysely'
import type { Basis } from '../../kernel/basis.ts'
import type { Instant } from '../../kernel/clock.ts'

export type MessageState = 'open' | 'held' | 'answered' | 'removed' | 'no-answer-needed'

declare module '../../platform/database/database.ts' {
  interface Tables {
    message: {
      school_id: string
      id: string
      account_id: string
      kind: 'comment' | 'mention' | 'private'
      external_id: string
      author_external_id: string | null
      author_name: string
      author_handle: string | null
      text: string
      uri: string | null
      cid: string | null
      url: string | null
      root_uri: string | null
      root_cid: string | null
      post_id: string | null
      picture_count: number
      links: string[]
      received_at: Instant
      entered_by: string | null
      due_at: Instant
      due_why: string
      due_basis: ColumnType<Basis[], string, string>
      state: MessageState
      state_by: string | null
      state_at: Instant
    }
    reply: {
      school_id: string
      id: string
      message_id: string
      author_id: string
      kind: 'answer' | 'holding' | 'audience'
      text: string
      created_at: Instant
    }
    moderation: {
      school_id: string
      id: string
      message_id: string
      act: 'hide' | 'block' | 'report' | 'delete'
      indecent_answer: 'no' | 'yes' | 'unsure'
      reason: string
      evidence: Buffer
      state: 'intended' | 'done' | 'failed'
      failure: string | null
      effect: string
      audience_reply_id: string | null
      acted_by: string
      acted_at: Instant
    }
  }
}
