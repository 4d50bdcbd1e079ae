import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { SchoolBound } from './school-bound.ts'

type Row = { school_id: string; id: string; name: string }
const db = new Kysely<{
  school: { id: string; name: string }
  person: Row
  training: Row & { person_id: string }
}>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: kysely => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  plugins: [new SchoolBound()],
})
const unbound = /not bound to a school/

test('a query that binds the school passes, one that does not is refused before it is sent', () => {
  assert.doesNotThrow(() => db.selectFrom('person').selectAll().where('school_id', '=', 'a').compile())
  assert.doesNotThrow(() =>
    db.selectFrom('person').selectAll().where('person.school_id', '=', 'a').where('id', '=', 'b').compile(),
  )
  assert.throws(() => db.selectFrom('person').selectAll().compile(), unbound)
  assert.throws(() => db.selectFrom('person').selectAll().where('id', '=', 'b').compile(), unbound)
  assert.throws(() => db.updateTable('person').set({ name: 'x' }).where('id', '=', 'b').compile(), unbound)
  assert.throws(() => db.deleteFrom('person').where('id', '=', 'b').compile(), unbound)
})

test('each join and each subquery is bound by itself', () => {
  const joined = db.selectFrom('person').selectAll('person').where('person.school_id', '=', 'a')
  assert.throws(() => joined.innerJoin('training', 'training.person_id', 'person.id').compile(), unbound)
  assert.doesNotThrow(() =>
    joined
      .innerJoin('training', join =>
        join
          .onRef('training.school_id', '=', 'person.school_id')
          .onRef('training.person_id', '=', 'person.id'),
      )
      .compile(),
  )
  assert.throws(
    () =>
      joined
        .where('id', 'in', db.selectFrom('training').select('person_id').where('name', '=', 'x'))
        .compile(),
    unbound,
  )
  assert.throws(
    () =>
      db
        .selectFrom('person')
        .selectAll()
        .where('id', 'in', db.selectFrom('training').select('person_id').where('school_id', '=', 'a'))
        .compile(),
    unbound,
    'a bound subquery does not bind its outer query',
  )
})

test('the global table of schools may be read without one', () => {
  assert.doesNotThrow(() => db.selectFrom('school').select('id').compile())
})
