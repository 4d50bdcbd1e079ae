import { z } from 'zod'
import type { FormErrors, Typed } from '../../../platform/views/form.ts'
import { words } from '../../../platform/views/form-words.ts'
import type { TextareaParams } from '../../../platform/views/macro-params.ts'

/** An answer to a question, given signed in or by a link. */
export const answerForm = z.strictObject({ answer: words('Write your answer', 8000) })

/** What an answer is written into, with what was typed. */
export const answerBox = (
  sent: { readonly form: Typed; readonly errors: FormErrors } | undefined,
): TextareaParams => ({
  id: 'answer',
  name: 'answer',
  rows: '6',
  label: { text: 'Your answer', classes: 'govuk-label--m' },
  hint: { text: 'It stays on record. Whoever asked and those it was put to can read it.' },
  value: typeof sent?.form.answer === 'string' ? sent.form.answer : '',
  errorMessage: sent?.errors.byField.answer,
})
