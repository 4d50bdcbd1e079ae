import type { PersonActor, Role } from '../../../kernel/actor.ts'
import { type Instant, londonDate, Temporal } from '../../../kernel/clock.ts'
import { NotAllowed } from '../../../kernel/errors.ts'
import { audit } from '../../../platform/audit/audit.ts'
import {
  type Database,
  type IdentityDatabase,
  inSchool,
  type TenantTx,
} from '../../../platform/database/database.ts'
import { ableHolders } from '../able-holders.ts'
import { approvalRecorders, editJudges, type Proposal, secondPerson } from '../proposal.ts'
import { replies } from '../proposals.ts'
import { lockProposal, type NotOpen, setProposal } from './change-proposal.ts'

type DecisionParts = { readonly db: Database; readonly identity: IdentityDatabase }

type Alone =
  /** Nobody else could do it: the reason is missing that one person needs. */
  | { readonly kind: 'reason-missing' }
  /** The author asks a second person. */
  | { readonly kind: 'somebody-else' }

/**
 * Whether the actor is the second person for this proposal, or the only one there is.
 * @throws NotAllowed without one of the roles
 */
const standing = async (
  identity: IdentityDatabase,
  tx: TenantTx,
  actor: PersonActor,
  one: Proposal,
  roles: readonly Role[],
  reason: string,
): Promise<{ readonly kind: 'go-ahead'; readonly onePerson: boolean } | Alone> => {
  const holders = (await ableHolders(tx, identity, roles)).map(person => person.id)
  switch (secondPerson(actor.personId, one.proposedBy, holders)) {
    case 'no-role':
      throw new NotAllowed()
    case 'somebody-else':
      return { kind: 'somebody-else' }
    case 'may':
      return { kind: 'go-ahead', onePerson: false }
    case 'alone':
      return reason === '' ? { kind: 'reason-missing' } : { kind: 'go-ahead', onePerson: true }
  }
}

export type MarkEditResult =
  | { readonly kind: 'marked' }
  /** There is no version that it could be a small edit of. */
  | { readonly kind: 'nothing-before' }
  | Alone
  | NotOpen

/** Says that a proposal is a small edit (not material) of the version in force, or takes that back. */
export const markSmallEdit = (
  { db, identity }: DecisionParts,
  actor: PersonActor,
  input: { id: string; material: boolean; reason: string; now: Instant },
): Promise<MarkEditResult> =>
  inSchool(db, actor, async (tx): Promise<MarkEditResult> => {
    const locked = await lockProposal(tx, input.id, 'edit')
    if (locked.kind === 'not-open') return locked
    if (locked.proposal.replaces === null) return { kind: 'nothing-before' }
    if (!input.material && input.reason === '') return { kind: 'reason-missing' }
    const may = await standing(identity, tx, actor, locked.proposal, editJudges, input.reason)
    if (may.kind !== 'go-ahead') return may
    await setProposal(
      tx,
      input.id,
      input.material
        ? { material: true, edit_by: null, edit_at: null, edit_reason: null, edit_one_person: false }
        : {
            material: false,
            edit_by: actor.personId,
            edit_at: input.now,
            edit_reason: input.reason,
            edit_one_person: may.onePerson,
          },
    )
    await audit(tx, {
      at: input.now,
      action: input.material ? 'policy.material-change' : 'policy.small-edit',
      subject: { kind: 'policy-proposal', id: input.id },
      facts: { onePerson: may.onePerson },
      ...(input.reason === '' ? {} : { detail: { reason: input.reason } }),
    })
    return { kind: 'marked' }
  })

export type ApproveResult =
  | { readonly kind: 'approved'; readonly onePerson: boolean }
  | { readonly kind: 'not-considered'; readonly count: number }
  | { readonly kind: 'in-the-future' }
  | Alone
  | NotOpen

/**
 * Records that the governors approved the text: their minute and the day. By somebody other than the one who proposed it;
 * where there is nobody else, by one person with a reason.
 */
export const recordApproval = (
  { db, identity }: DecisionParts,
  actor: PersonActor,
  input: { id: string; minute: string; on: Temporal.PlainDate; reason: string; now: Instant },
): Promise<ApproveResult> =>
  inSchool(db, actor, async (tx): Promise<ApproveResult> => {
    const locked = await lockProposal(tx, input.id, 'approve')
    if (locked.kind === 'not-open') return locked
    if (Temporal.PlainDate.compare(input.on, londonDate(input.now)) > 0) return { kind: 'in-the-future' }
    const open = (await replies(tx, input.id)).filter(reply => reply.considered === undefined)
    if (open.length > 0) return { kind: 'not-considered', count: open.length }
    const may = await standing(identity, tx, actor, locked.proposal, approvalRecorders, input.reason)
    if (may.kind !== 'go-ahead') return may
    await setProposal(tx, input.id, {
      state: 'approved',
      approval_minute: input.minute,
      approval_on: input.on,
      approval_reason: input.reason === '' ? null : input.reason,
      approval_by: actor.personId,
      approval_at: input.now,
      approval_one_person: may.onePerson,
    })
    await audit(tx, {
      at: input.now,
      action: 'policy.approved',
      subject: { kind: 'policy-proposal', id: input.id },
      facts: { sha256: locked.proposal.sha256, on: input.on.toString(), onePerson: may.onePerson },
      detail: { minute: input.minute, ...(input.reason === '' ? {} : { reason: input.reason }) },
    })
    return { kind: 'approved', onePerson: may.onePerson }
  })
