import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { officialAccount } from '../../src/features/accounts/index.ts'
import { postByUri, postsToday } from '../../src/features/posts/index.ts'
import { publicationOf } from '../../src/features/publishing/index.ts'
import type { PostId } from '../../src/kernel/ids.ts'
import { type FailureKind, NetworkFailure } from '../../src/networks/network.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp } from '../support/app.ts'
import { createMemoryNetwork } from '../support/memory-network.ts'
import { draft, flashOf, postingSchool, stateOf } from '../support/posts.ts'

const network = createMemoryNetwork()
const app = await startTestApp({ bluesky: network })
const { school, bluesky, facebook } = await postingSchool(app, network)
const other = await postingSchool(app, network, { name: 'Hillbrook Primary School' })
const teacher = await app.as(school.teacher)

beforeEach(() => {
  network.posts.clear()
  network.calls.length = 0
})

const send = async (text: string): Promise<PostId> => {
  const id = await draft(teacher, bluesky, text)
  await teacher.post(`/posts/${id}/send`)
  return id
}
const publicationOfPost = async (id: PostId) => {
  const found = await inSchool(app.db, school.head, tx => publicationOf(tx, 'post', id))
  assert.ok(found)
  return found
}
/** Runs what waits, without the delay before a repeat. */
const runAgain = async () => {
  await app.resume()
  await app.jobs.drain()
}
const accountState = async () =>
  (await inSchool(app.db, school.head, tx => officialAccount(tx, bluesky)))?.state
const connectAgain = () =>
  inSchool(app.db, school.head, async tx => {
    await tx
      .updateTable('official_account')
      .set({ state: 'connected' })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', bluesky)
      .execute()
  })
const lost = (kind: FailureKind = 'retry-later') =>
  new NetworkFailure(kind, 'connection lost', { mayHaveHappened: true })
const down = () => new NetworkFailure('retry-later', 'connection refused')

test('a network that is down is tried again, and the post is there once', async () => {
  network.failNext('publish', down(), { times: 2 })
  const id = await send('Patience')
  await app.jobs.drain()
  assert.equal((await publicationOfPost(id)).state, 'intended')
  assert.match((await teacher.get(`/posts/${id}`)).body, /some minutes when the network is slow/)
  await runAgain()
  await runAgain()
  const publication = await publicationOfPost(id)
  assert.equal(publication.state, 'published')
  assert.equal(publication.attempts, 3)
  assert.equal(network.posts.size, 1)
  assert.equal((await inSchool(app.db, school.head, tx => postByUri(tx, publication.uri ?? '')))?.id, id)
  assert.equal(
    await inSchool(app.db, other.school.head, tx => postByUri(tx, publication.uri ?? '')),
    undefined,
  )
})

test('a network that asks to wait is left alone until then', async () => {
  const retryAt = app.clock.now().add({ minutes: 20 })
  network.failNext('publish', new NetworkFailure('retry-later', 'slow down', { retryAt }))
  const id = await send('Too many today')
  await app.jobs.drain()
  await app.jobs.drain()
  assert.equal(network.calls.filter(call => call === 'publish').length, 1)
  assert.equal((await publicationOfPost(id)).state, 'intended')
  const { rows } = await app.db.pool.query(
    `select extract(epoch from start_after - created_on)::int as wait from pgboss.job where name = 'publish' and state = 'created' and data->>'publicationId' = $1`,
    [(await publicationOfPost(id)).id],
  )
  assert.ok(rows[0]?.wait >= 1199, `waits ${rows[0]?.wait} s`)
  await runAgain()
  assert.equal(await stateOf(app, school, id), 'published', 'after a restart it is tried at once')
})

test('an answer that was lost is looked for: what is there is not published again', async () => {
  network.failNext('publish', lost(), { afterwards: true })
  const id = await send('Lost answer')
  await app.jobs.drain()
  assert.equal(await stateOf(app, school, id), 'published')
  assert.deepEqual(network.calls, ['publish', 'find'])
  assert.equal(network.posts.size, 1)
})

test('a call that was lost before it arrived is repeated under the same key', async () => {
  network.failNext('publish', lost())
  const id = await send('Lost call')
  await app.jobs.drain()
  const { key, createdAt, state } = await publicationOfPost(id)
  assert.equal(state, 'calling', 'it may still be under way')
  app.clock.advance({ minutes: 3 })
  await runAgain()
  assert.equal(await stateOf(app, school, id), 'published')
  assert.deepEqual([...network.posts.keys()], [key])
  assert.ok(network.posts.get(key)?.createdAt.equals(createdAt), 'its time was fixed with the key')
})

test('a call that arrives late, after whichever try, is found: it is never called unpublished', async () => {
  const unsettled = async (id: PostId) =>
    ['intended', 'calling'].includes((await publicationOfPost(id)).state)
  for (let runs = 1; ; runs++) {
    assert.ok(runs < 15, 'it is given up in the end')
    network.failNext('publish', lost(), { times: 100 })
    const id = await send(`The slow road, ${runs}`)
    for (let run = 0; run < runs; run++) await runAgain()
    if (!(await unsettled(id))) break
    const { key, createdAt } = await publicationOfPost(id)
    network.posts.set(key, { key, createdAt, text: `The slow road, ${runs}`, pictures: [] })
    for (let run = 0; run < 3; run++) await runAgain()
    assert.equal((await publicationOfPost(id)).state, 'published', `after ${runs} runs`)
  }
  network.failNext('publish', lost(), { times: 0 })
})

test('what nobody can find out is unknown, with the truth one click away', async () => {
  network.failNext('publish', lost(), { afterwards: true })
  network.failNext('find', down(), { times: 100 })
  const id = await send('Schrödinger’s post')
  for (let run = 0; run < 11; run++) await runAgain()
  assert.equal((await publicationOfPost(id)).state, 'unknown')
  const page = (await teacher.get(`/posts/${id}`)).body
  assert.match(page, /cannot tell whether this was published/)
  assert.match(page, /Look again/)
  assert.doesNotMatch(page, /Publish now|Publish again/)
  const today = await inSchool(app.db, school.teacher, tx => postsToday(tx, school.teacher, app.clock.now()))
  assert.ok(today.some(line => line.kind === 'problem' && line.text.includes('Schrödinger')))
  const { id: publication } = await publicationOfPost(id)
  const dark = await teacher.post(`/publications/${publication}/look-again`)
  assert.match(flashOf(dark), /did not answer/)
  assert.equal((await teacher.get(`/publications/${publication}`)).statusCode, 200)

  const chair = await app.as(school.chair)
  const stranger = await app.as(other.school.teacher)
  assert.equal((await chair.post(`/publications/${publication}/look-again`)).statusCode, 403)
  assert.equal((await stranger.post(`/publications/${publication}/look-again`)).statusCode, 404)
  assert.equal((await stranger.get(`/publications/${publication}`)).statusCode, 404)

  network.failNext('find', down(), { times: 0 })
  assert.match(flashOf(await teacher.post(`/publications/${publication}/look-again`)), /It is there/)
  assert.equal(await stateOf(app, school, id), 'published')
  assert.match(
    flashOf(await teacher.post(`/publications/${publication}/look-again`)),
    /settled in the meantime/,
  )
  assert.equal(network.posts.size, 1)
})

test('looked for and not there: a person publishes it again, and it is there once', async () => {
  network.failNext('publish', lost())
  network.failNext('find', down(), { times: 100 })
  const id = await send('Not there')
  for (let run = 0; run < 11; run++) await runAgain()
  network.failNext('find', down(), { times: 0 })
  const { id: publication, key } = await publicationOfPost(id)
  assert.match(flashOf(await teacher.post(`/publications/${publication}/look-again`)), /It is not there/)
  assert.match((await teacher.get(`/posts/${id}`)).body, /Publish again/)
  await teacher.post(`/posts/${id}/send`)
  await app.jobs.drain()
  assert.equal(await stateOf(app, school, id), 'published')
  assert.deepEqual([...network.posts.keys()], [key])
})

test('a person who looked at the account settles what is unknown by hand', async () => {
  network.failNext('publish', lost('retry-later'))
  network.failNext('find', new NetworkFailure('reconnect', 'password revoked'))
  const id = await send('Password gone meanwhile')
  await app.jobs.drain()
  const { id: publication, state } = await publicationOfPost(id)
  assert.equal(state, 'unknown')
  const wrong = await teacher.post(`/publications/${publication}/there`, { url: 'javascript:alert(1)' })
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /javascript:alert\(1\)/)
  await teacher.post(`/publications/${publication}/not-there`)
  assert.equal(await stateOf(app, school, id), 'failed')
  assert.equal(await accountState(), 'reconnect')
  assert.match((await teacher.get(`/posts/${id}`)).body, /This account is not connected/)
  await connectAgain()
})

test('refusals say what to do; after a change of the text it goes out under its key', async () => {
  network.failNext('publish', new NetworkFailure('rejected', 'internal words of the network'))
  const id = await send('Refused')
  await app.jobs.drain()
  const refused = (await teacher.get(`/posts/${id}`)).body
  assert.match(refused, /refused this content\. Change the text or the pictures/)
  assert.doesNotMatch(refused, /internal words/)
  const { key } = await publicationOfPost(id)
  await teacher.post(`/posts/${id}/edit`, { text: 'Accepted' })
  await teacher.post(`/posts/${id}/send`)
  await app.jobs.drain()
  assert.equal(network.posts.get(key)?.text, 'Accepted')
  assert.equal(network.posts.size, 1)
})

test('a revoked password fails the post, asks for a reconnection, and nothing more is sent', async () => {
  network.failNext('publish', new NetworkFailure('reconnect', 'revoked'))
  const id = await send('Locked out')
  await app.jobs.drain()
  assert.match((await teacher.get(`/posts/${id}`)).body, /no longer accepts the stored app password/)
  assert.equal(await accountState(), 'reconnect')
  const next = await draft(teacher, bluesky, 'Meanwhile')
  assert.match(flashOf(await teacher.post(`/posts/${next}/send`)), /not connected/)
  assert.equal(await stateOf(app, school, next), 'draft', 'nothing is lost')
  await connectAgain()
})

test('a network that stays down ends in a clear failure, and nothing was published', async () => {
  network.failNext('publish', down(), { times: 100 })
  const id = await send('Given up')
  for (let run = 0; run < 12; run++) await runAgain()
  network.failNext('publish', down(), { times: 0 })
  assert.equal((await publicationOfPost(id)).state, 'failed')
  assert.match((await teacher.get(`/posts/${id}`)).body, /could not be reached in 10 tries/)
  assert.equal(network.posts.size, 0)
})

test('two workers on one publication leave one post and one record', async () => {
  const id = await send('Raced')
  await app.resume()
  await app.resume()
  await Promise.all([app.jobs.drain(), app.jobs.drain(), app.jobs.drain()])
  assert.equal(network.posts.size, 1)
  assert.equal(await stateOf(app, school, id), 'published')
  const { id: publication } = await publicationOfPost(id)
  const records = await inSchool(app.db, school.head, tx =>
    sql<{ fact: string }>`select fact from audit_event where school_id = ${tx.schoolId}`.execute(tx),
  )
  const published = records.rows.filter(
    ({ fact }) => fact.includes('"publication.published"') && fact.includes(publication),
  )
  assert.equal(published.length, 1)
})

test('on an account that only a person reaches, Gatepost guides and keeps the record', async () => {
  const id = await draft(teacher, facebook, 'Read this on Facebook')
  await teacher.post(`/posts/${id}/send`)
  await app.jobs.drain()
  assert.deepEqual(network.calls, [])
  const { id: publication } = await publicationOfPost(id)
  const today = await inSchool(app.db, school.teacher, tx => postsToday(tx, school.teacher, app.clock.now()))
  assert.ok(today.some(line => line.text.startsWith('Publish a post by hand')))
  assert.match((await teacher.get(`/posts/${id}`)).body, new RegExp(`/publications/${publication}`))
  const guide = (await teacher.get(`/publications/${publication}`)).body
  assert.match(guide, /switch to the school’s Page/)
  assert.match(guide, /Read this on Facebook/)
  const wrong = await teacher.post(`/publications/${publication}/there`, { url: 'see facebook' })
  assert.equal(wrong.statusCode, 422)
  await teacher.post(`/publications/${publication}/there`, { url: 'https://facebook.example/posts/7' })
  assert.equal(await stateOf(app, school, id), 'published')
  assert.match((await teacher.get(`/posts/${id}`)).body, /https:\/\/facebook\.example\/posts\/7/)
  const twice = await teacher.post(`/publications/${publication}/not-there`)
  assert.match(flashOf(twice), /settled in the meantime/)
  assert.equal(await stateOf(app, school, id), 'published')

  const left = await draft(teacher, facebook, 'Left alone')
  await teacher.post(`/posts/${left}/send`)
  await teacher.post(`/publications/${(await publicationOfPost(left)).id}/not-there`)
  assert.equal(await stateOf(app, school, left), 'failed')
  assert.equal((await teacher.post(`/posts/${left}/discard`)).headers.location, '/posts')
})
