/** The floor of "start to first page": the same database on the same data folder, and a bare server. */
import Fastify from 'fastify'
import pg from 'pg'
import { startEmbeddedPostgres } from '../src/platform/database/embedded.ts'

const server = await startEmbeddedPostgres({
  dataFolder: process.env.GATEPOST_DATA ?? '',
  log: { info() {}, warn() {} },
})
const pool = new pg.Pool({ connectionString: server.appUrl })
const app = Fastify()
app.get('/sign-in', async () => (await pool.query('select 1 as one')).rows[0])
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
process.on('SIGTERM', async () => {
  await app.close()
  await pool.end()
  await server.stop()
  process.exit(0)
})
