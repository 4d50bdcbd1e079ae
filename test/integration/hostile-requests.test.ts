import assert from 'node:assert/strict'
import { test } from 'node:test'
import { giveLogin } from '../../src/features/sign-in/index.ts'
import { newId, newRandomId } from '../../src/kernel/ids.ts'
import { startTestApp } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const school = await foundTestSchool(app)

const zero = 'a\0b'
const half = 'a\ud800b'

test('no address makes a page fail, whatever its parts and its query say', async () => {
  const head = await app.as(school.head)
  const failed: string[] = []
  const parts = ['%00', '%ff', '__proto__', newId().toUpperCase(), '1e99', '%2e%2e%2f', newId()]
  const queries = [
    'page=-1',
    'page=1e99',
    'page=abc',
    'page=0.5',
    '__proto__=1',
    'q=%00',
    'q=%ff',
    'next=//evil.example',
  ]
  for (const route of app.routes.filter(one => one.method === 'GET')) {
    const addresses = [
      ...(route.path.includes(':') ? parts : []).map(part => route.path.replaceAll(/:\w+/g, part)),
      ...queries.map(query => `${route.path.replaceAll(/:\w+/g, newId())}?${query}`),
      ...queries.map(
        query =>
          `${route.path.replaceAll(/:\w+/g, newId())}?${query.replace(/^\w+=/, 'state=')}&search=%00&class=%00&network=%00&before=-1&raised=1e99&received=-1&message=%00&channel=%00&account=%00`,
      ),
    ]
    for (const address of addresses) {
      const { statusCode } = await head.get(address)
      if (statusCode >= 500) failed.push(`${address} answered ${statusCode}`)
    }
  }
  assert.deepEqual(failed, [])
})

test('no form makes a page fail: zero characters, half characters, fields that are no fields of it', async () => {
  const head = await app.as(school.head)
  const failed: string[] = []
  for (const route of app.routes.filter(one => one.method === 'POST' && one.path !== '/sign-out')) {
    const address = route.path.replaceAll(/:\w+/g, newId())
    for (const text of [zero, half, 'x'.repeat(90_000), '\u202eabc', '👩‍👩‍👧‍👦'.repeat(200)]) {
      const everything = Object.fromEntries(
        [
          ...[
            'id',
            'text',
            'name',
            'email',
            'password',
            'reason',
            'about',
            'indecent',
            'account',
            'who',
            'url',
          ],
          ...[
            'givenName',
            'familyName',
            'roles',
            '__proto__',
            'constructor',
            'message',
            'next',
            'school',
            'revision',
          ],
        ].map(name => [name, text]),
      )
      for (const sent of [await head.post(address, everything), await head.upload(address, everything, {})])
        if (sent.statusCode >= 500)
          failed.push(`${route.path} answered ${sent.statusCode} to ${JSON.stringify(text.slice(0, 9))}`)
    }
  }
  assert.deepEqual(failed, [])
})

test('a zero character in a form is left out of what is stored', async () => {
  const teacher = await app.as(school.teacher)
  const raised = await teacher.post('/concerns/raise', {
    id: newRandomId(),
    message: '',
    about: 'child',
    who: '',
    indecent: 'no',
    account: `He said ${zero} ${half}.`,
  })
  assert.equal(raised.statusCode, 303, raised.body)
})

test('a form is never read from JSON or plain text', async () => {
  for (const type of ['application/json', 'text/plain']) {
    const sent = await app.server.inject({
      method: 'POST',
      url: '/sign-in',
      headers: { 'content-type': type },
      payload: JSON.stringify({ email: { 0: { trim: 1 } }, password: [[1]] }),
    })
    assert.equal(sent.statusCode, 415, type)
    assert.match(sent.body, /could not be read/)
  }
})

test('an address that is none gets a page with every security header', async () => {
  for (const url of ['/%', '/posts/%E0%A4%A', `/${'a/'.repeat(3000)}`]) {
    const answer = await app.server.inject({ method: 'GET', url })
    assert.ok(answer.statusCode === 400 || answer.statusCode === 404, `${url}: ${answer.statusCode}`)
    assert.match(String(answer.headers['content-type']), /text\/html/)
    assert.match(String(answer.headers['content-security-policy']), /default-src 'none'/)
  }
})

test('cookies that no browser sends are no session', async () => {
  for (const cookie of [
    'session=%',
    'session=',
    'session=a\ufffd',
    'flash=!!!; session=;;',
    'flash=bnVsbA',
  ]) {
    const answer = await app.server.inject({ method: 'GET', url: '/', headers: { cookie } })
    assert.equal(answer.statusCode, 303, cookie)
  }
})

test('a form sent from another site is not accepted, multipart or not, with or without a session', async () => {
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ])
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const sent = await app.server.inject({
        method: 'POST',
        url: '/sign-in',
        headers: { ...headers, 'content-type': type },
        payload: type.startsWith('multipart') ? '--x--\r\n' : 'email=a',
      })
      assert.equal(sent.statusCode, 403, JSON.stringify(headers))
    }
})

test('text longer than a form takes is refused, not cut off unseen', async () => {
  const teacher = await app.as(school.teacher)
  const sent = await teacher.upload('/concerns/raise', { account: 'x'.repeat(200_000) }, {})
  assert.equal(sent.statusCode, 413)
})

test('nobody takes over the sign-in of a colleague by inviting their address for somebody else', async () => {
  const email = `${newId()}@thornfield.example`
  const own = { schoolId: school.schoolId, personId: school.dsl.personId }
  const first = await giveLogin(app.identity, {
    email,
    password: 'three random words',
    membership: own,
    now: app.clock.now(),
  })
  assert.equal(first.kind, 'given')
  const other = { schoolId: school.schoolId, personId: school.colleague.personId }
  const second = await giveLogin(app.identity, {
    email,
    password: 'another password',
    membership: other,
    now: app.clock.now(),
  })
  assert.equal(second.kind, 'wrong-password')
  // The person themselves gets a new password by a new link.
  const again = await giveLogin(app.identity, {
    email,
    password: 'another password',
    membership: own,
    now: app.clock.now(),
  })
  assert.equal(again.kind, 'given')
})

test('a link joins an existing sign-in only after few enough wrong passwords', async () => {
  const email = `${newId()}@thornfield.example`
  const now = app.clock.now()
  await giveLogin(app.identity, {
    email,
    password: 'three random words',
    membership: { schoolId: school.schoolId, personId: school.leader.personId },
    now,
  })
  const other = await foundTestSchool(app, { name: 'Hazel Bank School' })
  const membership = { schoolId: other.schoolId, personId: other.teacher.personId }
  for (let attempt = 0; attempt < 8; attempt++)
    assert.equal(
      (await giveLogin(app.identity, { email, password: `wrong password ${attempt}`, membership, now })).kind,
      'wrong-password',
    )
  assert.equal(
    (await giveLogin(app.identity, { email, password: 'three random words', membership, now })).kind,
    'too-many-attempts',
  )
})
