import type { Instant } from '../../src/kernel/clock.ts'
import {
  type Credential,
  type IncomingMessage,
  type Network,
  NetworkFailure,
  type OutgoingPost,
  type Place,
} from '../../src/networks/network.ts'

/** A network in memory, for what the real one cannot be made to do on command: see src/networks/contract.ts for the real one. */
export type MemoryNetwork = Network & {
  readonly posts: Map<string, OutgoingPost>
  readonly hidden: Set<string>
  readonly blocked: Set<string>
  /** What the next `incoming` brings. */
  readonly inbox: IncomingMessage[]
  /** Makes the next calls of this kind fail; `afterwards` lets the call be carried out first. */
  failNext(
    call: 'connect' | 'publish' | 'find' | 'incoming' | 'hide' | 'block',
    failure: NetworkFailure,
    options?: { afterwards?: boolean; times?: number },
  ): void
  readonly calls: string[]
}

export const memoryPassword = 'right-app-password'

const placeOf = (key: string): Place => ({
  uri: `at://did:plc:school/app.bsky.feed.post/${key}`,
  cid: `cid-${key}`,
  url: `https://bsky.example/${key}`,
})

export function createMemoryNetwork(): MemoryNetwork {
  const posts = new Map<string, OutgoingPost>()
  const hidden = new Set<string>()
  const blocked = new Set<string>()
  const inbox: IncomingMessage[] = []
  const calls: string[] = []
  const failures = new Map<string, { failure: NetworkFailure; afterwards: boolean; times: number }>()
  let keys = 0

  const run = async <T>(call: string, credential: Credential, act: () => T): Promise<T> => {
    calls.push(call)
    if (credential.secret !== memoryPassword) throw new NetworkFailure('reconnect', 'wrong app password')
    const planned = failures.get(call)
    if (planned && planned.times > 0) {
      planned.times--
      if (planned.afterwards) act()
      throw planned.failure
    }
    return act()
  }

  return {
    kind: 'bluesky',
    name: 'Bluesky',
    textLimit: 300,
    textLength: text => [...new Intl.Segmenter('en').segment(text)].length,
    pictureLimit: 4,
    pictureBytesLimit: 1_000_000,
    posts,
    hidden,
    blocked,
    inbox,
    calls,
    failNext(call, failure, options = {}) {
      failures.set(call, { failure, afterwards: options.afterwards ?? false, times: options.times ?? 1 })
    },
    newKey: (now: Instant) => `key-${now.epochMilliseconds}-${++keys}`,
    connect: credential =>
      run('connect', credential, () => ({
        externalId: 'did:plc:school',
        handle: credential.identifier,
        displayName: 'Thornfield',
        url: 'https://bsky.example/school',
      })),
    publish: (credential, post) =>
      run('publish', credential, () => {
        posts.set(post.key, post)
        return placeOf(post.key)
      }),
    find: (credential, key) => run('find', credential, () => (posts.has(key) ? placeOf(key) : null)),
    remove: (credential, key) => run('remove', credential, () => void posts.delete(key)),
    incoming: (credential, _cursor) =>
      run('incoming', credential, () => ({ messages: inbox.splice(0), cursor: String(calls.length) })),
    hide: (credential, message) => run('hide', credential, () => void hidden.add(message.uri)),
    unhide: (credential, message) => run('unhide', credential, () => void hidden.delete(message.uri)),
    block: (credential, author) => run('block', credential, () => void blocked.add(author)),
    unblock: (credential, author) => run('unblock', credential, () => void blocked.delete(author)),
    effects: {
      hide: {
        reaches: 'The reply is hidden under the post; somebody with its address can still open it.',
        undoable: true,
      },
      block: {
        reaches: 'The author can no longer be seen by anyone under the school’s posts.',
        undoable: true,
      },
    },
  }
}
