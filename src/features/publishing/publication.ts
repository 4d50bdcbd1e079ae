import type { PersonActor } from '../../kernel/actor.ts'
import type { Basis } from '../../kernel/basis.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { AccountId, PublicationId } from '../../kernel/ids.ts'
import type { NetworkFailure, OutgoingPost, Picture } from '../../networks/network.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type { OfficialAccount } from '../accounts/index.ts'
import type { PublicationState } from './tables.ts'

export type Subject = 'post' | 'reply'

/** One outside effect on a network, as far as it is known. */
export type Publication = {
  readonly id: PublicationId
  readonly accountId: AccountId
  readonly subject: Subject
  readonly subjectId: string
  readonly state: PublicationState
  readonly key: string
  readonly uri: string | null
  readonly cid: string | null
  readonly url: string | null
  /** Why it is unknown or failed, in words for the people who run the account. */
  readonly failure: string | null
  readonly attempts: number
  readonly createdAt: Instant
  readonly publishedAt: Instant | null
}

/** What a room wants published now; or that it may not be any more (a consent was withdrawn meanwhile). */
export type Outgoing =
  | {
      readonly kind: 'send'
      readonly text: string
      readonly pictures: readonly Picture[]
      readonly inReplyTo?: OutgoingPost['inReplyTo']
      /** Which of a manual network's steps carry it out. */
      readonly byHand: 'publish' | 'reply' | 'comment'
    }
  | { readonly kind: 'stopped'; readonly why: string; readonly basis: readonly Basis[] }

/** How a publication ended, for the room it belongs to. */
export type Outcome = {
  readonly state: 'published' | 'unknown' | 'failed'
  readonly url: string | null
  readonly uri: string | null
  readonly cid: string | null
  readonly failure: string | null
  readonly at: Instant
}

/** What a room gives, so that its things can be published. Called inside transactions: no outside calls in here. */
export type Loader = {
  /** Read right before the call, so it decides anew whether this may still go out. */
  outgoing(tx: TenantTx, subjectId: string): Promise<Outgoing>
  /** Records the outcome in the room's own tables. Writes no audit event: publishing does. */
  settled(tx: TenantTx, subjectId: string, outcome: Outcome): Promise<void>
  /** Who sees to the publication: carries it out by hand, or finds out whether it happened. */
  maySettle(actor: PersonActor, account: Pick<OfficialAccount, 'runnerIds'>): boolean
  /** The page of the thing, where a person goes after deciding about its publication. */
  href(subjectId: string): string
}

/** Runs of the job before a publication is given up; with growing delays that is about a quarter of an hour. */
export const attemptsAtMost = 10

/**
 * What a failed call to publish means.
 * - look: it may be there all the same, so ask the network
 * - again: it is certainly not there, and the same call may succeed later
 * - reconnect, refused: it is certainly not there, and a person has to do something first
 */
export const afterFailure = (
  failure: Pick<NetworkFailure, 'kind' | 'mayHaveHappened'>,
): 'look' | 'again' | 'reconnect' | 'refused' => {
  if (failure.mayHaveHappened) return 'look'
  switch (failure.kind) {
    case 'retry-later':
      return 'again'
    case 'reconnect':
      return 'reconnect'
    case 'rejected':
    case 'unavailable':
      return 'refused'
  }
}

/** The words for what went wrong: what happened, then what to do. */
export const failureWords = {
  notConnected: (network: string) =>
    `Nothing was published: this account is not connected to ${network}. Ask the administrator to connect it, then publish again.`,
  reconnect: (network: string) =>
    `Nothing was published: ${network} no longer accepts the stored app password. Ask the administrator to connect the account again, then publish again.`,
  refused: (network: string) =>
    `Nothing was published: ${network} refused this content. Change the text or the pictures, then publish again.`,
  outOfReach: (network: string) =>
    `Nothing was published: ${network} could not be reached in ${attemptsAtMost} tries. Publish again when it can be reached.`,
  noAnswer: (network: string) =>
    `${network} did not answer clearly, so Gatepost cannot tell whether this was published.`,
  cannotLook: (network: string) =>
    `The connection broke off while publishing, and ${network} no longer accepts the stored app password, so Gatepost cannot tell whether this was published.`,
  lookedNotThere: (network: string) => `${network} was asked and has nothing: this was not published.`,
  saidNotThere: 'Somebody looked at the account and said that this was not published.',
} as const
