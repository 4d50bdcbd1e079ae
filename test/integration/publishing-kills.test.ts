import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { AtpAgent } from '@atproto/api'
import { publicationOf } from '../../src/features/publishing/index.ts'
import type { PostId } from '../../src/kernel/ids.ts'
import { createBlueskyNetwork } from '../../src/networks/bluesky/bluesky.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import type { FaultPoint } from '../../src/platform/faults.ts'
import { newKey } from '../../src/platform/vault/vault.ts'
import { startTestApp, testClock } from '../support/app.ts'
import { killableProgram, networkForKills } from '../support/killable.ts'
import { attach, check, draft, enrol, postingSchool } from '../support/posts.ts'

const found = await networkForKills()

// The program itself, as a school runs it, dies at each named point and is started again, on a real network.
describe('a process that is killed while it publishes', {
  skip: 'why' in found ? found.why : false,
}, async () => {
  if ('why' in found) return
  const { network } = found
  const handle = `kill${randomBytes(5).toString('hex')}.test`
  const account = await network.createAccount(handle, 'a long password', `${handle}@school.example`)
  const key = newKey()
  const bluesky = createBlueskyNetwork()
  const app = await startTestApp({ bluesky, key, clock: testClock(new Date().toISOString()) })
  const { school, bluesky: accountId } = await postingSchool(app, bluesky, {
    credential: { service: network.pdsUrl, identifier: handle, secret: account.appPassword },
  })
  const mia = await enrol(app, school, 'Mia Sprout', { consents: { bluesky: 'given' } })
  const teacher = await app.as(school.teacher)
  const agent = new AtpAgent({ service: network.pdsUrl })
  const startGatepost = await killableProgram(app, key)

  const publicationFor = async (id: PostId) => {
    const found = await inSchool(app.db, school.head, tx => publicationOf(tx, 'post', id))
    assert.ok(found)
    return found
  }
  const onTheNetwork = async (text: string) => {
    const { data } = await agent.com.atproto.repo.listRecords({
      repo: account.did,
      collection: 'app.bsky.feed.post',
      limit: 100,
    })
    return data.records.filter(record => record.value.text === text)
  }
  const settled = async (id: PostId) => {
    for (let waited = 0; waited < 300; waited++) {
      const one = await publicationFor(id)
      if (one.state !== 'intended' && one.state !== 'calling') return one
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    return publicationFor(id)
  }

  const expected: Readonly<Record<Exclude<FaultPoint, 'moderate:after-call'>, number>> = {
    'publish:before-call': 0,
    'publish:after-call': 1,
    'publish:before-record': 1,
  }
  for (const [point, thereAtDeath] of Object.entries(expected))
    it(`at ${point}: the post is there once, and its record says so`, { timeout: 120_000 }, async () => {
      const text = `Killed at ${point}`
      const id = await draft(teacher, accountId, text)
      const photo = await attach(teacher, id)
      await check(teacher, id, photo, { classes: ['Rowan'], children: [mia] })
      await teacher.post(`/posts/${id}/send`)

      const [, signal] = await once(startGatepost(point as FaultPoint), 'exit')
      assert.equal(signal, 'SIGKILL', 'it died where it was told to')
      assert.equal((await publicationFor(id)).state, 'calling', 'it had begun and recorded no end')
      assert.equal((await onTheNetwork(text)).length, thereAtDeath)

      const restarted = startGatepost()
      const publication = await settled(id)
      restarted.kill('SIGTERM')
      await once(restarted, 'exit')
      assert.equal(publication.state, 'published')
      const records = await onTheNetwork(text)
      assert.deepEqual(
        records.map(record => record.uri),
        [publication.uri],
      )
      assert.equal(records[0]?.cid, publication.cid)
      const page = await teacher.get(`/posts/${id}`)
      assert.match(page.body, /Open it on Thornfield on Bluesky/)
    })

  it('is killed again and again at the same point: still once', { timeout: 120_000 }, async () => {
    const text = 'Killed three times'
    const id = await draft(teacher, accountId, text)
    await teacher.post(`/posts/${id}/send`)
    for (let death = 0; death < 3; death++) {
      const [, signal] = await once(startGatepost('publish:before-record'), 'exit')
      assert.equal(signal, 'SIGKILL')
    }
    assert.equal((await onTheNetwork(text)).length, 1)
    const restarted = startGatepost()
    assert.equal((await settled(id)).state, 'published')
    restarted.kill('SIGTERM')
    await once(restarted, 'exit')
    assert.equal((await onTheNetwork(text)).length, 1)
  })
})
