import { createServer } from 'node:net'
import { pino } from 'pino'
import { type App, createApp } from '../../src/app.ts'
import { pollAllAccounts } from '../../src/features/inbox/index.ts'
import { createLink } from '../../src/features/sign-in/index.ts'
import { type Clock, systemClock } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { Network } from '../../src/networks/network.ts'
import {
  type Database,
  type IdentityDatabase,
  identityRoleOf,
  openDatabase,
  openIdentityDatabase,
} from '../../src/platform/database/database.ts'
import { createFaults } from '../../src/platform/faults.ts'
import { newKey } from '../../src/platform/vault/vault.ts'
import { atEnd, testDatabase } from './database.ts'

export type ServedApp = App & {
  /** Where a browser opens it. */
  readonly url: string
  readonly ownerUrl: string
  readonly db: Database
  readonly identity: IdentityDatabase
  readonly clock: Clock
  /** The address that the terminal prints at the first start. */
  readonly setUpLink: string
  /** Queues a reading of every account, as happens each minute; the job worker does it. */
  readAccounts(): Promise<void>
}

/** A port of this machine that nothing listens on. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port')
  return address.port
}

/**
 * The whole app as `npm start` runs it: over HTTP on loopback, by the real clock, with the job worker on. Stopped after
 * the file's tests.
 */
export async function serveTestApp(options: { bluesky: Network; smtpUrl?: string }): Promise<ServedApp> {
  const { ownerUrl, appUrl, drop } = await testDatabase()
  const db = openDatabase(appUrl, 6)
  const identity = openIdentityDatabase(appUrl, identityRoleOf(appUrl), 2)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const app = await createApp({
    db,
    identity,
    key: newKey(),
    clock: systemClock,
    log: pino({ level: process.env.GATEPOST_TEST_LOG ?? 'silent' }),
    networks: { bluesky: options.bluesky },
    faults: createFaults(undefined),
    publicUrl: url,
    smtpUrl: options.smtpUrl,
    mailFrom: 'gatepost@school.example',
    production: true,
  })
  await app.jobs.start({ work: true })
  await app.server.listen({ host: '127.0.0.1', port })
  atEnd(async () => {
    await app.server.close()
    await app.jobs.stop()
    await db.close()
    await identity.close()
    await drop()
  })
  const token = await createLink(
    identity,
    { purpose: 'set-up', schoolId: null, personId: null, subjectId: newId() },
    systemClock.now(),
  )
  return {
    ...app,
    url,
    ownerUrl,
    db,
    identity,
    clock: systemClock,
    setUpLink: `${url}/set-up/${token}`,
    readAccounts: () => pollAllAccounts({ db, jobs: app.jobs }),
  }
}
