import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import { newId, type SchoolId } from '../../kernel/ids.ts'
import type { Database, TenantTx } from '../database/database.ts'
import { jobSchema } from '../database/migrate.ts'

/** What a job carries: ids only, since the queue's tables have no row-level security. */
export type JobPayload = { readonly schoolId: SchoolId } & Readonly<Record<string, string>>

/**
 * A kind of durable work. The handler may run more than once for one job (after a crash, say), so it is idempotent.
 * A thrown error repeats the job with growing delays up to `retries` times.
 */
export type Job = {
  readonly name: string
  readonly retries: number
  /** Seconds one run may take before it is taken for dead and repeated. */
  readonly timeLimit: number
  handle(payload: JobPayload): Promise<void>
}

export type Jobs = {
  /**
   * Writes a job in the caller's transaction: it exists exactly if the transaction commits.
   * With `only`, a waiting job with the same text makes this one superfluous.
   */
  enqueue(
    tx: TenantTx,
    name: string,
    payload: Omit<JobPayload, 'schoolId'>,
    options?: { afterSeconds?: number; only?: string },
  ): Promise<void>
  register(job: Job): void
  start(options: { work: boolean }): Promise<void>
  /** Runs everything that is due now, and what that gives rise to, in this process. For tests and the demonstration. */
  drain(): Promise<number>
  stop(): Promise<void>
}

export function createJobs(db: Database, log: Logger): Jobs {
  const registered = new Map<string, Job>()
  const boss = new PgBoss({
    db: { executeSql: (text, values) => db.pool.query(text, values) },
    schema: jobSchema,
    migrate: false,
    createSchema: false,
    schedule: false,
  })
  boss.on('error', error => log.error({ code: 'job-queue', message: error.message }, 'job queue'))

  const run = async (job: Job, payload: JobPayload, id: string): Promise<void> => {
    try {
      await job.handle(payload)
    } catch (error) {
      log.warn(
        {
          job: job.name,
          id,
          school: payload.schoolId,
          error: error instanceof Error ? error.name : 'unknown',
        },
        'a job failed and will be repeated',
      )
      // The queue stores a job's error as text: only its kind, never words that may hold somebody's data.
      throw new Error(error instanceof Error ? error.name : 'failure')
    }
  }

  return {
    register(job) {
      registered.set(job.name, job)
    },
    async enqueue(tx, name, payload, options = {}) {
      const job = registered.get(name)
      if (!job) throw new TypeError(`no such job: ${name}`)
      const executeSql = async (text: string, values: unknown[] = []) => {
        const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values))
        return { rows }
      }
      await boss.send(
        name,
        { ...payload, schoolId: tx.schoolId },
        {
          db: { executeSql },
          retryLimit: job.retries,
          retryDelay: 2,
          retryBackoff: true,
          retryDelayMax: 600,
          expireInSeconds: job.timeLimit,
          ...(options.afterSeconds ? { startAfter: options.afterSeconds } : {}),
          // The queue's policy keeps one waiting job a key; a key of its own keeps every other job.
          singletonKey: `${tx.schoolId}:${options.only ?? newId()}`,
        },
      )
    },
    async start({ work }) {
      await boss.start()
      for (const job of registered.values()) {
        await boss.createQueue(job.name, { policy: 'short' })
        if (work)
          await boss.work<JobPayload>(
            job.name,
            { pollingIntervalSeconds: 1, batchSize: 1 },
            async ([item]) => {
              if (item) await run(job, item.data, item.id)
            },
          )
      }
    },
    async drain() {
      let done = 0
      for (let found = true; found; ) {
        found = false
        for (const job of registered.values()) {
          for (const item of await boss.fetch<JobPayload>(job.name, { batchSize: 20 })) {
            found = true
            done++
            try {
              await run(job, item.data, item.id)
              await boss.complete(job.name, item.id)
            } catch (error) {
              await boss.fail(job.name, item.id, { kind: error instanceof Error ? error.message : 'failure' })
            }
          }
        }
      }
      return done
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}
