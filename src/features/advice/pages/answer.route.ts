import { type Answer, type OpenVisit, page, type Route } from '../../../platform/http/route.ts'
import { type FormErrors, readForm, type Typed } from '../../../platform/views/form.ts'
import { besideOf } from '../../../policy-engine/guidance.ts'
import { verdictWords } from '../../../policy-engine/words.ts'
import { answerByLink, questionBehind } from '../answer-by-link.ts'
import { askedAt, situationsOfAsked } from '../asked.ts'
import { answerBox, answerForm } from './answer.form.ts'
import { guidanceView } from './guidance-view.ts'
import type { AdviceParts } from './parts.ts'

const plain = (heading: string, ...paragraphs: string[]): Answer =>
  page('error.njk', heading, { heading, paragraphs })

const gone = (): Answer =>
  plain(
    'This link no longer works',
    'A link like this takes one answer, while the question waits for you. It may have been answered, by you or by somebody else, or withdrawn.',
    'If you still want to say something, tell the school.',
  )

const recorded = (): Answer =>
  plain(
    'Your answer is recorded',
    'Whoever asked can read it in Gatepost, under your name.',
    'You can close this page: the link takes one answer.',
  )

/** Law and guidance on what was looked up: whoever answers from outside has no other page of Gatepost to see it on. */
const besideQuestion = (looked: string | null) =>
  looked === null
    ? []
    : [...new Set(situationsOfAsked(askedAt(looked), []).flatMap(one => besideOf(one)))].map(guidanceView)

/** The page of somebody who was asked for advice and has no sign-in: one question, one answer, and nothing else of the school. */
export const answerRoutes = (parts: AdviceParts): readonly Route[] => {
  const path = '/answer/:token'

  const show = async (
    { params, now }: OpenVisit,
    sent?: { form: Typed; errors: FormErrors },
  ): Promise<Answer> => {
    const found = await questionBehind(parts, params.token ?? '', now)
    if (found.kind === 'gone') return gone()
    if (found.kind === 'answered') return recorded()
    const { content, askedAt } = found.question
    return page(
      'features/advice/pages/answer.njk',
      'A question about the policy',
      {
        school: found.school,
        askedBy: found.askedBy,
        askedAt,
        words: content.words,
        situation: content.situation,
        verdict: content.verdict === null ? null : verdictWords[content.verdict],
        clauses: found.clauses,
        beside: besideQuestion(content.page),
        answersAs: found.adviser.name,
        answer: answerBox(sent),
      },
      sent ? { errors: sent.errors.list } : {},
    )
  }

  return [
    { method: 'GET', path, access: 'anyone', handle: visit => show(visit) },
    {
      method: 'POST',
      path,
      access: 'anyone',
      async handle(visit) {
        const read = readForm(answerForm, visit.form)
        if (read.kind === 'errors') return show(visit, { form: read.typed, errors: read.errors })
        const token = visit.params.token ?? ''
        const { answer } = read.value
        return (await answerByLink(parts, { token, answer, now: visit.now })) === 'answered'
          ? recorded()
          : gone()
      },
    },
  ]
}
