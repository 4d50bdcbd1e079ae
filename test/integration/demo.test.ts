import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { addDemonstration } from '../../src/app.ts'
import type { Demonstration } from '../../src/demo/demonstration.ts'
import { persons } from '../../src/features/people/index.ts'
import { createLink } from '../../src/features/sign-in/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { Temporal } from '../../src/kernel/clock.ts'
import { newId, type SchoolId } from '../../src/kernel/ids.ts'
import { verifyAudit } from '../../src/platform/audit/verify.ts'
import { type Database, inSchool } from '../../src/platform/database/database.ts'
import { createFaults } from '../../src/platform/faults.ts'
import { newKey } from '../../src/platform/vault/vault.ts'
import { actorOf, startTestApp, type TestApp, type TestBrowser, testClock } from '../support/app.ts'
import { createMemoryNetwork } from '../support/memory-network.ts'

const key = newKey()
// Nothing listens there: a letter that was sent all the same would wait and fail.
const smtpUrl = 'smtp://127.0.0.1:9'
const bluesky = createMemoryNetwork()
const app = await startTestApp({ bluesky, key, smtpUrl })

const demonstration = (of: TestApp, db: Database = of.db): Promise<Demonstration> =>
  addDemonstration({
    db,
    identity: of.identity,
    key,
    clock: of.clock,
    log: pino({ level: 'silent' }),
    networks: { bluesky },
    faults: createFaults(undefined),
    publicUrl: 'http://localhost:3000',
    smtpUrl,
    mailFrom: 'gatepost@school.example',
    production: true,
  })

const schools = async (): Promise<readonly SchoolId[]> =>
  (await app.db.kysely.selectFrom('school').select('id').execute()).map(({ id }) => id as SchoolId)

const signInAs = async ({ people, password }: Demonstration, email: string): Promise<TestBrowser> => {
  assert.ok(people.some(person => person.email === email))
  const browser = app.anonymous()
  const answer = await browser.post('/sign-in', { email, password })
  assert.equal(answer.statusCode, 303, answer.body)
  return browser
}

/** A database whose connections break at the given statement, counted over all of them. */
const breaksAt = (statement: number): Database => {
  let count = 0
  const pool = new Proxy(app.db.pool, {
    get: (target, name) =>
      name === 'connect'
        ? async () => {
            const client = await target.connect()
            return new Proxy(client, {
              get: (inner, part) =>
                part === 'query'
                  ? (text: string, values?: unknown[]) =>
                      ++count === statement
                        ? Promise.reject(new Error('connection lost'))
                        : inner.query(text, values)
                  : part === 'release'
                    ? (destroy?: boolean) => inner.release(destroy)
                    : Reflect.get(inner, part, inner),
            })
          }
        : Reflect.get(target, name, target),
  })
  return { ...app.db, pool }
}

let first: Demonstration

test('a story that breaks off anywhere leaves no school behind', async () => {
  for (const statement of [5, 60, 300, 600, 1000])
    await assert.rejects(demonstration(app, breaksAt(statement)), /connection lost/, `at ${statement}`)
  assert.deepEqual(await schools(), [])
})

test('two who ask at the same time get one school; its passwords are those of the last', async () => {
  const [one, other] = await Promise.all([demonstration(app), demonstration(app)])
  assert.notEqual(one.built, other.built)
  assert.equal((await schools()).length, 1)
  first = await demonstration(app)
  assert.equal(first.built, false)
  assert.equal(first.people.length, 11)
  assert.ok(first.password.length >= 12)
  assert.notEqual(first.password, one.password)
})

test('everybody signs in and reads a page of today without an error, marked as a demonstration', async () => {
  for (const { email } of first.people) {
    const today = await (await signInAs(first, email)).get('/')
    assert.equal(today.statusCode, 200, email)
    assert.match(today.body, /Demonstration<\/strong> Everybody here is invented/, email)
  }
})

test('the headteacher’s page shows what is overdue, due and to be decided, and nothing of the concern about her', async () => {
  const browser = await signInAs(first, 'head@larkmere.example')
  const { body } = await browser.get('/')
  for (const words of [
    /Joanne T\. on Larkmere Primary School waits for an answer/,
    /chloe\.mum\.of\.two/,
    /Decide on the application for Larkmere Forest School/,
    /Decide on the application for Choir letters/,
    /Approve a post or send it back/,
    /Review the social media policy/,
    /2 people have not acknowledged the policy/,
    /Answer a question about the policy/,
  ])
    assert.match(body, words)
  const concerns = await browser.get('/concerns')
  assert.equal(concerns.body.match(/href="\/concerns\/[0-9a-f-]{36}"/g)?.length, 1)
  assert.doesNotMatch(body + concerns.body, /Sara Quayle|Margaret Oseitutu/)
  const chair = await signInAs(first, 'chair@larkmere.example')
  assert.match((await chair.get('/concerns')).body, /href="\/concerns\/[0-9a-f-]{36}"/)
})

test('the volunteer learns that a picture cannot be used, and of no child', async () => {
  const browser = await signInAs(first, 'leon@friends-of-larkmere.example')
  const { body } = await browser.get('/')
  const [post] = /\/posts\/[0-9a-f-]{36}/.exec(body) ?? []
  assert.ok(post)
  const page = await browser.get(post)
  assert.match(page.body, /This picture cannot be used\. Ask the office\./)
  assert.doesNotMatch(body + page.body, /Kofi|Amara|do-not-publish|consent/i)
})

test('the life of the policy shows: a document to decide on, a proposal with a reply to weigh, who has read it', async () => {
  const office = await signInAs(first, 'office@larkmere.example')
  const today = await office.get('/')
  assert.match(today.body, /Decide on the clauses of “Phones and Social Media”: 6 of 10 are left/)
  const head = await signInAs(first, 'head@larkmere.example')
  const [proposal] =
    /\/policy\/proposals\/[0-9a-f-]{36}/.exec((await head.get('/policy/proposals')).body) ?? []
  assert.ok(proposal)
  for (const [path, words] of [
    ['/policy/drafts', /Phones and Social Media/],
    [proposal, /2 replied so far/],
    [
      `${proposal}/replies`,
      /Considered by Alison Frewin[\s\S]*Say what the school makes of the view of The unions’/,
    ],
    [`${proposal}/changes`, /Both say something, and not the same/],
    ['/policy/acknowledgements', /8 of 10 people have acknowledged the text in force/],
    ['/policy/acknowledgements', /Joyce Abara[\s\S]*?by attendance list/],
    ['/policy/acknowledgements?state=late', /Pete Wainwright/],
    ['/policy/visitors', /Not yet[\s\S]*as “Grace Obi”, on paper/],
    ['/policy/interpretations', /Colleagues with children, nieces or nephews here/],
    ['/policy/guidance', /Looking after our Pages in the holidays/],
    ['/policy/links', /Media policy[\s\S]*?Overdue since/],
  ] as const)
    assert.match((await head.get(path)).body, words, path)
})

test('the teacher is asked for a view and has an answer; the question of his colleague stays between her and the advisers', async () => {
  const ben = await signInAs(first, 'ben@larkmere.example')
  const today = await ben.get('/')
  assert.match(today.body, /Say what you think of a proposed policy/)
  assert.match(today.body, /Your adviser has answered your question/)
  const old = /were at college together/
  assert.doesNotMatch((await ben.get('/advice/questions')).body, old)
  for (const email of ['sara@larkmere.example', 'leader@larkmere.example'])
    assert.match((await (await signInAs(first, email)).get('/advice/questions')).body, old)
  const asked = '/advice?act=connect&with=pupil&age=under-13&tie=family&via=personal-account'
  assert.match((await ben.get(asked)).body, /Colleagues with children, nieces or nephews here/)
})

test('every list has something to see', async () => {
  const office = await signInAs(first, 'office@larkmere.example')
  for (const [path, words] of [
    ['/inbox', /noname4411/],
    ['/posts', /Raffle tickets/],
    ['/posts?show=published', /Forty metres of new hedge/],
    ['/accounts', /Kestrels’ class blog/],
    ['/people', /Leon Birchall/],
    ['/pupils', /Amara Bello/],
    ['/policy', /acknowledge/],
  ] as const) {
    const answer = await office.get(path)
    assert.equal(answer.statusCode, 200, path)
    assert.match(answer.body, words, path)
  }
  const head = await signInAs(first, 'head@larkmere.example')
  assert.match((await head.get('/audit')).body, /Gwen Tarrant/)
})

test('the trail of its fortnight holds, and no message lies ahead', async () => {
  assert.deepEqual((await verifyAudit(app.ownerUrl)).problems, [])
  const [schoolId] = await schools()
  assert.ok(schoolId)
  const times = await inSchool(app.db, systemActor(schoolId), async tx => {
    const rows = await tx
      .selectFrom('message')
      .select(['received_at', 'state_at'])
      .where('school_id', '=', schoolId)
      .execute()
    return rows.flatMap(row => [row.received_at, row.state_at])
  })
  assert.equal(times.length, 16)
  for (const at of times) assert.ok(Temporal.Instant.compare(at, app.clock.now()) < 0)
})

test('nothing was sent: no network was called, every letter was kept, also one that a visitor causes', async () => {
  const volunteer = await signInAs(first, 'leon@friends-of-larkmere.example')
  const form = (await volunteer.get('/concerns/raise')).body
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form)?.[1] ?? ''
  const raised = await volunteer.post('/concerns/raise', {
    csrf: hidden('csrf'),
    id: hidden('id'),
    about: 'child',
    indecent: 'no',
    account: 'A visitor tries it out.',
  })
  assert.equal(raised.statusCode, 303, raised.body)
  await app.jobs.drain()
  assert.deepEqual(bluesky.calls, [])
  const [schoolId] = await schools()
  assert.ok(schoolId)
  const everyone = await inSchool(app.db, systemActor(schoolId), persons)
  const letters = []
  // A confidential letter is visible to its recipient alone.
  for (const { id, roles } of everyone)
    letters.push(
      ...(await inSchool(app.db, actorOf(schoolId, id, roles), tx =>
        tx
          .selectFrom('outgoing_mail')
          .select('state')
          .where('school_id', '=', schoolId)
          .where('recipient_id', '=', id)
          .execute(),
      )),
    )
  assert.ok(letters.length >= 6, `${letters.length} letters`)
  assert.ok(letters.every(({ state }) => state === 'kept'))
})

test('set-up shows the people and their password once, and the school of one’s own can follow', async () => {
  const token = await createLink(
    app.identity,
    { purpose: 'set-up', schoolId: null, personId: null, subjectId: newId() },
    app.clock.now(),
  )
  const browser = app.anonymous()
  assert.match((await browser.get(`/set-up/${token}`)).body, /Look around/)
  const shown = await browser.post(`/set-up/${token}/demonstration`)
  assert.equal(shown.statusCode, 200)
  const password = /Password: <strong>([a-z]+-[a-z]+-[a-z]+-\d\d)/.exec(shown.body)?.[1]
  assert.ok(password)
  const signedIn = await app.anonymous().post('/sign-in', { email: 'chair@larkmere.example', password })
  assert.equal(signedIn.statusCode, 303)
  assert.match((await browser.get(`/set-up/${token}/school`)).body, /Name of the school/)
})

for (const at of [
  '2026-11-23T00:10:00Z',
  '2026-11-21T21:40:00Z',
  '2026-03-29T12:00:00Z',
  '2027-01-04T00:05:00Z',
  '2026-09-10T09:00:00Z',
])
  test(`the story can be told at ${at}`, async () => {
    const then = await startTestApp({ key, bluesky, clock: testClock(at) })
    const made = await demonstration(then)
    assert.ok(made.built)
    assert.deepEqual((await verifyAudit(then.ownerUrl)).problems, [])
  })
