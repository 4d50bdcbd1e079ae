import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { insertPerson } from '../../src/features/people/index.ts'
import { newId, type PersonId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { inForce, rightForm } from '../support/acknowledging.ts'
import { actorOf, startTestApp } from '../support/app.ts'
import { foundTestSchool, type TestSchool } from '../support/school.ts'

// Two tabs, a double press, or a press again after a crash: one signature and one event of it.
const app = await startTestApp()

/** How many signatures stand on record, and how many events say that somebody signed. */
const onRecord = (school: TestSchool) =>
  inSchool(app.db, school.head, async tx => {
    const signatures = await tx
      .selectFrom('acknowledgement')
      .select('id')
      .where('school_id', '=', tx.schoolId)
      .execute()
    const { rows } = await sql<{
      fact: string
    }>`select fact from audit_event where school_id = ${tx.schoolId}`.execute(tx)
    const actions = /"action":"policy\.(acknowledged|attendance-recorded|leaflet-acknowledged)"/
    return {
      signatures: signatures.length,
      events: rows.filter(({ fact }) => actions.test(fact)).length,
    }
  })

const addCook = (school: TestSchool): Promise<PersonId> =>
  inSchool(app.db, school.head, tx =>
    insertPerson(
      tx,
      { givenName: 'Nell', familyName: 'Ash', email: null, sharedMailbox: false, roles: ['staff'] },
      app.clock.now(),
    ),
  )

const linkIn = (text: string): string => /\/acknowledge\/[\w-]{20,}/.exec(text)?.[0] ?? assert.fail(text)

test('on the screen in two tabs at once', async () => {
  const school = await foundTestSchool(app)
  const teacher = await app.as(school.teacher)
  const form = await rightForm(app, school.teacher)
  const sent = await Promise.all([1, 2, 3].map(() => teacher.post('/policy/acknowledge', form)))
  assert.deepEqual(sent.map(({ headers }) => headers.location).toSorted(), [
    '/',
    '/policy/acknowledge',
    '/policy/acknowledge',
  ])
  assert.deepEqual(await onRecord(school), { signatures: 1, events: 1 })
})

test('through a link, pressed twice at once, and again after a crash before the link was used up', async () => {
  const school = await foundTestSchool(app)
  const cook = await addCook(school)
  const office = await app.as(school.office)
  const made = await office.post(`/policy/acknowledgements/people/${cook}/link`, { by: 'hand' })
  const link = linkIn(made.body)
  const form = { ...(await rightForm(app, actorOf(school.schoolId, cook, ['staff']))), name: 'Nell Ash' }
  const sent = await Promise.all([1, 2, 3].map(() => app.anonymous().post(link, form)))
  for (const { body } of sent) assert.match(body, /Thank you|You have signed already/)
  assert.deepEqual(await onRecord(school), { signatures: 1, events: 1 })

  await app.identity.kysely
    .updateTable('one_time_link')
    .set({ used_at: null })
    .where('purpose', '=', 'acknowledgement')
    .where('person_id', '=', cook)
    .execute()
  assert.match((await app.anonymous().post(link, form)).body, /You have signed already/)
  assert.deepEqual(await onRecord(school), { signatures: 1, events: 1 })
  const left = await app.identity.kysely
    .selectFrom('one_time_link')
    .select('used_at')
    .where('person_id', '=', cook)
    .executeTakeFirst()
  assert.notEqual(left?.used_at, null, 'and now the link is used up')
})

test('through another link than the lost one, which tells nothing of it to whoever has it', async () => {
  const school = await foundTestSchool(app)
  const cook = await addCook(school)
  const office = await app.as(school.office)
  const give = async () =>
    linkIn((await office.post(`/policy/acknowledgements/people/${cook}/link`, { by: 'hand' })).body)
  const [lost, next] = [await give(), await give()]
  const form = { ...(await rightForm(app, actorOf(school.schoolId, cook, ['staff']))), name: 'Nell Ash' }
  assert.match((await app.anonymous().post(next, form)).body, /Thank you/)
  assert.match((await app.anonymous().get(next)).body, /You have signed already/)
  for (const answer of [await app.anonymous().get(lost), await app.anonymous().post(lost, form)])
    assert.match(answer.body, /This link no longer works/)
})

test('links sent again after a crash: the earlier ones stop working all the same', async () => {
  const school = await foundTestSchool(app)
  const cook = await addCook(school)
  const office = await app.as(school.office)
  const gardener = await addCook(school)
  const give = async (id: string, ...people: PersonId[]) =>
    office.post('/policy/acknowledgements/links', { id, by: 'hand', people: [cook, ...people] })
  const lost = linkIn((await give(newId<never>())).body)
  const own = `/policy/acknowledgements/people/${gardener}/link`
  const kept = linkIn((await office.post(own, { by: 'hand' })).body)
  const id = newId<never>() as string
  const next = linkIn((await give(id)).body)
  // Killed before the earlier links were taken back.
  await app.identity.kysely
    .updateTable('one_time_link')
    .set({ used_at: null })
    .where('person_id', '=', cook)
    .execute()
  assert.equal((await give(id, gardener)).headers.location, '/policy/acknowledgements/links')
  assert.match((await app.anonymous().get(lost)).body, /This link no longer works/)
  for (const link of [next, kept])
    assert.match((await app.anonymous().get(link)).body, /Your full name/, 'who got no new one keeps theirs')
})

test('as a visitor, twice at once', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const form = {
    id: newId<never>() as string,
    name: 'Otto Brand',
    organisation: 'Brand Roofing',
    'visit-day': '18',
    'visit-month': '11',
    'visit-year': '2026',
    way: 'hand',
    kept: '',
    address: '',
  }
  const link = linkIn((await office.post('/policy/visitors/new', form)).body)
  const sha256 = /name="sha256" value="(\w+)"/.exec((await app.anonymous().get(link)).body)?.[1] ?? ''
  const sent = await Promise.all(
    [1, 2, 3].map(() => app.anonymous().post(link, { sha256, name: 'O. Brand' })),
  )
  for (const { body } of sent) assert.match(body, /Thank you|You have signed already/)
  assert.deepEqual(await onRecord(school), { signatures: 0, events: 1 })
})

test('an attendance list sent twice; who was ticked only the second time is not said to be recorded', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const id = newId<never>() as string
  const list = `/policy/acknowledgements/attendance/${id}`
  const form = {
    id,
    sha256: (await inForce(app, school.head)).textSha256,
    'held-day': '2',
    'held-month': '11',
    'held-year': '2026',
    kept: 'Training folder',
    people: [school.teacher.personId, school.dsl.personId],
  }
  const sent = await Promise.all(
    [1, 2].map(() => office.post('/policy/acknowledgements/attendance/new', form)),
  )
  assert.deepEqual(sent.map(({ headers }) => headers.location).toSorted(), [
    '/policy/acknowledgements/attendance',
    list,
  ])
  assert.deepEqual(await onRecord(school), { signatures: 2, events: 1 })
  const more = { ...form, people: [...form.people, school.leader.personId] }
  assert.equal((await office.post('/policy/acknowledgements/attendance/new', more)).headers.location, list)
  assert.match((await office.get(list)).body, /recorded before, with 2 people/)
  assert.deepEqual(await onRecord(school), { signatures: 2, events: 1 })
})
