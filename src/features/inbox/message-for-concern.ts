import type { Instant } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { MessageId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { messageFor } from './queries.ts'

/** What a concern takes over from a message: words and addresses. Reading it leaves no mark on the message. */
export type MessageForConcern = {
  readonly id: MessageId
  readonly accountName: string
  readonly authorName: string
  readonly text: string
  readonly url: string | null
  readonly receivedAt: Instant
}

/** A message for somebody who raises a concern about it; undefined where they may not see it. */
export async function messageForConcern(tx: TenantTx, id: string): Promise<MessageForConcern | undefined> {
  if (tx.actor.kind !== 'person') return undefined
  try {
    const { message, account } = await messageFor(tx, tx.actor, id)
    return {
      id: message.id,
      accountName: account.name,
      authorName: message.authorName,
      text: message.text,
      url: message.url,
      receivedAt: message.receivedAt,
    }
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}
