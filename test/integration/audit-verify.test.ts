import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { personNames } from '../../src/features/people/index.ts'
import { newRandomId } from '../../src/kernel/ids.ts'
import { audit } from '../../src/platform/audit/audit.ts'
import { verifyAudit } from '../../src/platform/audit/verify.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const school = await foundTestSchool(app)
await foundTestSchool(app, { name: 'Hillbrook Primary School' })
for (let count = 1; count <= 60; count++)
  await inSchool(app.db, school.teacher, tx =>
    audit(tx, {
      at: app.clock.now(),
      action: 'test.happened',
      subject: { kind: 'test', id: newRandomId() },
      facts: { count, inForceFrom: '2026-11-18', id: newRandomId() },
      detail: { remark: `remark ${count} <b>` },
    }),
  )

/** Does something behind the trail's back as the owner, looks what the verifier says, and puts it back. */
const tampered = async (...statements: string[]) => {
  const owner = new pg.Client({ connectionString: app.ownerUrl })
  await owner.connect()
  const tables = ['audit_detail', 'audit_event', 'audit_head']
  try {
    for (const table of tables) await owner.query(`create temp table kept_${table} as select * from ${table}`)
    for (const statement of statements) await owner.query(statement, [school.schoolId])
    return await verifyAudit(app.ownerUrl)
  } finally {
    for (const table of tables) await owner.query(`delete from ${table}`)
    for (const table of [...tables].reverse())
      if (table !== 'audit_detail') await owner.query(`insert into ${table} select * from kept_${table}`)
    await owner.query('insert into audit_detail select * from kept_audit_detail')
    await owner.end()
  }
}

const where = "school_id = $1 and stream = 'school'"

test('a trail that nobody touched is whole', async () => {
  const report = await verifyAudit(app.ownerUrl)
  assert.deepEqual(report.problems, [])
  assert.equal(report.chains, 4)
  assert.equal(report.erased, 0)
  assert.ok(report.events > 60)
})

test('one changed event is found, with its place', async () => {
  const { problems } = await tampered(
    `update audit_event set fact = replace(fact, '"count":17', '"count":18') where ${where}`,
  )
  assert.equal(problems.length, 1)
  assert.equal(problems[0]?.schoolId, school.schoolId)
  assert.match(problems[0]?.problem ?? '', /was changed/)
  assert.equal(problems[0]?.seq, 17 + 2, 'after the set-up and the adoption')
})

test('an event whose hash was made to fit breaks the chain behind it', async () => {
  const { problems } = await tampered(`with changed as (
      select e.seq, replace(e.fact, '"count":17', '"count":18') as fact, p.hash as before
      from audit_event e join audit_event p on p.school_id = e.school_id and p.stream = e.stream and p.seq = e.seq - 1
      where e.school_id = $1 and e.stream = 'school' and e.seq = 19)
    update audit_event e set fact = c.fact,
      hash = encode(sha256(convert_to(c.before || E'\\n' || c.seq || E'\\n' || c.fact, 'UTF8')), 'hex')
    from changed c where e.school_id = $1 and e.stream = 'school' and e.seq = c.seq`)
  assert.deepEqual(
    problems.map(one => one.seq),
    [20],
  )
})

test('a removed tail is found, also where the head was left alone', async () => {
  const { problems } = await tampered(
    `delete from audit_detail where ${where} and seq > 60`,
    `delete from audit_event where ${where} and seq > 60`,
  )
  assert.equal(problems.length, 1)
  assert.match(problems[0]?.problem ?? '', /end of the chain/)
})

test('an event taken out of the middle is found, with its place', async () => {
  const { problems } = await tampered(
    `delete from audit_detail where ${where} and seq = 30`,
    `delete from audit_event where ${where} and seq = 30`,
  )
  assert.equal(problems[0]?.seq, 30)
  assert.match(problems[0]?.problem ?? '', /missing/)
})

test('a changed detail is found; an erased one is counted and no problem', async () => {
  const changed = await tampered(
    `update audit_detail set detail = '{"remark":"other"}' where ${where} and seq = 40`,
  )
  assert.deepEqual(
    changed.problems.map(one => one.seq),
    [40],
  )
  assert.match(changed.problems[0]?.problem ?? '', /detail/)
  const erased = await tampered(`delete from audit_detail where ${where} and seq = 40`)
  assert.deepEqual(erased.problems, [])
  assert.equal(erased.erased, 1)
})

test('a chain without its head is found', async () => {
  const { problems } = await tampered(`delete from audit_head where ${where}`)
  assert.match(problems[0]?.problem ?? '', /without the head/)
})

test('the app itself cannot change or remove an event', async () => {
  const client = new pg.Client({ connectionString: app.appUrl })
  await client.connect()
  for (const statement of [
    'update audit_event set fact = fact',
    'delete from audit_event',
    'delete from audit_detail',
  ])
    await assert.rejects(client.query(statement), { code: '42501' })
  await client.end()
})

test('the headteacher and the chair read the trail in words, 50 a page; nobody else does', async () => {
  for (const person of [school.head, school.chair]) {
    const browser = await app.as(person)
    const first = await browser.get('/audit')
    assert.equal(first.statusCode, 200)
    assert.match(first.body, /Test happened/)
    assert.match(first.body, /Tess Rowan/)
    assert.match(first.body, /Remark: remark 60 &lt;b&gt;/)
    assert.match(first.body, /In force from: 2026-11-18/)
    assert.equal(first.body.split('data-label="By"').length - 1, 50)
    const older = /href="(\/audit\?before=\d+)"/.exec(first.body)?.[1] ?? ''
    const second = await browser.get(older)
    assert.match(second.body, /School set up/)
    assert.doesNotMatch(second.body, /Hillbrook/)
    assert.equal(second.body.split('data-label="By"').length - 1, 12)
  }
  for (const person of [school.dsl, school.office, school.teacher, school.volunteer])
    assert.equal((await (await app.as(person)).get('/audit')).statusCode, 403)
  const odd = await (await app.as(school.head)).get('/audit?before=-1%20or%201=1')
  assert.equal(odd.statusCode, 200)
})

test('somebody who has left keeps their name in the trail', async () => {
  const owner = new pg.Client({ connectionString: app.ownerUrl })
  await owner.connect()
  await owner.query(`update person set left_on = '2026-11-01' where id = $1`, [school.teacher.personId])
  await owner.end()
  const names = await inSchool(app.db, school.head, tx => personNames(tx, [school.teacher.personId]))
  assert.equal(names.get(school.teacher.personId), 'Tess Rowan')
})
