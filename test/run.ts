/**
 * `npm test`: every test, on real parts. One PostgreSQL for the run (embedded, not durable), one real Bluesky network,
 * one browser; what this machine cannot run is left out and said in one line, with how to get it.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { prepareTemplate, startTestServer, type TestServer } from './support/database.ts'
import {
  ensureTestNetworkInstalled,
  type StartedTestNetwork,
  startTestNetwork,
} from './support/test-network.ts'

const wanted = process.argv.slice(2)
const files =
  wanted.length > 0
    ? wanted
    : globSync(['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts']).sort()
const leftOut: string[] = []

// GATEPOST_TEST_SERVER names another PostgreSQL to test on: {"ownerUrl", "appUrl"}, the owner may create databases and roles.
const given = process.env.GATEPOST_TEST_SERVER
const server = given
  ? { ...(JSON.parse(given) as Omit<TestServer, 'stop'>), stop: async () => undefined }
  : await startTestServer()
if (given) await prepareTemplate(server)
let network: StartedTestNetwork | undefined
const installed = await ensureTestNetworkInstalled()
if (installed.ok) {
  try {
    network = await startTestNetwork({ postgresUrl: server.ownerUrl })
    if (network.leftOut) leftOut.push(`Tests of replies and moderation on Bluesky: ${network.leftOut}.`)
  } catch (error) {
    leftOut.push(
      `The Bluesky network did not start (${error instanceof Error ? error.message.slice(0, 300) : 'unknown'}): tests on it are left out.`,
    )
  }
} else leftOut.push(`The Bluesky network is left out: ${installed.why}.`)

const run = spawn(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    '--test',
    '--test-concurrency=3',
    '--test-timeout=240000',
    ...files,
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      GATEPOST_TEST_SERVER: JSON.stringify({ ownerUrl: server.ownerUrl, appUrl: server.appUrl }),
      ...(network ? { GATEPOST_TEST_NETWORK: JSON.stringify(network) } : {}),
    },
  },
)
// Interrupted, it still puts away what it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => run.kill('SIGTERM'))
const code = await new Promise<number>(resolve => run.once('exit', status => resolve(status ?? 1)))
await network?.stop()
await server.stop()
for (const line of leftOut) console.log(`left out: ${line}`)
process.exitCode = code
