import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from '../kernel/errors.ts'

type Holder = { readonly pid: number; readonly startMark: string }

/**
 * Takes the data folder for this process, making the folder (mode 0700) where there is none. Two Gateposts on one
 * folder would each publish the same post. The lock outlives a kill -9: the next start sees that its process is gone.
 * @throws CannotStart 'already-running', naming the process, or 'data-folder' when the folder cannot be used
 */
export async function lockDataFolder(dataFolder: string): Promise<{ release(): Promise<void> }> {
  const folder = resolve(dataFolder)
  const lock = join(folder, 'gatepost.lock')
  const token = randomBytes(8).toString('hex')
  const mine = `${lock}.${token}`
  const content = JSON.stringify({ pid: process.pid, startMark: startMark(process.pid), token })
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // Written aside and linked into place, so that nobody ever reads half a lock.
    await writeFile(mine, content, { mode: 0o600 })
  } catch (cause) {
    throw dataFolderProblem(folder, cause)
  }
  try {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      if (await linked(mine, lock)) {
        return {
          release: async () => {
            if ((await contentOf(lock)) === content) await rm(lock, { force: true })
          },
        }
      }
      const found = await contentOf(lock)
      const holder = found === undefined ? undefined : readHolder(found)
      if (holder && stillRuns(holder)) throw alreadyRunning(folder, holder.pid)
      if (found !== undefined) await removeStale(lock, found, token)
      await pause(5)
    }
    throw new CannotStart('already-running', `Another Gatepost is starting on the data folder ${folder}.`)
  } catch (cause) {
    throw dataFolderProblem(folder, cause)
  } finally {
    await rm(mine, { force: true })
  }
}

/** The sentence for somebody whose data folder cannot be used; a failure that already is a sentence passes through. */
export function dataFolderProblem(folder: string, cause: unknown): CannotStart {
  if (cause instanceof CannotStart) return cause
  const { code, path } = cause as NodeJS.ErrnoException
  const elsewhere = 'or set GATEPOST_DATA to another folder'
  const at = path && path !== folder && path.startsWith(folder) ? ` (at ${path})` : ''
  const sentence = {
    EACCES: `Gatepost runs as the user “${userName()}”, who may not write to the data folder ${folder}${at}. Give that user the folder (chown -R), ${elsewhere}.`,
    EPERM: `Gatepost runs as the user “${userName()}”, who may not change the data folder ${folder}${at}. Give that user the folder (chown -R), ${elsewhere}.`,
    EROFS: `The data folder ${folder} is on a disk that can only be read. Make it writable, ${elsewhere}.`,
    ENOTDIR: `The data folder ${folder} cannot be made because part of that path is a file. Move the file away, ${elsewhere}.`,
    EEXIST: `The data folder ${folder} is a file, not a folder. Move the file away, ${elsewhere}.`,
    ENOSPC: `The disk that holds the data folder ${folder} is full. Make room and start again.`,
  }[code ?? '']
  return new CannotStart(
    'data-folder',
    sentence ??
      `The data folder ${folder} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
    cause,
  )
}

/** Whether a process with this number is at work. One that has ended but was not yet collected by its parent is not. */
export function processRuns(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return processState(pid)?.state !== 'Z'
}

const stillRuns = (holder: Holder): boolean =>
  processRuns(holder.pid) && startMark(holder.pid) === holder.startMark

/** Tells a process from a later one with the same number. Empty where the system has no /proc: then the number decides. */
function startMark(pid: number): string {
  const state = processState(pid)
  if (!state) return ''
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${state.startedAt}`
}

function processState(pid: number): { state: string; startedAt: string } | undefined {
  try {
    // The second field is the program's name in brackets and may hold anything; the third is the state, the 22nd the start.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', startedAt: fields[19] ?? '' }
  } catch {
    return undefined
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function readHolder(content: string): Holder | undefined {
  try {
    const { pid, startMark: mark } = JSON.parse(content) as Partial<Holder>
    return typeof pid === 'number' && typeof mark === 'string' ? { pid, startMark: mark } : undefined
  } catch {
    return undefined
  }
}

/** Two may find the same stale lock at once: the slower must not take away the faster one's new lock. */
async function removeStale(lock: string, stale: string, token: string): Promise<void> {
  const aside = `${lock}.stale.${token}`
  try {
    await rename(lock, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if ((await contentOf(aside)) !== stale) await linked(aside, lock)
  await rm(aside, { force: true })
}

const alreadyRunning = (folder: string, pid: number): CannotStart =>
  new CannotStart(
    'already-running',
    `Gatepost is already running on the data folder ${folder} (process ${pid}). Use that one, stop it first (kill ${pid}), or set GATEPOST_DATA to another folder.`,
  )

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown')
  }
}
