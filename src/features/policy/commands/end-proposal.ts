import type { PersonActor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { type Database, inSchool } from '../../../platform/database/database.ts'
import { lockProposal, type NotOpen, setProposal } from './change-proposal.ts'

/** Ends a proposal that is not adopted: withdrawn for good, or back to be drafted again. */
export const endProposal = (
  db: Database,
  actor: PersonActor,
  input: { id: string; how: 'withdraw' | 'return'; reason: string; now: Instant },
): Promise<{ readonly kind: 'ended'; readonly draftId: string | null } | NotOpen> =>
  inSchool(
    db,
    actor,
    async (tx): Promise<{ readonly kind: 'ended'; readonly draftId: string | null } | NotOpen> => {
      const locked = await lockProposal(tx, input.id, input.how)
      if (locked.kind === 'not-open') return locked
      await setProposal(tx, input.id, {
        state: input.how === 'withdraw' ? 'withdrawn' : 'returned',
        ended_reason: input.reason,
      })
      await audit(tx, {
        at: input.now,
        action: input.how === 'withdraw' ? 'policy.proposal-withdrawn' : 'policy.proposal-returned',
        subject: { kind: 'policy-proposal', id: input.id },
        detail: { reason: input.reason },
      })
      return { kind: 'ended', draftId: locked.proposal.draftId }
    },
  )
