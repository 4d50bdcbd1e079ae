import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeRoles } from '../../src/features/people/change-roles.ts'
import { inviteLink, loadActor, persons } from '../../src/features/people/index.ts'
import type { Role } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()

const rolesOf = async (school: Awaited<ReturnType<typeof foundTestSchool>>, id: string) =>
  (await inSchool(app.db, school.head, persons)).find(person => person.id === id)?.roles.toSorted()

test('the list shows who is who, is searched and filtered, and tells staff no addresses', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const all = await office.get('/people')
  assert.equal(all.statusCode, 200)
  assert.match(all.body, /Tess Rowan/)
  assert.match(all.body, /@thornfield.example/)
  const found = await office.get('/people?search=tess')
  assert.match(found.body, /Tess Rowan/)
  assert.doesNotMatch(found.body, /Joel Fenn/)
  assert.match((await office.get('/people?role=dsl')).body, /1 of 10 people/)
  assert.match((await office.get('/people?search=<b>zzz')).body, /Nobody matches/)
  const teacher = await app.as(school.teacher)
  const seen = await teacher.get('/people')
  assert.match(seen.body, /Dev Anand/)
  assert.doesNotMatch(seen.body, /@thornfield.example/)
  assert.equal((await teacher.get(`/people/${school.dsl.personId}`)).statusCode, 403)
  assert.equal((await (await app.as(school.volunteer)).get('/people')).statusCode, 403)
  const recovery = await (await app.as(school.recovery)).get('/people')
  assert.match(recovery.body, /Harriet Oakes/)
  assert.doesNotMatch(recovery.body, /Tess Rowan/)
  assert.equal(
    (await (await app.as(school.recovery)).get(`/people/${school.teacher.personId}`)).statusCode,
    404,
  )
})

test('a person is added once, with roles that the actor may give', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const form = {
    id: newId<string>(),
    'given-name': 'Nia',
    'family-name': 'Vane',
    email: 'Nia.Vane@thornfield.example',
    mailbox: 'own',
    roles: ['staff', 'parent'],
  }
  const first = await office.post('/people/new', form)
  assert.equal(first.headers.location, `/people/${form.id}`)
  assert.equal((await office.post('/people/new', form)).headers.location, `/people/${form.id}`, 'sent twice')
  assert.match((await office.get('/people?search=vane')).body, /1 of 11 people/)
  const taken = await office.post('/people/new', { ...form, id: newId<string>() })
  assert.match(taken.body, /Somebody here has this email address already/)
  assert.match(taken.body, /value="Nia"/)
  const empty = await office.post('/people/new', {})
  assert.equal(empty.statusCode, 422)
  for (const field of ['given-name', 'family-name', 'roles'])
    assert.match(empty.body, new RegExp(`href="#${field}"`))
  const shared = await office.post('/people/new', { ...form, id: newId<string>(), email: 'office@x.example' })
  assert.match(shared.body, /looks like a mailbox that several people read/)
  for (const role of ['dsl', 'headteacher', 'administrator', 'chair'])
    assert.equal(
      (
        await office.post('/people/new', {
          ...form,
          id: newId<string>(),
          email: 'z@x.example',
          roles: [role],
        })
      ).statusCode,
      403,
      role,
    )
  const markup = await office.post('/people/new', {
    ...form,
    id: newId<string>(),
    email: 'm@x.example',
    'given-name': '<script>alert(1)</script>',
  })
  assert.doesNotMatch((await office.get(String(markup.headers.location))).body, /<script>alert/)
})

test('nobody takes over a login they may not answer for', async () => {
  const school = await foundTestSchool(app)
  const head = await app.as(school.head)
  const office = await app.as(school.office)
  const chair = await app.as(school.chair)
  const recovery = await app.as(school.recovery)
  const link = (browser: typeof head, id: string) => browser.post(`/people/${id}/link`)
  for (const person of [school.head, school.dsl, school.deputy, school.chair, school.leader, school.recovery])
    assert.equal((await link(office, person.personId)).statusCode, 403, person.name)
  assert.match(
    (await office.get(`/people/${school.dsl.personId}`)).body,
    /made by the headteacher or the chair/,
  )
  assert.equal((await link(head, school.chair.personId)).statusCode, 403)
  assert.equal((await link(head, school.head.personId)).statusCode, 403)
  assert.equal((await link(chair, school.head.personId)).statusCode, 200)
  assert.equal((await link(recovery, school.head.personId)).statusCode, 200)
  assert.equal((await link(recovery, school.dsl.personId)).statusCode, 404, 'nobody else is their business')
  // Whoever chooses the address chooses where a link goes, so the same people may correct it.
  const details = { 'given-name': 'Dev', 'family-name': 'Anand', email: 'mine@x.example', mailbox: 'own' }
  assert.equal((await office.post(`/people/${school.dsl.personId}/details`, details)).statusCode, 403)
  assert.equal((await office.post(`/people/${school.head.personId}/left`)).statusCode, 403)
  const other = await foundTestSchool(app, { name: 'Hillbrook Primary School' })
  assert.equal((await link(head, other.teacher.personId)).statusCode, 404)
})

test('a new link shows once, voids the older one, and signs its person in', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const make = async () => {
    const made = await office.post(`/people/${school.teacher.personId}/link`)
    assert.match(made.body, /No mail server is set up/)
    return /http:\/\/localhost:3000(\/invitation\/[\w-]+)/.exec(made.body)?.[1] ?? ''
  }
  const older = await make()
  const newer = await make()
  assert.match((await app.anonymous().get(older)).body, /no longer works/)
  assert.match((await office.get(`/people/${school.teacher.personId}`)).body, /A link is open until/)
  assert.doesNotMatch((await office.get(`/people/${school.teacher.personId}`)).body, /\/invitation\//)
  assert.equal((await app.anonymous().post(newer, { password: 'three random words' })).statusCode, 303)
  assert.match((await office.get(`/people/${school.teacher.personId}`)).body, /Can sign in/)
})

test('an invitation followed in a browser where somebody else is signed in still works', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const url = await inviteLink(
    { identity: app.identity, publicUrl: '' },
    { schoolId: school.schoolId, personId: school.colleague.personId },
    app.clock.now(),
  )
  const csrf = /name="csrf" value="([^"]+)"/.exec((await office.get(url)).body)?.[1] ?? ''
  const saved = await office.post(url, { csrf, password: 'three random words' })
  assert.equal(saved.statusCode, 303)
})

test('training is recorded with its date', async () => {
  const school = await foundTestSchool(app)
  const leader = await app.as(school.leader)
  const path = `/people/${school.teacher.personId}`
  const sent = (day: string, month: string, year: string) =>
    leader.post(`${path}/training`, {
      'completed-day': day,
      'completed-month': month,
      'completed-year': year,
    })
  assert.match((await sent('31', '2', '2026')).body, /Enter the day on which the training was completed/)
  assert.match((await sent('', '', '')).body, /href="#completed-day"/)
  assert.match((await sent('1', '1', '2031')).body, /today or earlier/)
  assert.equal((await sent('2', '11', '2026')).statusCode, 303)
  const page = await leader.get(path)
  assert.match(page.body, /Completed on Monday 2 November 2026/)
  assert.match(page.body, /AL-3\.b/, 'the page says which clause asks for it')
  const deputy = await app.as(school.deputy)
  assert.equal((await deputy.post(`${path}/training`)).statusCode, 403)
})

test('roles: given by those who may, never the last headteacher, DSL or chair', async () => {
  const school = await foundTestSchool(app)
  const head = await app.as(school.head)
  const teacher = school.teacher.personId
  assert.equal((await head.post(`/people/${teacher}/roles`, { roles: ['staff', 'dsl'] })).statusCode, 303)
  assert.deepEqual(await rolesOf(school, teacher), ['dsl', 'staff'])
  // A role that stands over the headteacher is not the headteacher's to give: the tick is not even offered.
  await head.post(`/people/${teacher}/roles`, { roles: ['staff', 'dsl', 'chair', 'headteacher'] })
  assert.deepEqual(await rolesOf(school, teacher), ['dsl', 'staff'])
  await head.post(`/people/${teacher}/roles`, { roles: ['staff'] })
  const lastDsl = await head.post(`/people/${school.dsl.personId}/roles`, { roles: ['staff'] })
  assert.equal(lastDsl.statusCode, 422)
  assert.match(lastDsl.body, /Nobody else is Designated safeguarding lead/)
  const chair = await app.as(school.chair)
  const lastHead = await chair.post(`/people/${school.head.personId}/roles`, { roles: [] })
  assert.match(lastHead.body, /Nobody else is Headteacher/)
  assert.equal((await chair.post(`/people/${teacher}/roles`, { roles: ['headteacher'] })).statusCode, 303)
  assert.deepEqual(await rolesOf(school, teacher), ['headteacher', 'staff'])
  assert.equal((await chair.post(`/people/${school.head.personId}/roles`, { roles: [] })).statusCode, 303)
  assert.deepEqual(await rolesOf(school, school.head.personId), ['staff'])
  assert.equal((await (await app.as(school.office)).get(`/people/${teacher}/roles`)).statusCode, 403)
  assert.deepEqual(
    await changeRoles(app.db, school.chair, {
      personId: school.chair.personId,
      roles: ['chair', 'governor', 'headteacher'],
      now: app.clock.now(),
    }),
    { kind: 'not-allowed' },
    'nobody makes themself headteacher',
  )
})

test('two headteachers who step down at the same moment do not leave the school without one', async () => {
  const school = await foundTestSchool(app)
  const step = (personId: typeof school.head.personId, held: readonly Role[]) =>
    changeRoles(app.db, school.chair, { personId, roles: held, now: app.clock.now() })
  await step(school.teacher.personId, ['staff', 'headteacher'])
  const results = await Promise.all([
    step(school.head.personId, ['staff']),
    step(school.teacher.personId, ['staff']),
  ])
  assert.deepEqual(results.map(result => result.kind).toSorted(), ['changed', 'would-be-vacant'])
})

test('who has left is signed out at once, and comes back without the roles of before', async () => {
  const school = await foundTestSchool(app)
  const head = await app.as(school.head)
  const leader = await app.as(school.leader)
  assert.equal((await leader.get('/people')).statusCode, 200)
  const path = `/people/${school.leader.personId}`
  assert.match((await head.get(`${path}/left`)).body, /signed out everywhere at once/)
  assert.equal((await head.post(`${path}/left`)).statusCode, 303)
  assert.equal((await leader.get('/people')).statusCode, 303)
  assert.equal(await loadActor(app.db, school.schoolId, school.leader.personId), undefined)
  assert.equal((await head.get(path)).statusCode, 404)
  const last = await (await app.as(school.chair)).post(`/people/${school.head.personId}/left`)
  assert.match(last.body, /Nobody else is Headteacher/)
  const back = await head.post('/people/new', {
    id: newId<string>(),
    'given-name': 'Sana',
    'family-name': 'Whitlock',
    email: `leader.${school.schoolId.slice(-6)}@thornfield.example`,
    mailbox: 'own',
    roles: ['governor'],
  })
  assert.equal(back.headers.location, path)
  assert.deepEqual(await rolesOf(school, school.leader.personId), ['governor'])
})

test('a corrected address ends the old sign-in', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const teacher = await app.as(school.teacher)
  const path = `/people/${school.teacher.personId}`
  const form = { 'given-name': 'Tess', 'family-name': 'Rowan-Hale', mailbox: 'own' }
  const email = `teacher.${school.schoolId.slice(-6)}@thornfield.example`
  await office.post(`${path}/details`, { ...form, email })
  assert.equal((await teacher.get('/people')).statusCode, 200, 'a new surname changes no sign-in')
  const taken = await office.post(`${path}/details`, {
    ...form,
    email: `colleague.${school.schoolId.slice(-6)}@thornfield.example`,
  })
  assert.match(taken.body, /has this email address already/)
  await office.post(`${path}/details`, { ...form, email: 'tess@new.example' })
  assert.equal((await teacher.get('/people')).headers.location, '/sign-in?next=%2Fpeople')
})
