import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { acknowledgePolicy } from '../../src/features/acknowledgements/index.ts'
import { insertPerson } from '../../src/features/people/index.ts'
import { newId, type PersonId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { inForce } from '../support/acknowledging.ts'
import { startTestApp } from '../support/app.ts'
import { startMailServer } from '../support/letters.ts'
import { foundTestSchool, type TestSchool } from '../support/school.ts'

const { smtpUrl, letters } = await startMailServer()
const app = await startTestApp({ smtpUrl })
const list = '/policy/acknowledgements'
const nursery = 'Barleyhurst Park Nursery'

const add = (school: TestSchool, familyName: string, email: string | null): Promise<PersonId> =>
  inSchool(app.db, school.head, tx =>
    insertPerson(
      tx,
      { givenName: 'Nell', familyName, email, sharedMailbox: false, roles: ['staff'] },
      app.clock.now(),
    ),
  )

const people = (school: TestSchool) =>
  inSchool(app.db, school.head, tx =>
    tx.selectFrom('person').select(['id', 'site']).where('school_id', '=', tx.schoolId).execute(),
  )

test('the site of a person is chosen from those in force, by whoever keeps the list of people', async () => {
  const school = await foundTestSchool(app, { pack: 'BP' })
  const office = await app.as(school.office)
  const person = `/people/${school.teacher.personId}`
  assert.match((await office.get(person)).body, /None in particular/)
  assert.equal((await office.post(`${person}/site`, { site: nursery })).headers.location, person)
  assert.match((await office.get(person)).body, /Saved: Tess Rowan works at Barleyhurst Park Nursery/)
  assert.equal((await office.post(`${person}/site`, { site: 'Elsewhere' })).headers.location, person)
  assert.match((await office.get(person)).body, /no such site any more/)
  assert.equal((await people(school)).find(({ id }) => id === school.teacher.personId)?.site, nursery)
  const leader = await app.as(school.leader)
  assert.match((await leader.get(person)).body, /Barleyhurst Park Nursery/)
  assert.doesNotMatch((await leader.get(person)).body, /Save the site/)
  assert.equal((await leader.post(`${person}/site`, { site: '' })).statusCode, 403)

  const id = newId<PersonId>()
  await office.post('/people/new', {
    id,
    'given-name': 'Ida',
    'family-name': 'Moss',
    email: '',
    mailbox: 'own',
    roles: 'staff',
    site: nursery,
  })
  assert.equal((await people(school)).find(one => one.id === id)?.site, nursery)
})

test('a staff file may name the site; one that is unknown is refused with those in force', async () => {
  const school = await foundTestSchool(app, { pack: 'BP' })
  const office = await app.as(school.office)
  const upload = (site: string) =>
    office.upload(
      '/people/import',
      { id: newId<string>(), kind: 'staff' },
      {
        file: {
          fileName: 'staff.csv',
          bytes: Buffer.from(`First name,Surname,Email,Roles,Site\nAnn,Lee,ann@lee.example,staff,${site}`),
        },
      },
    )
  assert.match((await office.get('/people/import')).body, /Site if you like \(Barleyhurst Park School/)
  assert.match(
    (await upload('Annexe')).body,
    /has no site of this name\. Write one of: Barleyhurst Park School/,
  )
  const preview = String((await upload(nursery.toUpperCase())).headers.location)
  const { body } = await office.get(preview)
  assert.match(body, /site: Barleyhurst Park Nursery/)
  const digest = /name="digest" value="([^"]+)"/.exec(body)?.[1] ?? ''
  await office.post(`${preview}/apply`, { digest })
  assert.deepEqual(
    (await people(school)).map(({ site }) => site).filter(site => site !== null),
    [nursery],
  )
})

test('the list, its file and the attendance form are narrowed to one site; a school that is one place sees none of it', async () => {
  const school = await foundTestSchool(app, { pack: 'BP' })
  const office = await app.as(school.office)
  const cook = await add(school, 'Ash', null)
  for (const id of [cook, school.teacher.personId]) await office.post(`/people/${id}/site`, { site: nursery })
  const at = new URLSearchParams({ site: nursery })
  const shown = (await office.get(`${list}?${at}`)).body
  assert.match(shown, /2 people\./)
  assert.match(shown, /Nell Ash[\s\S]*Tess Rowan/)
  assert.doesNotMatch(shown, /Joel Fenn/)
  const elsewhere = (await office.get(`${list}?site=-`)).body
  assert.match(elsewhere, /Joel Fenn/)
  assert.doesNotMatch(elsewhere, /Nell Ash/)
  const lines = (await office.get(`${list}/list.csv?${at}`)).body.trim().split('\r\n')
  assert.match(lines[0] ?? '', /"Roles","Site","Acknowledged"/)
  assert.equal(lines.length, 3)
  assert.match(lines[1] ?? '', /"Ash","Nell","Member of staff","Barleyhurst Park Nursery","no"/)

  const form = (await office.get(`${list}/attendance/new?${at}`)).body
  assert.match(form, /Nell Ash/)
  assert.doesNotMatch(form, /Joel Fenn/)
  assert.match(form, /href="\/policy\/acknowledgements\/attendance\/new"/, 'and back to everyone')
  const sheet = (await office.get(`${list}/attendance/sheet?${at}`)).body
  assert.match(sheet, /Nell Ash/)
  assert.doesNotMatch(sheet, /Joel Fenn/)

  const alone = await foundTestSchool(app)
  const other = await app.as(alone.office)
  for (const path of [
    list,
    `${list}/attendance`,
    `${list}/attendance/new`,
    `${list}/attendance/sheet`,
    `/people/${alone.teacher.personId}`,
    '/people/new',
    '/people/import',
  ])
    assert.doesNotMatch((await other.get(path)).body, /\bsite\b/i, path)
  assert.doesNotMatch((await other.get(`${list}/list.csv`)).body, /Site/)
})

test('a site that is no longer in force counts as none', async () => {
  const school = await foundTestSchool(app)
  const head = await app.as(school.head)
  await head.post('/policy/details', { committee: '', sites: 'Main building\nAnnexe' })
  await head.post(`/people/${school.teacher.personId}/site`, { site: 'Annexe' })
  await head.post('/policy/details', { committee: '', sites: 'Main building\nHall' })
  const none = (await head.get(`${list}?site=-`)).body
  assert.match(none, /Tess Rowan/)
  assert.doesNotMatch(none, /Annexe/)
  assert.match((await head.get(`/people/${school.teacher.personId}`)).body, /None in particular/)
})

test('the list is narrowed by how people are reached and how they signed, and sorted by who waited longest', async () => {
  const school = await foundTestSchool(app)
  let office = await app.as(school.office)
  await add(school, 'Ash', null)
  const late = await add(school, 'Moss', 'ida@moss.example')
  const { textSha256: sha256 } = await inForce(app, school.head)
  await acknowledgePolicy(app.db, school.colleague, { sha256, now: app.clock.now() })
  const names = async (query: string) => (await office.get(`${list}?${query}`)).body
  const before = await names('state=unreached')
  assert.match(before, /Nell Ash[\s\S]*Nell Moss/)
  assert.doesNotMatch(before, new RegExp(`people/${school.office.personId}`))
  await office.post(`${list}/people/${late}/link`, { by: 'hand' })
  assert.doesNotMatch(await names('state=unreached'), /Nell Moss/)
  assert.match(await names('state=linked'), /Nell Moss[\s\S]*Link given on/)
  assert.match(await names('state=signed-in'), /Joel Fenn/)
  assert.match(await names('state=link'), /Nobody matches/)
  app.clock.advance({ hours: 48 })
  await add(school, 'Aaron', null)
  office = await app.as(school.office)
  assert.match(await names('order=longest'), /Nell Ash[\s\S]*Nell Moss[\s\S]*Nell Aaron[\s\S]*Joel Fenn/)
  assert.match(await names(''), /Nell Aaron[\s\S]*Nell Ash/)
})

test('links for many: seen before, for all or none, one event each, once however often the form is sent', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const cooks = [await add(school, 'Ash', null), await add(school, 'Birch', null)]
  const driver = await add(school, 'Moss', 'nell@moss.example')
  const page = await office.get(`${list}/links`)
  assert.match(page.body, /Nell Ash \(to hand over\)[\s\S]*Nell Moss \(by letter\)/)
  assert.doesNotMatch(page.body, new RegExp(school.office.personId), 'who signs in')
  const id = /name="id" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const links = () =>
    inSchool(app.db, school.head, tx =>
      tx.selectFrom('acknowledgement_link').select('id').where('school_id', '=', tx.schoolId).execute(),
    )
  const nobody = await office.post(`${list}/links`, { id, by: 'letter' })
  assert.match(nobody.body, /Tick who gets a link/)
  const gone = await office.post(`${list}/links`, { id, by: 'letter', people: [...cooks, newId<PersonId>()] })
  assert.match(gone.body, /Nobody got a link/)
  const login = await office.post(`${list}/links`, {
    id,
    by: 'letter',
    people: [...cooks, school.office.personId],
  })
  assert.match(login.body, /Orla Pike can sign in now/)
  assert.equal((await links()).length, 0)

  const form = { id, by: 'letter', people: [...cooks, driver] }
  const made = await office.post(`${list}/links`, form)
  assert.match(made.body, /1 letter is on the way/)
  const shown = [...made.body.matchAll(/\/acknowledge\/[\w-]{20,}/g)].map(([link]) => link)
  assert.equal(shown.length, 2)
  assert.equal((await office.post(`${list}/links`, form)).headers.location, `${list}/links`)
  assert.match((await office.get(`${list}/links`)).body, /The form came twice[\s\S]*has a link of/)
  assert.equal((await links()).length, 3)
  const events = await inSchool(app.db, school.head, tx =>
    sql`select from audit_event where school_id = ${tx.schoolId} and fact like '%policy.link-made%'`.execute(
      tx,
    ),
  )
  assert.equal(events.rows.length, 3)
  await app.jobs.drain()
  assert.equal(letters.filter(({ to }) => to === 'nell@moss.example').length, 1)
  for (const link of shown) assert.match((await app.anonymous().get(link)).body, /asks you to read/)

  const again = await office.post(`${list}/links`, { ...form, id: newId<string>(), by: 'hand' })
  assert.equal(again.body.match(/\/acknowledge\/[\w-]{20,}/g)?.length, 3)
  assert.match((await app.anonymous().get(shown[0] ?? '')).body, /no longer works/, 'the earlier link')
  assert.equal((await (await app.as(school.teacher)).get(`${list}/links`)).statusCode, 403)
})
