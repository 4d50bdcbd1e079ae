import type { Instant } from '../../kernel/clock.ts'

/** What a link sent by mail lets its reader do, once. */
export type LinkPurpose =
  | 'set-up'
  | 'invitation'
  | 'outside-second'
  | 'consultation'
  | 'acknowledgement'
  | 'advice'

declare module '../../platform/database/database.ts' {
  interface IdentityTables {
    login: { id: string; email: string; created_at: Instant }
    credential: { login_id: string; kind: 'password'; secret_hash: string; changed_at: Instant }
    membership: { login_id: string; school_id: string; person_id: string }
    session: {
      token_hash: Buffer
      login_id: string
      school_id: string | null
      person_id: string | null
      csrf: string
      password_at: Instant
      created_at: Instant
      expires_at: Instant
    }
    attempt: { id: string; key: string; at: Instant }
    one_time_link: {
      token_hash: Buffer
      purpose: LinkPurpose
      school_id: string | null
      person_id: string | null
      subject_id: string | null
      created_at: Instant
      expires_at: Instant
      used_at: Instant | null
    }
  }
}
