import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addPerson, persons } from '../../src/features/people/index.ts'
import type { PersonActor, Role } from '../../src/kernel/actor.ts'
import { newRandomId, type PersonId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp, type TestBrowser } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const school = await foundTestSchool(app)

/** A filled form, a minute after the one before, so that the newest of a list is known. */
const concern = (more: Record<string, string> = {}) => {
  app.clock.advance({ minutes: 1 })
  return { ...filled, id: newRandomId(), ...more }
}
const filled = {
  indecent: 'no',
  about: 'child',
  who: '',
  account: 'A boy in Year 4 said that he is afraid to go home.',
}

const inbox = async (browser: TestBrowser): Promise<string> => {
  const body = (await browser.get('/concerns')).body
  return /href="\/concerns\/([0-9a-f-]{36})"/.exec(body)?.[1] ?? ''
}

test('a concern about a child reaches the DSL and the deputy, and rests on the raiser’s pages until one confirms', async () => {
  const teacher = await app.as(school.teacher)
  const form = await teacher.get('/concerns/raise')
  assert.match(form.body, /call 999 now/)
  assert.match(form.body, /01632 960111/)
  assert.ok(
    form.body.indexOf('nude, semi-nude') < form.body.indexOf('What did you see'),
    'the question of F18 comes first',
  )
  const sent = await teacher.post('/concerns/raise', concern())
  assert.equal(sent.statusCode, 303)
  assert.equal(sent.headers.location, '/concerns')
  app.clock.advance({ minutes: 12 })
  for (const path of ['/', '/concerns']) {
    const { body } = await teacher.get(path)
    assert.match(body, /Your concern is not confirmed yet/)
    assert.match(body, /waiting for 12 minutes/)
    assert.match(body, /Dev Anand \(DSL\) and Mina Hale \(deputy DSL\)/)
    assert.match(body, /call 999 now/)
    assert.match(body, /01632 960111/)
    assert.doesNotMatch(body, /afraid to go home/, 'the raiser sees the receipt, not the account')
  }

  const deputy = await app.as(school.deputy)
  const today = await deputy.get('/')
  assert.match(today.body, /A concern waits for you to confirm/)
  assert.doesNotMatch(today.body, /afraid|Tess Rowan|child is in/)
  const id = await inbox(deputy)
  const page = await deputy.get(`/concerns/${id}`)
  assert.match(page.body, /afraid to go home/)
  assert.match(page.body, /Tess Rowan/)
  assert.match(page.body, /Keeping children safe in education/)
  assert.equal((await teacher.get(`/concerns/${id}`)).statusCode, 404, 'the raiser cannot open the case')

  assert.equal((await deputy.post(`/concerns/${id}/confirm`)).statusCode, 303)
  const dsl = await app.as(school.dsl)
  await dsl.post(`/concerns/${id}/confirm`)
  assert.match(
    (await dsl.get(`/concerns/${id}`)).body,
    /Confirmed by Mina Hale/,
    'the first to confirm stays',
  )
  assert.doesNotMatch((await dsl.get('/')).body, /A concern waits/)
  const after = await teacher.get('/concerns')
  assert.match(after.body, /Mina Hale, Wednesday 18 November 2026 at 9:13am/)
  assert.doesNotMatch(after.body, /not confirmed yet/)
  assert.doesNotMatch((await teacher.get('/')).body, /not confirmed yet/)
})

test('somebody else’s concern answers exactly like one that does not exist', async () => {
  const teacher = await app.as(school.teacher)
  await teacher.post('/concerns/raise', concern())
  const id = await inbox(await app.as(school.dsl))
  const other = await foundTestSchool(app, { name: 'Hillbrook Primary School' })
  for (const person of [school.head, school.office, school.teacher, school.recovery, other.head, other.dsl]) {
    const browser = await app.as(person)
    const plain = (body: string) => body.replace(/nonce="[^"]*"|nonce-[^']*/g, '')
    for (const [theirs, none] of [
      [await browser.get(`/concerns/${id}`), await browser.get(`/concerns/${newRandomId()}`)],
      [
        await browser.post(`/concerns/${id}/confirm`),
        await browser.post(`/concerns/${newRandomId()}/confirm`),
      ],
    ] as const) {
      assert.equal(theirs.statusCode, 404)
      assert.equal(plain(theirs.body), plain(none.body))
    }
  }
})

test('sent twice it is there once; changed after “back” it is a second concern, never lost', async () => {
  const teacher = await app.as(school.colleague)
  const received = async (browser: TestBrowser) =>
    (await browser.get('/concerns')).body.split('data-label="Confirmed"').length - 1
  const twice = concern({ account: 'Sent twice by a slow line.' })
  assert.equal((await teacher.post('/concerns/raise', twice)).statusCode, 303)
  assert.equal((await teacher.post('/concerns/raise', twice)).statusCode, 303)
  assert.equal(await received(teacher), 1)
  await teacher.post('/concerns/raise', { ...twice, account: 'Sent again with what was forgotten.' })
  assert.equal(await received(teacher), 2)
  const stranger = await app.as(school.office)
  await stranger.post('/concerns/raise', twice)
  assert.equal(await received(stranger), 1, 'the same form of another person is theirs')
  await stranger.post('/concerns/raise', { ...twice, id: 'nonsense' })
  assert.equal(await received(stranger), 2)
})

test('what is missing is asked for, and nothing typed is lost', async () => {
  const teacher = await app.as(school.teacher)
  const empty = await teacher.post('/concerns/raise', {})
  assert.equal(empty.statusCode, 422)
  for (const text of ['Answer whether a picture', 'Choose whom the concern', 'Write what you saw'])
    assert.match(empty.body, new RegExp(text))
  const hostile = '<script>alert(1)</script> & “quoted”'
  const half = await teacher.post('/concerns/raise', {
    id: newRandomId(),
    indecent: 'unsure',
    account: hostile,
  })
  assert.equal(half.statusCode, 422)
  assert.match(half.body, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; “quoted”/)
  assert.doesNotMatch(half.body, /<script>alert/)
  assert.match(half.body, /value="unsure" checked/)
  const stray = await teacher.post('/concerns/raise', concern({ about: 'adult', who: newRandomId() }))
  assert.equal(stray.statusCode, 422)
  assert.match(stray.body, /Choose the adult from the list/)
  const long = await teacher.post('/concerns/raise', concern({ account: 'x'.repeat(20_001) }))
  assert.equal(long.statusCode, 422)
  assert.equal((await teacher.post('/concerns/raise', concern({ account: hostile }))).statusCode, 303)
  const dsl = await app.as(school.dsl)
  const read = await dsl.get(`/concerns/${await inbox(dsl)}`)
  assert.match(read.body, /&lt;script&gt;/)
  assert.doesNotMatch(read.body, /<script>alert/)
})

test('the account is kept encrypted: nothing of it, nor of the mail, stands readable in the database', async () => {
  const words = 'Unmistakable-phrase-of-this-test'
  await (await app.as(school.teacher)).post('/concerns/raise', concern({ account: words }))
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: app.ownerUrl })
  await client.connect()
  const { rows: tables } = await client.query<{ name: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  for (const { name } of tables) {
    const { rows } = await client.query(`select 1 from ${name} t where t::text like $1`, [`%${words}%`])
    assert.equal(rows.length, 0, name)
    const hex = Buffer.from(words).toString('hex')
    const { rows: bytes } = await client.query(`select 1 from ${name} t where t::text like $1`, [`%${hex}%`])
    assert.equal(bytes.length, 0, name)
  }
  await client.end()
})

test('a confidential letter says only that something waits, and only its recipient can see it', async () => {
  const letters = (actor: PersonActor) =>
    inSchool(app.db, actor, tx =>
      tx
        .selectFrom('outgoing_mail')
        .select(['recipient_id', 'subject', 'confidential'])
        .where('school_id', '=', tx.schoolId)
        .execute(),
    )
  const seen = await letters(school.dsl)
  assert.ok(seen.length > 0)
  assert.ok(
    seen.every(letter => letter.recipient_id === school.dsl.personId && letter.subject === 'Gatepost'),
  )
  for (const person of [school.head, school.office, school.teacher])
    assert.equal((await letters(person)).length, 0)
})

/** A school of a few people, whose roles the test gives. */
const smallSchool = async (
  people: Readonly<Record<string, { roles: readonly Role[]; email?: string | null; shared?: boolean }>>,
) => {
  const founded = await foundTestSchool(app, { name: `Small school ${newRandomId()}`, pack: null })
  const everybody = await inSchool(app.db, founded.head, persons)
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: app.ownerUrl })
  await client.connect()
  await client.query('update person set left_on = $2 where school_id = $1', [founded.schoolId, '2026-01-01'])
  await client.end()
  assert.ok(everybody.length > 0)
  const actors: Record<string, PersonActor> = {}
  for (const [name, { roles, email = `${newRandomId()}@small.example`, shared = false }] of Object.entries(
    people,
  )) {
    const added = await addPerson(
      app.db,
      founded.head,
      { givenName: name, familyName: 'Small', email, sharedMailbox: shared, roles },
      app.clock.now(),
    )
    assert.equal(added.kind, 'added')
    const personId = added.kind === 'added' ? added.personId : ('' as PersonId)
    actors[name] = { kind: 'person', schoolId: founded.schoolId, personId, name, roles: new Set(roles) }
  }
  return async (name: string): Promise<TestBrowser & { id: string }> => {
    const actor = actors[name]
    assert.ok(actor)
    return { ...(await app.as(actor)), id: actor.personId }
  }
}

test('village school: the head who is DSL raises about a child, receives it and confirms it, shown as one person', async () => {
  const as = await smallSchool({
    Hana: { roles: ['headteacher', 'dsl', 'staff'] },
    Cora: { roles: ['chair'] },
  })
  const head = await as('Hana')
  assert.equal((await head.post('/concerns/raise', concern())).statusCode, 303)
  const own = await head.get('/concerns')
  assert.match(own.body, /It went to Hana Small \(DSL\)/)
  const id = await inbox(head)
  await head.post(`/concerns/${id}/confirm`)
  assert.match((await head.get(`/concerns/${id}`)).body, /one person/)
  assert.doesNotMatch((await head.get('/')).body, /not confirmed yet/)
  assert.doesNotMatch((await (await as('Cora')).get('/')).body, /concern waits/)
})

test('about the headteacher with no chair: a governor who stands apart; with none, the way outside', async () => {
  const as = await smallSchool({
    Hana: { roles: ['headteacher', 'dsl', 'staff'] },
    Gita: { roles: ['governor', 'parent'] },
    Tom: { roles: ['staff', 'governor'] },
  })
  const teacher = await as('Tom')
  await teacher.post('/concerns/raise', concern({ about: 'headteacher' }))
  const { body } = await teacher.get('/concerns')
  assert.match(body, /Nobody at the school can receive this concern/)
  assert.match(body, /LADO/)
  const id = await inbox(teacher)
  assert.match((await teacher.get(`/concerns/${id}`)).body, /Confirm that you have told somebody outside/)
  for (const name of ['Hana', 'Gita']) {
    const browser = await as(name)
    assert.equal((await browser.get(`/concerns/${id}`)).statusCode, 404)
    assert.doesNotMatch((await browser.get('/')).body, /concern waits/)
  }
  await teacher.post(`/concerns/${id}/confirm`)
  assert.doesNotMatch((await teacher.get('/')).body, /not confirmed yet/)
})

test('a recipient without a mailbox of their own is told by the raiser, who alone is asked to', async () => {
  const as = await smallSchool({
    Hana: { roles: ['headteacher', 'staff'] },
    Dora: { roles: ['dsl', 'staff'], email: `office-${newRandomId()}@small.example`, shared: true },
    Tom: { roles: ['staff'] },
  })
  const teacher = await as('Tom')
  await teacher.post('/concerns/raise', concern())
  assert.match((await teacher.get('/')).body, /could not email Dora Small \(DSL\): tell them yourself/)
  for (const name of ['Hana', 'Dora'])
    assert.doesNotMatch((await (await as(name)).get('/')).body, /could not email/)
})

test('answered “yes” or “not sure”, the recipient is told how to handle what must not be looked at', async () => {
  const teacher = await app.as(school.teacher)
  await teacher.post('/concerns/raise', concern({ indecent: 'unsure' }))
  const dsl = await app.as(school.dsl)
  const { body } = await dsl.get(`/concerns/${await inbox(dsl)}`)
  assert.match(body, /Do not look at it, copy, print, forward, save or delete it/)
})
