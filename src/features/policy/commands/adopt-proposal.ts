import type { PersonActor } from '../../../kernel/actor.ts'
import type { Instant, Temporal } from '../../../kernel/clock.ts'
import { newId, type PolicyVersionId } from '../../../kernel/ids.ts'
import { type Database, inSchool, isDuplicate, type TenantTx } from '../../../platform/database/database.ts'
import { adoptVersion, isInThePast } from '../adopt-version.ts'
import { policyInForce, policyVersions } from '../policy-in-force.ts'
import { proposalText } from '../proposals.ts'
import { lockProposal, type NotOpen, setProposal } from './change-proposal.ts'

export type AdoptProposalResult =
  | { readonly kind: 'adopted'; readonly versionId: PolicyVersionId }
  | { readonly kind: 'day-taken' }
  | { readonly kind: 'in-the-past' }
  /** A small edit of a version that will no longer be the one in force on that day. */
  | { readonly kind: 'other-version' }
  | NotOpen

/**
 * Brings the approved text into force from a London day.
 * @param closeDraft ends the draft it came from, in the same transaction
 */
export async function adoptProposal(
  db: Database,
  actor: PersonActor,
  input: {
    id: string
    inForceFrom: Temporal.PlainDate
    closeDraft: (tx: TenantTx, draftId: string) => Promise<void>
    now: Instant
  },
): Promise<AdoptProposalResult> {
  const { id, inForceFrom, now } = input
  if (isInThePast(inForceFrom, now)) return { kind: 'in-the-past' }
  try {
    return await inSchool(db, actor, async (tx): Promise<AdoptProposalResult> => {
      const locked = await lockProposal(tx, id, 'adopt')
      if (locked.kind === 'not-open') return locked
      const one = locked.proposal
      if (!one.material) {
        const before = await policyInForce(tx, inForceFrom)
        if (before?.versionId !== one.replaces) return { kind: 'other-version' }
      }
      if ((await policyVersions(tx)).some(version => version.inForceFrom.equals(inForceFrom)))
        return { kind: 'day-taken' }
      await setProposal(tx, id, { state: 'adopted' })
      if (one.draftId !== null) await input.closeDraft(tx, one.draftId)
      const versionId = newId<PolicyVersionId>()
      await adoptVersion(tx, {
        id: versionId,
        text: (await proposalText(tx, id)).adopted,
        inForceFrom,
        adoptedBy: actor.personId,
        minute: one.approval?.minute ?? '',
        from: { proposalId: id, replaces: one.replaces, material: one.material },
        now,
      })
      return { kind: 'adopted', versionId }
    })
  } catch (error) {
    if (isDuplicate(error)) return { kind: 'day-taken' }
    throw error
  }
}
