import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, it, type TestContext } from 'node:test'
import { AppBskyEmbedImages, AppBskyFeedPost, AtpAgent, AtUri, asPredicate, RichText } from '@atproto/api'
import sharp from 'sharp'
import { type Fault, startFaultyProxy } from '../../../test/support/faulty-proxy.ts'
import {
  ensureTestNetworkInstalled,
  joinTestNetwork,
  startTestNetwork,
  type TestNetwork,
} from '../../../test/support/test-network.ts'
import { Temporal } from '../../kernel/clock.ts'
import { startEmbeddedPostgres } from '../../platform/database/embedded.ts'
import { type ContractWorld, networkContract, type WireFault } from '../contract.ts'
import type { MessageBatch, Place } from '../network.ts'
import { createBlueskyNetwork } from './bluesky.ts'
import { postUrl } from './places.ts'

const timeoutMs = 3000

/** The network the test run shares (GATEPOST_TEST_NETWORK, its address as JSON), or one of this file's own. */
const openNetwork = async (ending: AsyncDisposableStack): Promise<TestNetwork> => {
  const shared = process.env.GATEPOST_TEST_NETWORK
  if (shared !== undefined) return joinTestNetwork(JSON.parse(shared))
  const dataFolder = await mkdtemp(join(tmpdir(), 'gatepost-contract-'))
  ending.defer(() => rm(dataFolder, { recursive: true, force: true }))
  const postgres = await startEmbeddedPostgres({ dataFolder, durable: false, log: { info() {}, warn() {} } })
  ending.defer(postgres.stop)
  const network = await startTestNetwork({ postgresUrl: postgres.ownerUrl })
  ending.defer(network.stop)
  return network
}

const isPost = asPredicate(AppBskyFeedPost.validateRecord)
const isImages = asPredicate(AppBskyEmbedImages.validateMain)
const altTexts = (embed: AppBskyEmbedImages.Main): readonly string[] => embed.images.map(({ alt }) => alt)

const signIn = async (network: TestNetwork, account: { handle: string; password: string }) => {
  const agent = new AtpAgent({ service: network.pdsUrl })
  await agent.login({ identifier: account.handle, password: account.password })
  return agent
}

const portWithoutServer = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

const wireFault = (fault: WireFault): Fault => {
  if (fault === 'answers-too-late') return { kind: 'slow', ms: timeoutMs + 1000 }
  if (fault === 'cut-after-carrying-out') return { kind: 'cut-after' }
  if (fault === 'cut-before-carrying-out') return { kind: 'cut-before' }
  return { kind: 'refuse', ...fault }
}

/** The suite's world, with what the tests of this adapter alone need besides. */
const openWorld = async () => {
  await using ending = new AsyncDisposableStack()
  const network = await openNetwork(ending)
  const proxy = await startFaultyProxy(network.pdsUrl)
  ending.defer(proxy.stop)
  // Accounts of our own on a network that other test files may use as well. The part before .test has 18 characters.
  const suffix = randomBytes(4).toString('hex')
  const open = (name: string) =>
    network.createAccount(`${name}-${suffix}.test`, 'correct horse battery', `${name}-${suffix}@example.org`)
  const school = await open('alder')
  const parent = await open('parent')
  const schoolAgent = await signIn(network, school)
  const parentAgent = await signIn(network, parent)
  const placeOf = ({ uri, cid }: { uri: string; cid: string }): Place => ({ uri, cid, url: postUrl(uri) })

  const world: ContractWorld = {
    network: createBlueskyNetwork({ timeoutMs }),
    credential: { service: proxy.url, identifier: school.handle, secret: school.appPassword },
    unreachable: {
      service: `http://127.0.0.1:${await portWithoutServer()}`,
      identifier: school.handle,
      secret: school.appPassword,
    },
    withoutMessages: network.appview ? undefined : network.leftOut,
    breakWire: (fault, on) =>
      proxy.inject(wireFault(fault), on === 'publishing' ? { path: 'com.atproto.repo.putRecord' } : {}),
    mendWire: proxy.clear,
    settle: network.processAll,
    look: {
      posts: async () => {
        const { data } = await parentAgent.com.atproto.repo.listRecords({
          repo: school.did,
          collection: 'app.bsky.feed.post',
          limit: 100,
        })
        return data.records.map(({ uri, value }) => {
          assert.ok(isPost(value))
          return { uri, text: value.text, altTexts: isImages(value.embed) ? altTexts(value.embed) : [] }
        })
      },
      isHidden: async (reply, root) => {
        const { data } = await parentAgent.app.bsky.feed.getPosts({ uris: [root.uri] })
        const gate = data.posts[0]?.threadgate?.record
        const hidden = gate !== undefined && Array.isArray(gate.hiddenReplies) ? gate.hiddenReplies : []
        return hidden.includes(reply.uri)
      },
      isBlocked: async did => {
        const { data } = await schoolAgent.getProfile({ actor: did })
        return data.viewer?.blocking !== undefined
      },
    },
    stranger: {
      externalId: parent.did,
      handle: parent.handle,
      reply: async (text, { root, parent: answered }) =>
        placeOf(
          await parentAgent.post({
            text,
            reply: {
              root: { uri: root.uri, cid: root.cid },
              parent: { uri: answered.uri, cid: answered.cid },
            },
          }),
        ),
      mention: async words => {
        const rich = new RichText({ text: `${words} @${school.handle}` })
        await rich.detectFacets(parentAgent)
        return placeOf(await parentAgent.post({ text: rich.text, facets: rich.facets ?? [] }))
      },
    },
    jpeg: await sharp({ create: { width: 40, height: 30, channels: 3, background: '#2a6' } })
      .jpeg()
      .toBuffer(),
    stop: () => kept.disposeAsync(),
  }
  const kept = ending.move()
  return { world, network, proxy, school, parent, schoolAgent, parentAgent }
}

const installed =
  process.env.GATEPOST_TEST_NETWORK !== undefined ? { ok: true as const } : await ensureTestNetworkInstalled()

if (!installed.ok) {
  describe('network contract: Bluesky', { skip: `there is no test network: ${installed.why}` }, () => {
    it('runs on a real network', () => undefined)
  })
} else {
  networkContract('Bluesky', async () => (await openWorld()).world)

  describe('Bluesky beyond the contract', () => {
    let own: Awaited<ReturnType<typeof openWorld>>
    before(async () => {
      own = await openWorld()
    })
    afterEach(() => own.proxy.clear())
    after(() => own?.world.stop())

    const newPost = (text: string) => {
      const createdAt = Temporal.Now.instant()
      return { key: own.world.network.newKey(createdAt), createdAt, text, pictures: [] }
    }
    const needsMessages = (test: TestContext): boolean => {
      if (own.world.withoutMessages !== undefined) test.skip(own.world.withoutMessages)
      return own.world.withoutMessages === undefined
    }
    const callsTo = (method: string) => own.proxy.calls.filter(call => call.includes(method)).length

    it('turns the main password away and says what to use instead', async () => {
      const credential = { ...own.world.credential, secret: own.school.password }
      await assert.rejects(own.world.network.connect(credential), {
        kind: 'rejected',
        message: /App passwords/,
      })
    })

    it('signs in once for many calls, and again by itself when the session ends', async () => {
      const network = createBlueskyNetwork({ timeoutMs })
      const before = [callsTo('createSession'), callsTo('refreshSession')]
      await Promise.all(
        ['one', 'two', 'three'].map(text => network.publish(own.world.credential, newPost(text))),
      )
      own.proxy.inject(
        { kind: 'refuse', status: 400, error: 'ExpiredToken' },
        { path: 'putRecord', times: 1 },
      )
      await network.publish(own.world.credential, newPost('four'))
      const calls = [callsTo('createSession'), callsTo('refreshSession')]
      assert.deepEqual(
        calls.map((count, index) => count - (before[index] ?? 0)),
        [1, 1],
      )
    })

    it('signs in anew when the session cannot be renewed', async () => {
      const network = createBlueskyNetwork({ timeoutMs })
      await network.connect(own.world.credential)
      const signIns = callsTo('createSession')
      // The call is refused as expired once, and so is the token that would renew it.
      own.proxy.inject({ kind: 'refuse', status: 401, error: 'ExpiredToken' }, { times: 2 })
      await network.publish(own.world.credential, newPost('after a long holiday'))
      assert.equal(callsTo('createSession') - signIns, 1)
    })

    it('asks to reconnect when the app password was revoked and the session is over', async () => {
      const { data } = await own.schoolAgent.com.atproto.server.createAppPassword({ name: 'short-lived' })
      const credential = { ...own.world.credential, secret: data.password }
      await own.world.network.connect(credential)
      await own.schoolAgent.com.atproto.server.revokeAppPassword({ name: 'short-lived' })
      own.proxy.inject(
        { kind: 'refuse', status: 401, error: 'ExpiredToken' },
        { path: 'putRecord', times: 1 },
      )
      await assert.rejects(own.world.network.publish(credential, newPost('revoked')), { kind: 'reconnect' })
    })

    it('calls nothing but https, or this machine', async () => {
      for (const service of [
        'http://bsky.social',
        'http://192.168.1.10:2583',
        'ftp://bsky.social',
        'https://user:secret@bsky.social',
        'https://bsky.social/elsewhere',
        'bsky.social',
      ]) {
        const credential = { ...own.world.credential, service }
        await assert.rejects(own.world.network.connect(credential), { kind: 'rejected' }, service)
      }
    })

    it('links a mention that resolves and publishes one that does not as plain text', async () => {
      const text = `Thanks @${own.parent.handle} and @nobody-at-all.test`
      await own.world.network.publish(own.world.credential, newPost(text))
      const { data } = await own.parentAgent.com.atproto.repo.listRecords({
        repo: own.school.did,
        collection: 'app.bsky.feed.post',
      })
      const value = data.records.find(record => record.value.text === text)?.value
      assert.ok(isPost(value))
      assert.deepEqual(
        value.facets?.flatMap(facet => facet.features),
        [{ $type: 'app.bsky.richtext.facet#mention', did: own.parent.did }],
      )
    })

    it('keeps who may answer when it hides a reply, and hides no more than a thread can', async () => {
      const root = await own.world.network.publish(own.world.credential, newPost('friends only'))
      const rkey = new AtUri(root.uri).rkey
      const gate = (hiddenReplies: string[]) =>
        own.schoolAgent.com.atproto.repo.putRecord({
          repo: own.school.did,
          collection: 'app.bsky.feed.threadgate',
          rkey,
          record: {
            $type: 'app.bsky.feed.threadgate',
            post: root.uri,
            allow: [{ $type: 'app.bsky.feed.threadgate#mentionRule' }],
            createdAt: '2026-11-01T00:00:00.000Z',
            hiddenReplies,
          },
        })
      const reply = (number: number) => `at://${own.parent.did}/app.bsky.feed.post/3n2sftfp${number}`
      await gate([reply(1000)])
      await own.world.network.hide(own.world.credential, { uri: reply(2000), rootUri: root.uri })
      const { data } = await own.schoolAgent.com.atproto.repo.getRecord({
        repo: own.school.did,
        collection: 'app.bsky.feed.threadgate',
        rkey,
      })
      assert.deepEqual(data.value, {
        $type: 'app.bsky.feed.threadgate',
        post: root.uri,
        allow: [{ $type: 'app.bsky.feed.threadgate#mentionRule' }],
        createdAt: '2026-11-01T00:00:00.000Z',
        hiddenReplies: [reply(1000), reply(2000)],
      })
      await gate(Array.from({ length: 300 }, (_, index) => reply(3000 + index)))
      await assert.rejects(
        own.world.network.hide(own.world.credential, { uri: reply(2000), rootUri: root.uri }),
        { kind: 'rejected', message: /at most 300/ },
      )
    })

    it('ends a block that a person made in the app as well', async test => {
      if (!needsMessages(test)) return
      await own.world.network.block(own.world.credential, own.parent.did)
      await own.schoolAgent.app.bsky.graph.block.create(
        { repo: own.school.did },
        { subject: own.parent.did, createdAt: '2026-11-01T00:00:00.000Z' },
      )
      await own.world.network.unblock(own.world.credential, own.parent.did)
      await own.network.processAll()
      assert.equal(await own.world.look.isBlocked(own.parent.did), false)
    })

    it('receives a reply whose author’s clock is wrong, and does not believe that clock', async test => {
      if (!needsMessages(test)) return
      let now = Temporal.Now.instant()
      const network = createBlueskyNetwork({ timeoutMs, clock: { now: () => now } })
      const root = await network.publish(own.world.credential, newPost('what is the time?'))
      await own.network.processAll()
      const first = await network.incoming(own.world.credential, null)
      const readAt = now
      const replyDated = async (createdAt: string) => {
        const reply = { root: { uri: root.uri, cid: root.cid }, parent: { uri: root.uri, cid: root.cid } }
        const { uri } = await own.parentAgent.post({ text: createdAt, reply, createdAt })
        await own.network.processAll()
        return uri
      }
      const yesterday = await replyDated(readAt.subtract({ hours: 24 }).toString())
      const longAgo = await replyDated('2020-01-01T00:00:00.000Z')
      const tomorrow = await replyDated(readAt.add({ hours: 24 }).toString())

      now = readAt.add({ minutes: 5 })
      const second = await network.incoming(own.world.credential, first.cursor)
      const received = (uri: string, { messages }: typeof second) =>
        messages.find(message => message.externalId === uri)?.receivedAt
      assert.equal(received(yesterday, second)?.toString(), readAt.toString())
      const ahead = received(tomorrow, second)
      assert.ok(
        ahead !== undefined && Temporal.Instant.compare(ahead, Temporal.Now.instant()) <= 0,
        `${ahead}`,
      )

      now = readAt.add({ hours: 25 })
      const swept = await network.incoming(own.world.credential, second.cursor)
      assert.notEqual(received(longAgo, swept), undefined)
    })

    it('brings a long list in several goes and loses none', async test => {
      if (!needsMessages(test)) return
      const network = createBlueskyNetwork({ timeoutMs, pageSize: 2, pagesAtOnce: 2 })
      const root = await network.publish(own.world.credential, newPost('everybody answers'))
      await own.network.processAll()
      const uris: string[] = []
      for (let count = 0; count < 9; count++) {
        const { uri } = await own.world.stranger.reply(`answer ${count}`, { root, parent: root })
        uris.push(uri)
      }
      await own.network.processAll()
      const seen = new Set<string>()
      let cursor: string | null = null
      let goes = 0
      do {
        const batch: MessageBatch = await network.incoming(own.world.credential, cursor)
        for (const message of batch.messages) seen.add(message.externalId)
        cursor = batch.cursor
        goes++
      } while (cursor?.includes('"page"') && goes < 50)
      assert.ok(goes > 2, `${goes} goes`)
      assert.deepEqual(
        uris.filter(uri => !seen.has(uri)),
        [],
      )
    })

    it('says so when the service knows of no replies', async test => {
      if (own.network.appview) return test.skip('this network has an AppView')
      await assert.rejects(own.world.network.incoming(own.world.credential, null), { kind: 'unavailable' })
    })
  })
}
