import type { Role } from '../../kernel/actor.ts'
import type { Instant, Temporal } from '../../kernel/clock.ts'
import type { Channel } from '../../networks/network.ts'

declare module '../../platform/database/database.ts' {
  interface Tables {
    school: { id: string; name: string; demonstration: boolean; created_at: Instant }
    school_details: {
      school_id: string
      phone: string | null
      urgent_name: string | null
      urgent_phone: string | null
      media_contact: string | null
    }
    person: {
      school_id: string
      id: string
      given_name: string
      family_name: string
      email: string | null
      shared_mailbox: boolean
      site: string | null
      left_on: Temporal.PlainDate | null
      created_at: Instant
    }
    person_role: { school_id: string; person_id: string; role: Role; since: Temporal.PlainDate }
    training: {
      school_id: string
      person_id: string
      topic: 'official-accounts'
      completed_on: Temporal.PlainDate
      recorded_by: string
    }
    pupil: {
      school_id: string
      id: string
      upn: string
      given_name: string
      family_name: string
      class_name: string
      year_group: string | null
      left_on: Temporal.PlainDate | null
    }
    image_consent: {
      school_id: string
      pupil_id: string
      channel: Channel
      state: 'given' | 'refused' | 'withdrawn'
      given_on: Temporal.PlainDate | null
      evidence: string
      recorded_by: string
      recorded_at: Instant
    }
    do_not_publish: {
      school_id: string
      pupil_id: string
      reason: Buffer
      added_by: string
      added_at: Instant
    }
    people_import: {
      school_id: string
      id: string
      kind: 'pupils' | 'staff' | 'consents'
      file_id: string
      file_name: string
      state: 'previewed' | 'applied' | 'discarded'
      created_by: string
      created_at: Instant
    }
  }
}
