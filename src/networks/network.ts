import type { Instant } from '../kernel/clock.ts'

/**
 * The port every social network is reached through. An adapter translates; it decides nothing about policy.
 * Failures are thrown as NetworkFailure, judged from status and code, never from message text.
 */
export type NetworkKind = 'bluesky' | 'manual'

/** The image-consent channel a published picture falls under. 'manual' accounts state theirs (a Facebook Page, say). */
export type Channel =
  | 'bluesky'
  | 'facebook'
  | 'instagram'
  | 'x'
  | 'website'
  | 'newsletter'
  | 'press'
  | 'display'

export type FailureKind =
  /** The network is down, slow, rate limiting or answering 5xx: the same call may succeed later. */
  | 'retry-later'
  /** The credential no longer works (401, revoked app password, suspended account): a person has to reconnect. */
  | 'reconnect'
  /** The network understood and refused this content (400, 413 …): repeating it is pointless. */
  | 'rejected'
  /** The network cannot do this at all (an AppView that is absent, a capability that a network lacks). */
  | 'unavailable'

export class NetworkFailure extends Error {
  readonly kind: FailureKind
  /** Earliest time another try makes sense, where the network said so (429 with a reset). */
  readonly retryAt: Instant | undefined
  /**
   * Whether the network can have carried the call out all the same (time-out, connection lost after sending).
   * False only where it certainly did not.
   */
  readonly mayHaveHappened: boolean
  constructor(
    kind: FailureKind,
    message: string,
    options: { retryAt?: Instant | undefined; mayHaveHappened?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'NetworkFailure'
    this.kind = kind
    this.retryAt = options.retryAt
    this.mayHaveHappened = options.mayHaveHappened ?? false
  }
}

/** What is needed to act as an account: opaque to everything but its adapter. Kept encrypted. */
export type Credential = { readonly service: string; readonly identifier: string; readonly secret: string }

/** The account as the network knows it. `externalId` never changes (a DID); `handle` may. */
export type ConnectedAccount = {
  readonly externalId: string
  readonly handle: string
  readonly displayName: string
  readonly url: string
}

export type Picture = {
  readonly bytes: Uint8Array
  readonly mediaType: 'image/jpeg'
  readonly altText: string
  readonly width: number
  readonly height: number
}

/** A place on the network. `uri`/`cid` are the network's own names, `url` what a person can open. */
export type Place = { readonly uri: string; readonly cid: string; readonly url: string }

/**
 * A publication as reserved before the first call. The same draft published twice leaves one post:
 * `key` is the record key the network will store it under, `createdAt` is fixed with it.
 */
export type OutgoingPost = {
  readonly key: string
  readonly createdAt: Instant
  readonly text: string
  readonly pictures: readonly Picture[]
  /** What this answers, if it is a reply. `root` is the first post of the thread. */
  readonly inReplyTo?: { readonly root: Place; readonly parent: Place } | undefined
}

/** Something somebody else wrote that reached the account. Media and links are only told of, never fetched. */
export type IncomingMessage = {
  readonly externalId: string
  readonly kind: 'comment' | 'mention'
  readonly author: { readonly externalId: string; readonly handle: string; readonly displayName: string }
  readonly text: string
  readonly place: Place
  /** The first post of the thread, and what it answers directly; absent for a mention that starts a thread. */
  readonly root?: { readonly uri: string; readonly cid: string } | undefined
  readonly parent?: { readonly uri: string; readonly cid: string } | undefined
  /**
   * When it reached the account: the network's time, but never before the reading at which it was certainly not there
   * yet (authors can set their clock back). A repeat may carry a later time: the first one counts.
   */
  readonly receivedAt: Instant
  readonly pictureCount: number
  readonly links: readonly string[]
}

export type MessageBatch = { readonly messages: readonly IncomingMessage[]; readonly cursor: string | null }

/** What stays visible after an action, in a sentence for the moderator ("… can still be reached by its address"). */
export type ModerationEffect = { readonly reaches: string; readonly undoable: boolean }

/** A network an account can act on by itself. All calls take a credential; sessions are the adapter's business. */
export type Network = {
  readonly kind: NetworkKind
  readonly name: string
  /** Longest text in the network's own unit, and the function that counts it. */
  readonly textLimit: number
  textLength(text: string): number
  readonly pictureLimit: number
  /** Largest picture in bytes. */
  readonly pictureBytesLimit: number
  /** A fresh record key to reserve with a publication. */
  newKey(now: Instant): string
  connect(credential: Credential): Promise<ConnectedAccount>
  publish(credential: Credential, post: OutgoingPost): Promise<Place>
  /** What stands under a reserved key now; null when certainly nothing does. */
  find(credential: Credential, key: string): Promise<Place | null>
  remove(credential: Credential, key: string): Promise<void>
  /**
   * What reached the account since the cursor (null: from the beginning), oldest first. Repeats are allowed, so tell
   * messages apart by `externalId`. A long list comes in several calls: each carries on where its cursor says.
   */
  incoming(credential: Credential, cursor: string | null): Promise<MessageBatch>
  /** Hides a reply under our post. Repeating it is harmless. */
  hide(credential: Credential, message: { readonly uri: string; readonly rootUri: string }): Promise<void>
  unhide(credential: Credential, message: { readonly uri: string; readonly rootUri: string }): Promise<void>
  /** Blocks an author. Repeating it is harmless. */
  block(credential: Credential, authorExternalId: string): Promise<void>
  unblock(credential: Credential, authorExternalId: string): Promise<void>
  /** What hiding and blocking do and do not do here. */
  readonly effects: { readonly hide: ModerationEffect; readonly block: ModerationEffect }
}

/**
 * A network the software cannot reach (a Facebook Page, a newsletter, ClassDojo): a person does each step there,
 * guided, and Gatepost keeps the record. `steps` are the plain instructions for each act;
 * `comment` is a remark of the school’s own under its own post.
 */
export type ManualNetwork = {
  readonly kind: 'manual'
  readonly name: string
  readonly channel: Channel
  readonly steps: Readonly<
    Record<'publish' | 'reply' | 'comment' | 'hide' | 'block' | 'report' | 'delete', readonly string[]>
  >
  readonly effects: {
    readonly hide: ModerationEffect
    readonly block: ModerationEffect
    readonly delete: ModerationEffect
  }
}
