import type { ColumnType } from 'kysely'
import type { Basis } from '../../kernel/basis.ts'
import type { Instant } from '../../kernel/clock.ts'

export type MessageKind = 'comment' | 'mention' | 'private'
export type MessageState = 'open' | 'held' | 'answered' | 'removed' | 'no-answer-needed'

export type ReplyKind = 'answer' | 'holding' | 'audience'
export type ModerationAct = 'hide' | 'block' | 'report' | 'delete'
export type ModerationState = 'intended' | 'done' | 'failed' | 'undoing' | 'undone'
/** Whether a picture or link could show a child nude, semi-nude or sexual (F18). */
export type IndecentAnswer = 'no' | 'yes' | 'unsure'

declare module '../../platform/database/database.ts' {
  interface Tables {
    message: {
      school_id: string
      id: string
      account_id: string
      kind: MessageKind
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
      kind: ReplyKind
      text: string
      created_at: Instant
    }
    moderation: {
      school_id: string
      id: string
      message_id: string
      act: ModerationAct
      indecent_answer: IndecentAnswer
      reason: string
      evidence: Buffer
      state: ModerationState
      failure: string | null
      effect: string
      audience_reply_id: string | null
      acted_by: string
      acted_at: Instant
    }
    picture_question: {
      school_id: string
      id: string
      message_id: string
      answer: IndecentAnswer
      answered_by: string
      answered_at: Instant
    }
  }
}
