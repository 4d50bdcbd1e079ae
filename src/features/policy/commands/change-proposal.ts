import type { Updateable } from 'kysely'
import { NotFound } from '../../../kernel/errors.ts'
import type { Tables, TenantTx } from '../../../platform/database/database.ts'
import { isOpenFor, type Proposal, type ProposalStep } from '../proposal.ts'
import { proposal } from '../proposals.ts'

/** The proposal's state does not allow the step any more: somebody else was faster, or the page was old. */
export type NotOpen = { readonly kind: 'not-open'; readonly state: Proposal['state'] }

/**
 * The proposal, locked for this step.
 * @throws NotFound where there is none with this id
 */
export async function lockProposal(
  tx: TenantTx,
  id: string,
  step: ProposalStep,
): Promise<{ readonly kind: 'open'; readonly proposal: Proposal } | NotOpen> {
  const found = await proposal(tx, id, { lock: true })
  if (!found) throw new NotFound('proposal')
  return isOpenFor(step, found.state)
    ? { kind: 'open', proposal: found }
    : { kind: 'not-open', state: found.state }
}

/** Changes a proposal that the transaction has locked. */
export async function setProposal(
  tx: TenantTx,
  id: string,
  set: Updateable<Tables['policy_proposal']>,
): Promise<void> {
  await tx
    .updateTable('policy_proposal')
    .set(set)
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .execute()
}
