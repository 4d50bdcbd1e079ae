import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../src/platform/database/embedded.ts'
import { migrate } from '../../src/platform/database/migrate.ts'

/** A server for tests: the owner may create databases, nothing is kept. */
export type TestServer = { readonly ownerUrl: string; readonly appUrl: string; stop(): Promise<void> }

const template = 'gatepost_template'

const withDatabase = (url: string, database: string): string => {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.toString()
}

const onServer = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Starts the embedded server without durability and makes the template that each test file's database is cloned from. */
export async function startTestServer(): Promise<TestServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'gatepost-test-'))
  const server = await startEmbeddedPostgres({ dataFolder, durable: false, log: { info() {}, warn() {} } })
  await prepareTemplate(server)
  return {
    ...server,
    async stop() {
      await server.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

export async function prepareTemplate(server: {
  readonly ownerUrl: string
  readonly appUrl: string
}): Promise<void> {
  await onServer(server.ownerUrl, `drop database if exists ${template}`)
  await onServer(server.ownerUrl, `create database ${template}`)
  await migrate(withDatabase(server.ownerUrl, template), withDatabase(server.appUrl, template))
}

const closers: (() => Promise<unknown>)[] = []

/** Runs when the file's tests are over, the last registered first. */
export function atEnd(close: () => Promise<unknown>): void {
  if (closers.length === 0)
    after(async () => {
      for (const one of closers.reverse()) await one()
    })
  closers.push(close)
}

let shared: Promise<Omit<TestServer, 'stop'>> | undefined

/** The run's server (from test/run.ts), or one of this file's own when a file is run by itself. */
const server = (): Promise<Omit<TestServer, 'stop'>> => {
  const given = process.env.GATEPOST_TEST_SERVER
  shared ??= given
    ? Promise.resolve(JSON.parse(given) as TestServer)
    : startTestServer().then(own => {
        atEnd(() => own.stop())
        return own
      })
  return shared
}

/** A fresh, migrated database, dropped when the file's tests are over. */
export async function testDatabase(): Promise<{
  readonly ownerUrl: string
  readonly appUrl: string
  drop(): Promise<void>
}> {
  const { ownerUrl, appUrl } = await server()
  const name = `test_${randomBytes(6).toString('hex')}`
  // A template in use cannot be cloned: two files may ask in the same moment.
  for (let attempt = 1; ; attempt++) {
    try {
      await onServer(ownerUrl, `create database ${name} template ${template}`)
      break
    } catch (error) {
      if (attempt === 20) throw error
      await new Promise(resolve => setTimeout(resolve, 50 * attempt))
    }
  }
  return {
    ownerUrl: withDatabase(ownerUrl, name),
    appUrl: withDatabase(appUrl, name),
    // A connection that is still closing keeps it; the server goes with the run anyway.
    drop: () => onServer(ownerUrl, `drop database if exists ${name}`).catch(() => undefined),
  }
}
