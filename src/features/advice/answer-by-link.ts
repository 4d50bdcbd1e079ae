import type { PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import type { QuestionId } from '../../kernel/ids.ts'
import { inSchool } from '../../platform/database/database.ts'
import { nameIn, persons, schoolName } from '../people/index.ts'
import { policyInForce } from '../policy/index.ts'
import { findLink, useLink } from '../sign-in/index.ts'
import { answerQuestion, type QuestionParts } from './ask-adviser.ts'
import { type Question, questions } from './questions.ts'

/** The one question that somebody without a sign-in was asked, and what the policy says about it. */
type AskedByLink = {
  readonly kind: 'waiting'
  readonly school: string
  readonly question: Question
  readonly askedBy: string
  readonly adviser: PersonActor
  /** The clauses that the asker was shown, as far as they are in force. */
  readonly clauses: readonly { readonly id: string; readonly gist: string }[]
}

export type BehindLink =
  | AskedByLink
  /** They have answered; the machine may have stopped before the link was used up. */
  | { readonly kind: 'answered' }
  /** Used, over, withdrawn, put to somebody else, or they have left. */
  | { readonly kind: 'gone' }

/** What somebody who follows a link sees. */
export async function questionBehind(parts: QuestionParts, token: string, now: Instant): Promise<BehindLink> {
  const link = await findLink(parts.identity, 'advice', token, now)
  const { schoolId, personId, subjectId } = link ?? {}
  if (!schoolId || !personId || !subjectId) return { kind: 'gone' }
  // On behalf of whoever was asked: row-level security shows a question to its readers alone.
  const asPerson: PersonActor = { kind: 'person', schoolId, personId, name: '', roles: new Set() }
  return inSchool(parts.db, asPerson, async (tx): Promise<BehindLink> => {
    const everyone = await persons(tx)
    const nameOf = nameIn(everyone)
    const [question] = await questions(tx, parts.vault, { id: subjectId as QuestionId })
    if (!question || !everyone.some(({ id }) => id === personId)) return { kind: 'gone' }
    if (question.state === 'answered' && question.answeredBy === personId) return { kind: 'answered' }
    if (question.state !== 'waiting' || !question.waitsFor.includes(personId)) return { kind: 'gone' }
    const policy = await policyInForce(tx, londonDate(now))
    return {
      kind: 'waiting',
      school: await schoolName(tx),
      question,
      askedBy: nameOf(question.askerId),
      adviser: { ...asPerson, name: nameOf(personId) },
      clauses: (policy?.pack.clauses ?? []).filter(({ id }) => question.content.clauses.includes(id)),
    }
  })
}

/** Answers the question behind a link, on record under the name of whoever was asked, and uses the link up. */
export async function answerByLink(
  parts: QuestionParts,
  input: { readonly token: string; readonly answer: string; readonly now: Instant },
): Promise<'answered' | 'gone'> {
  const { token, answer, now } = input
  const found = await questionBehind(parts, token, now)
  if (found.kind === 'gone') return 'gone'
  if (found.kind === 'waiting') {
    const { id } = found.question
    const result = await answerQuestion(parts, found.adviser, { id, answer, byLink: true, now })
    if (result.kind === 'too-late') return 'gone'
  }
  await useLink(parts.identity, token, now)
  return 'answered'
}
