import { type ChildProcess, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart } from '../../kernel/errors.ts'
import { processRuns } from '../data-folder.ts'
import { clusterArgument, type Log, mayEnter, type Program, spawnProgram } from './embedded-program.ts'

export type Server = { readonly socketFolder: string; runs(): boolean; stop(): Promise<void> }

/** What postmaster.pid says. */
type PidFile = { readonly pid: number; readonly socketFolder: string; readonly status: string }

const socketName = '.s.PGSQL.5432'
/** Linux takes 107 bytes, macOS 103. */
const longestSocketPath = 103
const shortFolderPrefix = 'gatepost-'
const largestLog = 5_000_000

const settings = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'port=5432',
  'max_connections=50',
  'shared_buffers=128MB',
  'timezone=UTC',
  'log_timezone=UTC',
  'password_encryption=scram-sha-256',
  // Statements, their parameters and error texts may hold people's data; the app logs the error codes itself.
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_statement=none',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
]
const notDurable = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/**
 * The server that a killed Gatepost left running on this cluster, once it answers; undefined when there is none. One
 * that does not answer is stopped.
 */
export async function findRunningServer(
  cluster: string,
  urlOf: (socketFolder: string) => string,
  log: Log,
): Promise<Server | undefined> {
  const found = readPidFile(cluster)
  if (!found) return undefined
  if (!isServerOf(found.pid, cluster)) {
    await forgetServer(cluster, found)
    return undefined
  }
  const { pid } = found
  for (let waited = 0; waited < 30_000 && isServerOf(pid, cluster); waited += 50) {
    const { status, socketFolder } = readPidFile(cluster) ?? found
    if (status === 'ready' && (await answers(urlOf(socketFolder)))) {
      log.info(`Taking over the database server that is already running (process ${pid})`)
      return runningServer(pid, cluster, socketFolder, log)
    }
    if (status === 'ready') break
    await pause(50)
  }
  await stopServer(pid, cluster, found.socketFolder, log)
  return undefined
}

/** Where the server that runs on this cluster listens; undefined when none runs. Changes nothing. */
export function runningSocketFolder(cluster: string): string | undefined {
  const found = readPidFile(cluster)
  return found && isServerOf(found.pid, cluster) ? found.socketFolder : undefined
}

/** Starts a server on the cluster and waits until it takes connections, through crash recovery if need be. */
export async function startServer(start: {
  program: Program
  cluster: string
  logFile: string
  durable: boolean
  log: Log
  /** Where it listened before it ended unasked, so that everybody finds it again. */
  socketFolder?: string
}): Promise<Server> {
  const { program, cluster, logFile, durable, log } = start
  const logSize = await stat(logFile).then(
    found => found.size,
    () => 0,
  )
  if (logSize > largestLog) await rename(logFile, `${logFile}.1`)
  const socketFolder = start.socketFolder ?? (await chooseSocketFolder(cluster, program))
  const argument = clusterArgument(program, cluster)
  const args = [
    `unix_socket_directories=${socketFolder === cluster ? argument : socketFolder}`,
    `cluster_name=${serverName(cluster)}`,
    ...settings,
    ...(durable ? [] : notDurable),
  ].flatMap(setting => ['-c', setting])
  for (let attempt = 1; ; attempt += 1) {
    const output = await open(logFile, 'a', 0o600)
    const from = (await output.stat()).size
    // In a session of its own, so that Ctrl-C reaches Gatepost only, which then stops the server as its last act.
    const child = spawnProgram(program, 'postgres', ['-D', argument, ...args], {
      cwd: cluster,
      stdio: ['ignore', output.fd, output.fd],
      detached: true,
    })
    child.unref()
    const failure = await untilReady(child, cluster, log)
    await output.close()
    if (failure === undefined && child.pid !== undefined) {
      const pid = child.pid
      return runningServer(pid, cluster, socketFolder, log)
    }
    const said = (await readFile(logFile)).subarray(from).toString()
    // Sessions of a server that was killed may still be on their way out.
    if (said.includes('pre-existing shared memory block') && attempt < 50) {
      await pause(200)
      continue
    }
    await removeShortFolder(socketFolder)
    const reason = said.match(/(?:FATAL|PANIC): +(.*)/)?.[1] ?? failure
    throw new CannotStart(
      'embedded-postgres',
      `The database server does not start: ${reason}. See ${logFile}.`,
    )
  }
}

const runningServer = (pid: number, cluster: string, socketFolder: string, log: Log): Server => ({
  socketFolder,
  runs: () => isServerOf(pid, cluster),
  stop: () => stopServer(pid, cluster, socketFolder, log),
})

/** @returns undefined when the server takes connections, otherwise why it never will */
async function untilReady(child: ChildProcess, cluster: string, log: Log): Promise<string | undefined> {
  let ended: string | undefined
  child.on('error', error => {
    ended = error.message
  })
  child.on('exit', (code, signal) => {
    ended = `it ended with ${signal ?? `exit code ${code}`}`
  })
  for (let waited = 0; ended === undefined; waited += 10) {
    const found = readPidFile(cluster)
    if (found?.pid === child.pid && found?.status === 'ready') return undefined
    if (waited === 3000)
      log.info('The database is putting itself in order after a sudden stop. This can take a minute.')
    await pause(10)
  }
  return ended
}

/** Ends every session and the server, without losing what was committed. */
async function stopServer(pid: number, cluster: string, socketFolder: string, log: Log): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    if (isServerOf(pid, cluster)) process.kill(pid, signal)
    for (let waited = 0; waited < patience && isServerOf(pid, cluster); waited += 10) await pause(10)
  }
  if (isServerOf(pid, cluster)) log.warn(`The database server (process ${pid}) does not end`)
  await removeShortFolder(socketFolder)
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function readPidFile(cluster: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const socketFolder = lines[4] ?? ''
    return {
      pid: Number(lines[0]),
      socketFolder: socketFolder.startsWith('/proc/self/cwd') ? cluster : socketFolder,
      status: lines[7]?.trim() ?? '',
    }
  } catch {
    return undefined
  }
}

/** The name a server carries in the process list: the folder's inode, which stays when the folder is moved. */
const serverName = (cluster: string): string => `gatepost-${statSync(cluster).ino}`

/**
 * Whether the process is the PostgreSQL of this very folder, and not a later process with the same number. Its command
 * line tells: its working directory would too, but root in a container may not read that of another user's process.
 */
function isServerOf(pid: number, cluster: string): boolean {
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return command.split(/[\0\s]/).includes(`cluster_name=${serverName(cluster)}`)
  } catch {
    return false
  }
}

/**
 * Prepares the start after a server that was killed. Its number may be in use: by another process since, or still by
 * itself, ended but not collected (containers often have nobody who does). PostgreSQL would then refuse to start. It
 * takes its parent's number (ours) for stale, so that goes into the file, which itself must stay: by it PostgreSQL sees
 * whether sessions of the killed server are left.
 */
async function forgetServer(cluster: string, { pid, socketFolder }: PidFile): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(process.pid)))
  await rm(join(cluster, `${socketName}.lock`), { force: true })
  // In a copied data folder the number is that of the original's server: its socket is in use.
  if (!processRuns(pid)) await removeShortFolder(socketFolder)
}

/** The cluster's own folder, which nobody else may enter; where that path is too long for a socket, one made for this run. */
async function chooseSocketFolder(cluster: string, { user }: Program): Promise<string> {
  const fits = (folder: string) => Buffer.byteLength(join(folder, socketName)) <= longestSocketPath
  if (fits(cluster)) return cluster
  const name = `${shortFolderPrefix}${randomBytes(8).toString('hex')}`
  for (const parent of [tmpdir(), '/tmp']) {
    const folder = join(parent, name)
    if (!fits(folder) || (user && !(await mayEnter(parent, user)))) continue
    await mkdir(folder, { mode: 0o700 })
    if (user) await chown(folder, user.uid, user.gid)
    return folder
  }
  throw new CannotStart(
    'data-folder',
    `The path ${cluster} is too long for the database's socket. Set GATEPOST_DATA to a folder with a shorter path.`,
  )
}

async function removeShortFolder(folder: string): Promise<void> {
  if (basename(folder).startsWith(shortFolderPrefix)) await rm(folder, { recursive: true, force: true })
}
