import type { PersonActor } from '../../../kernel/actor.ts'
import { citedClauses } from '../../../kernel/basis.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { NotAllowed } from '../../../kernel/errors.ts'
import { newId, type PostId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import { isStaff } from '../../people/index.ts'
import { ownOpenPost, type PostParts, readinessOf, setPostState } from '../parts.ts'
import { mayCheckPictures, type Post, type Readiness } from '../post.ts'
import { lockPost } from '../queries.ts'

/** The one sentence for a picture that may not be used: it tells neither who nor why, nor how many. */
export const pictureCannotBeUsed = 'This picture cannot be used. Ask the office.'

type Blocked = Extract<Readiness, { kind: 'problems' | 'unchecked' | 'stopped' }>

export type SendResult =
  | { readonly kind: 'publishing' }
  | { readonly kind: 'awaiting-approval' }
  /** A volunteer's or parent's picture goes to a member of staff first. */
  | { readonly kind: 'picture-check' }
  | { readonly kind: 'not-open' }
  | { readonly kind: 'no-policy' }
  | { readonly kind: 'not-connected' }
  | Blocked

/** Reserves the publication in the transaction that has just found the post ready. */
export async function publishNow(tx: TenantTx, parts: PostParts, post: Post, now: Instant): Promise<void> {
  await parts.publishing.intend(tx, { accountId: post.accountId, subject: 'post', subjectId: post.id, now })
  await setPostState(tx, post.id, 'publishing')
}

/**
 * Sends a post on its way as its author: to the picture check, to the second person, or to the network. Everything
 * that could stop it is judged in this transaction.
 */
export const sendPost = (
  parts: PostParts,
  actor: PersonActor,
  input: { id: PostId; now: Instant },
): Promise<SendResult> =>
  inSchool(parts.db, actor, async (tx): Promise<SendResult> => {
    const found = await ownOpenPost(tx, input.id)
    if (found.kind === 'not-open') return found
    const { post, account } = found
    if (!account.runnerIds.includes(actor.personId))
      throw new NotAllowed('the author no longer runs the account')
    const ready = await readinessOf(tx, parts.networks, post, account, input.now)
    const go = async (to: 'publishing' | 'awaiting-approval' | 'picture-check'): Promise<SendResult> => {
      if (to === 'publishing') await publishNow(tx, parts, post, input.now)
      else await setPostState(tx, post.id, to)
      await audit(tx, {
        at: input.now,
        action: 'post.sent',
        subject: { kind: 'post', id: post.id },
        facts: {
          from: post.state,
          to,
          revision: post.revision,
          clauses: ready.kind === 'needs-approval' ? citedClauses(ready.basis) : [],
        },
      })
      return { kind: to }
    }
    switch (ready.kind) {
      case 'ready':
        return go('publishing')
      case 'needs-approval':
        return go('awaiting-approval')
      case 'unchecked':
        return isStaff(actor.roles) ? ready : go('picture-check')
      default:
        return ready
    }
  })

export type FinishResult =
  | { readonly kind: 'publishing' }
  | { readonly kind: 'awaiting-approval' }
  | { readonly kind: 'returned' }
  | { readonly kind: 'not-waiting' }
  | { readonly kind: 'no-policy' }
  | { readonly kind: 'not-connected' }
  | Extract<Readiness, { kind: 'unchecked' }>

/**
 * Ends the picture check of a post that a volunteer or parent wrote: it goes on, or back to its author with words
 * that tell nothing about any child.
 */
export const finishPictureCheck = (
  parts: PostParts,
  actor: PersonActor,
  input: { id: PostId; now: Instant },
): Promise<FinishResult> =>
  inSchool(parts.db, actor, async (tx): Promise<FinishResult> => {
    const { post, account } = await lockPost(tx, input.id)
    if (!mayCheckPictures(actor, account)) throw new NotAllowed()
    if (post.state !== 'picture-check') return { kind: 'not-waiting' }
    const ready = await readinessOf(tx, parts.networks, post, account, input.now)
    const done = async (kind: 'publishing' | 'awaiting-approval' | 'returned'): Promise<FinishResult> => {
      await audit(tx, {
        at: input.now,
        action: 'post.picture-check-finished',
        subject: { kind: 'post', id: post.id },
        facts: { to: kind, revision: post.revision },
      })
      return { kind }
    }
    const giveBack = async (reason: string): Promise<FinishResult> => {
      await writeDecision(tx, post, { decision: 'returned', reason, by: actor, now: input.now })
      await setPostState(tx, post.id, 'returned')
      return done('returned')
    }
    switch (ready.kind) {
      case 'ready':
        await publishNow(tx, parts, post, input.now)
        return done('publishing')
      case 'needs-approval':
        await setPostState(tx, post.id, 'awaiting-approval')
        return done('awaiting-approval')
      case 'stopped':
        return giveBack(pictureCannotBeUsed)
      case 'problems':
        return giveBack(ready.problems.map(problem => problem.text).join(' '))
      default:
        return ready
    }
  })

/** Writes what a person decided about the post as it is now. */
export async function writeDecision(
  tx: TenantTx,
  post: Post,
  decision: {
    decision: 'approved' | 'returned'
    reason: string
    by: PersonActor
    now: Instant
    onePerson?: boolean
    outside?: boolean
  },
): Promise<void> {
  await tx
    .insertInto('post_decision')
    .values({
      school_id: tx.schoolId,
      id: newId(),
      post_id: post.id,
      revision: post.revision,
      decided_by: decision.by.personId,
      decision: decision.decision,
      reason: decision.reason,
      one_person: decision.onePerson ?? false,
      outside: decision.outside ?? false,
      decided_at: decision.now,
    })
    .execute()
}
