import { readdir } from 'node:fs/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { CannotStart } from '../../kernel/errors.ts'
import { identityRoleOf, roleOf } from './database.ts'
import type { GatepostMigration, MigrationNames } from './migration.ts'

const folder = new URL('../../../migrations/', import.meta.url)

/** Schema of the job queue, kept apart from the schools' tables. */
export const jobSchema = 'pgboss'

async function migrations(names: MigrationNames): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter(name => name.endsWith('.ts')).sort()
  const found = await Promise.all(
    files.map(async (file): Promise<[string, Migration]> => {
      const { up } = (await import(new URL(file, folder).href)) as { up: GatepostMigration }
      const run = async (db: Kysely<unknown>) => {
        for (const statement of up(names)) await sql.raw(statement).execute(db)
      }
      return [file.replace(/\.ts$/, ''), { up: run }]
    }),
  )
  return Object.fromEntries(found)
}

/**
 * Brings the database to the current schema as its owner: roles, tables, the job queue. Repeating it changes nothing.
 * @returns the names of the migrations that were run
 * @throws CannotStart when a migration fails (nothing of it is kept) or the identity role cannot be made
 */
export async function migrate(ownerUrl: string, appUrl: string): Promise<readonly string[]> {
  const names = { app: roleOf(appUrl), identity: identityRoleOf(appUrl) }
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  pool.on('error', () => undefined)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await ensureIdentityRole(pool, names)
    const migrator = new Migrator({ db, provider: { getMigrations: () => migrations(names) } })
    const { error, results } = await migrator.migrateToLatest()
    if (error)
      throw new CannotStart(
        'migration-failed',
        `The database could not be brought up to date: ${error instanceof Error ? error.message : String(error)}`,
        error,
      )
    await installJobQueue(pool, ownerUrl, names.app)
    return (results ?? []).map(result => result.migrationName)
  } finally {
    await db.destroy()
  }
}

async function ensureIdentityRole(pool: pg.Pool, names: MigrationNames): Promise<void> {
  const { rows } = await pool.query<{ there: boolean; member: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as there,
       exists (select from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles a on a.oid = m.member
               where r.rolname = $1 and a.rolname = $2) as member`,
    [names.identity, names.app],
  )
  try {
    if (!rows[0]?.there) await pool.query(`create role ${names.identity} nologin`)
    if (!rows[0]?.member) await pool.query(`grant ${names.identity} to ${names.app}`)
  } catch (error) {
    throw new CannotStart(
      'identity-role',
      `The database role “${names.identity}” is missing and DATABASE_OWNER_URL may not create it. Ask whoever runs the database to run: CREATE ROLE ${names.identity} NOLOGIN; GRANT ${names.identity} TO ${names.app}; ALTER ROLE ${names.app} NOINHERIT;`,
      error,
    )
  }
}

async function installJobQueue(pool: pg.Pool, ownerUrl: string, app: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: jobSchema,
    max: 1,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => undefined)
  await boss.start()
  await boss.stop({ graceful: false })
  await pool.query(`grant usage on schema ${jobSchema} to ${app}`)
  await pool.query(`grant select, insert, update, delete on all tables in schema ${jobSchema} to ${app}`)
  await pool.query(`grant usage on all sequences in schema ${jobSchema} to ${app}`)
  await pool.query(`grant execute on all functions in schema ${jobSchema} to ${app}`)
}
