import type { Instant } from '../../kernel/clock.ts'
import { audit } from '../../platform/audit/audit.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { takesOff } from './acts.ts'
import { setState } from './change-state.ts'
import { restoredState, stateAfter } from './message.ts'
import { type Message, moderations, thread } from './queries.ts'
import type { ModerationAct } from './tables.ts'

/** Writes that an act is in effect and takes the message off, inside a transaction that has locked the message. */
export async function finishAct(
  tx: TenantTx,
  message: Message,
  moderation: { readonly id: string; readonly act: ModerationAct; readonly actedBy: string },
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('moderation')
    .set({ state: 'done', failure: null })
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', moderation.id)
    .execute()
  const state = takesOff(moderation.act) ? stateAfter(message.state, 'stepped-in') : undefined
  if (state) await setState(tx, message, state, moderation.actedBy, now)
  await audit(tx, {
    at: now,
    action: 'moderation.done',
    subject: { kind: 'message', id: message.id },
    facts: { moderation: moderation.id, act: moderation.act, to: state ?? message.state },
  })
}

/** Writes that an act is undone; the message comes back unless another act still keeps it off. */
export async function finishUndoing(
  tx: TenantTx,
  message: Message,
  moderation: { readonly id: string; readonly act: ModerationAct },
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('moderation')
    .set({ state: 'undone', failure: null })
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', moderation.id)
    .execute()
  const others = (await moderations(tx, message.id)).filter(
    one => one.id !== moderation.id && takesOff(one.act) && (one.state === 'done' || one.state === 'undoing'),
  )
  const published = (await thread(tx, message.id)).filter(reply => reply.state === 'published')
  const state =
    message.state === 'removed' && others.length === 0
      ? restoredState(published.map(reply => reply.kind))
      : message.state
  if (state !== message.state) await setState(tx, message, state, null, now)
  await audit(tx, {
    at: now,
    action: 'moderation.undone',
    subject: { kind: 'message', id: message.id },
    facts: { moderation: moderation.id, act: moderation.act, to: state },
  })
}
