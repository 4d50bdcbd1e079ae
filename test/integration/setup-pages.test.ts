import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadActor } from '../../src/features/people/index.ts'
import { setupRoutes } from '../../src/features/setup/index.ts'
import { createLink, personsWithLogin } from '../../src/features/sign-in/index.ts'
import { newId, type SchoolId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp, type TestBrowser } from '../support/app.ts'
import { openVisit } from '../support/visits.ts'

const app = await startTestApp()

const setUpLink = async (schoolId = newId<SchoolId>()) => ({
  schoolId,
  path: `/set-up/${await createLink(
    app.identity,
    { purpose: 'set-up', schoolId: null, personId: null, subjectId: schoolId },
    app.clock.now(),
  )}`,
})

let serial = 0
const typed = (more: Record<string, string> = {}): Record<string, string> => {
  const domain = `school${++serial}.example`
  const seat = (key: string, given: string, family: string) => ({
    [`${key}-who`]: 'new',
    [`${key}-given-name`]: given,
    [`${key}-family-name`]: family,
    [`${key}-email`]: `${given}.${family}@${domain}`.toLowerCase(),
    [`${key}-mailbox`]: 'own',
  })
  return {
    name: 'Fernhill Primary School',
    phone: '01632 960 001',
    'urgent-name': 'Children’s social care, out of hours',
    'urgent-phone': '01632 960 111',
    ...seat('head', 'Harriet', 'Oakes'),
    ...seat('dsl', 'Dev', 'Anand'),
    ...seat('deputy', 'Mina', 'Hale'),
    ...seat('moderator', 'Orla', 'Pike'),
    ...seat('chair', 'Colin', 'Marsh'),
    ...seat('recovery', 'Rhys', 'Calder'),
    'leader-who': 'nobody',
    founder: 'head',
    password: 'three random words',
    ...more,
  }
}

const peopleOf = async (schoolId: SchoolId): Promise<Record<string, string[]>> =>
  inSchool(app.db, { kind: 'system', schoolId }, async tx => {
    const rows = await tx
      .selectFrom('person')
      .innerJoin('person_role', join =>
        join
          .onRef('person_role.school_id', '=', 'person.school_id')
          .onRef('person_role.person_id', '=', 'person.id'),
      )
      .select(['given_name', 'role'])
      .where('person.school_id', '=', schoolId)
      .orderBy('role')
      .execute()
    const found: Record<string, string[]> = {}
    for (const row of rows) found[row.given_name] = [...(found[row.given_name] ?? []), row.role]
    return found
  })

const setUp = async (more: Record<string, string> = {}) => {
  const link = await setUpLink()
  const browser = app.anonymous()
  const form = typed(more)
  return { ...link, browser, form, response: await browser.post(link.path, form) }
}

const follow = async (browser: TestBrowser, path: string): Promise<string> => {
  const response = await browser.get(path)
  assert.equal(response.statusCode, 200, response.body)
  return response.body
}

/** Presses the button of the next-steps page, with the token that the page carries. */
const makeLinks = async (browser: TestBrowser) => {
  const csrf = /name="csrf" value="([^"]+)"/.exec(await follow(browser, '/next-steps'))?.[1] ?? ''
  return browser.post('/next-steps/invitations', { csrf })
}

test('a school is founded behind its link, which then no longer works, and its founder is signed in', async () => {
  const { path, schoolId, browser, form, response } = await setUp()
  assert.equal(response.statusCode, 303, response.body)
  assert.equal(response.headers.location, '/next-steps')
  assert.deepEqual(await peopleOf(schoolId), {
    Harriet: ['headteacher', 'staff'],
    Dev: ['dsl', 'senior-leader', 'staff'],
    Mina: ['deputy-dsl', 'staff'],
    Orla: ['administrator', 'staff'],
    Colin: ['chair', 'governor'],
    Rhys: ['recovery-contact'],
  })
  const next = await follow(browser, '/next-steps')
  assert.match(next, /Fernhill Primary School/)
  for (const name of ['Dev Anand', 'Colin Marsh', 'Rhys Calder']) assert.match(next, new RegExp(name))
  const again = await app.anonymous().post(path, form)
  assert.match(again.body, /This link no longer works/)
  assert.match((await app.anonymous().get(path)).body, /This link no longer works/)
})

test('a school of six staff: the head is DSL and moderator too', async () => {
  const { schoolId, response } = await setUp({ 'dsl-who': 'head', 'moderator-who': 'dsl' })
  assert.equal(response.statusCode, 303, response.body)
  assert.deepEqual(await peopleOf(schoolId), {
    Harriet: ['administrator', 'dsl', 'headteacher', 'senior-leader', 'staff'],
    Mina: ['deputy-dsl', 'staff'],
    Colin: ['chair', 'governor'],
    Rhys: ['recovery-contact'],
  })
})

test('a set-up that was cut off after the school was written is finished by sending the form again', async () => {
  const { schoolId, browser, form, response } = await setUp()
  assert.equal(response.statusCode, 303)
  // What a crash between founding and the login would have left: the school and a link that was not used up.
  await app.identity.kysely.deleteFrom('session').where('school_id', '=', schoolId).execute()
  await app.identity.kysely.deleteFrom('membership').where('school_id', '=', schoolId).execute()
  const link = await setUpLink(schoolId)
  const other = await browser.post(link.path, { ...form, 'head-email': 'someone.else@school.example' })
  assert.equal(other.statusCode, 422)
  assert.match(other.body, /earlier try saved the school with other people/)
  const again = await app.anonymous().post(link.path, form)
  assert.equal(again.headers.location, '/next-steps')
  assert.equal(Object.keys(await peopleOf(schoolId)).length, 6, 'nobody is there twice')
  assert.equal((await personsWithLogin(app.identity, schoolId)).size, 1)
})

test('everything that is wrong is told at once, at its field, and what was typed stays', async () => {
  const { browser, path } = { browser: app.anonymous(), path: (await setUpLink()).path }
  const empty = await browser.post(path, {})
  assert.equal(empty.statusCode, 422)
  for (const field of [
    'name',
    'phone',
    'urgent-phone',
    'head-given-name',
    'chair-email',
    'founder',
    'password',
  ])
    assert.match(empty.body, new RegExp(`href="#${field}"`), field)
  const wrong = await browser.post(
    path,
    typed({ 'head-email': 'not an address', phone: 'ring us', password: 'short', 'chair-email': '' }),
  )
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /value="not an address"/)
  assert.match(wrong.body, /value="ring us"/)
  assert.match(wrong.body, /email address of the headteacher like name@school.sch.uk/)
  assert.doesNotMatch(wrong.body, /value="short"/)
})

test('one address is one person, the deputy is not the DSL, the chair nobody from the staff', async () => {
  const browser = app.anonymous()
  const { path } = await setUpLink()
  const form = typed()
  const same = await browser.post(path, { ...form, 'chair-email': form['head-email'] ?? '' })
  assert.match(same.body, /This is the address of the headteacher. Enter another one/)
  const sameAs = await browser.post(path, { ...form, 'dsl-email': form['head-email'] ?? '' })
  assert.match(sameAs.body, /Choose “The same person as the headteacher”/)
  const deputy = await browser.post(path, { ...form, 'dsl-who': 'head', 'deputy-who': 'head' })
  assert.match(deputy.body, /this person is the DSL already/)
})

test('an address that looks shared is asked about once; a shared one is taken, with a warning', async () => {
  const { path } = await setUpLink()
  const browser = app.anonymous()
  const form = typed({ 'dsl-email': 'office@fernhill.example' })
  const asked = await browser.post(path, form)
  assert.equal(asked.statusCode, 422)
  assert.match(asked.body, /looks like a mailbox that several people read/)
  assert.match(asked.body, /name="dsl-asked" value="office@fernhill.example"/)
  const confirmed = await browser.post(path, { ...form, 'dsl-asked': 'office@fernhill.example' })
  assert.equal(confirmed.statusCode, 303, 'the same answer again is believed')
  const shared = await setUp({ 'dsl-email': 'safeguarding@fernhill.example', 'dsl-mailbox': 'shared' })
  assert.equal(shared.response.statusCode, 303, shared.response.body)
  assert.match(await follow(shared.browser, '/next-steps'), /Dev Anand: several people read this mailbox/)
})

test('the founder makes the others their links, each shown once; the office cannot take the headteacher’s place', async () => {
  const { browser, schoolId } = await setUp()
  const made = await makeLinks(browser)
  assert.equal(made.statusCode, 200)
  const links = [...made.body.matchAll(/http:\/\/localhost:3000(\/invitation\/[\w-]+)/g)].map(
    match => match[1],
  )
  assert.equal(links.length, 5)
  const invitation = await app.anonymous().post(links[0] ?? '', { password: 'another three words' })
  assert.equal(invitation.statusCode, 303)
  const again = await makeLinks(browser)
  assert.equal([...again.body.matchAll(/\/invitation\//g)].length, 4, 'who can sign in needs no link')
  assert.match((await app.anonymous().get(links[1] ?? '')).body, /no longer works/, 'the older link is void')

  const byOffice = await setUp({ founder: 'moderator' })
  const first = await makeLinks(byOffice.browser)
  assert.match(first.body, /Harriet Oakes/)
  for (const name of ['Dev Anand', 'Colin Marsh', 'Rhys Calder'])
    assert.doesNotMatch(first.body, new RegExp(`${name}</h2>`), `${name} is for the headteacher to invite`)
  const headLink = /http:\/\/localhost:3000(\/invitation\/[\w-]+)/.exec(first.body)?.[1] ?? ''
  assert.equal((await app.anonymous().post(headLink, { password: 'another three words' })).statusCode, 303)
  const later = await follow(byOffice.browser, '/next-steps')
  assert.doesNotMatch(later, /Harriet Oakes/)
  assert.notEqual(schoolId, byOffice.schoolId)
})

test('a set-up link of the wrong kind or age opens nothing', async () => {
  assert.match((await app.anonymous().get('/set-up/no-such-token')).body, /no longer works/)
  const { path } = await setUpLink()
  app.clock.advance({ hours: 25 })
  assert.match((await app.anonymous().post(path, typed())).body, /no longer works/)
})

test('the demonstration is offered exactly where there is one, and shows its password once', async () => {
  const { path } = await setUpLink()
  assert.match((await app.anonymous().get(path)).body, /Look around a demonstration school/)
  let started = 0
  const parts = {
    db: app.db,
    identity: app.identity,
    vault: app.vault,
    mail: { sends: false, post: async () => undefined, sendAgain: async () => false },
    publicUrl: 'http://localhost:3000',
  }
  const startDemonstration = async () => {
    started++
    return { password: 'three-random-words-77', people: [] }
  }
  const visit = openVisit(app, { params: { token: path.slice('/set-up/'.length) } })
  const handle = async (method: string, routePath: string, offered = true) => {
    const routes = setupRoutes({ ...parts, ...(offered ? { startDemonstration } : {}) })
    const route = routes.find(one => one.method === method && one.path === routePath)
    assert.ok(route?.access === 'anyone')
    return route.handle(visit)
  }
  const choice = await handle('GET', '/set-up/:token')
  assert.ok(choice.kind === 'page' && choice.template.endsWith('choose.njk'))
  const without = await handle('GET', '/set-up/:token', false)
  assert.ok(without.kind === 'page' && without.template.endsWith('set-up.njk'))
  const shown = await handle('POST', '/set-up/:token/demonstration')
  assert.ok(shown.kind === 'page' && 'password' in shown.params)
  assert.equal(started, 1)
})

test('the founder is who they said', async () => {
  const { schoolId } = await setUp({ founder: 'chair' })
  const [personId] = await personsWithLogin(app.identity, schoolId)
  assert.ok(personId)
  assert.equal((await loadActor(app.db, schoolId, personId))?.actor.name, 'Colin Marsh')
})
