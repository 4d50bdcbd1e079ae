import type { LightMyRequestResponse as InjectResponse } from 'fastify'
import { type Logger, pino } from 'pino'
import { type App, createApp } from '../../src/app.ts'
import { giveLogin, startSession } from '../../src/features/sign-in/index.ts'
import type { PersonActor, Role } from '../../src/kernel/actor.ts'
import { type Clock, type Instant, Temporal } from '../../src/kernel/clock.ts'
import { newId, type PersonId, type SchoolId } from '../../src/kernel/ids.ts'
import type { Network } from '../../src/networks/network.ts'
import {
  type Database,
  type IdentityDatabase,
  identityRoleOf,
  openDatabase,
  openIdentityDatabase,
} from '../../src/platform/database/database.ts'
import { createFaults } from '../../src/platform/faults.ts'
import { type Key, newKey } from '../../src/platform/vault/vault.ts'
import { atEnd, testDatabase } from './database.ts'
import { createMemoryNetwork } from './memory-network.ts'

/** A clock that stands still until it is moved. */
export type TestClock = Clock & { set(at: string): void; advance(by: Temporal.DurationLike): void }

export const testClock = (at = '2026-11-18T09:00:00Z'): TestClock => {
  let now: Instant = Temporal.Instant.from(at)
  return {
    now: () => now,
    set(to) {
      now = Temporal.Instant.from(to)
    },
    advance(by) {
      now = now.add(by)
    },
  }
}

/** A browser as far as a page test needs one: keeps its cookies and sends the page's forgery token. */
export type TestBrowser = {
  get(path: string): Promise<InjectResponse>
  /** Posts a form; a list sends the field several times. */
  post(path: string, form?: Record<string, string | readonly string[]>): Promise<InjectResponse>
  /** Posts a multipart form with files. */
  upload(
    path: string,
    form: Record<string, string | readonly string[]>,
    files: Record<string, { fileName: string; bytes: Uint8Array }>,
  ): Promise<InjectResponse>
}

/** What a school in a test is built with. */
export type SchoolHost = Pick<TestApp, 'db' | 'vault'> & { readonly clock: Clock }

export type TestApp = App & {
  readonly db: Database
  readonly identity: IdentityDatabase
  readonly ownerUrl: string
  readonly appUrl: string
  readonly clock: TestClock
  /** A browser in which nobody has signed in. */
  anonymous(): TestBrowser
  /** Signs this person in: what their browser keeps, and what their forms carry. */
  session(person: { readonly schoolId: SchoolId; readonly personId: PersonId }): Promise<{
    readonly token: string
    readonly csrf: string
  }>
  /** A browser in which this person of the school is signed in. */
  as(person: { readonly schoolId: SchoolId; readonly personId: PersonId }): Promise<TestBrowser>
}

export const actorOf = (
  schoolId: SchoolId,
  personId: PersonId,
  roles: readonly Role[],
  name = 'Test Person',
): PersonActor => ({
  kind: 'person',
  schoolId,
  personId,
  name,
  roles: new Set(roles),
})

/**
 * The whole app over a database of its own, with a clock that the test moves; the job worker is off: call
 * `jobs.drain()`. Everything is closed and dropped after the file's tests.
 */
export async function startTestApp(
  options: {
    clock?: TestClock
    bluesky?: Network
    smtpUrl?: string
    faultPoint?: string
    log?: Logger
    key?: Key
    /** Another database than one cloned for this file; its owner closes it. */
    database?: { readonly ownerUrl: string; readonly appUrl: string }
  } = {},
): Promise<TestApp> {
  const clock = options.clock ?? testClock()
  const { ownerUrl, appUrl, drop } = options.database
    ? { ...options.database, drop: async () => undefined }
    : await testDatabase()
  const db = openDatabase(appUrl, 4)
  const identity = openIdentityDatabase(appUrl, identityRoleOf(appUrl), 2)
  const app = await createApp({
    db,
    identity,
    key: options.key ?? newKey(),
    clock,
    log: options.log ?? pino({ level: process.env.GATEPOST_TEST_LOG ?? 'silent' }),
    networks: { bluesky: options.bluesky ?? createMemoryNetwork() },
    faults: createFaults(options.faultPoint),
    publicUrl: 'http://localhost:3000',
    smtpUrl: options.smtpUrl,
    mailFrom: 'gatepost@school.example',
    production: true,
  })
  await app.jobs.start({ work: false })
  await app.server.ready()
  atEnd(async () => {
    await app.server.close()
    await app.jobs.stop()
    await db.close()
    await identity.close()
    await drop()
  })

  const browser = (cookies: Record<string, string>, csrf: string): TestBrowser => {
    const keepCookies = (response: InjectResponse): InjectResponse => {
      for (const cookie of response.cookies) {
        if (cookie.value === '') delete cookies[cookie.name]
        else cookies[cookie.name] = cookie.value
      }
      return response
    }
    return {
      get: async path => keepCookies(await app.server.inject({ method: 'GET', url: path, cookies })),
      async post(path, form = {}) {
        const body = new URLSearchParams(
          Object.entries({ csrf, ...form }).flatMap(([name, value]) =>
            (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
          ),
        )
        return keepCookies(
          await app.server.inject({
            method: 'POST',
            url: path,
            cookies,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            payload: body.toString(),
          }),
        )
      },
      async upload(path, form, files) {
        const body = new FormData()
        for (const [name, value] of Object.entries({ csrf, ...form }))
          for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
        for (const [name, file] of Object.entries(files))
          body.append(name, new Blob([new Uint8Array(file.bytes)]), file.fileName)
        const encoded = new Response(body)
        return keepCookies(
          await app.server.inject({
            method: 'POST',
            url: path,
            cookies,
            headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
            payload: Buffer.from(await encoded.arrayBuffer()),
          }),
        )
      },
    }
  }

  const session: TestApp['session'] = async ({ schoolId, personId }) => {
    const given = await giveLogin(identity, {
      email: `${newId()}@test.example`,
      password: 'a password for tests',
      membership: { schoolId, personId },
      now: clock.now(),
    })
    if (given.kind !== 'given') throw new Error('a fresh address gets a login')
    const { token } = await startSession(identity, given.loginId, clock.now())
    const { csrf } = await identity.kysely
      .selectFrom('session')
      .select('csrf')
      .where('login_id', '=', given.loginId)
      .executeTakeFirstOrThrow()
    return { token, csrf }
  }

  return {
    ...app,
    db,
    identity,
    ownerUrl,
    appUrl,
    clock,
    anonymous: () => browser({}, ''),
    session,
    async as(person) {
      const { token, csrf } = await session(person)
      return browser({ session: token }, csrf)
    },
  }
}
