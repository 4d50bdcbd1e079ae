import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  accountCredential,
  type OfficialAccount,
  officialAccounts,
} from '../../src/features/accounts/index.ts'
import { acknowledgePolicy } from '../../src/features/acknowledgements/index.ts'
import { recordTraining } from '../../src/features/people/index.ts'
import { policyInForce } from '../../src/features/policy/index.ts'
import type { PersonActor } from '../../src/kernel/actor.ts'
import { londonDate, Temporal } from '../../src/kernel/clock.ts'
import { type ApplicationId, newId } from '../../src/kernel/ids.ts'
import { NetworkFailure } from '../../src/networks/network.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp } from '../support/app.ts'
import { createMemoryNetwork, memoryPassword } from '../support/memory-network.ts'
import { foundTestSchool } from '../support/school.ts'

const bluesky = createMemoryNetwork()
const app = await startTestApp({ bluesky })
const school = await foundTestSchool(app)
const other = await foundTestSchool(app, { name: 'Hillbrook Primary School' })

const teacher = await app.as(school.teacher)
const volunteer = await app.as(school.volunteer)
const leader = await app.as(school.leader)
const office = await app.as(school.office)

const register = (actor: PersonActor): Promise<readonly OfficialAccount[]> =>
  inSchool(app.db, actor, officialAccounts)

const acknowledge = async (actor: PersonActor): Promise<void> => {
  const now = app.clock.now()
  const policy = await inSchool(app.db, actor, tx => policyInForce(tx, londonDate(now)))
  assert.equal(
    (await acknowledgePolicy(app.db, actor, { sha256: policy?.textSha256 ?? '', now })).kind,
    'acknowledged',
  )
}
const train = (person: PersonActor) =>
  recordTraining(app.db, school.office, {
    personId: person.personId,
    completedOn: Temporal.PlainDate.from('2026-11-02'),
    now: app.clock.now(),
  })

const businessCase = (id: string, more: Record<string, string | readonly string[]> = {}) => ({
  id,
  step: 'send',
  channel: 'bluesky',
  name: 'Year 3 News',
  aim: 'Show parents what Year 3 learns',
  audience: 'Parents of Year 3',
  promotion: 'In the newsletter',
  openness: 'open',
  runners: [school.teacher.personId, school.colleague.personId, school.volunteer.personId, ''],
  ...more,
})

const first = newId<ApplicationId>()
const page = `/accounts/applications/${first}`

test('without a policy nothing can be applied for', async () => {
  const bare = await foundTestSchool(app, { pack: null, name: 'Brook Primary School' })
  const head = await app.as(bare.head)
  for (const path of ['/accounts', '/accounts/apply'])
    assert.match((await head.get(path)).body, /Adopt a policy first/)
})

test('the empty register says what to do, the form asks the five points', async () => {
  assert.match((await teacher.get('/accounts')).body, /There is no official account yet/)
  const form = (await teacher.get('/accounts/apply')).body
  for (const words of [
    'What is the account for',
    'Who is it for',
    'How will people hear',
    'Who will run it',
    'Who can see',
  ])
    assert.match(form, new RegExp(words))
  assert.match(form, /AL-3\.a/)
})

test('a volunteer is told who applies, and cannot', async () => {
  assert.match((await volunteer.get('/accounts/apply')).body, /A member of staff applies/)
  assert.equal((await volunteer.post('/accounts/apply', businessCase(newId()))).statusCode, 403)
})

test('an empty form keeps its place, an unfinished one what was typed, with the clause', async () => {
  const empty = await teacher.post('/accounts/apply', { id: newId(), step: 'check' })
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, /Say what the account is for/)
  const few = await teacher.post(
    '/accounts/apply',
    businessCase(newId(), { runners: [school.teacher.personId, school.volunteer.personId] }),
  )
  assert.equal(few.statusCode, 422)
  assert.match(few.body, /Name at least 2 members of staff \(AL-3\.a\)/)
  assert.match(few.body, /Show parents what Year 3 learns/)
  const hostile = await teacher.post(
    '/accounts/apply',
    businessCase('x', { name: '<b>x</b>', runners: ["'--"] }),
  )
  assert.equal(hostile.statusCode, 422)
  assert.doesNotMatch(hostile.body, /<b>x/)
  const stranger = await teacher.post(
    '/accounts/apply',
    businessCase(newId(), { runners: [school.teacher.personId, other.teacher.personId] }),
  )
  assert.match(stranger.body, /one of those you named is not there/)
})

test('answers are checked before they are sent, and sent once', async () => {
  const check = await teacher.post('/accounts/apply', businessCase(first, { step: 'check' }))
  assert.match(check.body, /Check your application/)
  assert.match(check.body, /Tess Rowan, Joel Fenn and Vera Lund/)
  assert.equal((await leader.get(page)).statusCode, 404, 'nothing is stored yet')
  const change = await teacher.post('/accounts/apply', businessCase(first, { step: 'change' }))
  assert.match(change.body, /value="Year 3 News"/)
  for (const _twice of [1, 2])
    assert.equal((await teacher.post('/accounts/apply', businessCase(first))).headers.location, page)
  assert.equal((await leader.get('/accounts')).body.match(/Year 3 News/g)?.length, 1)
})

test('only those concerned see an application, and another school never', async () => {
  assert.equal((await (await app.as(school.deputy)).get(page)).statusCode, 404)
  assert.equal((await (await app.as(other.head)).get(page)).statusCode, 404)
  assert.equal(
    (await (await app.as(other.head)).post(page, { outcome: 'approve', reason: '' })).statusCode,
    404,
  )
  assert.equal((await volunteer.get(page)).statusCode, 200)
})

test('nobody approves while one runner is untrained or has not acknowledged; the page says who and what', async () => {
  await acknowledge(school.teacher)
  await acknowledge(school.colleague)
  await train(school.teacher)
  await train(school.colleague)
  const waiting = (await leader.get(page)).body
  assert.match(waiting, /It cannot be approved yet/)
  assert.match(waiting, /Vera Lund has not acknowledged the policy and has no training recorded/)
  assert.match(waiting, /AL-3\.b/)
  assert.doesNotMatch(waiting, /value="approve"/)
  const forced = await leader.post(page, { outcome: 'approve', reason: '' })
  assert.equal(forced.statusCode, 422)
  assert.match(forced.body, /AL-3\.b/)
  assert.equal((await register(school.leader)).length, 0)
  assert.match((await volunteer.get('/')).body, /Read and acknowledge the policy: you are named/)
  await acknowledge(school.volunteer)
  await train(school.volunteer)
})

test('whoever may not decide, cannot', async () => {
  assert.match((await teacher.get(page)).body, /decides on this application/)
  assert.equal((await teacher.post(page, { outcome: 'approve', reason: '' })).statusCode, 403)
})

test('a senior leader approves once; the account waits for the administrator', async () => {
  assert.match((await leader.get('/')).body, /Decide on the application for Year 3 News/)
  const done = await leader.post(page, { outcome: 'approve', reason: '' })
  const account = (await register(school.leader))[0]
  assert.equal(done.headers.location, `/accounts/${account?.id}`)
  assert.equal(account?.state, 'approved')
  assert.equal(account?.runnerIds.length, 3)
  assert.equal(
    (await leader.post(page, { outcome: 'reject', reason: 'Second thoughts' })).headers.location,
    page,
  )
  assert.match((await leader.get(page)).body, /decided on already/)
  assert.equal((await register(school.leader)).length, 1)
  assert.match((await office.get('/')).body, /Connect Year 3 News: it is approved/)
  assert.match((await office.get(page)).body, /Approved by Sana Whitlock/)
})

test('only the keeper of passwords connects; failures keep what was typed, but never the password', async () => {
  const [account] = await register(school.leader)
  assert.ok(account)
  const path = `/accounts/${account.id}/connect`
  const credential = {
    service: 'https://bsky.social/',
    handle: '@School.bsky.social',
    password: memoryPassword,
  }
  assert.match((await teacher.get(path)).body, /Orla Pike connects official accounts/)
  assert.equal((await teacher.post(path, credential)).statusCode, 403)
  assert.equal((await (await app.as(other.office)).get(path)).statusCode, 404)

  const wrong = await office.post(path, { ...credential, password: 'wrong-one-here' })
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /handle or the app password is not right/)
  assert.match(wrong.body, /value="@School\.bsky\.social"/)
  assert.doesNotMatch(wrong.body, /wrong-one-here/)
  for (const [kind, words] of [
    ['retry-later', /cannot be reached now/],
    ['rejected', /what the adapter says/],
    ['unavailable', /There is no Bluesky service at this address/],
  ] as const) {
    bluesky.failNext('connect', new NetworkFailure(kind, 'what the adapter says'))
    const failed = await office.post(path, credential)
    assert.equal(failed.statusCode, 422)
    assert.match(failed.body, words)
    assert.doesNotMatch(failed.body, new RegExp(memoryPassword))
  }
  for (const service of [
    'ftp://x',
    'http://10.0.0.1',
    'https://bsky.social/xrpc',
    'https://a:b@bsky.social',
    '',
  ])
    assert.match(
      (await office.post(path, { ...credential, service })).body,
      /service, like https:\/\/bsky\.social/,
      service,
    )
  assert.equal((await office.post(path, {})).statusCode, 422)

  const done = await office.post(path, credential)
  assert.equal(done.headers.location, `/accounts/${account.id}`)
  const [connected] = await register(school.office)
  assert.equal(connected?.state, 'connected')
  assert.equal(connected?.externalId, 'did:plc:school')
  assert.equal(connected?.handle, 'school.bsky.social')
  assert.deepEqual(
    await inSchool(app.db, school.office, tx => accountCredential(tx, app.vault, account.id)),
    {
      service: 'https://bsky.social',
      identifier: 'school.bsky.social',
      secret: memoryPassword,
    },
  )
  const { rows } = await inSchool(app.db, school.office, async tx => ({
    rows: await tx
      .selectFrom('account_credential')
      .select('sealed')
      .where('school_id', '=', tx.schoolId)
      .execute(),
  }))
  assert.ok(!rows[0]?.sealed.includes(memoryPassword), 'stored encrypted')
  assert.doesNotMatch((await office.get(`/accounts/${account.id}`)).body, new RegExp(memoryPassword))
})
