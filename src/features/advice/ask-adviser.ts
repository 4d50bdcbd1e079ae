import type { PersonActor, Role } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import type { PersonId, QuestionId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate, type TenantTx } from '../../platform/database/database.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { catalogue } from '../../policy-engine/catalogue.ts'
import type { EffectiveSettings } from '../../policy-engine/settings.ts'
import type { Act } from '../../policy-engine/vocabulary.ts'
import { type Person, persons } from '../people/index.ts'
import { policyInForce } from '../policy/index.ts'
import { type Advisers, advisersFor } from './advisers.ts'
import { type QuestionContent, sealWords } from './questions.ts'
import { answerLinks, type Reach, type ReachParts, reaches, tell } from './reach.ts'
import type {} from './tables.ts'

export type QuestionParts = ReachParts & { readonly db: Database; readonly vault: Vault }

/** Who advises, by the policy in force or by school practice. */
export async function adviserSetting(
  tx: TenantTx,
  now: Instant,
): Promise<EffectiveSettings['advice.adviser']> {
  const policy = await policyInForce(tx, londonDate(now))
  const { fallback, practice } = catalogue['advice.adviser']
  return (
    policy?.settings['advice.adviser'] ?? {
      value: fallback,
      basis: [{ kind: 'practice', gist: practice ?? '' }],
    }
  )
}

/** Who advises this person now, with the clause or the school practice behind it, and how they are asked. */
export async function advisers(
  parts: ReachParts,
  tx: TenantTx,
  asker: PersonId,
  now: Instant,
): Promise<Advisers & { reach(person: Person): Reach }> {
  const reach = await reaches(parts, tx.schoolId)
  return { ...advisersFor(asker, await persons(tx), await adviserSetting(tx, now), reach), reach }
}

export type AskResult = { readonly kind: 'asked' } | { readonly kind: 'nobody' }

/** Puts a question to the school's adviser; only the asker and the advisers can read it. */
export async function askAdviser(
  parts: QuestionParts,
  actor: PersonActor,
  input: {
    /** Random, made with the form, so that sending it twice asks once. */
    readonly id: QuestionId
    readonly content: QuestionContent
    readonly act: Act | null
    readonly now: Instant
  },
): Promise<AskResult> {
  const { id, content, act, now } = input
  const { people, reach } = await inSchool(parts.db, actor, tx => advisers(parts, tx, actor.personId, now))
  if (people.length === 0) return { kind: 'nobody' }
  const links = await answerLinks(parts, { id, schoolId: actor.schoolId }, people, reach, now)
  try {
    return await inSchool(parts.db, actor, async tx => {
      const waitsFor = people.map(person => person.id)
      await tx
        .insertInto('advice_question')
        .values({
          school_id: tx.schoolId,
          id,
          asker_id: actor.personId,
          readers: [actor.personId, ...waitsFor],
          waits_for: waitsFor,
          content: sealWords(
            await parts.vault.schoolKey(tx),
            tx.schoolId,
            id,
            'content',
            JSON.stringify(content),
          ),
          answer: null,
          state: 'waiting',
          asked_at: now,
          answered_by: null,
          answered_at: null,
          answered_by_link: false,
          seen_at: null,
        })
        .execute()
      await tx
        .insertInto('advice_topic')
        .values({ school_id: tx.schoolId, question_id: id, act, asked_on: londonDate(now), settled: false })
        .execute()
      await tell(parts, tx, people, links, now)
      await audit(tx, { at: now, action: 'advice.asked', subject: { kind: 'question', id } })
      return { kind: 'asked' }
    })
  } catch (error) {
    if (isDuplicate(error)) return { kind: 'asked' }
    throw error
  }
}

export type StepResult =
  | { readonly kind: 'done' }
  /** Somebody answered or withdrew it meanwhile, or it is not this person's. */
  | { readonly kind: 'too-late' }

/** The row of a question while one may still do something about it; locked. */
const waiting = async (tx: TenantTx, id: QuestionId) =>
  tx
    .selectFrom('advice_question')
    .select(['asker_id', 'waits_for', 'readers'])
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst()

const settle = async (tx: TenantTx, id: QuestionId) =>
  tx
    .updateTable('advice_topic')
    .set({ settled: true })
    .where('school_id', '=', tx.schoolId)
    .where('question_id', '=', id)
    .execute()

/** An adviser answers, on record: signed in, or by a link, whose secret the caller has checked. */
export async function answerQuestion(
  parts: QuestionParts,
  actor: PersonActor,
  input: {
    readonly id: QuestionId
    readonly answer: string
    readonly byLink: boolean
    readonly now: Instant
  },
): Promise<StepResult> {
  const { id, answer, byLink, now } = input
  return inSchool(parts.db, actor, async tx => {
    const question = await waiting(tx, id)
    if (!question?.waits_for.includes(actor.personId)) return { kind: 'too-late' }
    await tx
      .updateTable('advice_question')
      .set({
        state: 'answered',
        answer: sealWords(await parts.vault.schoolKey(tx), tx.schoolId, id, 'answer', answer),
        answered_by: actor.personId,
        answered_at: now,
        answered_by_link: byLink,
      })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .execute()
    await settle(tx, id)
    const asker = (await persons(tx)).filter(person => person.id === question.asker_id)
    await tell(parts, tx, asker, new Map(), now)
    await audit(tx, {
      at: now,
      action: 'advice.answered',
      subject: { kind: 'question', id },
      facts: { byLink },
    })
    return { kind: 'done' }
  })
}

/** Whom a question can be handed on to: people who answer for others, not whoever is on the list. */
const receivers: readonly Role[] = ['headteacher', 'dsl', 'deputy-dsl', 'senior-leader', 'chair']

/** Who could take a question over: somebody who does not have it already, and not whoever asked. */
export const receiversOf = (
  question: { readonly askerId: PersonId; readonly waitsFor: readonly PersonId[] },
  actor: PersonId,
  people: readonly Person[],
): readonly Person[] =>
  people.filter(
    ({ id, roles }) =>
      id !== question.askerId &&
      id !== actor &&
      !question.waitsFor.includes(id) &&
      roles.some(role => receivers.includes(role)),
  )

/**
 * Whoever a question waits for hands it on, or the asker puts it to somebody else: that person can read it from now on.
 * Whoever handed it on before still reads it, and moves it no more.
 */
export async function handQuestionOn(
  parts: QuestionParts,
  actor: PersonActor,
  input: { readonly id: QuestionId; readonly to: PersonId; readonly now: Instant },
): Promise<StepResult> {
  const { id, to, now } = input
  const reach = await reaches(parts, actor.schoolId)
  const asked = (await inSchool(parts.db, actor, persons)).filter(person => person.id === to)
  const links = await answerLinks(parts, { id, schoolId: actor.schoolId }, asked, reach, now)
  return inSchool(parts.db, actor, async tx => {
    const question = await waiting(tx, id)
    if (!question || ![question.asker_id, ...question.waits_for].includes(actor.personId))
      return { kind: 'too-late' }
    const held = {
      askerId: question.asker_id as PersonId,
      waitsFor: question.waits_for as PersonId[],
    }
    const receiver = receiversOf(held, actor.personId, await persons(tx)).find(one => one.id === to)
    if (!receiver) return { kind: 'too-late' }
    await tx
      .updateTable('advice_question')
      .set({ waits_for: [to], readers: [...new Set([...question.readers, to])] })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .execute()
    await tell(parts, tx, [receiver], links, now)
    await audit(tx, { at: now, action: 'advice.handed-on', subject: { kind: 'question', id } })
    return { kind: 'done' }
  })
}

/** The asker takes a question back before it is answered. */
export async function withdrawQuestion(
  db: Database,
  actor: PersonActor,
  id: QuestionId,
  now: Instant,
): Promise<StepResult> {
  return inSchool(db, actor, async tx => {
    const question = await waiting(tx, id)
    if (question?.asker_id !== actor.personId) return { kind: 'too-late' }
    await tx
      .updateTable('advice_question')
      .set({ state: 'withdrawn' })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .execute()
    await settle(tx, id)
    await audit(tx, { at: now, action: 'advice.withdrawn', subject: { kind: 'question', id } })
    return { kind: 'done' }
  })
}

/** The asker has read the answer; it is no longer new. */
export async function markAnswerSeen(
  db: Database,
  actor: PersonActor,
  id: QuestionId,
  now: Instant,
): Promise<void> {
  await inSchool(db, actor, async tx => {
    const seen = await tx
      .updateTable('advice_question')
      .set({ seen_at: now })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .where('asker_id', '=', actor.personId)
      .where('state', '=', 'answered')
      .where('seen_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (seen) await audit(tx, { at: now, action: 'advice.answer-seen', subject: { kind: 'question', id } })
  })
}
