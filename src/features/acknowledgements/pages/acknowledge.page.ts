import { sentence } from '../../../kernel/prose.ts'
import type { Form } from '../../../platform/http/route.ts'
import { field } from '../../../platform/http/route.ts'
import type { FieldError, FormErrors } from '../../../platform/views/form.ts'
import type { RadiosParams } from '../../../platform/views/macro-params.ts'
import type { Pack } from '../../../policy-engine/policy.ts'
import type { Standing } from '../standing.ts'
import type { UnderstandingQuestion } from '../understanding-question.ts'

const nameOf = (index: number): string => `answer-${index + 1}`

/** The questions as radios, with what was chosen. */
export const questionFields = (
  questions: readonly UnderstandingQuestion[],
  form: Form,
  errors: FormErrors | undefined,
): readonly RadiosParams[] =>
  questions.map((question, index) => ({
    idPrefix: nameOf(index),
    name: nameOf(index),
    fieldset: {
      legend: {
        text: `${index + 1}. ${question.text}`,
        classes: 'govuk-fieldset__legend--s',
      },
    },
    items: question.choices,
    value: field(form, nameOf(index)),
    errorMessage: errors?.byField[nameOf(index)],
  }))

/** What is not answered yet, or not as the policy says: with the clause and what is right. Nothing of it is kept. */
export const answerErrors = (
  questions: readonly UnderstandingQuestion[],
  pack: Pack,
  form: Form,
): readonly FieldError[] =>
  questions.flatMap((question, index): readonly FieldError[] => {
    const given = field(form, nameOf(index))
    if (given === question.right) return []
    if (given === '') return [{ field: nameOf(index), text: `Answer question ${index + 1}` }]
    const clauses = pack.clauses
      .filter(({ id }) => question.clauses.includes(id))
      .map(({ id, gist }) => `${id} says: ${sentence(gist)}`)
    const right = question.choices.find(({ value }) => value === question.right)?.text ?? ''
    return [
      {
        field: nameOf(index),
        text: `Look again at question ${index + 1}. ${clauses.join(' ')} So: ${sentence(right)}`,
      },
    ]
  })

const occasionWords = {
  first: 'You are asked to read this text and to confirm that you have understood it.',
  changed:
    'The policy has changed since you last acknowledged it. Please read the text that is in force now.',
  yearly: 'A year has passed since you last acknowledged the policy. Please read it again.',
} as const

/** What a person reads of their own part, above the text. */
export const ownPart = (standing: Standing): string => {
  switch (standing.kind) {
    case 'not-asked':
      return 'You are not asked to acknowledge it. You will be if you are named to run an official account.'
    case 'done':
      return 'You have acknowledged this text. There is nothing more to do.'
    case 'due':
      return occasionWords[standing.occasion]
  }
}
