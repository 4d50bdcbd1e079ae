import { z } from 'zod'
import type { PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { newRandomId, type PersonId, type QuestionId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import {
  type Answer,
  type Form,
  field,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { type FormErrors, formErrors, readForm, type Typed } from '../../../platform/views/form.ts'
import type { SelectParams, TextareaParams } from '../../../platform/views/macro-params.ts'
import { listPage, rowsPerPage } from '../../../platform/views/pagination.ts'
import { compiledOf } from '../../../policy-engine/compile.ts'
import { hatsOf } from '../../../policy-engine/hats.ts'
import { situationWords, verdictWords } from '../../../policy-engine/words.ts'
import { nameIn, type Person, persons } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import {
  advisers,
  answerQuestion,
  askAdviser,
  handQuestionOn,
  markAnswerSeen,
  receiversOf,
  type StepResult,
  withdrawQuestion,
} from '../ask-adviser.ts'
import { type Asked, addressOf, readAsked, situationsOfAsked } from '../asked.ts'
import { judgeAsRead } from '../interpretation.ts'
import { interpretationsOf } from '../interpretations.ts'
import { type Question, type QuestionContent, questionCount, questions } from '../questions.ts'
import { type AdviceParts, section } from './parts.ts'

const askForm = z.strictObject({
  id: z.uuid(),
  page: z.string().max(2000).optional(),
  words: z
    .string({ error: 'Write what you want to know' })
    .trim()
    .min(1, 'Write what you want to know')
    .max(4000, 'Your question must be 4,000 characters or fewer'),
})

const answerForm = z.strictObject({
  answer: z
    .string({ error: 'Write your answer' })
    .trim()
    .min(1, 'Write your answer')
    .max(8000, 'Your answer must be 8,000 characters or fewer'),
})

const list = '/advice/questions'

/** What was looked up before somebody asks, from the address of that page. */
const askedOf = (address: string): Asked => {
  const form: Record<string, string[]> = {}
  for (const [name, value] of new URLSearchParams(address.split('?')[1] ?? '')) {
    form[name] = [...(form[name] ?? []), value]
  }
  return readAsked(form satisfies Form)
}

const stepAnswer = (result: StepResult, id: QuestionId, done: string): Answer =>
  result.kind === 'done'
    ? redirect(`${list}/${id}`, { kind: 'success', text: done })
    : redirect(`${list}/${id}`, {
        kind: 'warning',
        text: 'Nothing was changed: the question was answered, handed on or withdrawn meanwhile.',
      })

/** Asking the adviser the policy names (SM-4.6), and answering on record. */
export const questionRoutes = (parts: AdviceParts): readonly Route[] => {
  const { db, vault } = parts

  const asking = (
    actor: PersonActor,
    now: Instant,
    data: { address: string; id: string; errors?: FormErrors; typed?: Typed },
  ): Promise<Answer> =>
    inSchool(db, actor, async tx => {
      const asked = askedOf(data.address)
      const { people, basis } = await advisers(tx, actor.personId, now)
      const words = {
        id: 'words',
        name: 'words',
        rows: '6',
        label: { text: 'What do you want to know?', classes: 'govuk-label--m' },
        hint: { text: 'Do not name a child. If you worry about somebody, raise a concern instead.' },
        value: typeof data.typed?.words === 'string' ? data.typed.words : '',
        errorMessage: data.errors?.byField.words,
      } satisfies TextareaParams
      return page(
        'features/advice/pages/ask.njk',
        'Ask your adviser',
        {
          id: data.id,
          page: asked.given.act === undefined ? '' : addressOf(asked),
          situations:
            asked.given.act === undefined
              ? []
              : situationsOfAsked(asked, hatsOf(actor.roles)).map(situationWords),
          advisers: people.map(({ name }) => name),
          basis,
          words,
        },
        { section, backHref: addressOf(asked), ...(data.errors ? { errors: data.errors.list } : {}) },
      )
    })

  /**
   * What goes with the words: the situation, and what the asker was shown about it. The address names the asker's hat, so
   * that the adviser is not shown an answer for the adviser.
   */
  const contentOf = (
    actor: PersonActor,
    words: string,
    address: string,
    now: Instant,
  ): Promise<QuestionContent> =>
    inSchool(db, actor, async tx => {
      const asked = askedOf(address)
      const policy = await policyInForce(tx, londonDate(now))
      if (asked.given.act === undefined || !policy)
        return { words, page: null, situation: null, verdict: null, clauses: [] }
      const judgement = judgeAsRead(
        compiledOf(policy.pack),
        situationsOfAsked(asked, hatsOf(actor.roles)),
        await interpretationsOf(tx, policy.versionId),
      )
      const [shown] = judgement.holding
      return {
        words,
        page: addressOf({ ...asked, actor: shown?.situation.actor }),
        situation: shown ? situationWords(shown.situation) : null,
        verdict: judgement.verdict,
        clauses: shown?.answer.clauses ?? [],
      }
    })

  const own = async (visit: Visit, errors?: FormErrors, typed?: Typed): Promise<Answer> => {
    const { actor, now } = visit
    const id = questionId(visit)
    return inSchool(db, actor, async tx => {
      const [question] = await questions(tx, vault, { id })
      if (!question) throw new NotFound()
      return page(
        'features/advice/pages/question.njk',
        'A question to the adviser',
        {
          ...questionPage(question, actor, await persons(tx), errors, typed),
          basis: (await advisers(tx, question.askerId, now)).basis,
        },
        { section, backHref: list, ...(errors ? { errors: errors.list } : {}) },
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
              rows: shown.map(question => rowOf(question, actor, people)),
              pagination: pages.pagination,
            },
            { section, backHref: '/advice' },
          )
        }),
    },
    {
      method: 'GET',
      path: `${list}/new`,
      access: 'signed-in',
      handle: ({ actor, now, queryForm }) =>
        asking(actor, now, { address: addressOf(readAsked(queryForm)), id: newRandomId<QuestionId>() }),
    },
    {
      method: 'POST',
      path: `${list}/new`,
      access: 'signed-in',
      async handle({ actor, now, form }) {
        const read = readForm(askForm, form)
        const address = field(form, 'page')
        if (read.kind === 'errors')
          return asking(actor, now, {
            address,
            id: readId<QuestionId>(field(form, 'id')) ?? newRandomId<QuestionId>(),
            errors: read.errors,
            typed: read.typed,
          })
        const result = await askAdviser(parts, actor, {
          id: read.value.id as QuestionId,
          content: await contentOf(actor, read.value.words, address, now),
          act: askedOf(address).given.act ?? null,
          now,
        })
        if (result.kind === 'asked')
          return redirect(list, {
            kind: 'success',
            text: 'Your question is with your adviser. You will see the answer here and on Today.',
          })
        return asking(actor, now, {
          address,
          id: read.value.id,
          errors: formErrors([
            {
              field: 'words',
              text: 'Nobody else at your school can answer in Gatepost. Ask the chair of governors or your local authority.',
            },
          ]),
          typed: form,
        })
      },
    },
    {
      method: 'GET',
      path: `${list}/:id`,
      access: 'signed-in',
      async handle(visit) {
        const answer = await own(visit)
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
        if (read.kind === 'errors') return own(visit, read.errors, read.typed)
        const id = questionId(visit)
        const result = await answerQuestion(parts, visit.actor, {
          id,
          answer: read.value.answer,
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
        if (!to) return own(visit, formErrors([{ field: 'to', text: 'Choose who should answer' }]))
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

const questionId = ({ params }: Pick<Visit, 'params'>): QuestionId => {
  const id = readId<QuestionId>(params.id)
  if (!id) throw new NotFound()
  return id
}

const rowOf = (question: Question, actor: PersonActor, people: readonly Person[]) => {
  const mine = question.askerId === actor.personId
  const forMe = question.state === 'waiting' && question.waitsFor.includes(actor.personId)
  return {
    id: question.id,
    words:
      question.content.words.length > 120
        ? `${question.content.words.slice(0, 120)}…`
        : question.content.words,
    askedAt: question.askedAt,
    by: mine ? 'You' : nameIn(people)(question.askerId),
    state:
      question.state === 'withdrawn'
        ? 'Withdrawn'
        : question.state === 'answered'
          ? mine && question.seenAt === null
            ? 'Answered: read it'
            : 'Answered'
          : forMe
            ? 'Waits for your answer'
            : 'Waits for an answer',
    open: forMe || (mine && question.state === 'answered' && question.seenAt === null),
  }
}

const questionPage = (
  question: Question,
  actor: PersonActor,
  people: readonly Person[],
  errors: FormErrors | undefined,
  typed: Typed | undefined,
) => {
  const { content } = question
  const mine = question.askerId === actor.personId
  const waiting = question.state === 'waiting'
  const mayAnswer = waiting && question.waitsFor.includes(actor.personId)
  const others = receiversOf(question, actor.personId, people)
  return {
    id: question.id,
    words: content.words,
    situation: content.situation,
    page: content.page,
    verdict: content.verdict === null ? null : verdictWords[content.verdict],
    clauses: content.clauses,
    askedBy: mine ? 'You' : nameIn(people)(question.askerId),
    askedAt: question.askedAt,
    waitsFor: waiting ? question.waitsFor.map(nameIn(people)).join(', ') : '',
    withdrawn: question.state === 'withdrawn',
    answer: question.answer,
    answeredBy: question.answeredBy === actor.personId ? 'You' : nameIn(people)(question.answeredBy),
    answeredAt: question.answeredAt,
    mayWithdraw: mine && waiting,
    answerField: mayAnswer
      ? ({
          id: 'answer',
          name: 'answer',
          rows: '6',
          label: { text: 'Your answer', classes: 'govuk-label--m' },
          hint: { text: 'It stays on record. Whoever asked and those it was put to can read it.' },
          value: typeof typed?.answer === 'string' ? typed.answer : '',
          errorMessage: errors?.byField.answer,
        } satisfies TextareaParams)
      : undefined,
    handOn:
      (mayAnswer || (mine && waiting)) && others.length > 0
        ? ({
            id: 'to',
            name: 'to',
            label: { text: mine ? 'Ask somebody else' : 'Hand it on' },
            hint: { text: 'They can read the question from then on.' },
            items: [
              { value: '', text: 'Choose a person' },
              ...others.map(({ id, name }) => ({ value: id, text: name })),
            ],
            errorMessage: errors?.byField.to,
          } satisfies SelectParams)
        : undefined,
  }
}
