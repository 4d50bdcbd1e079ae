import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { lockDataFolder, processRuns } from './data-folder.ts'

async function emptyFolder(t: { after(fn: () => unknown): void }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gp-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** As an ordinary user: root may write anywhere, so a test run as root steps down for the moment. */
async function asOrdinaryUser(run: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return run()
  process.seteuid?.('nobody')
  try {
    await run()
  } finally {
    process.seteuid?.(0)
  }
}

test('a folder is held by one Gatepost at a time and given back without a trace', async t => {
  const folder = join(await emptyFolder(t), 'made', 'on', 'the', 'way')
  const first = await lockDataFolder(folder)
  await assert.rejects(lockDataFolder(folder), {
    code: 'already-running',
    message: new RegExp(`process ${process.pid}\\b`),
  })
  await first.release()
  const second = await lockDataFolder(folder)
  await second.release()
  assert.deepEqual(await readdir(folder), [])
})

test('of many at once exactly one gets it, also where a killed one left its lock', async t => {
  const folder = await emptyFolder(t)
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  for (const stale of ['', JSON.stringify({ pid: dead, startMark: '' }), '{"pid":']) {
    if (stale) await writeFile(join(folder, 'gatepost.lock'), stale)
    const attempts = await Promise.allSettled(Array.from({ length: 12 }, () => lockDataFolder(folder)))
    const held = attempts.filter(attempt => attempt.status === 'fulfilled')
    assert.equal(held.length, 1)
    await held[0]?.value.release()
  }
})

test('a later process with the number of the killed one does not keep the folder', {
  skip: process.platform !== 'linux' && 'only Linux tells when a process was started',
}, async t => {
  const folder = await emptyFolder(t)
  const other = spawn('sleep', ['60'], { stdio: 'ignore' })
  t.after(() => other.kill())
  assert.ok(other.pid && processRuns(other.pid))
  await writeFile(join(folder, 'gatepost.lock'), JSON.stringify({ pid: other.pid, startMark: 'long ago' }))
  const lock = await lockDataFolder(folder)
  await lock.release()
})

test('a folder that cannot be used is refused with what to do', async t => {
  const folder = await emptyFolder(t)
  await chmod(folder, 0o755)
  await writeFile(join(folder, 'file'), '')
  const elsewhere = /set GATEPOST_DATA to another folder/
  await assert.rejects(lockDataFolder(join(folder, 'file')), { code: 'data-folder', message: /is a file/ })
  await assert.rejects(lockDataFolder(join(folder, 'file', 'data')), {
    code: 'data-folder',
    message: elsewhere,
  })
  const closed = join(folder, 'closed')
  await mkdir(closed, { mode: 0o555 })
  await asOrdinaryUser(async () => {
    for (const path of [closed, join(closed, 'data')]) {
      await assert.rejects(lockDataFolder(path), {
        code: 'data-folder',
        message: /may not write to the data folder .*chown.*set GATEPOST_DATA to another folder/,
      })
    }
  })
})
