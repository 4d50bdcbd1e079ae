import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { PersonId, QuestionId, SchoolId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { type Key, open, type Place, seal, type Vault } from '../../platform/vault/vault.ts'
import type { Verdict } from '../../policy-engine/vocabulary.ts'
import type {} from './tables.ts'

/** What was asked: the words, and the answer of "Can I…?" that it came from. */
export type QuestionContent = {
  readonly words: string
  /** The address of the answer, so that the adviser sees what the asker saw. */
  readonly page: string | null
  readonly situation: string | null
  readonly verdict: Verdict | null
  readonly clauses: readonly string[]
}

export type Question = {
  readonly id: QuestionId
  readonly askerId: PersonId
  readonly waitsFor: readonly PersonId[]
  readonly state: 'waiting' | 'answered' | 'withdrawn'
  readonly content: QuestionContent
  readonly answer: string | null
  readonly askedAt: Instant
  readonly answeredBy: PersonId | null
  readonly answeredAt: Instant | null
  /** By a link, without signing in. */
  readonly answeredByLink: boolean
  readonly seenAt: Instant | null
}

const place = (id: QuestionId, column: 'content' | 'answer'): Place => ({
  table: 'advice_question',
  row: id,
  column,
})

/** Words of a question or an answer, encrypted with the school’s key and bound to their place. */
export const sealWords = (
  key: Key,
  schoolId: SchoolId,
  id: QuestionId,
  column: 'content' | 'answer',
  words: string,
) => seal(key, schoolId, place(id, column), words)

/** How many questions this person may read: own ones, and those put to them. */
export async function questionCount(tx: TenantTx): Promise<number> {
  const { count } = await tx
    .selectFrom('advice_question')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('school_id', '=', tx.schoolId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Of the questions this person may read one, or a part of them, the newest first. */
export async function questions(
  tx: TenantTx,
  vault: Vault,
  part: { readonly id: QuestionId } | { readonly limit: number; readonly offset: number },
): Promise<readonly Question[]> {
  const all = tx.selectFrom('advice_question').selectAll().where('school_id', '=', tx.schoolId)
  const rows = await ('id' in part
    ? all.where('id', '=', part.id)
    : all.orderBy('asked_at', 'desc').orderBy('id').limit(part.limit).offset(part.offset)
  ).execute()
  if (rows.length === 0) return []
  const key = await vault.schoolKey(tx)
  return rows.map(row => {
    const id = row.id as QuestionId
    const words = (column: 'content' | 'answer', sealed: Buffer): string =>
      open(key, tx.schoolId, place(id, column), sealed).toString('utf8')
    return {
      id,
      askerId: row.asker_id as PersonId,
      waitsFor: row.waits_for as PersonId[],
      state: row.state,
      content: JSON.parse(words('content', row.content)) as QuestionContent,
      answer: row.answer === null ? null : words('answer', row.answer),
      askedAt: row.asked_at,
      answeredBy: row.answered_by as PersonId | null,
      answeredAt: row.answered_at,
      answeredByLink: row.answered_by_link,
      seenAt: row.seen_at,
    }
  })
}

/** What waits about questions: for whoever is to answer, and for whoever has an answer to read. */
export async function waitingQuestions(
  tx: TenantTx,
  actor: PersonActor,
): Promise<{ readonly toAnswer: readonly { readonly askedAt: Instant }[]; readonly answered: number }> {
  const rows = await tx
    .selectFrom('advice_question')
    .select(['asker_id', 'waits_for', 'state', 'asked_at', 'seen_at'])
    .where('school_id', '=', tx.schoolId)
    .where('state', '!=', 'withdrawn')
    .where(({ or, eb }) => or([eb('state', '=', 'waiting'), eb('seen_at', 'is', null)]))
    .execute()
  return {
    toAnswer: rows
      .filter(row => row.state === 'waiting' && row.waits_for.includes(actor.personId))
      .map(row => ({ askedAt: row.asked_at })),
    answered: rows.filter(row => row.state === 'answered' && row.asker_id === actor.personId).length,
  }
}
