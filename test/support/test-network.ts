import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { AtpAgent } from '@atproto/api'

const root = join(import.meta.dirname, '../..')
const networkFolder = join(root, 'test-network')
const modules = join(networkFolder, 'node_modules')

export type Installed = { readonly ok: true } | { readonly ok: false; readonly why: string }

/** An account on the test network. `appPassword` is what a school would give Gatepost. */
export type TestAccount = {
  readonly did: string
  readonly handle: string
  readonly password: string
  readonly appPassword: string
}

/** Where a running network is: plain data, so that a test runner can hand it to its test files. */
export type TestNetworkAddress = {
  readonly pdsUrl: string
  readonly controlUrl: string
  /** Whether threads, notifications and moderation work; without it only what a PDS does by itself. */
  readonly appview: boolean
  /** One line on what is missing and how to get it, when something is. */
  readonly leftOut?: string | undefined
}

export type TestNetwork = TestNetworkAddress & {
  createAccount(handle: string, password: string, email: string): Promise<TestAccount>
  /** Waits until everything written so far has reached the AppView: without it a reply may make no notification. */
  processAll(): Promise<void>
}

export type StartedTestNetwork = TestNetwork & { stop(): Promise<void> }

const run = (command: string, args: readonly string[]) =>
  new Promise<{ readonly code: number | null; readonly output: string }>(resolve => {
    const child = spawn(command, args, { cwd: networkFolder, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        output += chunk
      })
    }
    child.once('error', failure => resolve({ code: null, output: String(failure) }))
    child.once('close', code => resolve({ code, output }))
  })

/**
 * Installs the network's packages unless they are there for this lockfile and this Node (about a minute once).
 * No compiler is needed: what is native comes ready-made in the packages. Never throws: `why` is one line.
 */
export const ensureTestNetworkInstalled = async (): Promise<Installed> => {
  const stamp = join(modules, '.gatepost-installed')
  const wanted = createHash('sha256')
    .update(readFileSync(join(networkFolder, 'package-lock.json')))
    .update(`${process.platform} ${process.arch} ${process.versions.modules}`)
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { ok: true }

  const npmScript = process.env.npm_execpath
  const [program, ...prefix]: readonly [string, ...string[]] = npmScript?.endsWith('.js')
    ? [process.execPath, npmScript]
    : ['npm']
  const install = await run(program, [...prefix, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'])
  if (install.code !== 0) {
    return { ok: false, why: `its packages could not be installed: ${lastLine(install.output)}` }
  }
  const load = await run(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:')"])
  if (load.code !== 0) return { ok: false, why: 'its SQLite comes ready-made for other systems only' }
  writeFileSync(stamp, wanted)
  return { ok: true }
}

const lastLine = (output: string): string => output.trim().split('\n').at(-1)?.slice(0, 200) ?? 'no output'

/** The path of a program, as a shell would find it (Debian keeps servers out of a normal user's PATH). */
const findProgram = (name: string): string | undefined =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/usr/local/bin']
    .map(folder => join(folder, name))
    .find(path => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })

/**
 * Starts a network of its own on loopback. With `postgresUrl` (a role that may create schemas) and a Redis, given as
 * host:port or started from an installed redis-server, it is the whole network; else PLC and PDS.
 * Throws when it does not come up within a minute.
 */
export const startTestNetwork = async (
  options: { readonly postgresUrl?: string | undefined; readonly redis?: string | undefined } = {},
): Promise<StartedTestNetwork> => {
  const folder = await mkdtemp(join(tmpdir(), 'gatepost-network-'))
  const redisProgram = options.redis === undefined ? findProgram('redis-server') : undefined
  const whole =
    options.postgresUrl !== undefined && (options.redis !== undefined || redisProgram !== undefined)
  const env: NodeJS.ProcessEnv = { ...process.env, GATEPOST_NETWORK_FOLDER: folder, NODE_ENV: 'test' }
  for (const name of ['DB_POSTGRES_URL', 'REDIS_HOST', 'REDIS_SERVER', 'NODE_OPTIONS', 'NODE_TEST_CONTEXT']) {
    delete env[name]
  }
  if (whole) {
    env.DB_POSTGRES_URL = options.postgresUrl
    if (options.redis !== undefined) env.REDIS_HOST = options.redis
    if (redisProgram !== undefined) env.REDIS_SERVER = redisProgram
  }
  const child = spawn(process.execPath, [join(networkFolder, 'serve.ts')], {
    cwd: networkFolder,
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const stop = async () => {
    if (child.connected) child.disconnect()
    const stubborn = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(stubborn)
    await rm(folder, { recursive: true, force: true })
  }
  const ready = await readiness(child).catch(async (failure: unknown) => {
    await stop()
    throw failure
  })
  const missing = options.postgresUrl === undefined ? 'a PostgreSQL' : 'Redis (apt-get install redis-server)'
  const address: TestNetworkAddress = {
    pdsUrl: ready.pdsUrl,
    controlUrl: ready.controlUrl,
    appview: ready.appview,
    leftOut: ready.appview
      ? undefined
      : `no AppView, so no replies and no effect of hiding or blocking; it needs ${missing}`,
  }
  return { ...joinTestNetwork(address), stop }
}

/** Uses a network that another process started. */
export const joinTestNetwork = (address: TestNetworkAddress): TestNetwork => ({
  ...address,
  createAccount: (handle, password, email) => createAccount(address.pdsUrl, handle, password, email),
  processAll: async () => {
    const answer = await fetch(address.controlUrl, { method: 'POST' })
    if (!answer.ok) throw new Error(`the test network did not settle: ${await answer.text()}`)
  },
})

/** Creates an account and an app password for it. The handle ends in `.test`. */
const createAccount = async (
  pdsUrl: string,
  handle: string,
  password: string,
  email: string,
): Promise<TestAccount> => {
  const agent = new AtpAgent({ service: pdsUrl })
  const { data } = await agent.createAccount({ handle, password, email })
  const appPassword = await agent.com.atproto.server.createAppPassword({ name: 'gatepost' })
  return { did: data.did, handle, password, appPassword: appPassword.data.password }
}

type Ready = TestNetworkAddress & { readonly plcUrl: string }

const readiness = (child: ChildProcess) => {
  let complaints = ''
  child.stderr?.on('data', chunk => {
    complaints = (complaints + chunk).slice(-2000)
  })
  return new Promise<Ready>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the test network did not start: ${complaints}`)), 60_000)
    child.once('message', (ready: Ready) => {
      clearTimeout(late)
      resolve(ready)
    })
    child.once('exit', () => {
      clearTimeout(late)
      reject(new Error(`the test network ended: ${complaints}`))
    })
  })
}
