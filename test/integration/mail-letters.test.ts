import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { invite } from '../../src/features/people/index.ts'
import type { PersonActor } from '../../src/kernel/actor.ts'
import type { MailId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { createMail, type Letter } from '../../src/platform/mail/mail.ts'
import { startTestApp } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

/** What the mail server took in: the addressee and everything it was sent. */
type Received = { readonly to: string; readonly raw: string }

const received: Received[] = []
let refusing = false
const startServer = (port = 0): Promise<SMTPServer> => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(address, _session, done) {
      done(refusing ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : undefined)
      void address
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push({
          to: session.envelope.rcptTo.map(one => one.address).join(','),
          raw: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
  })
  return new Promise(resolve => server.listen(port, '127.0.0.1', () => resolve(server)))
}
const stopServer = (server: SMTPServer): Promise<void> =>
  new Promise(resolve => server.close(() => resolve()))

let server = await startServer()
const port = (server.server.address() as { port: number }).port
after(() => stopServer(server))

const app = await startTestApp({ smtpUrl: `smtp://127.0.0.1:${port}` })
const school = await foundTestSchool(app)
const mail = createMail({
  db: app.db,
  vault: app.vault,
  jobs: app.jobs,
  clock: app.clock,
  smtpUrl: `smtp://127.0.0.1:${port}`,
  from: 'gatepost@school.example',
})

const letterTo = (person: PersonActor, more: Partial<Letter> = {}): Letter => ({
  recipient: { id: person.personId, address: 'someone@school.example', sharedMailbox: false },
  subject: 'A post waits',
  text: 'A post waits for your approval.\n',
  confidential: false,
  ...more,
})

const post = async (letter: Letter): Promise<MailId> => {
  const id = await inSchool(app.db, school.office, tx => mail.post(tx, letter, app.clock.now()))
  assert.ok(id)
  return id
}

const stateOf = (person: PersonActor, id: string) =>
  inSchool(app.db, person, tx =>
    tx
      .selectFrom('outgoing_mail')
      .select(['state', 'failure'])
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .executeTakeFirst(),
  )

/** Lets the queue run until the letter is in this state; its own delay between attempts is two seconds and more. */
const drainUntil = async (person: PersonActor, id: string, state: string): Promise<void> => {
  for (let attempt = 0; attempt < 80; attempt++) {
    await app.jobs.drain()
    if ((await stateOf(person, id))?.state === state) return
    await new Promise(resolve => setTimeout(resolve, 250))
  }
  assert.fail(`still ${JSON.stringify(await stateOf(person, id))}`)
}

test('a letter is sent once, with an identity of its own', async () => {
  const id = await post(letterTo(school.teacher))
  await app.jobs.drain()
  await app.jobs.drain()
  assert.equal((await stateOf(school.office, id))?.state, 'sent')
  const got = received.filter(one => one.raw.includes(id))
  assert.equal(got.length, 1)
  assert.equal(got[0]?.to, 'someone@school.example')
  assert.match(got[0]?.raw ?? '', new RegExp(`Message-ID: <${id}@gatepost>`, 'i'))
})

test('a mail server that is down loses nothing: the letter waits, is tried again, and is sent once', async () => {
  await stopServer(server)
  const id = await post(letterTo(school.teacher))
  await app.jobs.drain()
  assert.deepEqual(await stateOf(school.office, id), {
    state: 'waiting',
    failure: 'The mail server cannot be reached.',
  })
  const outbox = await (await app.as(school.office)).get('/outbox')
  assert.match(outbox.body, /cannot be reached. Gatepost tries again by itself/)
  server = await startServer(port)
  await drainUntil(school.office, id, 'sent')
  await app.jobs.drain()
  assert.equal(received.filter(one => one.raw.includes(id)).length, 1)
})

test('a refused letter is given up at once, says why, and is sent again when asked', async () => {
  refusing = true
  const id = await post(letterTo(school.teacher))
  await app.jobs.drain()
  assert.deepEqual(await stateOf(school.office, id), {
    state: 'failed',
    failure: 'The mail server refused the letter (550). Check the address.',
  })
  refusing = false
  const office = await app.as(school.office)
  assert.match((await office.get('/')).body, /A letter could not be sent/)
  assert.match((await office.get(`/outbox/${id}`)).body, /Send it again/)
  assert.equal((await office.post(`/outbox/${id}/again`)).statusCode, 303)
  assert.equal((await office.post(`/outbox/${id}/again`)).statusCode, 303, 'pressed twice')
  await app.jobs.drain()
  assert.equal(received.filter(one => one.raw.includes(id)).length, 1)
})

test('after two days without the mail server a letter is given up', async () => {
  await stopServer(server)
  const id = await post(letterTo(school.teacher))
  app.clock.advance({ hours: 49 })
  await app.jobs.drain()
  assert.equal((await stateOf(school.office, id))?.state, 'failed')
  server = await startServer(port)
  // Two days later every session has ended as well.
  await (await app.as(school.office)).post(`/outbox/${id}/again`)
  await app.jobs.drain()
  assert.equal((await stateOf(school.office, id))?.state, 'sent')
})

test('a confidential letter is its recipient’s alone, goes to no shared mailbox, and is sent all the same', async () => {
  const before = received.length
  const letter = letterTo(school.dsl, { confidential: true, subject: 'Gatepost', text: 'Something waits.\n' })
  const shared = { ...letter, recipient: { ...letter.recipient, sharedMailbox: true } }
  assert.equal(await inSchool(app.db, school.office, tx => mail.post(tx, shared, app.clock.now())), undefined)
  const id = await post(letter)
  await app.jobs.drain()
  assert.equal(received.length, before + 1)
  assert.equal((await stateOf(school.dsl, id))?.state, 'sent')
  assert.equal(await stateOf(school.head, id), undefined)
  const dsl = await app.as(school.dsl)
  assert.match((await dsl.get('/outbox')).body, new RegExp(id))
  assert.match((await dsl.get(`/outbox/${id}`)).body, /Something waits/)
  for (const person of [school.head, school.office, school.teacher]) {
    const browser = await app.as(person)
    assert.doesNotMatch((await browser.get('/outbox')).body, new RegExp(id), person.name)
    assert.equal((await browser.get(`/outbox/${id}`)).statusCode, 404, person.name)
    assert.equal((await browser.post(`/outbox/${id}/again`)).statusCode, 404, person.name)
  }
})

test('who reads somebody else’s letter leaves a trace; who keeps no outbox sees their own only', async () => {
  const id = await post(letterTo(school.teacher, { text: 'The secret link: http://x.example/second/abc\n' }))
  const office = await app.as(school.office)
  assert.doesNotMatch((await office.get(`/outbox/${id}`)).body, /secret link/)
  assert.match((await office.post(`/outbox/${id}`)).body, /secret link/)
  const events = await (await app.as(school.head)).get('/audit')
  assert.match(events.body, /Letter opened/i)
  assert.match((await (await app.as(school.teacher)).get(`/outbox/${id}`)).body, /secret link/)
  assert.equal((await (await app.as(school.colleague)).get(`/outbox/${id}`)).statusCode, 404)
})

test('with a mail server a sign-in link goes to its person and is shown to nobody', async () => {
  const office = await app.as(school.office)
  const made = await office.post(`/people/${school.colleague.personId}/link`)
  assert.equal(made.statusCode, 303)
  await app.jobs.drain()
  const letter = received.find(one => one.to.startsWith('colleague.'))
  const raw = (letter?.raw ?? '').replaceAll('=\r\n', '')
  const path = /http:\/\/localhost:3000(\/invitation\/[\w-]+)/.exec(raw)?.[1] ?? ''
  assert.equal((await app.anonymous().post(path, { password: 'three random words' })).statusCode, 303)
  const outbox = (await office.get('/outbox')).body
  assert.doesNotMatch(outbox, /Your sign-in for/)
})

test('a sign-in link never goes to a mailbox that several people read', async () => {
  await inSchool(app.db, school.head, tx =>
    tx
      .updateTable('person')
      .set({ shared_mailbox: true })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', school.deputy.personId)
      .execute(),
  )
  const before = received.length
  const result = await invite(
    { db: app.db, identity: app.identity, mail, publicUrl: 'http://localhost:3000' },
    school.head,
    school.deputy.personId,
    app.clock.now(),
  )
  assert.equal(result.kind === 'link' ? result.why : result.kind, 'shared-mailbox')
  await app.jobs.drain()
  assert.equal(received.length, before)
})

test('without a mail server letters are kept, and the outbox says so', async () => {
  const quiet = await startTestApp()
  const there = await foundTestSchool(quiet)
  const kept = createMail({
    db: quiet.db,
    vault: quiet.vault,
    jobs: quiet.jobs,
    clock: quiet.clock,
    smtpUrl: undefined,
    from: 'gatepost@school.example',
  })
  await inSchool(quiet.db, there.office, tx => kept.post(tx, letterTo(there.teacher), quiet.clock.now()))
  const outbox = await (await quiet.as(there.office)).get('/outbox')
  assert.match(outbox.body, /Not sent: no mail server is set up. Pass it on/)
  assert.match((await (await quiet.as(there.volunteer)).get('/outbox')).body, /There are no letters yet/)
})

test('help and accessibility are open to everybody; the school’s numbers to those signed in', async () => {
  const open = await app.anonymous().get('/help')
  assert.equal(open.statusCode, 200)
  assert.match(open.body, /Call 999/)
  assert.doesNotMatch(open.body, /01632 960111/)
  assert.match((await (await app.as(school.volunteer)).get('/help')).body, /01632 960111/)
  assert.equal((await app.anonymous().get('/accessibility')).statusCode, 200)
})
