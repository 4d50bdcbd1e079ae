import { holdsAny, type PersonActor } from '../../kernel/actor.ts'
import { citedClauses } from '../../kernel/basis.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { type ModerationId, newId, type ReplyId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool } from '../../platform/database/database.ts'
import type { OfficialAccount } from '../accounts/index.ts'
import { policyInForce } from '../policy/index.ts'
import { isGuarded, openActs } from './acts.ts'
import { namedIn } from './audience.ts'
import { onlyOnce } from './change-state.ts'
import { sealEvidence } from './evidence.ts'
import { moderateJobName } from './moderate.ts'
import type { InboxParts } from './parts.ts'
import { type Message, messageFor, moderations, pictureAnswer } from './queries.ts'
import { finishAct, finishUndoing } from './settle-act.ts'
import type { IndecentAnswer, ModerationAct } from './tables.ts'
import { insertReply } from './write-reply.ts'

/**
 * Records whether a picture or link could show a child nude, semi-nude or sexual: asked before anything else (F18).
 * After a “yes” or “unsure” only the designated safeguarding lead or a deputy may say no.
 */
export async function answerPictureQuestion(
  db: Database,
  actor: PersonActor,
  input: { readonly messageId: string; readonly answer: IndecentAnswer; readonly now: Instant },
): Promise<'recorded' | 'stands'> {
  return inSchool(db, actor, async tx => {
    const { message } = await messageFor(tx, actor, input.messageId, 'lock')
    const standing = await pictureAnswer(tx, message.id)
    if (standing === input.answer) return 'recorded'
    if (isGuarded(standing) && !holdsAny(actor, ['dsl', 'deputy-dsl']))
      return input.answer === 'no' ? 'stands' : 'recorded'
    await tx
      .insertInto('picture_question')
      .values({
        school_id: tx.schoolId,
        id: newId(),
        message_id: message.id,
        answer: input.answer,
        answered_by: actor.personId,
        answered_at: input.now,
      })
      .execute()
    await audit(tx, {
      at: input.now,
      action: 'message.picture-question',
      subject: { kind: 'message', id: message.id },
      facts: { answer: input.answer, before: standing ?? null },
    })
    return 'recorded'
  })
}

/** On Bluesky only what stands under the account's own post can be hidden. */
export const isUnderOurPost = (message: Message, account: OfficialAccount): boolean =>
  account.externalId !== null && message.rootUri?.startsWith(`at://${account.externalId}/`) === true

export const actsFor = (
  message: Message,
  account: OfficialAccount,
  answer: IndecentAnswer,
  policyActs: readonly ModerationAct[],
): readonly ModerationAct[] =>
  openActs({
    policyActs,
    network: account.network,
    underOurPost: isUnderOurPost(message, account),
    authorKnown: message.authorExternalId !== null,
    answer,
  })

/** What stays reachable after an act, in a sentence. */
export const effectOf = (
  parts: Pick<InboxParts, 'networks' | 'manual'>,
  account: OfficialAccount,
  act: ModerationAct,
): string => {
  if (act === 'report')
    return 'The message stays where everyone can see it until the network decides about the report.'
  if (account.network === 'manual') return parts.manual(account.channel).effects[act].reaches
  if (act === 'delete') return 'Only its author can delete a message on this network.'
  return parts.networks.bluesky.effects[act].reaches
}

export type StepInResult =
  | { readonly kind: 'begun' }
  /** The same form came twice, or somebody else has done or is doing the same. */
  | { readonly kind: 'under-way' }
  | { readonly kind: 'no-policy' }
  /** The question about pictures comes first. */
  | { readonly kind: 'ask-first' }
  /** The policy or this network leaves this act out, or a picture could be indecent. */
  | { readonly kind: 'not-open' }

/** Keeps the text as evidence and reserves the act in one transaction; only then is the network called (AL-7.a, AL-7.b). */
export async function stepIn(
  parts: InboxParts,
  actor: PersonActor,
  input: {
    readonly id: ModerationId
    readonly messageId: string
    readonly act: ModerationAct
    readonly reason: string
    readonly now: Instant
  },
): Promise<StepInResult> {
  return onlyOnce({ kind: 'under-way' }, () =>
    inSchool(parts.db, actor, async tx => {
      const { message, account } = await messageFor(tx, actor, input.messageId, 'lock')
      const policy = await policyInForce(tx, londonDate(input.now))
      if (!policy) return { kind: 'no-policy' }
      const answer = await pictureAnswer(tx, message.id)
      if (!answer) return { kind: 'ask-first' }
      const before = await moderations(tx, message.id)
      if (before.some(one => one.id === input.id || (one.act === input.act && one.state !== 'undone')))
        return { kind: 'under-way' }
      const setting = policy.settings['inbox.moderation-acts']
      if (!actsFor(message, account, answer, setting.value).includes(input.act)) return { kind: 'not-open' }
      await tx
        .insertInto('moderation')
        .values({
          school_id: tx.schoolId,
          id: input.id,
          message_id: message.id,
          act: input.act,
          indecent_answer: answer,
          reason: input.reason,
          evidence: await sealEvidence(tx, parts.vault, input.id, message, account, input.now),
          state: 'intended',
          failure: null,
          effect: effectOf(parts, account, input.act),
          audience_reply_id: null,
          acted_by: actor.personId,
          acted_at: input.now,
        })
        .execute()
      if (account.network !== 'manual')
        await parts.jobs.enqueue(tx, moderateJobName, { moderationId: input.id }, { only: input.id })
      await audit(tx, {
        at: input.now,
        action: 'moderation.begun',
        subject: { kind: 'message', id: message.id },
        facts: {
          moderation: input.id,
          act: input.act,
          answer,
          policyVersion: policy.versionId,
          clauses: citedClauses(setting.basis),
        },
        detail: { reason: input.reason },
      })
      return { kind: 'begun' }
    }),
  )
}

/** What a person may say about an act that was begun. */
export type ActChange = 'by-hand-done' | 'again' | 'undo'

/**
 * Carries an act on: done by hand on a manual account, tried again where the network failed, or undone.
 * Whatever does not fit the act's state any more changes nothing.
 */
export async function changeAct(
  parts: InboxParts,
  actor: PersonActor,
  input: {
    readonly messageId: string
    readonly moderationId: string
    readonly change: ActChange
    readonly now: Instant
  },
): Promise<'changed' | 'no-change'> {
  return inSchool(parts.db, actor, async tx => {
    const { message, account } = await messageFor(tx, actor, input.messageId, 'lock')
    const moderation = (await moderations(tx, message.id)).find(one => one.id === input.moderationId)
    if (!moderation) return 'no-change'
    const { id, act, state } = moderation
    const byHand = account.network === 'manual'
    const queue = () => parts.jobs.enqueue(tx, moderateJobName, { moderationId: id }, { only: id })
    const set = (to: 'intended' | 'undoing') =>
      tx
        .updateTable('moderation')
        .set({ state: to, failure: null })
        .where('school_id', '=', tx.schoolId)
        .where('id', '=', id)
        .execute()

    if (input.change === 'by-hand-done' && byHand && state === 'intended')
      await finishAct(tx, message, { id, act, actedBy: actor.personId }, input.now)
    else if (
      input.change === 'undo' &&
      byHand &&
      (state === 'intended' || (state === 'done' && (act === 'hide' || act === 'block')))
    )
      await finishUndoing(tx, message, { id, act }, input.now)
    else if (input.change === 'undo' && !byHand && state === 'done' && (act === 'hide' || act === 'block')) {
      await set('undoing')
      await queue()
      await audit(tx, {
        at: input.now,
        action: 'moderation.undo-begun',
        subject: { kind: 'message', id: message.id },
        facts: { moderation: id, act },
      })
    } else if (input.change === 'again' && !byHand && moderation.failure !== null) {
      await set(state === 'undoing' ? 'undoing' : 'intended')
      await queue()
      await audit(tx, {
        at: input.now,
        action: 'moderation.tried-again',
        subject: { kind: 'message', id: message.id },
        facts: { moderation: id, act },
      })
    } else return 'no-change'
    return 'changed'
  })
}

export type TellResult =
  | { readonly kind: 'sending' }
  | { readonly kind: 'told-before' }
  | { readonly kind: 'not-done-yet' }
  /** The text gives the author away. */
  | { readonly kind: 'names-author'; readonly part: string }

/** Tells the audience under our post why the school stepped in, naming nobody (AL-7.b). */
export async function tellAudience(
  parts: InboxParts,
  actor: PersonActor,
  input: {
    readonly id: ReplyId
    readonly messageId: string
    readonly moderationId: string
    readonly text: string
    readonly now: Instant
  },
): Promise<TellResult> {
  return onlyOnce({ kind: 'told-before' }, () =>
    inSchool(parts.db, actor, async tx => {
      const { message, account } = await messageFor(tx, actor, input.messageId, 'lock')
      const moderation = (await moderations(tx, message.id)).find(one => one.id === input.moderationId)
      if (moderation?.state !== 'done') return { kind: 'not-done-yet' }
      if (moderation.audienceReplyId !== null) return { kind: 'told-before' }
      const part = namedIn(input.text, { name: message.authorName, handle: message.authorHandle })
      if (part !== undefined) return { kind: 'names-author', part }
      await insertReply(tx, parts, { ...input, messageId: message.id, kind: 'audience' }, account.id, actor)
      await tx
        .updateTable('moderation')
        .set({ audience_reply_id: input.id })
        .where('school_id', '=', tx.schoolId)
        .where('id', '=', moderation.id)
        .execute()
      await audit(tx, {
        at: input.now,
        action: 'moderation.audience-told',
        subject: { kind: 'message', id: message.id },
        facts: { moderation: moderation.id, reply: input.id },
      })
      return { kind: 'sending' }
    }),
  )
}
