import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { GatepostError } from '../../kernel/errors.ts'
import type { WorkerAnswer, WorkerJob } from './clean-worker.ts'
import { type RefusedPhoto, refused } from './refusals.ts'
import { sniffPicture } from './sniff-picture.ts'

export type CleanedPhoto =
  | {
      readonly kind: 'clean'
      /** A JPEG in sRGB, upright, at most 2000 px a side and 950,000 bytes, without any metadata. */
      readonly bytes: Uint8Array
      readonly width: number
      readonly height: number
      /** Whether the picture said where it was taken, so that the page can say that this was removed. */
      readonly originalHadLocation: boolean
    }
  | RefusedPhoto

export type PhotoCleaner = {
  /**
   * Re-encodes a picture of at most 20 MB and 50 megapixels (JPEG, PNG, WebP, AVIF, judged by content), one at a time:
   * further calls wait. Throws GatepostError 'photo-cleaner-failed' when the worker cannot be started or is closed.
   */
  clean(bytes: Uint8Array): Promise<CleanedPhoto>
  /** Ends the worker. Needed only to free it early: it does not keep the process alive. */
  close(): Promise<void>
}

const MOST_BYTES = 20_000_000
const TIME_LIMIT_MS = 10_000
const MEMORY_LIMIT = 1_000_000_000

/** Starts nothing until the first picture comes. `limits` in milliseconds and bytes of resident memory. */
export const createPhotoCleaner = (
  limits: { readonly timeMs: number; readonly memory: number } = {
    timeMs: TIME_LIMIT_MS,
    memory: MEMORY_LIMIT,
  },
): PhotoCleaner => {
  let worker: Promise<ChildProcess> | undefined
  let closed = false
  let last: Promise<unknown> = Promise.resolve()

  const readyWorker = async (): Promise<ChildProcess> => {
    if (closed) throw failed('it is closed')
    worker ??= startWorker()
    const current = worker
    try {
      const child = await current
      if (isAlive(child)) return child
    } catch (error) {
      worker = undefined
      throw error
    }
    // It died while nobody was using it.
    worker = undefined
    return readyWorker()
  }

  const inWorker = async (bytes: Uint8Array): Promise<CleanedPhoto> => {
    const child = await readyWorker()
    const cleaned = await runJob(child, { bytes, memoryLimit: limits.memory }, limits.timeMs)
    if (closed) throw failed('it was closed')
    return cleaned
  }

  return {
    clean: async bytes => {
      const refusal = refusedUnopened(bytes)
      if (refusal !== undefined) return refusal
      const turn = last.then(() => inWorker(bytes))
      last = turn.catch(() => undefined)
      return turn
    },
    close: async () => {
      closed = true
      const child = await worker?.catch(() => undefined)
      if (child === undefined || !isAlive(child)) return
      const ended = once(child, 'exit')
      child.ref()
      child.kill('SIGKILL')
      await ended
    },
  }
}

const failed = (why: string, cause?: unknown): GatepostError =>
  new GatepostError('photo-cleaner-failed', `the photo cleaner cannot work: ${why}`, cause)

/** What can be told from size and first bytes alone. */
const refusedUnopened = (bytes: Uint8Array): RefusedPhoto | undefined => {
  if (bytes.length === 0) return refused('not-a-picture', 'empty')
  if (bytes.length > MOST_BYTES) return refused('too-large', 'large')
  switch (sniffPicture(bytes)) {
    case 'gif':
      return refused('not-a-picture', 'moving')
    case 'heic':
      return refused('not-a-picture', 'heic')
    case 'unknown':
      return refused('not-a-picture', 'other-kind')
    default:
      return undefined
  }
}

const startWorker = async (): Promise<ChildProcess> => {
  const child = fork(fileURLToPath(new URL('./clean-worker.ts', import.meta.url)), {
    execArgv: ['--max-old-space-size=256'],
    // The application's environment holds keys and passwords: none of it goes where strangers' bytes are decoded.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    // Once it runs, an error is a failed send: the exit that follows tells of it.
    child.on('error', error => reject(failed('its worker did not start', error)))
    child.once('exit', code => reject(failed(`its worker ended at once with code ${code}`)))
  })
  letGo(child)
  return child
}

const isAlive = (child: ChildProcess): boolean =>
  child.connected && child.exitCode === null && child.signalCode === null

/** An idle worker does not keep the application from ending; one at work does. */
const letGo = (child: ChildProcess): void => {
  child.unref()
  child.channel?.unref()
}

const hold = (child: ChildProcess): void => {
  child.ref()
  child.channel?.ref()
}

const runJob = (child: ChildProcess, job: WorkerJob, timeMs: number): Promise<CleanedPhoto> =>
  new Promise(resolve => {
    const finish = (cleaned: CleanedPhoto): void => {
      clearTimeout(timer)
      child.off('message', onAnswer)
      child.off('exit', onExit)
      letGo(child)
      resolve(cleaned)
    }
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, timeMs)
    const onAnswer = (answer: WorkerAnswer): void => {
      if (answer !== 'ready') finish(answer)
    }
    const onExit = (): void =>
      finish(late ? refused('took-too-long', 'slow') : refused('unreadable', 'crashed'))
    child.on('message', onAnswer)
    child.once('exit', onExit)
    hold(child)
    child.send(job)
  })
