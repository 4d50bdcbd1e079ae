import type { Basis } from '../../../kernel/basis.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { londonDateTimeText } from '../../../platform/views/london-time.ts'
import type { OfficialAccount } from '../../accounts/index.ts'
import { raiseHref } from '../../concerns/index.ts'
import { actNames, actsDone, isGuarded } from '../acts.ts'
import { isOverdue, waits } from '../message.ts'
import { soundsLikePress } from '../press.ts'
import type { Message, Moderation, ThreadReply } from '../queries.ts'
import type { IndecentAnswer, ReplyKind } from '../tables.ts'
import { deadlineWords, kindNames, stateTag } from './inbox.page.ts'

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** What came with the words and was never fetched. */
export const notFetched = (message: Pick<Message, 'pictureCount' | 'links'>): string => {
  const parts = [
    ...(message.pictureCount > 0
      ? [counted(message.pictureCount, 'picture or video', 'pictures or videos')]
      : []),
    ...(message.links.length > 0 ? [counted(message.links.length, 'link', 'links')] : []),
  ]
  return parts.length === 0 ? '' : `${parts.join(' and ')}, not fetched`
}

const replyNames: Readonly<Record<ReplyKind, string>> = {
  answer: 'Answer',
  holding: 'Holding reply',
  audience: 'Note to the audience',
}

/** Where a reply stands, and what a person has to do about it. */
const replyStanding = (reply: ThreadReply, account: OfficialAccount, now: Instant) => {
  const settle = { text: '', href: '' }
  switch (reply.state) {
    case 'published':
      return {
        tag: { text: 'Published', colour: 'green' },
        words: `Published on ${londonDateTimeText(reply.publishedAt ?? reply.createdAt)}.`,
        settle,
        again: false,
      }
    case 'unknown':
      return {
        tag: { text: 'Unknown', colour: 'orange' },
        words: reply.failure ?? 'Gatepost cannot tell whether this was published.',
        settle: { text: 'Find out and settle it', href: `/publications/${reply.publicationId}` },
        again: false,
      }
    case 'failed':
      return {
        tag: { text: 'Not sent', colour: 'red' },
        words: reply.failure ?? 'This was not sent.',
        settle,
        again: true,
      }
    case 'intended':
    case 'calling':
      if (account.network === 'manual')
        return {
          tag: { text: 'For you to do', colour: 'yellow' },
          words: `Nobody has said yet that this stands on ${account.name}. It counts once it is there.`,
          settle: {
            text: 'See the steps, and say that it is done',
            href: `/publications/${reply.publicationId}`,
          },
          again: false,
        }
      return {
        tag: { text: 'Sending', colour: 'blue' },
        words:
          reply.createdAt.until(now).total('minutes') < 2
            ? 'It is on its way. Reload this page in a moment.'
            : `It could not be sent so far. Gatepost keeps trying for a quarter of an hour.`,
        settle,
        again: false,
      }
  }
}

/** What was done about a message, how far it has got, and what a person can do next. */
const actStanding = (
  moderation: Moderation,
  message: Message,
  account: OfficialAccount,
  tellBasis: readonly Basis[],
  mayTell: boolean,
) => {
  const byHand = account.network === 'manual'
  const { act, state, failure } = moderation
  const tag = {
    intended: byHand ? { text: 'For you to do', colour: 'yellow' } : { text: 'Under way', colour: 'blue' },
    done: { text: actsDone[act], colour: 'green' },
    failed: { text: 'Not done', colour: 'red' },
    undoing: { text: 'Being undone', colour: 'blue' },
    undone: { text: 'Undone', colour: 'grey' },
  }[state]
  const done = state === 'done'
  return {
    id: moderation.id,
    name: actNames[act],
    tag,
    reason: moderation.reason,
    by: moderation.actedByName,
    at: londonDateTimeText(moderation.actedAt),
    effect: done ? moderation.effect : '',
    failure: failure ?? '',
    steps: byHand && state === 'intended',
    again: !byHand && failure !== null && (state === 'intended' || state === 'failed' || state === 'undoing'),
    undo: done && (act === 'hide' || act === 'block'),
    undoText: act === 'hide' ? 'Show the message again' : 'Unblock the author',
    tell:
      done && mayTell && message.kind !== 'private' && moderation.audienceReplyId === null
        ? `/inbox/${message.id}/tell/${moderation.id}`
        : '',
    tellBasis,
  }
}

/** Everything the page of one message shows. */
export const messagePage = (data: {
  readonly message: Message
  readonly account: OfficialAccount
  readonly replies: readonly ThreadReply[]
  readonly moderations: readonly Moderation[]
  readonly answer: IndecentAnswer | undefined
  readonly post: { readonly text: string } | undefined
  readonly enteredBy: string | undefined
  readonly stateBy: string | undefined
  readonly pressBasis: readonly Basis[]
  readonly mediaContact: string | null
  readonly indecentBasis: readonly Basis[]
  readonly tell: { readonly wanted: boolean; readonly basis: readonly Basis[] }
  readonly mayReadEvidence: boolean
  /** For each act still to be done by hand: its steps. */
  readonly stepsOf: (moderation: Moderation) => readonly string[]
  readonly now: Instant
}) => {
  const { message, account, now } = data
  const guarded = isGuarded(data.answer)
  const waiting = waits(message.state)
  return {
    id: message.id,
    tag: stateTag(message, now),
    waiting,
    deadline: `${message.state === 'open' && !isOverdue(message, now) ? 'Answer by ' : ''}${deadlineWords(message, now)}`,
    due: waiting ? message.dueWhy : '',
    dueBasis: message.dueBasis,
    settled:
      message.state === 'no-answer-needed' && message.stateBy === null
        ? 'This was on the network for over a week before Gatepost first read the account, so nobody is asked to answer it.'
        : waiting
          ? ''
          : `${stateTag(message, now).text} on ${londonDateTimeText(message.stateAt)}${data.stateBy ? ` by ${data.stateBy}` : ''}.`,
    text: message.text,
    guarded,
    indecentBasis: data.indecentBasis,
    facts: [
      ['From', message.authorName],
      ...(message.authorHandle ? [['Handle', message.authorHandle]] : []),
      ['Account', account.name],
      ['Kind', kindNames[message.kind]],
      ['Received', londonDateTimeText(message.receivedAt)],
      ...(data.enteredBy ? [['Added by', data.enteredBy]] : []),
      ...(message.url ? [['Address', message.url]] : []),
      ...(notFetched(message) ? [['Came with it', notFetched(message)]] : []),
    ],
    // Where a picture could be indecent no address is shown that somebody could follow.
    links: guarded ? [] : message.links,
    post: data.post?.text ?? '',
    replies: data.replies.map(reply => ({
      id: reply.id,
      name: replyNames[reply.kind],
      text: reply.text,
      by: reply.authorName,
      at: londonDateTimeText(reply.createdAt),
      ...replyStanding(reply, account, now),
    })),
    acts: data.moderations.map(moderation => ({
      ...actStanding(
        moderation,
        message,
        account,
        data.tell.basis,
        data.tell.wanted && moderation.indecentAnswer === 'no',
      ),
      todo: data.stepsOf(moderation),
    })),
    mayReadEvidence: data.mayReadEvidence,
    press: data.pressBasis.length > 0 && message.state !== 'removed' && soundsLikePress(message.text),
    pressBasis: data.pressBasis,
    mediaContact: data.mediaContact ?? '',
    mayAnswer: message.state !== 'removed',
    mayHold: message.state === 'open',
    mayClose: waiting,
    mayReopen: message.state === 'no-answer-needed',
    concernHref: raiseHref(message.id),
  }
}
