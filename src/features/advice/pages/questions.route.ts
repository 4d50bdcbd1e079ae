import { NotFound } from '../../../kernel/errors.ts'
import { type PersonId, type QuestionId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FormErrors, formErrors, readForm, type Typed } from '../../../platform/views/form.ts'
import { listPage, rowsPerPage } from '../../../platform/views/pagination.ts'
import { persons } from '../../people/index.ts'
import {
  adviserSetting,
  answerQuestion,
  handQuestionOn,
  markAnswerSeen,
  type StepResult,
  withdrawQuestion,
} from '../ask-adviser.ts'
import { questionCount, questions } from '../questions.ts'
import { reaches } from '../reach.ts'
import { answerForm } from './answer.form.ts'
import { type AdviceParts, questionsPath as list, section } from './parts.ts'
import { questionPage, questionRow } from './questions.page.ts'

const stepAnswer = (result: StepResult, id: QuestionId, done: string): Answer =>
  result.kind === 'done'
    ? redirect(`${list}/${id}`, { kind: 'success', text: done })
    : redirect(`${list}/${id}`, {
        kind: 'warning',
        text: 'Nothing was changed: the question was answered, handed on or withdrawn meanwhile.',
      })

const questionId = ({ params }: Pick<Visit, 'params'>): QuestionId => {
  const id = readId<QuestionId>(params.id)
  if (!id) throw new NotFound()
  return id
}

/** Questions to the adviser: those one may read, each with its answer on record, and what can be done about it. */
export const questionRoutes = (parts: AdviceParts): readonly Route[] => {
  const { db, vault } = parts

  const show = async (visit: Visit, sent?: { form: Typed; errors: FormErrors }): Promise<Answer> => {
    const { actor, now } = visit
    const id = questionId(visit)
    return inSchool(db, actor, async tx => {
      const [question] = await questions(tx, vault, { id })
      if (!question) throw new NotFound()
      return page(
        'features/advice/pages/question.njk',
        'A question to the adviser',
        questionPage({
          question,
          actor,
          people: await persons(tx),
          reach: await reaches(parts, tx.schoolId),
          basis: (await adviserSetting(tx, now)).basis,
          sent,
        }),
        { section, backHref: list, ...(sent ? { errors: sent.errors.list } : {}) },
      )
    })
  }

  return [
    {
      method: 'GET',
      path: list,
      access: 'signed-in',
      handle: ({ actor, query }) =>
        inSchool(db, actor, async tx => {
          const people = await persons(tx)
          const pages = listPage(await questionCount(tx), query.page, number => `${list}?page=${number}`)
          const shown = await questions(tx, vault, { limit: rowsPerPage, offset: pages.offset })
          return page(
            'features/advice/pages/questions.njk',
            'Questions to the adviser',
            {
              rows: shown.map(question => questionRow(question, actor, people)),
              pagination: pages.pagination,
            },
            { section, backHref: '/advice' },
          )
        }),
    },
    {
      method: 'GET',
      path: `${list}/:id`,
      access: 'signed-in',
      async handle(visit) {
        const answer = await show(visit)
        await markAnswerSeen(db, visit.actor, questionId(visit), visit.now)
        return answer
      },
    },
    {
      method: 'POST',
      path: `${list}/:id/answer`,
      access: 'signed-in',
      async handle(visit) {
        const read = readForm(answerForm, visit.form)
        if (read.kind === 'errors') return show(visit, { form: read.typed, errors: read.errors })
        const id = questionId(visit)
        const result = await answerQuestion(parts, visit.actor, {
          id,
          answer: read.value.answer,
          byLink: false,
          now: visit.now,
        })
        return stepAnswer(result, id, 'Your answer is recorded, and whoever asked can read it.')
      },
    },
    {
      method: 'POST',
      path: `${list}/:id/hand-on`,
      access: 'signed-in',
      async handle(visit) {
        const to = readId<PersonId>(field(visit.form, 'to'))
        if (!to)
          return show(visit, {
            form: visit.form,
            errors: formErrors([{ field: 'to', text: 'Choose who should answer' }]),
          })
        const id = questionId(visit)
        const result = await handQuestionOn(parts, visit.actor, { id, to, now: visit.now })
        return stepAnswer(result, id, 'The question is with somebody else now.')
      },
    },
    {
      method: 'POST',
      path: `${list}/:id/withdraw`,
      access: 'signed-in',
      async handle({ actor, now, ...visit }) {
        const id = questionId(visit)
        return stepAnswer(await withdrawQuestion(db, actor, id, now), id, 'Your question is withdrawn.')
      },
    },
  ]
}
