import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { processRuns } from '../../src/platform/data-folder.ts'
import { testDatabase } from '../support/database.ts'

const { ownerUrl, appUrl } = await testDatabase()

/** The product as a school starts it: the launcher in a process of its own, on a data folder of its own. */
type Running = { readonly child: ChildProcess; readonly output: () => string; readonly port: number }

const folders: string[] = []
const children: ChildProcess[] = []
after(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'gatepost-start-'))
  folders.push(folder)
  return folder
}

const databasePid = async (folder: string): Promise<number> =>
  Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

const start = (dataFolder: string, port: number, env: NodeJS.ProcessEnv = {}): Running => {
  const child = spawn(process.execPath, ['bin/gatepost.js', 'start'], {
    env: { ...process.env, GATEPOST_DATA: dataFolder, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', chunk => {
      output += chunk
    })
  return { child, output: () => output, port }
}

const untilItSays = async (running: Running, words: RegExp): Promise<void> => {
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (words.test(running.output())) return
    if (running.child.exitCode !== null) break
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  assert.fail(`expected ${words}, it said: ${running.output()}`)
}

const ended = async ({ child }: Running): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

const statusOf = (port: number, path: string): Promise<number> =>
  fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' }).then(answer => answer.status)

test('the first start prints a set-up link that works, and kill -9 loses nothing', async () => {
  const folder = await newFolder()
  const first = start(folder, await freePort())
  await untilItSays(first, /set-up\/\S+/)
  const path = /\/set-up\/\S+/.exec(first.output())?.[0] ?? ''
  assert.equal(await statusOf(first.port, path), 200)
  first.child.kill('SIGKILL')
  await ended(first)
  const second = start(folder, await freePort())
  await untilItSays(second, /set-up\/\S+/)
  const again = /\/set-up\/\S+/.exec(second.output())?.[0] ?? ''
  assert.notEqual(again, path)
  assert.doesNotMatch(
    await (await fetch(`http://127.0.0.1:${second.port}${path}`)).text(),
    /name="schoolName"/,
    'the earlier link is void',
  )

  const twice = start(folder, await freePort())
  assert.equal(await ended(twice), 1)
  assert.match(twice.output(), /already running|is running/i)

  const taken = start(await newFolder(), second.port)
  assert.equal(await ended(taken), 1)
  assert.match(taken.output(), new RegExp(`Port ${second.port} is in use`))

  const database = await databasePid(folder)
  second.child.kill('SIGINT')
  assert.equal(await ended(second), 0)
  assert.equal(processRuns(database), false, 'the database goes with it')
})

test('the database killed under a running Gatepost comes back by itself', async () => {
  const folder = await newFolder()
  const running = start(folder, await freePort())
  await untilItSays(running, /set-up\/\S+/)
  process.kill(await databasePid(folder), 'SIGKILL')
  const seen = new Set<number>()
  for (let tries = 0; tries < 200; tries++) {
    const status = await statusOf(running.port, '/sign-in')
    seen.add(status)
    if (status === 200 && tries > 3) break
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  assert.equal(await statusOf(running.port, '/sign-in'), 200)
  for (const status of seen) assert.ok([200, 503].includes(status), `answered ${status} meanwhile`)
  running.child.kill('SIGTERM')
  assert.equal(await ended(running), 0)
})

test('a database role that row-level security would not bind is refused', async () => {
  const running = start(await newFolder(), await freePort(), {
    DATABASE_URL: ownerUrl,
    DATABASE_OWNER_URL: ownerUrl,
  })
  assert.equal(await ended(running), 1)
  assert.match(running.output(), /owns tables|superuser|bypass/)
  assert.doesNotMatch(running.output(), new RegExp(new URL(ownerUrl).password))
})

test('all configuration problems are told at once, without their values', async () => {
  const running = start(await newFolder(), 1, {
    PORT: 'eighty',
    HOST: '0.0.0.0',
    GATEPOST_KEY: 'secret-but-short',
  })
  assert.equal(await ended(running), 1)
  assert.match(running.output(), /PORT is not a number/)
  assert.match(running.output(), /GATEPOST_KEY is not 64 hexadecimal digits/)
  assert.doesNotMatch(running.output(), /secret-but-short/)
})

test('a data folder that is a file is refused with what to do', async () => {
  const folder = await newFolder()
  const file = join(folder, 'data')
  await writeFile(file, '')
  await chmod(file, 0o600)
  const running = start(file, await freePort())
  assert.equal(await ended(running), 1)
  assert.match(running.output(), /data folder|folder/i)
})

test('an external database serves as well as the embedded one', async () => {
  const running = start(await newFolder(), await freePort(), {
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
  })
  await untilItSays(running, /set-up\/\S+/)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  assert.equal(
    (await client.query('select count(*)::int as links from identity.one_time_link')).rows[0]?.links,
    1,
  )
  await client.end()
  running.child.kill('SIGTERM')
  assert.equal(await ended(running), 0)
})
