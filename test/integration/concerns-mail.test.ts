import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { addPerson } from '../../src/features/people/index.ts'
import { newRandomId } from '../../src/kernel/ids.ts'
import { startTestApp } from '../support/app.ts'
import { atEnd } from '../support/database.ts'
import { foundTestSchool } from '../support/school.ts'

const received: { to: string[]; text: string }[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    let text = ''
    stream.on('data', chunk => {
      text += chunk
    })
    stream.on('end', () => {
      received.push({ to: session.envelope.rcptTo.map(one => one.address), text })
      done()
    })
  },
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
atEnd(() => new Promise<void>(resolve => server.close(() => resolve())))
const app = await startTestApp({
  smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
})
const school = await foundTestSchool(app)

const raise = async (form: Record<string, string>) => {
  const browser = await app.as(school.teacher)
  await browser.post('/concerns/raise', {
    id: newRandomId(),
    indecent: 'no',
    about: 'child',
    who: '',
    account: 'Zebra-word about a child',
    ...form,
  })
  return browser
}

test('each recipient gets a letter that says no more than that something waits', async () => {
  const teacher = await raise({})
  await app.jobs.drain()
  assert.deepEqual(received.flatMap(letter => letter.to.map(to => to.split('.')[0])).sort(), [
    'deputy',
    'dsl',
  ])
  for (const { text } of received) {
    const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s)
    assert.equal(body.trim(), 'Something waits for you in Gatepost.\r\n\r\nhttp://localhost:3000')
    assert.match(head, /^Subject: Gatepost$/m)
    assert.doesNotMatch(text, /concern|child|Zebra|Tess|Rowan|Thornfield Primary/i)
  }
  assert.doesNotMatch((await teacher.get('/')).body, /could not email/)
})

test('a shared mailbox gets nothing: the raiser alone is asked to tell that recipient', async () => {
  received.length = 0
  await addPerson(
    app.db,
    school.head,
    {
      givenName: 'Dora',
      familyName: 'Vane',
      email: 'office@thornfield.example',
      sharedMailbox: true,
      roles: ['deputy-dsl', 'staff'],
    },
    app.clock.now(),
  )
  const teacher = await raise({})
  await app.jobs.drain()
  assert.equal(received.length, 2)
  assert.ok(received.every(letter => !letter.to.includes('office@thornfield.example')))
  assert.match((await teacher.get('/')).body, /could not email Dora Vane \(deputy DSL\): tell them yourself/)
  for (const person of [school.dsl, school.deputy, school.head])
    assert.doesNotMatch((await (await app.as(person)).get('/')).body, /could not email/)
})

test('nobody who raises a concern that comes to themselves is written to', async () => {
  received.length = 0
  const dsl = await app.as(school.dsl)
  await dsl.post('/concerns/raise', {
    id: newRandomId(),
    indecent: 'no',
    about: 'child',
    account: 'Seen by the DSL',
  })
  await app.jobs.drain()
  assert.deepEqual(
    received.flatMap(letter => letter.to.map(to => to.split('.')[0])),
    ['deputy'],
  )
})
