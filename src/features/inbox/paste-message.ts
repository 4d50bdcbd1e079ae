import type { PersonActor } from '../../kernel/actor.ts'
import { citedClauses } from '../../kernel/basis.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { AccountId, MessageId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool } from '../../platform/database/database.ts'
import { policyInForce } from '../policy/index.ts'
import { watchedAccounts } from './queries.ts'
import { receiveMessages } from './receive-messages.ts'
import type { MessageKind } from './tables.ts'

/**
 * Records a message that a person copied from a network Gatepost cannot read. The clock runs from when the person says
 * it was received. A second submit of the same form changes nothing.
 */
export async function pasteMessage(
  db: Database,
  actor: PersonActor,
  input: {
    readonly id: MessageId
    readonly accountId: AccountId
    readonly kind: MessageKind
    readonly authorName: string
    readonly text: string
    readonly url: string | null
    readonly receivedAt: Instant
    readonly now: Instant
  },
): Promise<void> {
  await inSchool(db, actor, async tx => {
    const account = (await watchedAccounts(tx, actor)).find(one => one.id === input.accountId)
    if (account?.network !== 'manual') throw new NotFound('account')
    const { messages, clauses } = await receiveMessages(
      tx,
      account.id,
      [
        {
          id: input.id,
          kind: input.kind,
          externalId: `pasted:${input.id}`,
          author: { externalId: null, name: input.authorName, handle: null },
          text: input.text,
          place: null,
          url: input.url,
          root: undefined,
          parentUri: undefined,
          pictureCount: 0,
          links: [],
          receivedAt: input.receivedAt,
        },
      ],
      { now: input.now, enteredBy: actor.personId, firstReading: false },
    )
    if (messages.length === 0) return
    await audit(tx, {
      at: input.now,
      action: 'message.entered',
      subject: { kind: 'message', id: input.id },
      facts: { account: account.id, receivedAt: input.receivedAt.toString(), clauses },
    })
  })
}

/** Records that somebody looked at an account Gatepost cannot read and entered whatever was new there (AL-4.a). */
export async function recordLook(
  db: Database,
  actor: PersonActor,
  input: { readonly accountId: string; readonly now: Instant },
): Promise<void> {
  await inSchool(db, actor, async tx => {
    const account = (await watchedAccounts(tx, actor)).find(one => one.id === input.accountId)
    if (account?.network !== 'manual') throw new NotFound('account')
    await tx
      .updateTable('official_account')
      .set({ polled_at: input.now })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', account.id)
      .execute()
    const policy = await policyInForce(tx, londonDate(input.now))
    await audit(tx, {
      at: input.now,
      action: 'account.looked-at',
      subject: { kind: 'account', id: account.id },
      facts: { clauses: citedClauses(policy?.settings['accounts.watch'].basis ?? []) },
    })
  })
}
