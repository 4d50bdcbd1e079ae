/**
 * Runs the network for the process that started it.
 *
 * In:  GATEPOST_NETWORK_FOLDER  an empty folder for everything the servers write (removed at the end)
 *      DB_POSTGRES_URL          with Redis: the whole network; without: PLC and PDS only
 *      REDIS_HOST               a running Redis, host:port; or
 *      REDIS_SERVER             the program to start one with
 * Out: one Ready over Node's IPC channel. A POST to its controlUrl waits until all that was written has reached the
 *      AppView; it is HTTP so that any test process can ask.
 *
 * It ends when the channel closes, so a killed parent leaves nothing behind.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import dns from 'node:dns'
import { mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import net, { type AddressInfo } from 'node:net'

export type Ready = {
  readonly pdsUrl: string
  readonly plcUrl: string
  readonly controlUrl: string
  readonly appview: boolean
}

const folder = process.env.GATEPOST_NETWORK_FOLDER
if (folder === undefined || process.send === undefined) {
  throw new Error('serve.ts is started by test/support/test-network.ts')
}
mkdirSync(folder, { recursive: true })
// The servers make their data folders under the temporary folder and leave them there.
process.env.TMPDIR = folder

/** The servers listen on every interface and have no setting for it. */
const bindToLoopback = () => {
  const listen = net.Server.prototype.listen as (...args: unknown[]) => net.Server
  const onLoopback = function (this: net.Server, ...args: unknown[]): net.Server {
    const callback = args.find(argument => typeof argument === 'function')
    const [first] = args
    const asked = typeof first === 'object' && first !== null ? first : { port: Number(first ?? 0) }
    return listen.call(this, { ...asked, host: '127.0.0.1' }, callback)
  }
  net.Server.prototype.listen = onLoopback as typeof net.Server.prototype.listen
  dns.setDefaultResultOrder('ipv4first')
}

const freePort = async (): Promise<number> => {
  const server = net.createServer().listen(0)
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

const answersPing = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.once('data', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** A Redis of our own that keeps nothing. The shell ends it as soon as our end of its input closes, however we die. */
const startRedis = async (program: string): Promise<{ host: string; process: ChildProcess }> => {
  const port = await freePort()
  const child = spawn(
    'sh',
    ['-c', '"$@" & redis=$!; cat >/dev/null; kill "$redis"; wait "$redis"', 'sh', program]
      .concat(['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'])
      .concat(['--dir', folder, '--loglevel', 'warning']),
    { stdio: ['pipe', 'ignore', 'inherit'] },
  )
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await answersPing(port)) return { host: `127.0.0.1:${port}`, process: child }
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  child.stdin?.end()
  throw new Error('Redis did not answer within 5 seconds')
}

bindToLoopback()
const postgres = process.env.DB_POSTGRES_URL
const redisProgram = process.env.REDIS_SERVER
const redis =
  postgres !== undefined && redisProgram !== undefined ? await startRedis(redisProgram) : undefined
if (redis !== undefined) process.env.REDIS_HOST = redis.host

// Imported only now: the servers read the environment and the temporary folder while they load.
const { TestNetwork, TestNetworkNoAppView } = await import('@atproto/dev-env')
const appview = postgres !== undefined && process.env.REDIS_HOST !== undefined
// Schema names may hold letters and underscores only.
const schema = `run_${Array.from(randomBytes(10), byte => String.fromCharCode(97 + (byte % 26))).join('')}`
const network = appview
  ? await TestNetwork.create({ dbPostgresUrl: postgres, dbPostgresSchema: schema })
  : // As a server is that knows of no AppView; by default it would know one that does not exist.
    await TestNetworkNoAppView.create({
      pds: { bskyAppViewUrl: undefined, bskyAppViewDid: undefined, bskyAppViewCdnUrlPattern: undefined },
    })

const stop = async () => {
  await network.close().catch(() => undefined)
  if (redis !== undefined) {
    const ended = new Promise(resolve => redis.process.once('exit', resolve))
    redis.process.stdin?.end()
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
}

const control = createServer((_request, response) => {
  network.processAll().then(
    () => response.end(),
    cause => response.writeHead(500).end(String(cause)),
  )
}).listen(0)
await new Promise(resolve => control.once('listening', resolve))

process.on('disconnect', async () => {
  await stop()
  process.exit(0)
})
// Ctrl-C reaches the whole process group: the parent decides when this ends.
process.on('SIGINT', () => undefined)

const ready: Ready = {
  pdsUrl: `http://127.0.0.1:${network.pds.port}`,
  plcUrl: `http://127.0.0.1:${network.plc.port}`,
  controlUrl: `http://127.0.0.1:${(control.address() as AddressInfo).port}`,
  appview,
}
process.send(ready)
