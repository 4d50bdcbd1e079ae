import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { AppBskyEmbedImages, AppBskyFeedPost, AtpAgent, asPredicate, RichText } from '@atproto/api'
import sharp from 'sharp'
import { type Fault, startFaultyProxy } from '../../../test/support/faulty-proxy.ts'
import {
  ensureTestNetworkInstalled,
  joinTestNetwork,
  startTestNetwork,
  type TestNetwork,
} from '../../../test/support/test-network.ts'
import { startEmbeddedPostgres } from '../../platform/database/embedded.ts'
import { type ContractWorld, networkContract, type WireFault } from '../contract.ts'
import type { Place } from '../network.ts'
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
  let opened: Awaited<ReturnType<typeof openWorld>> | undefined
  networkContract('Bluesky', async () => {
    opened = await openWorld()
    return opened.world
  })
}
