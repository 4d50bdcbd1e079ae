import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { newRandomId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { actorOf, startTestApp } from '../support/app.ts'
import { atEnd } from '../support/database.ts'
import { foundTestSchool } from '../support/school.ts'

/** The rules that keep schools apart and the schema distributable, read from the catalogue. */
const app = await startTestApp()
const school = await foundTestSchool(app)
const other = await foundTestSchool(app, { name: 'Hillbrook Primary School' })
const owner = new pg.Client({ connectionString: app.ownerUrl })
await owner.connect()
atEnd(() => owner.end())
const rows = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> =>
  (await owner.query<Row>(text)).rows

const tenantTables = (
  await rows<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'kysely%' and c.relname <> 'school' order by 1`,
  )
).map(row => row.name)

test('every tenant table has row-level security on, not forced, and only permissive policies', async () => {
  assert.ok(tenantTables.length >= 25)
  const security = await rows<{ name: string; on: boolean; forced: boolean }>(
    `select relname as name, relrowsecurity as on, relforcerowsecurity as forced from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )
  for (const table of tenantTables) {
    const found = security.find(row => row.name === table)
    assert.equal(found?.on, true, table)
    assert.equal(found?.forced, false, table)
  }
  const policies = await rows<{
    tablename: string
    permissive: string
    cmd: string
    qual: string
    with_check: string
  }>('select * from pg_policies')
  const seen = new Set<string>()
  for (const policy of policies) {
    assert.equal(policy.permissive, 'PERMISSIVE')
    assert.match(`${policy.qual ?? ''}${policy.with_check ?? ''}`, /school_id = /, policy.tablename)
    assert.doesNotMatch(`${policy.qual ?? ''}${policy.with_check ?? ''}`, /select/i)
    const command = `${policy.tablename} ${policy.cmd}`
    assert.ok(!seen.has(command), `two policies for ${command}`)
    seen.add(command)
  }
})

test('school_id leads every key, and no foreign key leaves the school', async () => {
  const keys = await rows<{ table: string; name: string; kind: string; first: string }>(
    `select t.relname as table, c.conname as name, c.contype as kind,
       (select attname from pg_attribute a where a.attrelid = t.oid and a.attnum = c.conkey[1]) as first
     from pg_constraint c join pg_class t on t.oid = c.conrelid
     where c.contype in ('p', 'u', 'f') and t.relnamespace = 'public'::regnamespace`,
  )
  for (const key of keys.filter(one => tenantTables.includes(one.table)))
    assert.equal(key.first, 'school_id', `${key.table}: ${key.name}`)
  for (const table of tenantTables)
    assert.ok(
      keys.some(key => key.table === table && key.kind === 'p'),
      `${table} has a primary key`,
    )
})

test('no triggers, no security definer, no rights on sign-in for the app', async () => {
  assert.deepEqual(
    await rows(
      `select tgname from pg_trigger where not tgisinternal and tgrelid::regclass::text not like 'pgboss%'`,
    ),
    [],
  )
  assert.deepEqual(
    await rows(`select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace`),
    [],
  )
  const client = new pg.Client({ connectionString: app.appUrl })
  await client.connect()
  try {
    await assert.rejects(client.query('select * from identity.login'), { code: '42501' })
    await assert.rejects(client.query('update audit_event set fact = fact'), { code: '42501' })
    await assert.rejects(client.query('delete from audit_event'), { code: '42501' })
    assert.equal(
      (await client.query('select * from person')).rowCount,
      0,
      'without a school there are no rows',
    )
  } finally {
    await client.end()
  }
})

test('the app rewrites no policy, signature, reply, question or reading that is on record', async () => {
  const client = new pg.Client({ connectionString: app.appUrl })
  await client.connect()
  try {
    for (const [table, column] of [
      ['policy_version', 'snapshot'],
      ['policy_version', 'document_text'],
      ['policy_proposal', 'snapshot'],
      ['policy_proposal', 'proposed_by'],
      ['acknowledgement', 'sha256'],
      ['acknowledgement', 'person_id'],
      ['acknowledgement', 'signed_on'],
      ['acknowledgement_list', 'held_on'],
      ['acknowledgement_link', 'person_id'],
      ['policy_visitor', 'name'],
      ['policy_reply', 'text'],
      ['policy_guidance', 'text'],
      ['policy_review_decision', 'reasons'],
      ['advice_question', 'content'],
      ['advice_question', 'asker_id'],
      ['interpretation', 'reads'],
    ] as const) {
      await assert.rejects(
        client.query(`update ${table} set ${column} = ${column}`),
        { code: '42501' },
        `${table}.${column}`,
      )
      await assert.rejects(client.query(`delete from ${table}`), { code: '42501' }, table)
    }
  } finally {
    await client.end()
  }
})

test('nobody answers their own question to the adviser, not even by raw SQL, and no answer is without its author', async () => {
  const id = newRandomId<never>() as string
  const asker = await app.as(school.head)
  await asker.post('/advice/questions/new', { id, page: '', words: 'May I?' })
  for (const author of [school.head.personId, null])
    await assert.rejects(
      inSchool(app.db, school.head, tx =>
        sql`update advice_question set state = 'answered', answer = content, answered_by = ${author}
            where school_id = ${tx.schoolId} and id = ${id}`.execute(tx),
      ),
      /advice_question_answered_by/,
    )
})

test('raw SQL that forgets the school sees and changes its own school only', async () => {
  await inSchool(app.db, school.head, async tx => {
    const { rows: seen } = await sql<{ school_id: string }>`select distinct school_id from person`.execute(tx)
    assert.deepEqual(seen, [{ school_id: school.schoolId }])
    const changed =
      await sql`update person set family_name = family_name where school_id = ${other.schoolId}`.execute(tx)
    assert.equal(changed.numAffectedRows, 0n)
  })
  const foreign = inSchool(app.db, school.head, tx =>
    sql`insert into training (school_id, person_id, topic, completed_on, recorded_by)
      values (${other.schoolId}, ${other.head.personId}, 'official-accounts', '2026-01-01', ${school.head.personId})`.execute(
      tx,
    ),
  )
  await assert.rejects(foreign, { code: '42501' })
})

test('an actor whose ids are no UUIDs is refused before anything is sent', async () => {
  const hostile = actorOf("'; drop table person; --" as never, school.head.personId, [])
  await assert.rejects(
    inSchool(app.db, hostile, async () => undefined),
    TypeError,
  )
})

test('migrating again changes nothing', async () => {
  assert.deepEqual(await migrate(app.ownerUrl, app.appUrl), [])
})
