import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FaultPoint } from '../../src/platform/faults.ts'
import type { Key } from '../../src/platform/vault/vault.ts'
import type { TestApp } from './app.ts'
import { atEnd } from './database.ts'
import {
  ensureTestNetworkInstalled,
  joinTestNetwork,
  startTestNetwork,
  type TestNetwork,
} from './test-network.ts'

/** The network of the test run, or one of this file's own; `why` when this machine has none. */
export async function networkForKills(): Promise<
  { readonly network: TestNetwork } | { readonly why: string }
> {
  const shared = process.env.GATEPOST_TEST_NETWORK
  if (shared !== undefined) return { network: joinTestNetwork(JSON.parse(shared)) }
  const installed = await ensureTestNetworkInstalled()
  if (!installed.ok) return { why: installed.why }
  const network = await startTestNetwork()
  atEnd(() => network.stop())
  return { network }
}

/**
 * Starts the program itself, as a school runs it, on the database of a test app. With a fault point it kills itself there.
 * Whatever still runs is killed when the file's tests are over.
 * @param more further settings, such as the port that a test talks to it on
 */
export async function killableProgram(
  app: TestApp,
  key: Key,
  more: Readonly<Record<string, string>> = {},
): Promise<(faultPoint?: FaultPoint) => ChildProcess> {
  const root = join(import.meta.dirname, '../..')
  const dataFolder = await mkdtemp(join(tmpdir(), 'gatepost-kills-'))
  const children: ChildProcess[] = []
  atEnd(async () => {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
    await rm(dataFolder, { recursive: true, force: true })
  })
  return faultPoint => {
    const child = spawn(process.execPath, [join(root, 'src/cli.ts'), 'start'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        GATEPOST_DATA: dataFolder,
        DATABASE_URL: app.appUrl,
        DATABASE_OWNER_URL: app.ownerUrl,
        GATEPOST_KEY: key.toString('hex'),
        LOG_LEVEL: 'error',
        NODE_NO_WARNINGS: '1',
        ...more,
        ...(faultPoint ? { GATEPOST_FAULT_POINT: faultPoint } : {}),
      },
    })
    children.push(child)
    return child
  }
}
