import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely'
import { Inconsistent } from '../../kernel/errors.ts'
import type { Database, Tables } from './database.ts'
import { SchoolBound } from './school-bound.ts'

/** What becomes of a transaction inside the one that holds everything. */
const partOf: Readonly<Record<string, string>> = {
  begin: 'savepoint part',
  commit: 'release savepoint part',
  rollback: 'rollback to savepoint part',
}

/**
 * Runs work that consists of many commands so that all of it is kept or none: the commands' own transactions become
 * parts of one. They follow each other; nothing may reach this database in parallel, nor need another connection to see
 * what was written. For building a school whole, never for a request.
 */
export async function inOneTransaction<Result>(
  db: Database,
  work: (whole: Database) => Promise<Result>,
): Promise<Result> {
  const client = await db.pool.connect()
  let lent = false
  const facade = {
    query: (text: string, values?: unknown[]) => client.query(partOf[text] ?? text, values),
    release: () => {
      lent = false
    },
  } as unknown as PostgresPoolClient
  const pool = {
    connect: async () => {
      if (lent) throw new Inconsistent('the one transaction is used twice at the same time')
      lent = true
      return facade
    },
    end: async () => undefined,
    options: {},
  }
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [new SchoolBound()] })
  try {
    await client.query('begin')
    const result = await work({ kysely, pool: db.pool, close: async () => undefined })
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // A connection whose rollback is uncertain is not given to anybody else.
    client.release(true)
    throw error
  }
}
