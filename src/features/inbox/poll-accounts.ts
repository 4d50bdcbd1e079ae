import { systemActor } from '../../kernel/actor.ts'
import type { AccountId, SchoolId } from '../../kernel/ids.ts'
import { type IncomingMessage, NetworkFailure } from '../../networks/network.ts'
import { audit } from '../../platform/audit/audit.ts'
import { inSchool } from '../../platform/database/database.ts'
import type { Job } from '../../platform/jobs/jobs.ts'
import { forEverySchool, startRounds } from '../../platform/jobs/rounds.ts'
import { accountCredential, markForReconnect } from '../accounts/index.ts'
import type { InboxParts } from './parts.ts'
import { type Arrival, receiveMessages } from './receive-messages.ts'

/** How often every account is read: well within the shortest clock a policy can set, an hour. */
const everySeconds = 60
/** A long backlog is read over several minutes, so that one account does not hold up the others. */
const batchesAtOnce = 10

const job = 'poll-account'

const arrivalOf = (message: IncomingMessage): Arrival => ({
  kind: message.kind,
  externalId: message.externalId,
  author: {
    externalId: message.author.externalId,
    name: message.author.displayName.trim() || message.author.handle,
    handle: message.author.handle,
  },
  text: message.text,
  place: message.place,
  url: message.place.url,
  root: message.root,
  parentUri: message.parent?.uri,
  pictureCount: message.pictureCount,
  links: message.links,
  receivedAt: message.receivedAt,
})

/** What kept an account from being read, in words for the inbox. */
const inWords = (networkName: string, failure: NetworkFailure): string => {
  switch (failure.kind) {
    case 'retry-later':
      return `${networkName} could not be reached`
    case 'reconnect':
      return `${networkName} no longer accepts the account’s password`
    case 'rejected':
      return `${networkName} refused to list what people wrote`
    case 'unavailable':
      return `The account’s service at ${networkName} does not tell of replies`
  }
}

/**
 * Reads what reached one account since the last reading (AL-4.a). Reading again is harmless: messages are told apart
 * by the network's own id, and the cursor moves in the transaction that stores them.
 */
export const pollAccountJob = (parts: InboxParts): Job => ({
  name: job,
  // A failure is kept with the account, and the next minute tries again.
  retries: 0,
  timeLimit: 300,
  async handle({ schoolId, accountId }) {
    for (let batch = 0; batch < batchesAtOnce; batch++)
      if ((await readBatch(parts, schoolId, accountId as AccountId)) === 0) return
  },
})

/** @returns how many messages were new */
async function readBatch(parts: InboxParts, schoolId: SchoolId, accountId: AccountId): Promise<number> {
  const { db, vault, clock, networks } = parts
  const network = networks.bluesky
  const actor = systemActor(schoolId)
  const ready = await inSchool(db, actor, async tx => {
    const account = await tx
      .selectFrom('official_account')
      .select(['cursor', 'polled_at'])
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', accountId)
      .where('network', '=', 'bluesky')
      .where('state', '=', 'connected')
      .executeTakeFirst()
    const credential = account && (await accountCredential(tx, vault, accountId))
    return credential && { credential, cursor: account.cursor, firstReading: account.polled_at === null }
  })
  if (!ready) return 0
  try {
    const { messages, cursor } = await network.incoming(ready.credential, ready.cursor)
    return await inSchool(db, actor, async tx => {
      const now = clock.now()
      const account = await tx
        .selectFrom('official_account')
        .select('cursor')
        .where('school_id', '=', tx.schoolId)
        .where('id', '=', accountId)
        .forUpdate()
        .executeTakeFirstOrThrow()
      const arrived = await receiveMessages(tx, accountId, messages.map(arrivalOf), {
        now,
        enteredBy: null,
        firstReading: ready.firstReading,
      })
      await tx
        .updateTable('official_account')
        .set({
          // Another reading may have come further meanwhile: its cursor stands.
          ...(account.cursor === ready.cursor ? { cursor } : {}),
          polled_at: now,
          poll_failure: null,
        })
        .where('school_id', '=', tx.schoolId)
        .where('id', '=', accountId)
        .execute()
      if (arrived.messages.length > 0)
        await audit(tx, {
          at: now,
          action: 'messages.arrived',
          subject: { kind: 'account', id: accountId },
          facts: { count: arrived.messages.length, ...arrived },
        })
      return arrived.messages.length
    })
  } catch (failure) {
    if (!(failure instanceof NetworkFailure)) throw failure
    await inSchool(db, actor, async tx => {
      await tx
        .updateTable('official_account')
        .set({ poll_failure: inWords(network.name, failure) })
        .where('school_id', '=', tx.schoolId)
        .where('id', '=', accountId)
        .execute()
      if (failure.kind === 'reconnect') await markForReconnect(tx, accountId, clock.now())
    })
    return 0
  }
}

/** Queues a reading of every connected account of every school. One that still waits in the queue is not queued again. */
export const pollAllAccounts = (parts: Pick<InboxParts, 'db' | 'jobs'>): Promise<void> =>
  forEverySchool(parts.db, async tx => {
    const accounts = await tx
      .selectFrom('official_account')
      .select('id')
      .where('school_id', '=', tx.schoolId)
      .where('network', '=', 'bluesky')
      .where('state', '=', 'connected')
      .execute()
    for (const account of accounts)
      await parts.jobs.enqueue(tx, job, { accountId: account.id }, { only: `poll:${account.id}` })
  })

/** Queues a reading of every account each minute until it is stopped. */
export const startPolling = (parts: Pick<InboxParts, 'db' | 'jobs' | 'log'>): { stop(): Promise<void> } =>
  startRounds({ log: parts.log, code: 'poll-round', everySeconds }, () => pollAllAccounts(parts))
