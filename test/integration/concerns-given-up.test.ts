import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, newRandomId } from '../../src/kernel/ids.ts'
import { startTestApp, type TestBrowser } from '../support/app.ts'
import { foundTestSchool, type TestSchool } from '../support/school.ts'

/**
 * Whoever keeps the list of people makes sign-in links for plain staff. So somebody who once received concerns and is
 * plain staff now must not open them: the link's maker could be the one a concern is about.
 */
const app = await startTestApp()

/** Raises a concern in which the office has a part; its recipients are the DSL and the deputy. */
const raised = async (): Promise<{ school: TestSchool; concern: string }> => {
  const school = await foundTestSchool(app)
  const form = {
    id: newRandomId(),
    message: '',
    about: 'child',
    who: school.office.personId,
    indecent: 'no',
    account: 'What the child said.',
  }
  assert.equal((await (await app.as(school.teacher)).post('/concerns/raise', form)).statusCode, 303)
  const list = (await (await app.as(school.deputy)).get('/concerns')).body
  const concern = /\/concerns\/[0-9a-f-]{36}/.exec(list)?.[0]
  assert.ok(concern)
  return { school, concern }
}

/** What somebody finds who follows the link that the office makes for the former deputy. */
const findsNothing = async (school: TestSchool, concern: string): Promise<void> => {
  const office = await app.as(school.office)
  const made = await office.post(`/people/${school.deputy.personId}/link`)
  const path = /\/invitation\/[\w-]+/.exec(made.body)?.[0]
  assert.ok(path, made.body)
  const browser: TestBrowser = app.anonymous()
  assert.equal((await browser.post(path, { password: 'three random words' })).headers.location, '/')
  assert.doesNotMatch((await browser.get('/concerns')).body, /\/concerns\/[0-9a-f]{8}-/)
  assert.doesNotMatch((await browser.get('/')).body, /A concern waits/)
  assert.equal((await browser.get(concern)).statusCode, 404)
}

test('a former deputy DSL who is plain staff now opens and confirms no concern', async () => {
  const { school, concern } = await raised()
  const deputy = await app.as(school.deputy)
  assert.equal((await deputy.get(concern)).statusCode, 200)
  const head = await app.as(school.head)
  assert.equal(
    (await head.post(`/people/${school.deputy.personId}/roles`, { roles: ['staff'] })).statusCode,
    303,
  )
  assert.equal((await deputy.get(concern)).statusCode, 404)
  assert.notEqual((await deputy.post(`${concern}/confirm`)).statusCode, 303)
  await findsNothing(school, concern)
  assert.equal((await (await app.as(school.dsl)).get(concern)).statusCode, 200, 'the DSL still has it')
})

test('a deputy DSL who left and is added again as plain staff opens none either', async () => {
  const { school, concern } = await raised()
  const head = await app.as(school.head)
  assert.equal((await head.post(`/people/${school.deputy.personId}/left`)).statusCode, 303)
  const added = await (await app.as(school.office)).post('/people/new', {
    id: newId(),
    'given-name': 'Mina',
    'family-name': 'Hale',
    email: `deputy.${school.schoolId.slice(-6)}@thornfield.example`,
    mailbox: 'own',
    roles: ['staff'],
  })
  assert.equal(added.headers.location, `/people/${school.deputy.personId}`, added.body)
  await findsNothing(school, concern)
})
