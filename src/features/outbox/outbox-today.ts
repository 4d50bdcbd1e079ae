import { holdsAny, type PersonActor } from '../../kernel/actor.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { keepers } from './keepers.ts'

/** Letters that were given up, for those who can pass them on. */
export async function outboxToday(tx: TenantTx, actor: PersonActor): Promise<readonly TodayLine[]> {
  if (!holdsAny(actor, keepers)) return []
  const { failed } = await tx
    .selectFrom('outgoing_mail')
    .select(eb => eb.fn.countAll<number>().as('failed'))
    .where('school_id', '=', tx.schoolId)
    .where('state', '=', 'failed')
    .executeTakeFirstOrThrow()
  return failed === 0
    ? []
    : [
        {
          kind: 'problem',
          text: failed === 1 ? 'A letter could not be sent' : `${failed} letters could not be sent`,
          href: '/outbox',
          basis: [{ kind: 'practice', gist: 'a letter that could not be sent is passed on by hand' }],
        },
      ]
}
