import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { interleaved } from './measure.ts'

const reached = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    http
      .get({ host: '127.0.0.1', port, path: '/sign-in' }, answer => {
        answer.resume()
        resolve(answer.statusCode === 200)
      })
      .on('error', () => resolve(false))
  })

async function timed(port: number, start: () => ChildProcess): Promise<number> {
  const began = performance.now()
  const child = start()
  const ended = new Promise(resolve => child.once('exit', resolve))
  while (!(await reached(port))) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  const took = performance.now() - began
  child.kill('SIGTERM')
  await ended
  return took
}

/** Milliseconds from starting the process to its first answered page, on a data folder that is there already. */
export async function startToFirstPage(
  rounds: number,
): Promise<{ candidate: number; floor: number; ratio: number }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'gatepost-bench-'))
  const port = 3987
  const env = { ...process.env, GATEPOST_DATA: dataFolder, PORT: String(port) }
  const candidate = () =>
    timed(port, () => spawn(process.execPath, ['bin/gatepost.js', 'start'], { env, stdio: 'ignore' }))
  const floor = () =>
    timed(port, () => fork(new URL('./bare-server.ts', import.meta.url), { env, stdio: 'ignore' }))
  await candidate()
  try {
    return await interleaved(rounds, candidate, floor)
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
}
