/**
 * The candidate and the floor in one process, so that both have the same machine, database and moment: the whole app, and a
 * bare Fastify handler that sends the same statements and the same bytes. Talks to bench/run.ts over IPC.
 */
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import pg from 'pg'
import { pino } from 'pino'
import { createApp } from '../src/app.ts'
import { giveLogin, startSession } from '../src/features/sign-in/index.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { createBlueskyNetwork } from '../src/networks/bluesky/bluesky.ts'
import { identityRoleOf, openDatabase, openIdentityDatabase } from '../src/platform/database/database.ts'
import { createFaults } from '../src/platform/faults.ts'
import { newKey } from '../src/platform/vault/vault.ts'
import { testDatabase } from '../test/support/database.ts'
import { firstPageBytes } from './first-page-bytes.ts'
import { inRuns, recordStatements } from './recorded-statements.ts'
import { fillSchool } from './school.ts'

const { appUrl } = await testDatabase()
const db = openDatabase(appUrl, 8)
const identity = openIdentityDatabase(appUrl, identityRoleOf(appUrl), 8)
const app = await createApp({
  db,
  identity,
  key: newKey(),
  clock: systemClock,
  log: pino({ level: 'silent' }),
  networks: { bluesky: createBlueskyNetwork() },
  faults: createFaults(undefined),
  publicUrl: 'http://127.0.0.1',
  smtpUrl: undefined,
  mailFrom: 'gatepost@school.example',
  production: true,
})
await app.jobs.start({ work: false })
const head = await fillSchool({ db, vault: app.vault, now: systemClock.now() })
const login = await giveLogin(identity, {
  email: 'head@bench.example',
  password: 'a password for the bench',
  membership: head,
  now: systemClock.now(),
})
if (login.kind !== 'given') throw new Error('a fresh address gets a login')
const cookie = `session=${(await startSession(identity, login.loginId, systemClock.now())).token}`

const pools = {
  app: new pg.Pool({ connectionString: appUrl, max: 8 }),
  identity: new pg.Pool({
    connectionString: appUrl,
    max: 8,
    options: `-c role=${identityRoleOf(appUrl)} -c search_path=identity`,
  }),
}
// The database goes first when the bench ends.
for (const pool of Object.values(pools)) pool.on('error', () => undefined)
const floor = Fastify()
const paths: Record<string, string> = { Today: '/', inbox: '/inbox' }
for (const [name, path] of Object.entries(paths)) {
  const load = () => app.server.inject({ method: 'GET', url: path, headers: { cookie } })
  await load()
  let body = ''
  const runs = inRuns(
    await recordStatements(async () => {
      const answer = await load()
      if (answer.statusCode !== 200) throw new Error(`${name} answered ${answer.statusCode}`)
      body = answer.body
    }),
  )
  floor.get(path, async (_request, reply) => {
    for (const run of runs) {
      const client = await pools[run[0]?.pool ?? 'app'].connect()
      try {
        for (const { text, values } of run) await client.query(text, [...values])
      } finally {
        client.release()
      }
    }
    return reply.type('text/html; charset=utf-8').send(body)
  })
}
await app.server.listen({ host: '127.0.0.1', port: 0 })
await floor.listen({ host: '127.0.0.1', port: 0 })
const port = ({ server }: { server: { address(): unknown } }) => (server.address() as AddressInfo).port
process.send?.({
  cookie,
  candidate: port(app.server),
  floor: port(floor),
  paths,
  firstPage: await firstPageBytes(app.server),
})
process.once('disconnect', () => process.exit(0))
