/**
 * What a process does that reads strangers' bytes for the application: one job after the other, and what it does to
 * itself (memory, time, a crash) does not reach the application. Started by limited-worker.ts, which keeps the time.
 */
import { writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { Worker } from 'node:worker_threads'

/** Takes jobs from the application until it goes. `work` returns its failures: what it throws ends the process. */
export const serveJobs = <Job, Result>(work: (job: Job) => Promise<Result>): void => {
  goFirst()
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  // A thread of its own, because a parser that does not pause would keep a timer of this one from running.
  const watch = new Worker(new URL('./memory-watch.ts', import.meta.url), {
    workerData: { memory: Number(process.argv[2]) },
  })
  watch.unref()
  // Ctrl-C in a terminal, or a service being stopped, reaches every process at once: the application finishes its work,
  // then lets go of this one.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => {})
  // Without the application nobody keeps the time. An ordinary exit would wait for native code at work.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.on('message', async (job: Job) => {
    watch.postMessage('work')
    process.send?.(await work(job))
    watch.postMessage('rest')
  })
  process.send?.('ready')
}

/** Should the machine run out of memory all the same, Linux ends this process and not the application or its database. */
const goFirst = (): void => {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000')
  } catch {
    // Not Linux, or not permitted: the memory limit still holds.
  }
}
