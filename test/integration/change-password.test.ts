import assert from 'node:assert/strict'
import { test } from 'node:test'
import { giveLogin } from '../../src/features/sign-in/index.ts'
import { startTestApp } from '../support/app.ts'
import { flashOf } from '../support/posts.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const school = await foundTestSchool(app)
const first = 'three random words'
const second = 'four other random words'
const email = 'tess@thornfield.example'
await giveLogin(app.identity, {
  email,
  password: first,
  membership: { schoolId: school.schoolId, personId: school.teacher.personId },
  now: app.clock.now(),
})

/** A browser with its own session of this login. */
const signedIn = async (password: string) => {
  const answer = await app.anonymous().post('/sign-in', { email, password })
  return answer.cookies.find(cookie => cookie.name === 'session')?.value ?? ''
}
const today = (session: string) => app.server.inject({ method: 'GET', url: '/', cookies: { session } })
const change = async (session: string, current: string, chosen: string) => {
  const form = await app.server.inject({ method: 'GET', url: '/password', cookies: { session } })
  const csrf = /name="csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  return app.server.inject({
    method: 'POST',
    url: '/password',
    cookies: { session },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: String(new URLSearchParams({ csrf, current, chosen })),
  })
}

test('a new password holds from now on, and every other browser is signed out', async () => {
  const here = await signedIn(first)
  const elsewhere = await signedIn(first)
  const other = await app.as(school.office)
  assert.match((await today(here)).body, /href="\/password"/)
  const changed = await change(here, first, second)
  assert.equal(changed.statusCode, 303)
  assert.match(flashOf(changed), /signed out everywhere else/)
  assert.equal((await today(here)).statusCode, 200)
  assert.equal((await today(elsewhere)).statusCode, 303)
  assert.equal((await other.get('/')).statusCode, 200, 'nobody else is signed out')
  assert.equal(await signedIn(first), '')
  assert.notEqual(await signedIn(second), '')
})

test('a missing, short or wrong password changes nothing and is never printed back', async () => {
  const here = await signedIn(second)
  const empty = await change(here, '', 'short')
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, /id="current-error"[\s\S]*?Enter your current password/)
  assert.match(empty.body, /id="chosen-error"[\s\S]*?at least 12 characters/)
  const wrong = await change(here, 'not my password', 'a very different one')
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /id="current-error"[\s\S]*?not your current password/)
  assert.doesNotMatch(wrong.body, /not my password|a very different one/)
  assert.notEqual(await signedIn(second), '')
})

test('wrong tries close the door as they do at sign-in', async () => {
  const here = await signedIn(second)
  for (let count = 0; count < 8; count++) await change(here, 'guessing it', first)
  assert.match((await change(here, second, first)).body, /too many wrong tries/)
  app.clock.advance({ minutes: 16 })
  assert.equal((await change(here, second, first)).statusCode, 303)
})
