import type { Logger } from 'pino'
import { type Actor, systemActor } from '../../kernel/actor.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { type Database, inSchool, type TenantTx } from '../database/database.ts'

/** Does something for every school, each in a transaction of its own. */
export async function forEverySchool(
  db: Database,
  visit: (tx: TenantTx, actor: Actor) => Promise<void>,
): Promise<void> {
  const schools = await db.kysely.selectFrom('school').select('id').execute()
  for (const { id } of schools) {
    const actor = systemActor(id as SchoolId)
    await inSchool(db, actor, tx => visit(tx, actor))
  }
}

/** Runs a round at once and again so many seconds after it ended, until it is stopped. One that fails is logged; the next one runs. */
export function startRounds(
  parts: { readonly log: Logger; readonly code: string; readonly everySeconds: number },
  round: () => Promise<void>,
): { stop(): Promise<void> } {
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const run = () => {
    running = round()
      .catch((error: unknown) =>
        parts.log.error(
          { code: parts.code, error: error instanceof Error ? error.name : 'unknown' },
          'a round that queues work failed',
        ),
      )
      .finally(() => {
        if (!stopped) timer = setTimeout(run, parts.everySeconds * 1000)
      })
  }
  run()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
