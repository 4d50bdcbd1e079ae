import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adoptPolicy } from '../../src/features/policy/index.ts'
import { londonDate } from '../../src/kernel/clock.ts'
import { newId, type PolicyVersionId } from '../../src/kernel/ids.ts'
import { shippedPacks } from '../../src/policy-engine/shipped-packs.ts'
import { startTestApp } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const school = await foundTestSchool(app)
const bare = await foundTestSchool(app, { pack: null, name: 'Brook Primary School' })

const head = await app.as(school.head)
const teacher = await app.as(school.teacher)

test('every clause can be reached by its id and says what the software does about it', async () => {
  const body = (await teacher.get('/policy')).body
  const pack = shippedPacks().find(one => one.id === 'AL')
  for (const clause of pack?.clauses ?? []) assert.ok(body.includes(`id="${clause.id}"`), clause.id)
  const clock = body.slice(body.indexOf('id="AL-4.b"'), body.indexOf('id="AL-4.c"'))
  assert.match(clock, /Within 24 hours; what comes at a weekend, by the end of the next working day/)
  assert.match(body.slice(body.indexOf('id="gaps"')), /Which posts a second person approves/)
  assert.match(body, /Governors, item 4/)
})

test('an overdue review is stated plainly with its clause', async () => {
  const body = (await teacher.get('/policy')).body
  assert.match(body, /The review of this policy is overdue. It was due in April 2024/)
  assert.match(body, /href="\/policy\/clauses\/AL-0"/)
})

test('every shipped policy can be read', async () => {
  for (const pack of shippedPacks()) {
    const one = await foundTestSchool(app, { pack: pack.id, name: `School of ${pack.id}` })
    const answer = await (await app.as(one.teacher)).get('/policy')
    assert.equal(answer.statusCode, 200, pack.id)
    assert.doesNotMatch(answer.body, /undefined|NaN|\[object/, pack.id)
    assert.equal((await (await app.as(one.head)).get(`/policy/adopt/${pack.id}`)).statusCode, 200, pack.id)
  }
})

test('without a policy everyone reads who adopts one', async () => {
  assert.match(
    (await (await app.as(bare.teacher)).get('/policy')).body,
    /Colin Marsh or Harriet Oakes can adopt one/,
  )
  const bareHead = await app.as(bare.head)
  assert.match((await bareHead.get('/policy')).body, /href="\/policy\/adopt"/)
  assert.equal((await bareHead.get('/policy/acknowledgements')).headers.location, '/policy')
  assert.equal((await bareHead.post('/policy/acknowledge', { sha256: 'x' })).headers.location, '/policy')
  assert.equal((await (await app.as(bare.teacher)).get('/policy/adopt')).statusCode, 403)
  assert.equal((await (await app.as(bare.teacher)).post('/policy/adopt/AL', {})).statusCode, 403)
})

test('the chair sees what a policy sets, then adopts it once', async () => {
  const chair = await app.as(bare.chair)
  assert.equal((await chair.post('/policy/adopt', {})).statusCode, 422)
  assert.equal((await chair.post('/policy/adopt', { pack: 'AL' })).headers.location, '/policy/adopt/AL')
  assert.equal((await chair.get('/policy/adopt/ZZ')).statusCode, 404)
  const preview = (await chair.get('/policy/adopt/AL')).body
  assert.match(preview, /How soon a message is answered/)
  assert.match(preview, /AL-4\.b/)
  assert.match(preview, /names April 2024 for its own review/)
  const form = {
    id: newId<PolicyVersionId>(),
    'from-day': '18',
    'from-month': '11',
    'from-year': '2026',
    minute: 'Item 6',
  }
  const wrong = [
    [{ 'from-day': '31' }, /Enter the day from which/],
    [{ 'from-day': '17' }, /cannot come into force in the past/],
    [{ 'from-year': '2062' }, /within the next year/],
    [{ minute: ' ' }, /Enter the decision/],
  ] as const
  for (const [change, words] of wrong) {
    const answer = await chair.post('/policy/adopt/AL', { ...form, ...change })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, words)
  }
  for (const _twice of [1, 2])
    assert.equal((await chair.post('/policy/adopt/AL', form)).headers.location, '/policy')
  const page = (await chair.get('/policy')).body
  assert.match(page, /The policy is in force/)
  assert.match(page, /Item 6/)
  const again = await chair.post('/policy/adopt/WB', { ...form, id: newId() })
  assert.match(again.body, /Another version comes into force on that day already/)
})

test('a version for a later day waits, and shows what it changes', async () => {
  const preview = (await head.get('/policy/adopt/GH')).body
  assert.match(preview, /In force now: /)
  const adopted = await adoptPolicy(app.db, school.head, {
    pack: 'GH',
    inForceFrom: londonDate(app.clock.now()).add({ days: 10 }),
    minute: 'Item 9',
    now: app.clock.now(),
  })
  assert.equal(adopted.kind, 'adopted')
  const body = (await head.get('/policy')).body
  assert.match(body, /From Saturday 28 November 2026: <a[^>]*>GH/)
  assert.match(body, /id="AL-4\.b"/)
})
