import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { processRuns } from '../../src/platform/data-folder.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const bundled = (() => {
  try {
    return Boolean(import.meta.resolve(`node-${process.platform}-${process.arch}/bin/node`))
  } catch {
    return false
  }
})()
const skip = !bundled && 'no Node comes with the lockfile on this machine'

/** A clone with the real launcher, a command line that tells what reached it, and a first process that claims to be Node 20. */
let clone = ''
before(async () => {
  clone = await mkdtemp(join(tmpdir(), 'gp-'))
  await mkdir(join(clone, 'bin'))
  await mkdir(join(clone, 'src'))
  await copyFile(join(root, 'bin/gatepost.js'), join(clone, 'bin/gatepost.js'))
  await symlink(join(root, 'node_modules'), join(clone, 'node_modules'))
  await writeFile(join(clone, 'package.json'), '{"type":"module"}')
  await writeFile(
    join(clone, 'src/cli.ts'),
    `type Word = string
    const [first, ...others]: Word[] = process.argv.slice(2)
    process.on('SIGTERM', () => { console.log('SIGTERM'); setTimeout(() => process.exit(4), 50) })
    process.on('SIGINT', () => console.log('SIGINT'))
    console.log(JSON.stringify({ pid: process.pid, node: process.versions.node, others }))
    if (first === 'exit') process.exit(3)
    setInterval(() => {}, 1000)`,
  )
  await writeFile(
    join(clone, 'pretend.cjs'),
    `if (!process.env.GATEPOST_PARENT) Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`,
  )
})
after(() => rm(clone, { recursive: true, force: true }))

function launch(...args: string[]) {
  const child = spawn(
    process.execPath,
    ['--require', join(clone, 'pretend.cjs'), join(clone, 'bin/gatepost.js'), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const printed = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk))
  child.stderr.on('data', (chunk: Buffer) => (printed.err += chunk))
  return { child, printed, ended: once(child, 'close') as Promise<[number | null, string | null]> }
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 10) {
    assert.ok(waited < 5000, 'waited too long')
    await pause(10)
  }
}

test('on an older Node the one from the lockfile runs the command, with its words and exit code, in silence', {
  skip,
}, async () => {
  const { printed, ended } = launch('exit', 'two words', '*')
  assert.deepEqual(await ended, [3, null])
  const { node, others } = JSON.parse(printed.out)
  assert.ok(Number.parseInt(node, 10) >= 24)
  assert.deepEqual(others, ['two words', '*'])
  assert.equal(printed.err, '')
})

test('a signal reaches the command once, and the launcher waits for its end', { skip }, async () => {
  const { child, printed, ended } = launch('wait')
  await until(() => printed.out.includes('\n'))
  child.kill('SIGINT')
  await until(() => printed.out.includes('SIGINT'))
  child.kill('SIGTERM')
  assert.deepEqual(await ended, [4, null])
  assert.deepEqual(printed.out.trim().split('\n').slice(1), ['SIGINT', 'SIGTERM'])
})

test('a killed launcher leaves no process behind', { skip }, async () => {
  const { child, printed, ended } = launch('wait')
  await until(() => printed.out.includes('\n'))
  const { pid } = JSON.parse(printed.out)
  assert.notEqual(pid, child.pid)
  child.kill('SIGKILL')
  await ended
  await until(() => !processRuns(pid))
  assert.match(printed.out, /SIGTERM/)
})

test('without a newer Node it says what to install', async t => {
  await rm(join(clone, 'node_modules'))
  t.after(() => symlink(join(root, 'node_modules'), join(clone, 'node_modules')))
  const { printed, ended } = launch('exit')
  assert.deepEqual(await ended, [1, null])
  assert.match(printed.err, /needs Node\.js 24 or newer; this is 20\.20\.2\. Install Node\.js 24/)
  assert.equal(printed.out, '')
})
