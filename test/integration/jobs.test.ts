import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { systemActor } from '../../src/kernel/actor.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { createJobs } from '../../src/platform/jobs/jobs.ts'
import { startTestApp } from '../support/app.ts'
import { atEnd } from '../support/database.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const school = await foundTestSchool(app)
const lines: string[] = []
const jobs = createJobs(app.db, pino({ level: 'info' }, { write: line => void lines.push(line) }))
const seen: string[] = []
let failures = 0
jobs.register({
  name: 'test-note',
  retries: 3,
  timeLimit: 30,
  async handle({ schoolId, note }) {
    seen.push(`${schoolId}:${note}`)
    if (note === 'fails' && failures++ < 1) throw new Error('words about somebody')
  },
})
await jobs.start({ work: false })
atEnd(() => jobs.stop())
const system = systemActor(school.schoolId)
const enqueue = (note: string, options = {}) =>
  inSchool(app.db, system, tx => jobs.enqueue(tx, 'test-note', { note }, options))

test('a job exists exactly if its transaction commits', async () => {
  await assert.rejects(
    inSchool(app.db, system, async tx => {
      await jobs.enqueue(tx, 'test-note', { note: 'rolled back' })
      throw new Error('no')
    }),
  )
  await enqueue('committed')
  assert.equal(await jobs.drain(), 1)
  assert.deepEqual(seen.splice(0), [`${school.schoolId}:committed`])
})

test('jobs of one kind do not displace each other, unless they are said to be the same', async () => {
  await enqueue('one')
  await enqueue('two')
  await enqueue('three', { only: 'same' })
  await enqueue('three', { only: 'same' })
  assert.equal(await jobs.drain(), 3)
  seen.splice(0)
})

test('a failed job is repeated, and neither the queue nor the log keeps its words', async () => {
  await enqueue('fails')
  await jobs.drain()
  const { rows } = await app.db.pool.query(
    `select output::text, state from pgboss.job where name = 'test-note' and output is not null`,
  )
  assert.equal(
    rows.some(row => /words about/.test(row.output)),
    false,
  )
  assert.equal(
    lines.some(line => /words about/.test(line)),
    false,
  )
  assert.ok(lines.some(line => /test-note/.test(line)))
  await app.db.pool.query(
    `update pgboss.job set start_after = now() where name = 'test-note' and state = 'retry'`,
  )
  assert.equal(await jobs.drain(), 1)
  assert.equal(seen.splice(0).length, 2)
})
