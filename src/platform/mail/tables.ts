import type { Instant } from '../../kernel/clock.ts'

declare module '../database/database.ts' {
  interface Tables {
    outgoing_mail: {
      school_id: string
      id: string
      recipient_id: string
      address: string
      subject: string
      body: Buffer
      confidential: boolean
      state: 'waiting' | 'sent' | 'kept' | 'failed'
      failure: string | null
      created_at: Instant
      waiting_since: Instant
      sent_at: Instant | null
    }
  }
}
