import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLink, giveLogin } from '../../src/features/sign-in/index.ts'
import { startTestApp } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const school = await foundTestSchool(app)
const password = 'three random words'
await giveLogin(app.identity, {
  email: 'head@thornfield.example',
  password,
  membership: { schoolId: school.schoolId, personId: school.head.personId },
  now: app.clock.now(),
})

test('the right password opens a session, signing out ends it', async () => {
  const browser = app.anonymous()
  const signedIn = await browser.post('/sign-in', { email: ' Head@thornfield.example', password })
  assert.equal(signedIn.statusCode, 303)
  assert.equal(signedIn.headers.location, '/')
  const cookie = signedIn.cookies.find(one => one.name === 'session')
  assert.equal(cookie?.httpOnly, true)
  assert.equal(cookie?.sameSite, 'Lax')
  const token = cookie?.value ?? ''
  const out = await app.server.inject({
    method: 'POST',
    url: '/sign-out',
    cookies: { session: token },
    payload: 'csrf=wrong',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(out.statusCode, 403, 'without its token a form is refused')
})

test('a wrong password tells nothing about the address, and too many close the door for a while', async () => {
  const browser = app.anonymous()
  const wrong = await browser.post('/sign-in', { email: 'head@thornfield.example', password: 'not it' })
  const unknown = await browser.post('/sign-in', { email: 'nobody@thornfield.example', password: 'not it' })
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /There is a problem/)
  assert.equal(
    wrong.body.replaceAll('head@', 'x@').replace(/nonce[^>]*/g, ''),
    unknown.body.replaceAll('nobody@', 'x@').replace(/nonce[^>]*/g, ''),
  )
  for (let count = 0; count < 8; count++)
    await browser.post('/sign-in', { email: 'chair@thornfield.example', password: 'no' })
  assert.match(
    (await browser.post('/sign-in', { email: 'chair@thornfield.example', password: 'no' })).body,
    /too many wrong tries/,
  )
  app.clock.advance({ minutes: 16 })
  assert.match(
    (await browser.post('/sign-in', { email: 'chair@thornfield.example', password: 'no' })).body,
    /is not right/,
  )
})

test('an invitation works once, and cannot take over a login of another school', async () => {
  const other = await foundTestSchool(app, { name: 'Hillbrook Primary School' })
  const link = (personId = other.head.personId) =>
    createLink(
      app.identity,
      { purpose: 'invitation', schoolId: other.schoolId, personId, subjectId: null },
      app.clock.now(),
    )
  const token = await link()
  const browser = app.anonymous()
  assert.match((await browser.get(`/invitation/${token}`)).body, /Hillbrook Primary School/)
  assert.equal((await browser.post(`/invitation/${token}`, { password: 'short' })).statusCode, 422)
  assert.equal(
    (await browser.post(`/invitation/${token}`, { password: 'long enough for it' })).statusCode,
    303,
  )
  assert.match((await app.anonymous().get(`/invitation/${token}`)).body, /no longer works/)

  const shared = await giveLogin(app.identity, {
    email: 'both@schools.example',
    password,
    membership: { schoolId: school.schoolId, personId: school.dsl.personId },
    now: app.clock.now(),
  })
  assert.equal(shared.kind, 'given')
  const takeOver = {
    email: 'both@schools.example',
    password: 'an attacker chose it',
    membership: { schoolId: other.schoolId, personId: other.dsl.personId },
    now: app.clock.now(),
  }
  assert.deepEqual(await giveLogin(app.identity, takeOver), { kind: 'wrong-password' })
  assert.equal((await giveLogin(app.identity, { ...takeOver, password })).kind, 'given')
  const chosen = await app.anonymous().post('/sign-in', { email: 'both@schools.example', password })
  assert.equal(chosen.headers.location, '/schools')
})
