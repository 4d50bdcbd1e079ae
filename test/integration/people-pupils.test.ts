import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { recordConsent } from '../../src/features/people/consents.ts'
import { pupilStandings } from '../../src/features/people/index.ts'
import { NotAllowed } from '../../src/kernel/errors.ts'
import { newId, type PupilId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp } from '../support/app.ts'
import { foundTestSchool, type TestSchool } from '../support/school.ts'

const app = await startTestApp()
const reason = 'Court order of March; do not name the street'

const addPupil = async (school: TestSchool, givenName: string, className: string): Promise<PupilId> => {
  const id = newId<PupilId>()
  await inSchool(app.db, school.office, tx =>
    tx
      .insertInto('pupil')
      .values({
        school_id: tx.schoolId,
        id,
        upn: id.slice(-13),
        given_name: givenName,
        family_name: 'Moss',
        class_name: className,
        year_group: 'Year 3',
        left_on: null,
      })
      .execute(),
  )
  return id
}

const standing = async (school: TestSchool, id: PupilId) =>
  inSchool(app.db, school.head, async tx => {
    const [one] = await pupilStandings(tx, [id], 'facebook')
    return one && { consent: one.consent, doNotPublish: one.doNotPublish }
  })

const yes = {
  answer: 'given',
  'given-day': '5',
  'given-month': '9',
  'given-year': '2026',
  evidence: 'signed form 2026',
}

test('pupils are found by class and name; volunteers, parents and governors see none of them', async () => {
  const school = await foundTestSchool(app)
  const teacher = await app.as(school.teacher)
  assert.match((await teacher.get('/pupils')).body, /No pupils are recorded yet/)
  const ada = await addPupil(school, 'Ada', 'Owls')
  for (let count = 0; count < 30; count++) await addPupil(school, `Pupil${count}`, 'Hawks')
  assert.match((await teacher.get('/pupils')).body, /31 pupils/)
  assert.match((await teacher.get('/pupils?page=2')).body, /Ada Moss/)
  const owls = await teacher.get('/pupils?class=Owls')
  assert.match(owls.body, /1 pupil</)
  assert.match((await teacher.get('/pupils?search=ada+mo')).body, /Ada Moss/)
  assert.match((await teacher.get('/pupils?search=%25')).body, /No pupil matches/)
  for (const person of [school.volunteer, school.chair, school.recovery]) {
    const browser = await app.as(person)
    assert.equal((await browser.get('/pupils')).statusCode, 403, person.name)
    assert.equal((await browser.get(`/pupils/${ada}`)).statusCode, 403, person.name)
  }
  const other = await foundTestSchool(app, { name: 'Hillbrook Primary School' })
  assert.equal((await (await app.as(other.head)).get(`/pupils/${ada}`)).statusCode, 404)
})

test('consent is given with its evidence and withdrawn with one press', async () => {
  const school = await foundTestSchool(app)
  const id = await addPupil(school, 'Ada', 'Owls')
  const office = await app.as(school.office)
  const path = `/pupils/${id}/consents/facebook`
  const bare = await office.post(path, { answer: 'given' })
  assert.equal(bare.statusCode, 422)
  assert.match(bare.body, /href="#given-day"/)
  assert.match(bare.body, /href="#evidence"/)
  assert.match((await office.post(path, {})).body, /Choose what the family says/)
  assert.match((await office.post(path, { ...yes, 'given-year': '2031' })).body, /today or earlier/)
  assert.match((await office.post(path, { answer: 'withdrawn' })).body, /No consent is recorded here/)
  assert.equal((await office.post(path, yes)).statusCode, 303)
  assert.deepEqual(await standing(school, id), { consent: 'given', doNotPublish: false })
  const page = await office.get(`/pupils/${id}`)
  assert.match(page.body, /given on Saturday 5 September 2026; signed form 2026/)
  assert.match(page.body, /AL-9/, 'the page says which clause asks for it')
  assert.equal((page.body.match(/Withdraw now/g) ?? []).length, 1)
  assert.equal((await office.post(path, { answer: 'withdrawn' })).statusCode, 303)
  assert.equal((await standing(school, id))?.consent, 'withdrawn')
  assert.equal((await office.post(path, { answer: 'withdrawn' })).statusCode, 303, 'sent twice')
  assert.equal((await office.post(`/pupils/${id}/consents/myspace`, yes)).statusCode, 404)
})

test('staff see the answers and change none', async () => {
  const school = await foundTestSchool(app)
  const id = await addPupil(school, 'Ada', 'Owls')
  const teacher = await app.as(school.teacher)
  const page = await teacher.get(`/pupils/${id}`)
  assert.match(page.body, /Not asked/)
  assert.doesNotMatch(page.body, /Record an answer/)
  assert.equal((await teacher.post(`/pupils/${id}/consents/facebook`, yes)).statusCode, 403)
  await assert.rejects(
    recordConsent(app.db, school.teacher, {
      pupilId: id,
      channel: 'facebook',
      answer: { state: 'refused' },
      now: app.clock.now(),
    }),
    NotAllowed,
  )
})

test('the do-not-publish list: the reason is read by four roles and lies encrypted', async () => {
  const school = await foundTestSchool(app)
  const id = await addPupil(school, 'Cy', 'Owls')
  const deputy = await app.as(school.deputy)
  const path = `/pupils/${id}/do-not-publish`
  assert.match((await deputy.post(path, { wanted: 'on', reason: ' ' })).body, /Enter the reason/)
  assert.equal((await deputy.post(path, { wanted: 'on', reason })).statusCode, 303)
  assert.equal((await deputy.post(path, { wanted: 'on', reason: 'again' })).statusCode, 303)
  assert.deepEqual(await standing(school, id), { consent: 'none', doNotPublish: true })
  for (const person of [school.head, school.dsl, school.deputy, school.office])
    assert.match((await (await app.as(person)).get(`/pupils/${id}`)).body, /Court order/, person.name)
  for (const person of [school.teacher, school.leader]) {
    const browser = await app.as(person)
    const seen = (await browser.get(`/pupils/${id}`)).body + (await browser.get('/pupils')).body
    assert.doesNotMatch(seen, /Court order/, person.name)
    assert.match(seen, /Must not be published/)
    assert.equal((await browser.get(path)).statusCode, 403)
  }
  const owner = new pg.Client({ connectionString: app.ownerUrl })
  await owner.connect()
  const { rows } = await owner.query<{ reason: Buffer; trail: string }>(
    `select d.reason, (select string_agg(fact || coalesce(detail, ''), '') from audit_event
       left join audit_detail using (school_id, stream, seq) where audit_event.school_id = d.school_id) as trail
     from do_not_publish d where pupil_id = $1`,
    [id],
  )
  await owner.end()
  assert.ok(rows[0])
  assert.doesNotMatch(rows[0].reason.toString('latin1'), /Court/)
  assert.match(rows[0].trail, /do-not-publish\.added/)
  assert.doesNotMatch(rows[0].trail, /Court/)
  assert.match((await deputy.post(path, { wanted: 'off' })).body, /Enter who decided it/)
  assert.equal((await deputy.post(path, { wanted: 'off', 'decided-by': 'DSL, 18 November' })).statusCode, 303)
  assert.equal((await standing(school, id))?.doNotPublish, false)
})
