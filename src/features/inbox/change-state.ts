import type { PersonActor } from '../../kernel/actor.ts'
import { citedClauses } from '../../kernel/basis.ts'
import type { Instant } from '../../kernel/clock.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate, type TenantTx } from '../../platform/database/database.ts'
import { type MessageEvent, stateAfter } from './message.ts'
import { type Message, messageFor } from './queries.ts'
import type { MessageState } from './tables.ts'

/** Writes a message's new state inside a command that has locked it and writes the audit event. */
export async function setState(
  tx: TenantTx,
  message: Message,
  state: MessageState,
  by: string | null,
  at: Instant,
): Promise<void> {
  await tx
    .updateTable('message')
    .set({ state, state_by: by, state_at: at })
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', message.id)
    .execute()
}

/** Runs a command whose new row carries an id from a form: an id that is taken means that it was done before. */
export async function onlyOnce<Result, Done extends Result>(
  doneBefore: Done,
  command: () => Promise<Result>,
): Promise<Result> {
  try {
    return await command()
  } catch (error) {
    if (isDuplicate(error)) return doneBefore
    throw error
  }
}

const change = async (
  db: Database,
  actor: PersonActor,
  input: {
    messageId: string
    event: MessageEvent
    detail?: { reason: string }
    action: string
    now: Instant
  },
): Promise<'changed' | 'no-change'> =>
  inSchool(db, actor, async tx => {
    const { message } = await messageFor(tx, actor, input.messageId, 'lock')
    const state = stateAfter(message.state, input.event)
    if (state === undefined) return 'no-change'
    await setState(tx, message, state, actor.personId, input.now)
    await audit(tx, {
      at: input.now,
      action: input.action,
      subject: { kind: 'message', id: message.id },
      facts: { from: message.state, to: state, clauses: citedClauses(message.dueBasis) },
      ...(input.detail ? { detail: input.detail } : {}),
    })
    return 'changed'
  })

/** Records that a message needs no answer, with the reason. A message that is settled already stays as it is. */
export const closeWithoutAnswer = (
  db: Database,
  actor: PersonActor,
  input: { messageId: string; reason: string; now: Instant },
) =>
  change(db, actor, {
    ...input,
    event: 'needs-no-answer',
    action: 'message.no-answer-needed',
    detail: { reason: input.reason },
  })

/** Puts a message that was set aside back among those to answer, with its old deadline. */
export const reopen = (db: Database, actor: PersonActor, input: { messageId: string; now: Instant }) =>
  change(db, actor, { ...input, event: 'reopened', action: 'message.reopened' })
