import type { ColumnType } from 'kysely'
import type { Basis } from '../../kernel/basis.ts'
import type { Instant } from '../../kernel/clock.ts'

declare module '../../platform/database/database.ts' {
  interface Tables {
    concern: {
      school_id: string
      id: string
      about: 'child' | 'adult' | 'headteacher'
      subject_person_id: string | null
      message_id: string | null
      raised_by: string
      raised_at: Instant
      case_key: Buffer
      account: Buffer
      routed_to: string
      basis: ColumnType<Basis[], string, string>
      readers: string[]
      confirmed_by: string | null
      confirmed_at: Instant | null
    }
    concern_receipt: {
      school_id: string
      concern_id: string
      raised_by: string
      raised_at: Instant
      /** The recipients in words; '' when nobody at the school could receive it. */
      routed_to: string
      readers: string[]
      /** Recipients in words who could not be emailed; '' when all were. */
      not_emailed: string
      message_id: string | null
      confirmed_name: string | null
      confirmed_at: Instant | null
    }
  }
}
