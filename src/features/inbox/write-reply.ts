import type { PersonActor } from '../../kernel/actor.ts'
import { citedClauses } from '../../kernel/basis.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import type { PublicationId, ReplyId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { inSchool, type TenantTx } from '../../platform/database/database.ts'
import { policyInForce } from '../policy/index.ts'
import type { Loader } from '../publishing/index.ts'
import { onlyOnce, setState } from './change-state.ts'
import { mayHandle, stateAfter } from './message.ts'
import type { InboxParts } from './parts.ts'
import { lockedMessage, type Message, messageFor, type ThreadReply, thread } from './queries.ts'
import type { ReplyKind } from './tables.ts'

export type WriteReplyResult =
  | { readonly kind: 'sending'; readonly publicationId: PublicationId; readonly byHand: boolean }
  /** The same form came twice. */
  | { readonly kind: 'sent-before' }
  /** Somebody else dealt with the message since the page was opened. */
  | { readonly kind: 'changed-meanwhile' }
  /** Stepping in took the message off the page: it has to be undone before anybody answers. */
  | { readonly kind: 'removed' }

/**
 * What a writer has seen of a message's handling. It goes into the form: when it is another one on sending, somebody
 * else was faster, and the writer is asked first.
 */
export const seenOf = (message: Message, replies: readonly ThreadReply[]): string =>
  `${message.state}:${replies.filter(reply => reply.kind !== 'audience').length}`

/** Writes a reply and hands it to publishing. The message counts as answered once the reply is out. */
export async function writeReply(
  parts: Pick<InboxParts, 'db' | 'publishing'>,
  actor: PersonActor,
  input: {
    readonly id: ReplyId
    readonly messageId: string
    readonly kind: Exclude<ReplyKind, 'audience'>
    readonly text: string
    readonly seen: string
    readonly now: Instant
  },
): Promise<WriteReplyResult> {
  return onlyOnce({ kind: 'sent-before' }, () =>
    inSchool(parts.db, actor, async tx => {
      const { message, account } = await messageFor(tx, actor, input.messageId, 'lock')
      const replies = await thread(tx, message.id)
      if (replies.some(reply => reply.id === input.id)) return { kind: 'sent-before' }
      if (message.state === 'removed') return { kind: 'removed' }
      if (seenOf(message, replies) !== input.seen) return { kind: 'changed-meanwhile' }
      const publicationId = await insertReply(
        tx,
        parts,
        { ...input, messageId: message.id },
        account.id,
        actor,
      )
      await audit(tx, {
        at: input.now,
        action: 'reply.written',
        subject: { kind: 'message', id: message.id },
        facts: {
          reply: input.id,
          kind: input.kind,
          publication: publicationId,
          clauses: citedClauses(message.dueBasis),
        },
      })
      return { kind: 'sending', publicationId, byHand: account.network === 'manual' }
    }),
  )
}

/** Stores a reply and reserves its publication, inside a command that writes the audit event. */
export async function insertReply(
  tx: TenantTx,
  { publishing }: Pick<InboxParts, 'publishing'>,
  reply: {
    readonly id: ReplyId
    readonly messageId: string
    readonly kind: ReplyKind
    readonly text: string
    readonly now: Instant
  },
  accountId: Message['accountId'],
  actor: PersonActor,
): Promise<PublicationId> {
  await tx
    .insertInto('reply')
    .values({
      school_id: tx.schoolId,
      id: reply.id,
      message_id: reply.messageId,
      author_id: actor.personId,
      kind: reply.kind,
      text: reply.text,
      created_at: reply.now,
    })
    .execute()
  return publishing.intend(tx, { accountId, subject: 'reply', subjectId: reply.id, now: reply.now })
}

/** Takes a reply that certainly did not go out up again, as it was written. */
export async function sendAgain(
  parts: Pick<InboxParts, 'db' | 'publishing'>,
  actor: PersonActor,
  input: { readonly messageId: string; readonly replyId: string; readonly now: Instant },
): Promise<'sending' | 'no-change'> {
  return inSchool(parts.db, actor, async tx => {
    const { message, account } = await messageFor(tx, actor, input.messageId, 'lock')
    const reply = (await thread(tx, message.id)).find(one => one.id === input.replyId)
    if (reply?.state !== 'failed') return 'no-change'
    await parts.publishing.intend(tx, {
      accountId: account.id,
      subject: 'reply',
      subjectId: reply.id,
      now: input.now,
    })
    await audit(tx, {
      at: input.now,
      action: 'reply.sent-again',
      subject: { kind: 'message', id: message.id },
      facts: { reply: reply.id },
    })
    return 'sending'
  })
}

const replyRow = (tx: TenantTx, id: string) =>
  tx
    .selectFrom('reply')
    .select(['message_id', 'kind', 'text', 'author_id'])
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** How replies go out, and what becomes of their message: publishing calls this. */
export const replyLoader = (parts: Pick<InboxParts, 'clock'>): Loader => ({
  async outgoing(tx, replyId) {
    const reply = await replyRow(tx, replyId)
    const message = await lockedMessage(tx, reply.message_id)
    if (message?.state === 'removed' && reply.kind !== 'audience') {
      const policy = await policyInForce(tx, londonDate(parts.clock.now()))
      return {
        kind: 'stopped',
        why: 'This reply was not sent: the school stepped in and the message was taken off the page meanwhile.',
        basis: policy?.settings['inbox.moderation-acts'].basis ?? [],
      }
    }
    const inReplyTo = message && placeInThread(message, reply.kind)
    return {
      kind: 'send',
      text: reply.text,
      pictures: [],
      byHand: reply.kind === 'audience' ? 'comment' : 'reply',
      ...(inReplyTo ? { inReplyTo } : {}),
    }
  },

  async settled(tx, replyId, outcome) {
    if (outcome.state !== 'published') return
    const reply = await replyRow(tx, replyId)
    if (reply.kind === 'audience') return
    const message = await lockedMessage(tx, reply.message_id)
    const state =
      message && stateAfter(message.state, reply.kind === 'answer' ? 'answer-published' : 'holding-published')
    if (message && state) await setState(tx, message, state, reply.author_id, outcome.at)
  },

  maySettle: (actor, account) => mayHandle(actor, account.runnerIds),
  href: replyId => `/inbox/replies/${replyId}`,
})

/** An answer stands under the message; what the audience is told stands under our own post. */
const placeInThread = (message: Message, kind: ReplyKind) => {
  if (message.uri === null || message.cid === null) return undefined
  const parent = { uri: message.uri, cid: message.cid, url: message.url ?? '' }
  const root =
    message.rootUri !== null && message.rootCid !== null
      ? { uri: message.rootUri, cid: message.rootCid, url: '' }
      : parent
  return { root, parent: kind === 'audience' ? root : parent }
}

/** The message a reply belongs to, for whoever may deal with it: publishing's pages lead back by the reply alone. */
export async function messageOfReply(
  tx: TenantTx,
  actor: PersonActor,
  replyId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('reply')
    .select('message_id')
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', replyId)
    .executeTakeFirst()
  return row && (await messageFor(tx, actor, row.message_id)).message.id
}
