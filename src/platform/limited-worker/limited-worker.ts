import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { GatepostError } from '../../kernel/errors.ts'

/** A process for work on strangers' bytes, with limits on its time and memory. */
export type LimitedWorker<Job, Result> = {
  /**
   * One job at a time: further calls wait. 'ended' = the process was stopped over a limit, or crashed; the next job
   * gets a new one. Throws GatepostError with `code` when the process cannot be started or is closed.
   */
  run(job: Job): Promise<Result | { readonly kind: 'ended'; readonly because: 'time' | 'crash' }>
  /** Ends the process. Needed only to free it early: it does not keep the application alive. */
  close(): Promise<void>
}

export type WorkerPlan = {
  /** A file that calls serveJobs. */
  readonly script: URL
  /** For people who run Gatepost: "the photo cleaner". */
  readonly name: string
  readonly code: string
  readonly timeMs: number
  /** Bytes of resident memory. */
  readonly memory: number
  /** Megabytes of it that objects of JavaScript may take. */
  readonly heapMb: number
}

/** Starts nothing until the first job comes. */
export const createLimitedWorker = <Job extends object, Result extends object>(
  plan: WorkerPlan,
): LimitedWorker<Job, Result> => {
  let worker: Promise<ChildProcess> | undefined
  let closed = false
  let last: Promise<unknown> = Promise.resolve()

  const failed = (why: string, cause?: unknown): GatepostError =>
    new GatepostError(plan.code, `${plan.name} cannot work: ${why}`, cause)

  const startWorker = async (): Promise<ChildProcess> => {
    const child = fork(fileURLToPath(plan.script), [String(plan.memory)], {
      execArgv: [`--max-old-space-size=${plan.heapMb}`],
      // The application's environment holds keys and passwords: none of it goes where strangers' bytes are read.
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

  const inWorker = async (job: Job) => {
    const result = await runJob<Result>(await readyWorker(), job, plan.timeMs)
    if (closed) throw failed('it was closed')
    return result
  }

  return {
    run: job => {
      const turn = last.then(() => inWorker(job))
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

const runJob = <Result extends object>(
  child: ChildProcess,
  job: object,
  timeMs: number,
): Promise<Result | { readonly kind: 'ended'; readonly because: 'time' | 'crash' }> =>
  new Promise(resolve => {
    const finish = (result: Result | { kind: 'ended'; because: 'time' | 'crash' }): void => {
      clearTimeout(timer)
      child.off('message', onAnswer)
      child.off('exit', onExit)
      letGo(child)
      resolve(result)
    }
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, timeMs)
    const onAnswer = (answer: Result): void => finish(answer)
    const onExit = (): void => finish({ kind: 'ended', because: late ? 'time' : 'crash' })
    child.on('message', onAnswer)
    child.once('exit', onExit)
    hold(child)
    child.send(job)
  })
