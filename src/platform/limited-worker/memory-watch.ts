/** The thread beside a worker's work: ends the whole process when it holds more memory than it may. */
import { parentPort, workerData } from 'node:worker_threads'

const CHECK_MS = 20
const { memory } = workerData as { readonly memory: number }
let timer: NodeJS.Timeout | undefined

parentPort?.on('message', (what: 'work' | 'rest') => {
  clearInterval(timer)
  if (what === 'rest') return
  timer = setInterval(() => {
    if (process.memoryUsage.rss() > memory) process.kill(process.pid, 'SIGKILL')
  }, CHECK_MS)
})
