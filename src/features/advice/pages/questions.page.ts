import type { PersonActor } from '../../../kernel/actor.ts'
import type { Basis } from '../../../kernel/basis.ts'
import { excerpt } from '../../../kernel/prose.ts'
import type { FormErrors, Typed } from '../../../platform/views/form.ts'
import type { SelectParams } from '../../../platform/views/macro-params.ts'
import { verdictWords } from '../../../policy-engine/words.ts'
import { nameIn, type Person } from '../../people/index.ts'
import { receiversOf } from '../ask-adviser.ts'
import type { Question } from '../questions.ts'
import type { Reach } from '../reach.ts'
import { answerBox } from './answer.form.ts'

/** A line of the list: `open` where whoever reads the list has something to do about it. */
export const questionRow = (question: Question, actor: PersonActor, people: readonly Person[]) => {
  const mine = question.askerId === actor.personId
  const forMe = question.state === 'waiting' && question.waitsFor.includes(actor.personId)
  return {
    id: question.id,
    words: excerpt(question.content.words, 120),
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

export type QuestionInput = {
  readonly question: Question
  /** Whoever reads it: one of those it was put to, or the asker. */
  readonly actor: PersonActor
  readonly people: readonly Person[]
  /** How each of them is asked. */
  reach(person: Person): Reach
  /** Why it goes to whom it goes. */
  readonly basis: readonly Basis[]
  /** What came back with errors. */
  readonly sent: { readonly form: Typed; readonly errors: FormErrors } | undefined
}

const reachWords: Readonly<Record<Reach, string>> = {
  'signs-in': '',
  'by-link': ' (by letter, with a link)',
  'not-yet': ' (has no sign-in and gets no letter: tell them yourself)',
}

/** One question with its answer, and what its reader can do: answer, pass it on, withdraw it. */
export const questionPage = ({ question, actor, people, reach, basis, sent }: QuestionInput) => {
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
    basis,
    waitsFor: waiting
      ? people
          .filter(({ id }) => question.waitsFor.includes(id))
          .map(person => `${person.name}${reachWords[reach(person)]}`)
          .join(', ') || 'somebody who has left'
      : '',
    withdrawn: question.state === 'withdrawn',
    answer: question.answer,
    answeredBy: `${question.answeredBy === actor.personId ? 'You' : nameIn(people)(question.answeredBy)}${question.answeredByLink ? ', by the link sent to them' : ''}`,
    answeredAt: question.answeredAt,
    mayWithdraw: mine && waiting,
    answerField: mayAnswer ? answerBox(sent) : undefined,
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
            errorMessage: sent?.errors.byField.to,
          } satisfies SelectParams)
        : undefined,
  }
}
