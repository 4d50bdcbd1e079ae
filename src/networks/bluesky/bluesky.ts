import {
  type AppBskyFeedThreadgate,
  AtUri,
  type BlobRef,
  ComAtprotoRepoGetRecord,
  ComAtprotoRepoPutRecord,
} from '@atproto/api'
import { type Clock, systemClock, Temporal } from '../../kernel/clock.ts'
import {
  type ConnectedAccount,
  type Credential,
  type IncomingMessage,
  type Network,
  NetworkFailure,
  type OutgoingPost,
  type Place,
} from '../network.ts'
import { networkFailure } from './failures.ts'
import { incomingMessage, messageReasons } from './incoming-message.ts'
import { accountUrl, postUrl } from './places.ts'
import { countGraphemes, mentionedHandles, postRecord } from './post-record.ts'
import { cursorOf, nextGo, readingOf } from './reading.ts'
import { freshKey, keyFor } from './record-key.ts'
import { type ActingClient, blueskySessions } from './sessions.ts'

const posts = 'app.bsky.feed.post'
const threadgates = 'app.bsky.feed.threadgate'
const blocks = 'app.bsky.graph.block'
/** What one thread can hide (the threadgate's lexicon). */
const hiddenRepliesLimit = 300

/**
 * Bluesky (AT Protocol) as a Network. The credential is a service address, a handle and an app password.
 * Nothing is sent to any other server than the credential's.
 * @param timeoutMs longest time for one call on the wire; an operation may need several
 * @param pageSize notifications asked for at a time (the protocol allows 100)
 * @param pagesAtOnce pages that one call to `incoming` reads at most; its cursor carries the rest over
 */
export const createBlueskyNetwork = ({
  timeoutMs = 15_000,
  clock = systemClock,
  pageSize = 100,
  pagesAtOnce = 20,
}: {
  readonly timeoutMs?: number
  readonly pageSize?: number
  readonly pagesAtOnce?: number
  readonly clock?: Clock
} = {}): Network => {
  const sessions = blueskySessions({ timeoutMs })

  const connect = async (credential: Credential): Promise<ConnectedAccount> => {
    const account = await sessions.signIn(credential)
    const profile = await readRecord(account, 'app.bsky.actor.profile', 'self')
    const name = profile?.value.displayName
    return {
      externalId: account.did,
      handle: account.handle,
      displayName: typeof name === 'string' && name !== '' ? name : account.handle,
      url: accountUrl(account.did),
    }
  }

  const publish = async (credential: Credential, post: OutgoingPost): Promise<Place> => {
    const account = await sessions.actAs(credential)
    const dids = await resolveHandles(account, mentionedHandles(post.text))
    const blobs: BlobRef[] = []
    for (const picture of post.pictures) {
      const { data } = await reading(() =>
        account.client.com.atproto.repo.uploadBlob(picture.bytes, { encoding: picture.mediaType }),
      )
      blobs.push(data.blob)
    }
    const { data } = await writing(() =>
      account.client.com.atproto.repo.putRecord({
        repo: account.did,
        collection: posts,
        rkey: post.key,
        record: postRecord(post, blobs, dids),
      }),
    )
    return { uri: data.uri, cid: data.cid, url: postUrl(data.uri) }
  }

  const find = async (credential: Credential, key: string): Promise<Place | null> => {
    const account = await sessions.actAs(credential)
    const record = await readRecord(account, posts, key)
    if (record === null) return null
    if (record.cid === undefined)
      throw new NetworkFailure('retry-later', 'Bluesky named no version of the post')
    return { uri: record.uri, cid: record.cid, url: postUrl(record.uri) }
  }

  const remove = async (credential: Credential, key: string): Promise<void> => {
    const account = await sessions.actAs(credential)
    await deleteRecord(account, posts, key)
  }

  const incoming = async (credential: Credential, cursor: string | null) => {
    const account = await sessions.actAs(credential)
    const reading = readingOf(cursor)
    const go = nextGo(reading, clock.now())
    const messages: IncomingMessage[] = []
    let page = go.page
    for (let pages = 0; pages < pagesAtOnce; pages++) {
      const data = await notifications(account, page, pageSize)
      for (const notification of data.notifications) {
        const message = incomingMessage(notification, reading.readAt)
        if (message !== null) messages.push(message)
      }
      const oldest = data.notifications.at(-1)
      const isFarEnough =
        go.downTo !== null &&
        oldest !== undefined &&
        Temporal.Instant.compare(Temporal.Instant.from(oldest.indexedAt), go.downTo) < 0
      page = isFarEnough ? undefined : data.cursor
      if (page === undefined) break
    }
    messages.sort((a, b) => Temporal.Instant.compare(a.receivedAt, b.receivedAt))
    const { startedAt, sweep } = go
    return {
      messages,
      cursor: cursorOf(
        page === undefined
          ? { readAt: startedAt, sweptAt: sweep ? startedAt : reading.sweptAt, unfinished: null }
          : { ...reading, unfinished: { page, startedAt, sweep } },
      ),
    }
  }

  /** Changes what a thread hides, keeping who may answer; starts over where somebody else changed it meanwhile. */
  const changeHidden = async (
    credential: Credential,
    rootUri: string,
    change: (hidden: readonly string[]) => readonly string[],
  ): Promise<void> => {
    const account = await sessions.actAs(credential)
    const root = new AtUri(rootUri)
    if (root.hostname !== account.did || root.collection !== posts) {
      throw new NetworkFailure(
        'rejected',
        'The thread was started by somebody else, and on Bluesky only its starter can hide replies in it. You can block the author',
      )
    }
    for (let attempt = 0; attempt < 5; attempt++) {
      const gate = await readRecord(account, threadgates, root.rkey)
      const hidden = hiddenReplies(gate?.value)
      const changed = change(hidden)
      if (changed === hidden) return
      if (changed.length > hiddenRepliesLimit) {
        throw new NetworkFailure(
          'rejected',
          `Bluesky hides at most ${hiddenRepliesLimit} replies under one post. Block the author, or delete the post`,
        )
      }
      const record: AppBskyFeedThreadgate.Record = {
        createdAt: clock.now().toString({ smallestUnit: 'millisecond' }),
        ...gate?.value,
        $type: threadgates,
        post: rootUri,
        hiddenReplies: [...changed],
      }
      const isWritten = await writing(() =>
        account.client.com.atproto.repo
          .putRecord({
            repo: account.did,
            collection: threadgates,
            rkey: root.rkey,
            record,
            swapRecord: gate?.cid ?? null,
          })
          .then(() => true)
          .catch((cause: unknown) => {
            if (cause instanceof ComAtprotoRepoPutRecord.InvalidSwapError) return false
            throw cause
          }),
      )
      if (isWritten) return
    }
    throw new NetworkFailure('retry-later', 'Others kept changing what this thread hides')
  }

  const block = async (credential: Credential, authorDid: string): Promise<void> => {
    const account = await sessions.actAs(credential)
    const rkey = keyFor(authorDid)
    if ((await readRecord(account, blocks, rkey)) !== null) return
    await writing(() =>
      account.client.com.atproto.repo.putRecord({
        repo: account.did,
        collection: blocks,
        rkey,
        record: {
          $type: blocks,
          subject: authorDid,
          createdAt: clock.now().toString({ smallestUnit: 'millisecond' }),
        },
      }),
    )
  }

  /** Ends every block of the author, also one that a person made in the app. */
  const unblock = async (credential: Credential, authorDid: string): Promise<void> => {
    const account = await sessions.actAs(credential)
    const ours: string[] = []
    let cursor: string | undefined
    do {
      const { data } = await reading(() =>
        account.client.com.atproto.repo.listRecords({
          repo: account.did,
          collection: blocks,
          limit: 100,
          ...(cursor === undefined ? {} : { cursor }),
        }),
      )
      ours.push(...data.records.filter(({ value }) => value.subject === authorDid).map(({ uri }) => uri))
      cursor = data.records.length === 0 ? undefined : data.cursor
    } while (cursor !== undefined)
    for (const uri of ours) await deleteRecord(account, blocks, new AtUri(uri).rkey)
  }

  return {
    kind: 'bluesky',
    name: 'Bluesky',
    textLimit: 300,
    textLength: countGraphemes,
    pictureLimit: 4,
    pictureBytesLimit: 1_000_000,
    newKey: freshKey,
    connect,
    publish,
    find,
    remove,
    incoming,
    hide: (credential, { uri, rootUri }) =>
      changeHidden(credential, rootUri, hidden => (hidden.includes(uri) ? hidden : [...hidden, uri])),
    unhide: (credential, { uri, rootUri }) =>
      changeHidden(credential, rootUri, hidden =>
        hidden.includes(uri) ? hidden.filter(other => other !== uri) : hidden,
      ),
    block,
    unblock,
    effects: {
      hide: {
        reaches:
          'The reply is moved behind “Show hidden replies” under your post. It is not deleted: its author still sees it, and anyone who has its address can still open it.',
        undoable: true,
      },
      block: {
        reaches:
          'This person can no longer reply to, mention or follow the account in Bluesky, and their replies no longer show under your posts. What they wrote is not deleted: their own server keeps it, other apps may still show it, and they can still read your posts when signed out. Who you block can be looked up by anyone.',
        undoable: true,
      },
    },
  }
}

/** A call that changes nothing anybody sees: losing its answer leaves nothing open. */
const reading = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (cause) {
    throw networkFailure(cause, { writes: false })
  }
}

const writing = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (cause) {
    throw networkFailure(cause, { writes: true })
  }
}

/** A record in the account's own repository; null where there certainly is none. */
const readRecord = ({ client, did }: ActingClient, collection: string, rkey: string) =>
  reading(async () => {
    try {
      const { data } = await client.com.atproto.repo.getRecord({ repo: did, collection, rkey })
      return data
    } catch (cause) {
      if (cause instanceof ComAtprotoRepoGetRecord.RecordNotFoundError) return null
      throw cause
    }
  })

/** Deletes a record in the account's own repository; deleting what is not there is no failure. */
const deleteRecord = ({ client, did }: ActingClient, collection: string, rkey: string) =>
  writing(() => client.com.atproto.repo.deleteRecord({ repo: did, collection, rkey }))

/** Handles that nobody answers to are left out: their mention stays plain text. The service does the look-up. */
const resolveHandles = async (
  { client }: ActingClient,
  handles: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const dids = new Map<string, string>()
  for (const handle of handles) {
    try {
      const { data } = await reading(() => client.com.atproto.identity.resolveHandle({ handle }))
      dids.set(handle, data.did)
    } catch (failure) {
      if (!(failure instanceof NetworkFailure) || failure.kind !== 'rejected') throw failure
    }
  }
  return dids
}

/** A page of notifications, newest first. A service without an AppView answers 400 to this call, however it is made. */
const notifications = async ({ client }: ActingClient, page: string | undefined, limit: number) => {
  try {
    const { data } = await reading(() =>
      client.app.bsky.notification.listNotifications({
        limit,
        reasons: [...messageReasons],
        ...(page === undefined ? {} : { cursor: page }),
      }),
    )
    return data
  } catch (failure) {
    if (page === undefined && failure instanceof NetworkFailure && failure.kind === 'rejected') {
      throw new NetworkFailure('unavailable', 'This service does not tell accounts about replies', {
        cause: failure,
      })
    }
    throw failure
  }
}

const hiddenReplies = (gate: Record<string, unknown> | undefined): readonly string[] =>
  Array.isArray(gate?.hiddenReplies) ? gate.hiddenReplies.filter(uri => typeof uri === 'string') : []
