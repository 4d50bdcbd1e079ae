import { holdsAny, type PersonActor, type Role } from '../../kernel/actor.ts'
import { type Instant, Temporal } from '../../kernel/clock.ts'
import type { PersonId } from '../../kernel/ids.ts'
import type { MessageState, ReplyKind } from './tables.ts'

/** Who looks after every account's messages (AL-4.c); a runner looks after those of the accounts they run. */
export const moderators: readonly Role[] = [
  'administrator',
  'senior-leader',
  'headteacher',
  'dsl',
  'deputy-dsl',
]

/** Whether this person reads and deals with the messages of an account with these runners. */
export const mayHandle = (actor: PersonActor, runnerIds: readonly PersonId[]): boolean =>
  holdsAny(actor, moderators) || runnerIds.includes(actor.personId)

/** What happens to a message. A reply counts once it is out, not when it is written. */
export type MessageEvent =
  | 'holding-published'
  | 'answer-published'
  | 'needs-no-answer'
  | 'stepped-in'
  | 'reopened'

const transitions: Readonly<Record<MessageState, Partial<Record<MessageEvent, MessageState>>>> = {
  open: {
    'holding-published': 'held',
    'answer-published': 'answered',
    'needs-no-answer': 'no-answer-needed',
    'stepped-in': 'removed',
  },
  held: {
    'answer-published': 'answered',
    'needs-no-answer': 'no-answer-needed',
    'stepped-in': 'removed',
  },
  answered: { 'stepped-in': 'removed' },
  'no-answer-needed': {
    'holding-published': 'held',
    'answer-published': 'answered',
    'stepped-in': 'removed',
    reopened: 'open',
  },
  // Only undoing the act brings it back: see `restoredState`.
  removed: {},
}

/** The state after an event; undefined where the event changes nothing. */
export const stateAfter = (state: MessageState, event: MessageEvent): MessageState | undefined =>
  transitions[state][event]

/** What a message becomes again when stepping in was undone, from the replies that had gone out. */
export const restoredState = (published: readonly ReplyKind[]): MessageState =>
  published.includes('answer') ? 'answered' : published.includes('holding') ? 'held' : 'open'

/** Still waiting for a person. A holding reply keeps the deadline, since acknowledging is enough, but owes an answer. */
export const waits = (state: MessageState): boolean => state === 'open' || state === 'held'

/** Past its deadline, with nothing sent so far. */
export const isOverdue = (message: { state: MessageState; dueAt: Instant }, now: Instant): boolean =>
  message.state === 'open' && Temporal.Instant.compare(message.dueAt, now) <= 0

const history = { hours: 7 * 24 }

/**
 * The state a message arrives in. What had lain on the network for over a week before the account was first read is
 * history: it is kept, and nobody is told to answer it.
 */
export const arrivalState = (receivedAt: Instant, firstReading: boolean, now: Instant): MessageState =>
  firstReading && Temporal.Instant.compare(receivedAt, now.subtract(history)) < 0
    ? 'no-answer-needed'
    : 'open'
