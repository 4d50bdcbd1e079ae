import type { PersonActor } from '../../../kernel/actor.ts'
import { citedClauses } from '../../../kernel/basis.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { NotAllowed, NotFound } from '../../../kernel/errors.ts'
import type { PersonId, PostId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import type { OfficialAccount } from '../../accounts/index.ts'
import { type Person, persons, schoolName } from '../../people/index.ts'
import { createLink } from '../../sign-in/index.ts'
import { type PostParts, readinessOf, setPostState } from '../parts.ts'
import { isApprover, mayApprove, maySee, type Post, type Readiness } from '../post.ts'
import { lockPost } from '../queries.ts'
import { publishNow, writeDecision } from './send-post.ts'

export type DecideResult =
  | { readonly kind: 'approved' }
  | { readonly kind: 'returned' }
  /** Decided already, or taken back by its author. */
  | { readonly kind: 'not-waiting' }
  /** Taken back, changed and sent again since this person opened it. */
  | { readonly kind: 'changed' }
  /** Something has changed since it was sent: it cannot be published as it is, so it can only go back. */
  | { readonly kind: 'cannot-be-published'; readonly because: Readiness['kind'] }
  | { readonly kind: 'not-connected' }
  | { readonly kind: 'no-policy' }

/** Everyone at the school who could approve this post. */
export const approversOf = (
  everyone: readonly Person[],
  post: Pick<Post, 'authorId'>,
  account: Pick<OfficialAccount, 'runnerIds'>,
): readonly Person[] => everyone.filter(person => isApprover(person, post, account))

/** People from outside whom the school has named as its second person, and who can get a letter. */
export const outsideSeconds = (
  everyone: readonly Person[],
  post: Pick<Post, 'authorId'>,
): readonly (Person & { email: string })[] =>
  everyone.flatMap(person =>
    person.roles.includes('outside-second') && person.email !== null && person.id !== post.authorId
      ? [{ ...person, email: person.email }]
      : [],
  )

const approve = async (
  tx: TenantTx,
  parts: PostParts,
  post: Post,
  account: OfficialAccount,
  decision: { by: PersonActor; reason: string; onePerson: boolean; outside: boolean; now: Instant },
): Promise<DecideResult> => {
  const ready = await readinessOf(tx, parts.networks, post, account, decision.now)
  if (ready.kind === 'no-policy' || ready.kind === 'not-connected') return ready
  // What is ready without an approval needs none any more: the account's setting was changed meanwhile.
  if (ready.kind !== 'needs-approval' && ready.kind !== 'ready')
    return { kind: 'cannot-be-published', because: ready.kind }
  await writeDecision(tx, post, { decision: 'approved', ...decision })
  await publishNow(tx, parts, post, decision.now)
  await audit(tx, {
    at: decision.now,
    action: 'post.approved',
    subject: { kind: 'post', id: post.id },
    facts: {
      revision: post.revision,
      onePerson: decision.onePerson,
      outside: decision.outside,
      clauses: ready.kind === 'needs-approval' ? citedClauses(ready.basis) : [],
    },
    ...(decision.reason === '' ? {} : { detail: { reason: decision.reason } }),
  })
  return { kind: 'approved' }
}

const giveBack = async (
  tx: TenantTx,
  post: Post,
  decision: { by: PersonActor; reason: string; outside: boolean; now: Instant },
): Promise<DecideResult> => {
  await writeDecision(tx, post, { decision: 'returned', ...decision })
  await setPostState(tx, post.id, 'returned')
  await audit(tx, {
    at: decision.now,
    action: 'post.returned',
    subject: { kind: 'post', id: post.id },
    facts: { revision: post.revision, outside: decision.outside },
    detail: { reason: decision.reason },
  })
  return { kind: 'returned' }
}

/**
 * A second person approves a post, which publishes it, or gives it back with a reason.
 * `outside`: by the one-time link for this post, whose secret the caller has checked.
 * @throws NotAllowed for the author and for whoever may not approve here
 */
export const decidePost = (
  parts: PostParts,
  actor: PersonActor,
  input: {
    id: PostId
    /** What this person has read. */
    revision: number
    decision: 'approved' | 'returned'
    /** Given where it goes back. */
    reason: string
    outside: boolean
    now: Instant
  },
): Promise<DecideResult> =>
  inSchool(parts.db, actor, async (tx): Promise<DecideResult> => {
    const { post, account } = await lockPost(tx, input.id)
    if (!input.outside && !mayApprove(actor, post, account)) {
      if (maySee(actor, post, account)) throw new NotAllowed()
      throw new NotFound('post')
    }
    if (actor.personId === post.authorId) throw new NotAllowed('nobody approves their own post')
    if (post.state !== 'awaiting-approval') return { kind: 'not-waiting' }
    if (post.revision !== input.revision) return { kind: 'changed' }
    const { reason, outside, now } = input
    return input.decision === 'approved'
      ? approve(tx, parts, post, account, { by: actor, reason, onePerson: false, outside, now })
      : giveBack(tx, post, { by: actor, reason, outside, now })
  })

/**
 * Publishes as one person, with a reason that is kept and shown: only where the school has nobody else who could
 * approve, inside or outside.
 */
export const publishAlone = (
  parts: PostParts,
  actor: PersonActor,
  input: { id: PostId; reason: string; now: Instant },
): Promise<DecideResult | { readonly kind: 'somebody-else' }> =>
  inSchool(parts.db, actor, async (tx): Promise<DecideResult | { readonly kind: 'somebody-else' }> => {
    const { post, account } = await lockPost(tx, input.id)
    if (actor.personId !== post.authorId || !account.runnerIds.includes(actor.personId))
      throw new NotAllowed()
    if (post.state !== 'awaiting-approval') return { kind: 'not-waiting' }
    const everyone = await persons(tx)
    if (approversOf(everyone, post, account).length > 0 || outsideSeconds(everyone, post).length > 0)
      return { kind: 'somebody-else' }
    return approve(tx, parts, post, account, {
      by: actor,
      reason: input.reason,
      onePerson: true,
      outside: false,
      now: input.now,
    })
  })

/** Sends the named outside second a link that shows this one post and takes their decision. */
export async function askOutsideSecond(
  parts: PostParts,
  actor: PersonActor,
  input: { id: PostId; personId: PersonId; now: Instant },
): Promise<'asked' | 'not-waiting' | 'somebody-else'> {
  const { now } = input
  // The secret belongs to the identity database; without the letter nobody ever learns of it.
  const token = await createLink(
    parts.identity,
    { purpose: 'outside-second', schoolId: actor.schoolId, personId: input.personId, subjectId: input.id },
    now,
  )
  return inSchool(parts.db, actor, async tx => {
    const { post, account } = await lockPost(tx, input.id)
    if (actor.personId !== post.authorId) throw new NotAllowed()
    if (post.state !== 'awaiting-approval') return 'not-waiting'
    const everyone = await persons(tx)
    const second = outsideSeconds(everyone, post).find(person => person.id === input.personId)
    if (approversOf(everyone, post, account).length > 0 || !second) return 'somebody-else'
    const school = await schoolName(tx)
    await parts.mail.post(
      tx,
      {
        recipient: { id: second.id, address: second.email, sharedMailbox: second.sharedMailbox },
        subject: `A post by ${school} waits for your approval`,
        text: [
          `${second.givenName},`,
          `${school} has named you as its second person for what it publishes. ${actor.name} has written a post and nobody else at the school can approve it.`,
          `Read it and decide here. The link works for three days and for one decision:\n${parts.publicUrl}/second/${token}`,
        ].join('\n\n'),
        // The link decides in the second's name, so the author, who may keep the outbox, does not read it there.
        confidential: parts.mail.sends && !second.sharedMailbox,
      },
      now,
    )
    await audit(tx, {
      at: now,
      action: 'post.outside-second-asked',
      subject: { kind: 'post', id: post.id },
      facts: { person: second.id, revision: post.revision },
    })
    return 'asked'
  })
}
