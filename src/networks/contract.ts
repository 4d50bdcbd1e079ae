import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it, type TestContext } from 'node:test'
import { Temporal } from '../kernel/clock.ts'
import {
  type Credential,
  type IncomingMessage,
  type Network,
  NetworkFailure,
  type OutgoingPost,
  type Picture,
  type Place,
} from './network.ts'

/** How the wire between adapter and network goes wrong. */
export type WireFault =
  /** Carried out, but the answer comes after the adapter's time-out. */
  | 'answers-too-late'
  /** Carried out, but the connection is cut in place of the answer. */
  | 'cut-after-carrying-out'
  | 'cut-before-carrying-out'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }

/** What the suite needs to know of the network an adapter is tried on. Everything is real but the faults. */
export type ContractWorld = {
  readonly network: Network
  /** A working credential; calls with it pass the wire whose faults can be set. */
  readonly credential: Credential
  /** The same account at an address where nobody listens. */
  readonly unreachable: Credential
  /** Why messages and their moderation cannot be tried here, in a line that says how to get them; undefined if they can. */
  readonly withoutMessages: string | undefined
  /** Breaks every call, or only the one that makes a post, until mended. */
  breakWire(fault: WireFault, on: 'every-call' | 'publishing'): void
  mendWire(): void
  /** Waits until what was written has reached everybody. */
  settle(): Promise<void>
  /** What anybody sees, read past the adapter. */
  readonly look: {
    posts(): Promise<readonly { uri: string; text: string; altTexts: readonly string[] }[]>
    isHidden(reply: Place, root: Place): Promise<boolean>
    isBlocked(authorExternalId: string): Promise<boolean>
  }
  /** Somebody else on the network. */
  readonly stranger: {
    readonly externalId: string
    readonly handle: string
    reply(text: string, to: { readonly root: Place; readonly parent: Place }): Promise<Place>
    mention(text: string): Promise<Place>
  }
  /** A JPEG of 40 by 30 pixels. */
  readonly jpeg: Uint8Array
  stop(): Promise<void>
}

/** Registers the suite that every adapter for an automatic network passes. */
export const networkContract = (name: string, setUp: () => Promise<ContractWorld>): void => {
  describe(`network contract: ${name}`, () => {
    let world: ContractWorld
    before(async () => {
      world = await setUp()
    })
    afterEach(() => world.mendWire())
    after(() => world?.stop())

    const newPost = (text: string, more: Partial<OutgoingPost> = {}): OutgoingPost => {
      const now = Temporal.Now.instant()
      return { key: world.network.newKey(now), createdAt: now, text, pictures: [], ...more }
    }
    const publish = (text: string, more: Partial<OutgoingPost> = {}) =>
      world.network.publish(world.credential, newPost(text, more))
    const postsReading = async (text: string) => (await world.look.posts()).filter(post => post.text === text)
    const needsMessages = (test: TestContext): boolean => {
      if (world.withoutMessages !== undefined) test.skip(world.withoutMessages)
      return world.withoutMessages === undefined
    }
    /** Reads from the cursor until there is nothing more, as a caller does. */
    const readAll = async (cursor: string | null) => {
      const batch = await world.network.incoming(world.credential, cursor)
      const byId = new Map(batch.messages.map(message => [message.externalId, message]))
      return { byId, ...batch }
    }
    /** Publishes a post, lets the stranger answer it, and gives what arrived. */
    const postWithReply = async (text: string) => {
      const root = await publish(text)
      await world.settle()
      const reply = await world.stranger.reply(`an answer to ${text}`, { root, parent: root })
      await world.settle()
      const message = (await readAll(null)).byId.get(reply.uri)
      assert.ok(message, 'the reply arrives')
      return { root, reply, message }
    }

    describe('connecting', () => {
      it('names the account', async () => {
        const account = await world.network.connect(world.credential)
        assert.equal(account.handle, world.credential.identifier)
        assert.notEqual(account.externalId, '')
        assert.match(account.url, /^https:\/\//)
      })

      it('asks to reconnect when the password is wrong', async () => {
        const wrong = { ...world.credential, secret: 'aaaa-bbbb-cccc-dddd' }
        await fails(world.network.connect(wrong), { kind: 'reconnect', mayHaveHappened: false })
      })

      it('notices a wrong password even after it worked', async () => {
        await world.network.connect(world.credential)
        const wrong = { ...world.credential, secret: 'aaaa-bbbb-cccc-dddd' }
        await fails(world.network.publish(wrong, newPost('never')), { kind: 'reconnect' })
      })
    })

    describe('publishing', () => {
      it('puts a text there as it was written', async () => {
        const text = 'Sports day is on Friday.\n\nBring water – and a hat! 🧢'
        const place = await publish(text)
        const [post, ...more] = await postsReading(text)
        assert.equal(post?.uri, place.uri)
        assert.deepEqual(more, [])
        assert.match(place.url, /^https:\/\//)
      })

      it('puts pictures there with their alternative texts', async () => {
        const picture = (altText: string): Picture => ({
          bytes: world.jpeg,
          mediaType: 'image/jpeg',
          altText,
          width: 40,
          height: 30,
        })
        await publish('two pictures', { pictures: [picture('A red kite'), picture('A muddy field')] })
        const [post] = await postsReading('two pictures')
        assert.deepEqual(post?.altTexts, ['A red kite', 'A muddy field'])
      })

      it('leaves one post when the same one is published twice', async () => {
        const post = newPost('said once')
        const first = await world.network.publish(world.credential, post)
        const second = await world.network.publish(world.credential, post)
        assert.deepEqual(second, first)
        assert.equal((await postsReading('said once')).length, 1)
      })

      it('leaves one post when the same one is published twice at the same time', async () => {
        const post = newPost('said in one breath')
        await Promise.all([1, 2].map(() => world.network.publish(world.credential, post)))
        assert.equal((await postsReading('said in one breath')).length, 1)
      })

      it('refuses for good what is too long', async () => {
        const text = 'a'.repeat(world.network.textLimit + 1)
        assert.equal(world.network.textLength(text), world.network.textLimit + 1)
        await fails(publish(text), { kind: 'rejected', mayHaveHappened: false })
      })

      it('takes a text of exactly the longest length, counted as the network counts', async () => {
        const text = '👩‍👧‍👦'.repeat(3) + 'é'.repeat(world.network.textLimit - 3)
        assert.equal(world.network.textLength(text), world.network.textLimit)
        await publish(text)
      })

      it('makes a new key each time', () => {
        const now = Temporal.Now.instant()
        const keys = Array.from({ length: 200 }, () => world.network.newKey(now))
        assert.equal(new Set(keys).size, 200)
      })
    })

    describe('finding and removing', () => {
      it('finds what stands under a key', async () => {
        const post = newPost('findable')
        const place = await world.network.publish(world.credential, post)
        assert.deepEqual(await world.network.find(world.credential, post.key), place)
      })

      it('answers null where nothing stands', async () => {
        const key = world.network.newKey(Temporal.Now.instant())
        assert.equal(await world.network.find(world.credential, key), null)
      })

      it('removes a post, and again without harm', async () => {
        const post = newPost('soon gone')
        await world.network.publish(world.credential, post)
        await world.network.remove(world.credential, post.key)
        assert.equal(await world.network.find(world.credential, post.key), null)
        await world.network.remove(world.credential, post.key)
      })
    })

    describe('messages', () => {
      it('brings a reply with its thread and time', async test => {
        if (!needsMessages(test)) return
        const before = Temporal.Now.instant()
        const { root, reply, message } = await postWithReply('who is coming?')
        assert.deepEqual(
          {
            externalId: message.externalId,
            kind: message.kind,
            author: message.author.externalId,
            handle: message.author.handle,
            text: message.text,
            place: message.place,
            root: message.root,
            parent: message.parent,
            pictureCount: message.pictureCount,
            links: message.links,
          },
          {
            externalId: reply.uri,
            kind: 'comment',
            author: world.stranger.externalId,
            handle: world.stranger.handle,
            text: 'an answer to who is coming?',
            place: reply,
            root: { uri: root.uri, cid: root.cid },
            parent: { uri: root.uri, cid: root.cid },
            pictureCount: 0,
            links: [],
          } satisfies Record<string, unknown> & Partial<Record<keyof IncomingMessage, unknown>>,
        )
        assert.ok(isBetween(message.receivedAt, before, Temporal.Now.instant()), `${message.receivedAt}`)
      })

      it('brings the answer to our own answer, with root and parent told apart', async test => {
        if (!needsMessages(test)) return
        const { root, reply } = await postWithReply('a longer talk')
        const ours = await publish('our answer', { inReplyTo: { root, parent: reply } })
        await world.settle()
        const again = await world.stranger.reply('and theirs', { root, parent: ours })
        await world.settle()
        const message = (await readAll(null)).byId.get(again.uri)
        assert.equal(message?.root?.uri, root.uri)
        assert.equal(message?.parent?.uri, ours.uri)
      })

      it('brings a mention', async test => {
        if (!needsMessages(test)) return
        const place = await world.stranger.mention('see what they did at')
        await world.settle()
        const message = (await readAll(null)).byId.get(place.uri)
        assert.equal(message?.kind, 'mention')
        assert.equal(message?.root, undefined)
      })

      it('misses nothing between two readings, and brings the oldest first', async test => {
        if (!needsMessages(test)) return
        const { root, cursor } = await postWithReply('first reading').then(async thread => ({
          ...thread,
          ...(await readAll(null)),
        }))
        const replies: Place[] = []
        for (const text of ['one', 'two', 'three']) {
          replies.push(await world.stranger.reply(text, { root, parent: root }))
          await world.settle()
        }
        const { messages } = await readAll(cursor)
        const ids = messages.map(message => message.externalId)
        const found = replies.map(reply => ids.indexOf(reply.uri))
        assert.ok(!found.includes(-1))
        assert.deepEqual(
          found,
          found.toSorted((a, b) => a - b),
        )
      })

      it('starts from the beginning when it is given a cursor that it does not know', async test => {
        if (!needsMessages(test)) return
        const { reply } = await postWithReply('lost the place')
        assert.ok((await readAll('no cursor of ours')).byId.has(reply.uri))
      })
    })

    describe('moderation', () => {
      it('hides a reply and shows it again, each twice without harm', async test => {
        if (!needsMessages(test)) return
        const { root, reply } = await postWithReply('to be hidden')
        const message = { uri: reply.uri, rootUri: root.uri }
        for (const _ of [1, 2]) await world.network.hide(world.credential, message)
        await world.settle()
        assert.equal(await world.look.isHidden(reply, root), true)
        for (const _ of [1, 2]) await world.network.unhide(world.credential, message)
        await world.settle()
        assert.equal(await world.look.isHidden(reply, root), false)
      })

      it('hides two replies at the same time', async test => {
        if (!needsMessages(test)) return
        const { root, reply } = await postWithReply('a pair')
        const other = await world.stranger.reply('another', { root, parent: root })
        await Promise.all(
          [reply, other].map(({ uri }) => world.network.hide(world.credential, { uri, rootUri: root.uri })),
        )
        await world.settle()
        assert.equal(await world.look.isHidden(reply, root), true)
        assert.equal(await world.look.isHidden(other, root), true)
      })

      it('refuses to hide in a thread that is not ours', async test => {
        if (!needsMessages(test)) return
        const theirs = await world.stranger.mention('their own thread')
        const message = { uri: theirs.uri, rootUri: theirs.uri }
        await fails(world.network.hide(world.credential, message), { kind: 'rejected' })
      })

      it('blocks an author and ends it, each twice without harm', async test => {
        if (!needsMessages(test)) return
        const author = world.stranger.externalId
        for (const _ of [1, 2]) await world.network.block(world.credential, author)
        await world.settle()
        assert.equal(await world.look.isBlocked(author), true)
        for (const _ of [1, 2]) await world.network.unblock(world.credential, author)
        await world.settle()
        assert.equal(await world.look.isBlocked(author), false)
      })

      it('says what each act does and does not reach', () => {
        for (const effect of Object.values(world.network.effects)) {
          assert.match(effect.reaches, /not deleted/)
          assert.equal(effect.undoable, true)
        }
      })
    })

    describe('faults', () => {
      /** Publishing under a fault: what it throws, and what stands there once the wire is mended. */
      const publishUnder = async (fault: WireFault, on: 'every-call' | 'publishing', text: string) => {
        await world.network.connect(world.credential)
        const post = newPost(text)
        world.breakWire(fault, on)
        const failure = await failureOf(world.network.publish(world.credential, post))
        world.mendWire()
        return { post, failure, found: await world.network.find(world.credential, post.key) }
      }

      it('network not reachable: later, and certainly nothing happened', async () => {
        await fails(world.network.connect(world.unreachable), {
          kind: 'retry-later',
          mayHaveHappened: false,
        })
      })

      it('answer after the time-out: later, may have happened, and find tells that it did', async () => {
        const { failure, found } = await publishUnder('answers-too-late', 'publishing', 'too late')
        assert.deepEqual([failure.kind, failure.mayHaveHappened], ['retry-later', true])
        assert.notEqual(found, null)
      })

      it('cut after it was carried out: later, may have happened, find tells that it did, a repeat is harmless', async () => {
        const { post, failure, found } = await publishUnder('cut-after-carrying-out', 'publishing', 'cut')
        assert.deepEqual([failure.kind, failure.mayHaveHappened], ['retry-later', true])
        assert.notEqual(found, null)
        assert.deepEqual(await world.network.publish(world.credential, post), found)
        assert.equal((await postsReading('cut')).length, 1)
      })

      it('cut before it was carried out: may have happened, find tells that it did not', async () => {
        const { failure, found } = await publishUnder('cut-before-carrying-out', 'publishing', 'not sent')
        assert.deepEqual([failure.kind, failure.mayHaveHappened], ['retry-later', true])
        assert.equal(found, null)
      })

      it('401: reconnect, certainly nothing happened', async () => {
        const { failure, found } = await publishUnder({ status: 401 }, 'every-call', 'unauthorised')
        assert.deepEqual([failure.kind, failure.mayHaveHappened], ['reconnect', false])
        assert.equal(found, null)
      })

      it('429: later, not before the time the network names', async () => {
        const reset = Math.floor(Date.now() / 1000) + 90
        const headers = { 'ratelimit-reset': `${reset}` }
        const { failure, found } = await publishUnder({ status: 429, headers }, 'publishing', 'too many')
        assert.deepEqual([failure.kind, failure.mayHaveHappened], ['retry-later', false])
        assert.equal(failure.retryAt?.epochMilliseconds, reset * 1000)
        assert.equal(found, null)
      })

      it('500: later, may have happened', async () => {
        const { failure } = await publishUnder({ status: 500 }, 'publishing', 'a fault')
        assert.deepEqual([failure.kind, failure.mayHaveHappened], ['retry-later', true])
      })

      it('400: refused for good', async () => {
        const { failure } = await publishUnder({ status: 400 }, 'publishing', 'refused')
        assert.deepEqual([failure.kind, failure.mayHaveHappened], ['rejected', false])
      })

      it('a failed look-up is never taken for "nothing there"', async () => {
        const post = newPost('looked for in vain')
        await world.network.publish(world.credential, post)
        for (const status of [400, 404, 500, 502]) {
          world.breakWire({ status }, 'every-call')
          await failureOf(world.network.find(world.credential, post.key))
        }
      })

      it('a redirect is not followed', async () => {
        await world.network.connect(world.credential)
        world.breakWire({ status: 302, headers: { location: 'http://127.0.0.1:9/' } }, 'every-call')
        await fails(publish('elsewhere'), { kind: 'unavailable' })
      })

      it('works again once the network does', async () => {
        world.breakWire({ status: 503 }, 'every-call')
        await fails(publish('recovered'), { kind: 'retry-later' })
        world.mendWire()
        await publish('recovered')
        assert.equal((await postsReading('recovered')).length, 1)
      })
    })
  })
}

const failureOf = async (call: Promise<unknown>): Promise<NetworkFailure> => {
  const outcome = await call.then(
    () => new assert.AssertionError({ message: 'the call did not fail' }),
    (failure: unknown) => failure,
  )
  assert.ok(outcome instanceof NetworkFailure, String(outcome))
  return outcome
}

const fails = async (
  call: Promise<unknown>,
  expected: Partial<Pick<NetworkFailure, 'kind' | 'mayHaveHappened'>>,
): Promise<void> => {
  const failure = await failureOf(call)
  assert.equal(failure.kind, expected.kind, failure.message)
  if (expected.mayHaveHappened !== undefined) {
    assert.equal(failure.mayHaveHappened, expected.mayHaveHappened)
  }
}

const isBetween = (at: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant): boolean =>
  Temporal.Instant.compare(at, from.subtract({ seconds: 1 })) >= 0 && Temporal.Instant.compare(at, to) <= 0
