import { systemActor } from '../../kernel/actor.ts'
import type { ModerationId, SchoolId } from '../../kernel/ids.ts'
import { type Credential, type Network, NetworkFailure } from '../../networks/network.ts'
import { audit } from '../../platform/audit/audit.ts'
import { inSchool, type TenantTx } from '../../platform/database/database.ts'
import type { Job } from '../../platform/jobs/jobs.ts'
import { accountCredential, markForReconnect } from '../accounts/index.ts'
import type { InboxParts } from './parts.ts'
import { lockedMessage, type Message } from './queries.ts'
import { finishAct, finishUndoing } from './settle-act.ts'

export const moderateJobName = 'moderate'

const moderationRow = (tx: TenantTx, id: string) =>
  tx
    .selectFrom('moderation')
    .select(['id', 'message_id', 'act', 'state', 'acted_by', 'acted_at'])
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .executeTakeFirst()

type Step = {
  readonly message: Message
  readonly act: 'hide' | 'block'
  readonly undo: boolean
  readonly credential: Credential | undefined
}

const call = (
  network: Network,
  credential: Credential,
  { message, act, undo }: Pick<Step, 'message' | 'act' | 'undo'>,
): Promise<void> => {
  if (act === 'hide') {
    const place = { uri: message.uri ?? '', rootUri: message.rootUri ?? '' }
    return undo ? network.unhide(credential, place) : network.hide(credential, place)
  }
  const author = message.authorExternalId ?? ''
  return undo ? network.unblock(credential, author) : network.block(credential, author)
}

/** The job's growing delays come to a little over this. */
const patienceHours = 2

const gaveUp = (name: string): string =>
  `${name} could not be reached for two hours. Try again, or do it in the ${name} app.`

/** What went wrong, and what a person has to do. */
const inWords = (name: string, kind: NetworkFailure['kind']): string => {
  switch (kind) {
    case 'retry-later':
      return `${name} could not be reached. Gatepost keeps trying for two hours; you can also do it in the ${name} app.`
    case 'reconnect':
      return `${name} no longer accepts the stored app password. Ask the administrator to connect the account again, then try again.`
    case 'rejected':
      return `${name} refused. If you tried to hide the message, block its author instead.`
    case 'unavailable':
      return `The account’s service cannot do this. Do it in the ${name} app.`
  }
}

/**
 * Hides or blocks on the network, or undoes it. The port promises that repeating a call is harmless, so after a crash
 * between the call and its record the job simply runs again.
 */
export const moderateJob = (parts: InboxParts): Job => ({
  name: moderateJobName,
  retries: 20,
  timeLimit: 120,
  async handle({ schoolId, moderationId }) {
    const id = moderationId as ModerationId
    const network = parts.networks.bluesky
    const actor = systemActor(schoolId)
    const step = await inSchool(parts.db, actor, tx => load(tx, parts, id))
    if (!step) return
    if (!step.credential) {
      await fail(parts, schoolId, id, new NetworkFailure('reconnect', 'no credential is stored'))
      return
    }
    try {
      await call(network, step.credential, step)
    } catch (failure) {
      if (!(failure instanceof NetworkFailure)) throw failure
      if (await fail(parts, schoolId, id, failure)) throw failure
      return
    }
    parts.faults.reach('moderate:after-call')
    await inSchool(parts.db, actor, async tx => {
      const message = await lockedMessage(tx, step.message.id)
      const row = await moderationRow(tx, id)
      if (!message || row?.state !== (step.undo ? 'undoing' : 'intended')) return
      const now = parts.clock.now()
      if (step.undo) await finishUndoing(tx, message, { id, act: row.act }, now)
      else await finishAct(tx, message, { id, act: row.act, actedBy: row.acted_by }, now)
    })
  },
})

/** Queues what a stopped process left under way on a network. Harmless while another process works on it. */
export async function resumeModeration({ db, jobs }: Pick<InboxParts, 'db' | 'jobs'>): Promise<void> {
  for (const school of await db.kysely.selectFrom('school').select('id').execute())
    await inSchool(db, systemActor(school.id as SchoolId), async tx => {
      const unfinished = await tx
        .selectFrom('moderation')
        .innerJoin('message', join =>
          join
            .onRef('message.school_id', '=', 'moderation.school_id')
            .onRef('message.id', '=', 'moderation.message_id'),
        )
        .innerJoin('official_account', join =>
          join
            .onRef('official_account.school_id', '=', 'message.school_id')
            .onRef('official_account.id', '=', 'message.account_id'),
        )
        .select('moderation.id')
        .where('moderation.school_id', '=', tx.schoolId)
        .where('moderation.state', 'in', ['intended', 'undoing'])
        .where('official_account.network', '=', 'bluesky')
        .execute()
      for (const { id } of unfinished)
        await jobs.enqueue(tx, moderateJobName, { moderationId: id }, { only: id })
    })
}

const load = async (
  tx: TenantTx,
  parts: Pick<InboxParts, 'vault'>,
  id: string,
): Promise<Step | undefined> => {
  const row = await moderationRow(tx, id)
  if (!row || (row.state !== 'intended' && row.state !== 'undoing')) return undefined
  const message = await lockedMessage(tx, row.message_id)
  if (!message || (row.act !== 'hide' && row.act !== 'block')) return undefined
  return {
    message,
    act: row.act,
    undo: row.state === 'undoing',
    credential: await accountCredential(tx, parts.vault, message.accountId),
  }
}

/**
 * Keeps the failure with the act. What may succeed later stays under way for a while; what a person has to see to is
 * failed. @returns whether the same call is to be tried again
 */
const fail = (
  parts: InboxParts,
  schoolId: SchoolId,
  id: ModerationId,
  failure: NetworkFailure,
): Promise<boolean> =>
  inSchool(parts.db, systemActor(schoolId), async tx => {
    const found = await moderationRow(tx, id)
    const message = found && (await lockedMessage(tx, found.message_id))
    // Read again behind the message's lock: another worker may have finished the act meanwhile.
    const row = message && (await moderationRow(tx, id))
    if (!message || !row || (row.state !== 'intended' && row.state !== 'undoing')) return false
    const now = parts.clock.now()
    const again = failure.kind === 'retry-later' && now.since(row.acted_at).total('hours') < patienceHours
    const { name } = parts.networks.bluesky
    // An act that could not be undone is still in effect.
    const state = again || row.state === 'undoing' ? row.state : 'failed'
    await tx
      .updateTable('moderation')
      .set({
        failure: failure.kind === 'retry-later' && !again ? gaveUp(name) : inWords(name, failure.kind),
        state,
      })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .execute()
    if (failure.kind === 'reconnect') await markForReconnect(tx, message.accountId, now)
    if (state === 'failed')
      await audit(tx, {
        at: now,
        action: 'moderation.failed',
        subject: { kind: 'message', id: message.id },
        facts: { moderation: id, act: row.act, failure: failure.kind },
      })
    return again
  })
