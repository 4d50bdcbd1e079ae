import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { inSchool } from '../../src/platform/database/database.ts'
import { startEmbeddedPostgres } from '../../src/platform/database/embedded.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { startTestApp } from '../support/app.ts'
import { atEnd } from '../support/database.ts'
import { foundTestSchool } from '../support/school.ts'

const dataFolder = await mkdtemp(join(tmpdir(), 'gatepost-restart-'))
const server = await startEmbeddedPostgres({ dataFolder, log: { info() {}, warn() {} } })
atEnd(() => rm(dataFolder, { recursive: true, force: true }))
atEnd(() => server.stop())
await migrate(server.ownerUrl, server.appUrl)
const app = await startTestApp({ database: server })
const school = await foundTestSchool(app)

test('the database is killed under load: what was acknowledged is there once, the rest can be sent again', async () => {
  const acknowledged = new Set<number>()
  const refused = new Set<number>()
  const ids = Array.from(
    { length: 200 },
    (_, index) => `019a0000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`,
  )
  const write = async (index: number): Promise<void> => {
    const id = ids[index] ?? ''
    try {
      await inSchool(app.db, school.head, async tx => {
        await tx
          .insertInto('person')
          .values({
            school_id: tx.schoolId,
            id,
            given_name: 'Load',
            family_name: `Number ${index}`,
            email: null,
            shared_mailbox: false,
            left_on: null,
            created_at: app.clock.now(),
          })
          .onConflict(conflict => conflict.doNothing())
          .execute()
      })
      acknowledged.add(index)
      refused.delete(index)
    } catch {
      refused.add(index)
    }
  }
  const browser = await app.as(school.head)
  const statuses = new Set<number>()
  let next = 0
  const writers = Array.from({ length: 4 }, async () => {
    while (next < ids.length) {
      const index = next++
      if (index === 60) {
        const pid = (await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]
        process.kill(Number(pid), 'SIGKILL')
      }
      await write(index)
      statuses.add((await browser.get('/')).statusCode)
    }
  })
  await Promise.all(writers)
  for (const status of statuses) assert.ok([200, 503].includes(status), `a page answered ${status}`)
  const waitedFor = async (): Promise<boolean> => (await browser.get('/')).statusCode === 200
  for (let tries = 0; !(await waitedFor()); tries++) {
    assert.ok(tries < 200, 'the database came back')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  const stored = async () =>
    new Set(
      (
        await inSchool(app.db, school.head, tx =>
          tx.selectFrom('person').select('id').where('school_id', '=', tx.schoolId).execute(),
        )
      ).map(row => row.id),
    )
  const before = await stored()
  for (const index of acknowledged) assert.ok(before.has(ids[index] ?? ''), `${index} was acknowledged`)
  for (const index of [...refused]) await write(index)
  const after = await stored()
  assert.equal(ids.filter(id => after.has(id)).length, ids.length)
})
