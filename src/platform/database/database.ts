import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Actor } from '../../kernel/actor.ts'
import { CannotStart } from '../../kernel/errors.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { SchoolBound } from './school-bound.ts'
import { valueTypes } from './values.ts'

/** The tables of schools. Each room adds its own by declaration merging, in its tables.ts. */
// biome-ignore lint/suspicious/noEmptyInterface: rooms add their tables to it
export interface Tables {}

/** The tables of sign-in, in a schema that only the identity role may enter. */
// biome-ignore lint/suspicious/noEmptyInterface: the sign-in room adds its tables to it
export interface IdentityTables {}

/** A transaction bound to one school and actor: the only way to tenant data. */
export type TenantTx = Transaction<Tables> & { readonly schoolId: SchoolId; readonly actor: Actor }

/** Connections as the app's role. Query it through inSchool; the global table `school` alone may be read outside. */
export type Database = { readonly kysely: Kysely<Tables>; readonly pool: pg.Pool; close(): Promise<void> }

/** Connections as the identity role: logins, sessions, links. No tenant table can be reached from here. */
export type IdentityDatabase = { readonly kysely: Kysely<IdentityTables>; close(): Promise<void> }

const newPool = (url: string, max: number, options?: string): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: valueTypes,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'gatepost',
    ...(options ? { options } : {}),
  })
  // A connection that the server drops fails its query, or is replaced at the next one; without listeners, on the pool for
  // idle ones and on the connection for those in use, it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  return pool
}

export const openDatabase = (appUrl: string, max = 10): Database => {
  const pool = newPool(appUrl, max)
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [new SchoolBound()] })
  return { kysely, pool, close: () => kysely.destroy() }
}

export const openIdentityDatabase = (appUrl: string, identityRole: string, max = 4): IdentityDatabase => {
  const pool = newPool(appUrl, max, `-c role=${identityRole} -c search_path=identity`)
  const kysely = new Kysely<IdentityTables>({ dialect: new PostgresDialect({ pool }) })
  return { kysely, close: () => kysely.destroy() }
}

/** The identity role that goes with an app role. */
export const identityRoleOf = (appUrl: string): string => `${roleOf(appUrl)}_identity`

/** The role a database address signs in as. */
export const roleOf = (url: string): string => {
  const name = decodeURIComponent(new URL(url).username)
  if (!/^[a-z_][a-z0-9_]{0,50}$/.test(name))
    throw new CannotStart(
      'database-role-name',
      `The database role “${name}” may only have small letters, digits and underscores.`,
    )
  return name
}

const uuid = /^[0-9a-f-]{36}$/
const attempts = 3

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined

// node-postgres gives these errors no code.
const lostConnection =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/** Whether the database cannot be reached or went away (restarting, out of connections), rather than refused something. */
export const isDatabaseGone = (error: unknown): boolean => {
  const code = codeOf(error)
  return code === undefined
    ? error instanceof Error && lostConnection.test(error.message)
    : /^(08|57P|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)/.test(code)
}

/**
 * Runs `fn` in one READ COMMITTED transaction as this actor, bound to the actor's school by row-level security.
 * `fn` may run again after a serialization failure, a deadlock or a lost connection, so it has no effects of its own
 * outside the transaction: those go through a job written in it.
 */
export async function inSchool<Result>(
  db: Database,
  actor: Actor,
  fn: (tx: TenantTx) => Promise<Result>,
): Promise<Result> {
  const person = actor.kind === 'person' ? actor.personId : ''
  if (!uuid.test(actor.schoolId) || (person !== '' && !uuid.test(person)))
    throw new TypeError('actor ids are UUIDs')
  for (let attempt = 1; ; attempt++) {
    let committing = false
    try {
      return await db.kysely.transaction().execute(async trx => {
        // Two settings in one round trip. SET LOCAL takes no parameters; both values were just checked to be UUIDs.
        await sql
          .raw(`set local app.school = '${actor.schoolId}'; set local app.person = '${person}'`)
          .execute(trx)
        const result = await fn(Object.assign(trx, { schoolId: actor.schoolId, actor }))
        committing = true
        return result
      })
    } catch (error) {
      const code = codeOf(error)
      // Serialization failures and deadlocks left nothing. A connection lost during COMMIT may have committed.
      const conflict = code === '40001' || code === '40P01'
      const safe = conflict || (isDatabaseGone(error) && !committing)
      if (!safe || attempt === attempts) throw error
      await new Promise(resolve => setTimeout(resolve, 50 * attempt))
    }
  }
}

/** Whether the error is a violated unique or primary key: the thing is there already. */
export const isDuplicate = (error: unknown): boolean => codeOf(error) === '23505'

/**
 * Refuses a role that row-level security would not bind.
 * @throws CannotStart when the app's role is superuser, may bypass row-level security, or owns a table
 */
export async function refuseUnboundRole(db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ superuser: boolean; bypass: boolean; owns: boolean; role: string }>(`
    select rolname as role, rolsuper as superuser, rolbypassrls as bypass,
      exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
                and pg_has_role(current_user, c.relowner, 'member')) as owns
    from pg_roles where rolname = current_user`)
  const role = rows[0]
  const why = !role
    ? 'is unknown'
    : role.superuser
      ? 'is a superuser'
      : role.bypass
        ? 'may bypass row-level security'
        : role.owns
          ? 'owns tables'
          : undefined
  if (why)
    throw new CannotStart(
      'unbound-database-role',
      `Gatepost will not run: the database role in DATABASE_URL (“${role?.role ?? '?'}”) ${why}, so the database could not keep schools apart. Give DATABASE_URL an ordinary role and keep the owner in DATABASE_OWNER_URL.`,
    )
}
