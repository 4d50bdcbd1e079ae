import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyForAccount } from '../../src/features/accounts/index.ts'
import { insertPerson } from '../../src/features/people/index.ts'
import { adoptPolicy, policyInForce } from '../../src/features/policy/index.ts'
import { londonDate } from '../../src/kernel/clock.ts'
import { type ApplicationId, newId, type PolicyVersionId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { shippedPacks } from '../../src/policy-engine/shipped-packs.ts'
import { startTestApp } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const school = await foundTestSchool(app)
const bare = await foundTestSchool(app, { pack: null, name: 'Brook Primary School' })

const head = await app.as(school.head)
const teacher = await app.as(school.teacher)
const volunteer = await app.as(school.volunteer)

const shaOf = async (of = school) =>
  (await inSchool(app.db, of.head, tx => policyInForce(tx, londonDate(app.clock.now()))))?.sha256 ?? ''

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
  assert.match(body, /href="\/policy#AL-0"/)
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

test('staff acknowledge the text they read, once', async () => {
  assert.match((await teacher.get('/policy')).body, /I have read and understood it/)
  const stale = await teacher.post('/policy/acknowledge', { sha256: 'another text' })
  assert.equal(stale.headers.location, '/policy')
  assert.match((await teacher.get('/policy')).body, /The policy changed after you opened the page/)
  await teacher.post('/policy/acknowledge', { sha256: await shaOf() })
  await teacher.post('/policy/acknowledge', { sha256: await shaOf() })
  const done = (await teacher.get('/policy')).body
  assert.match(done, /had acknowledged this text already/)
  assert.match(done, /You acknowledged this text on Wednesday 18 November 2026/)
  assert.doesNotMatch(done, /I have read and understood it/)
})

test('a volunteer is asked only once named to run an account, by the clause on runners', async () => {
  assert.match((await volunteer.get('/policy')).body, /You are not asked to acknowledge it/)
  assert.equal((await volunteer.post('/policy/acknowledge', { sha256: await shaOf() })).statusCode, 403)
  const applied = await applyForAccount(app.db, school.teacher, {
    id: newId<ApplicationId>(),
    businessCase: {
      channel: 'facebook',
      name: 'Friends of the garden',
      aim: 'Find helpers',
      audience: 'Parents',
      promotion: 'Newsletter',
      openness: 'open',
      runnerIds: [school.teacher.personId, school.colleague.personId, school.volunteer.personId],
    },
    now: app.clock.now(),
  })
  assert.equal(applied.kind, 'submitted')
  const asked = (await volunteer.get('/policy')).body
  assert.match(asked, /I have read and understood it/)
  assert.match(asked, /href="\/policy#AL-3\.b"/)
  assert.equal((await volunteer.post('/policy/acknowledge', { sha256: await shaOf() })).statusCode, 303)
})

test('the list of acknowledgements: who has and who has not, found by name, page by page', async () => {
  assert.equal((await teacher.get('/policy/acknowledgements')).statusCode, 403)
  const all = (await head.get('/policy/acknowledgements')).body
  assert.match(all, /Tess Rowan[\s\S]*?Yes, on Wednesday 18 November 2026/)
  assert.match(all, /Vera Lund[\s\S]*?named to run an official account/)
  assert.doesNotMatch(all, /Rhys Calder/)
  const found = (await head.get('/policy/acknowledgements?search=ROWAN&state=done')).body
  assert.match(found, /Tess Rowan/)
  assert.doesNotMatch(found, /Joel Fenn/)
  assert.doesNotMatch(
    (await head.get('/policy/acknowledgements?search=rowan&state=waiting')).body,
    /Tess Rowan/,
  )
  assert.match((await head.get('/policy/acknowledgements?search=%3Cb%3E&page=-4')).body, /Nobody matches/)

  await inSchool(app.db, school.head, async tx => {
    for (let count = 0; count < 30; count++)
      await insertPerson(
        tx,
        { givenName: 'Ann', familyName: `Zed${count}`, email: null, sharedMailbox: false, roles: ['staff'] },
        app.clock.now(),
      )
  })
  const second = (await head.get('/policy/acknowledgements?page=2')).body
  assert.match(second, /Zed9/)
  assert.match((await head.get('/policy/acknowledgements')).body, /govuk-pagination/)
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
