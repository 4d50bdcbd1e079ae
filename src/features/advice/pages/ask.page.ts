import type { FormErrors, Typed } from '../../../platform/views/form.ts'
import type { TextareaParams } from '../../../platform/views/macro-params.ts'
import type { Actor } from '../../../policy-engine/vocabulary.ts'
import { situationWords } from '../../../policy-engine/words.ts'
import type { Advisers } from '../advisers.ts'
import { type Asked, addressOf, situationsOfAsked } from '../asked.ts'

export type AskInput = {
  /** The question's id from the moment the page is shown, so that sending it twice asks once. */
  readonly id: string
  /** What was looked up before. */
  readonly asked: Asked
  readonly hats: readonly Actor[]
  readonly advisers: Advisers
  /** What came back with errors. */
  readonly sent: { readonly form: Typed; readonly errors: FormErrors } | undefined
}

/** The page on which somebody writes a question to the adviser. */
export const askPage = ({ id, asked, hats, advisers: { people, basis }, sent }: AskInput) => ({
  id,
  page: asked.given.act === undefined ? '' : addressOf(asked),
  situations: asked.given.act === undefined ? [] : situationsOfAsked(asked, hats).map(situationWords),
  advisers: people.map(({ name }) => name),
  basis,
  words: {
    id: 'words',
    name: 'words',
    rows: '6',
    label: { text: 'What do you want to know?', classes: 'govuk-label--m' },
    hint: { text: 'Do not name a child. If you worry about somebody, raise a concern instead.' },
    value: typeof sent?.form.words === 'string' ? sent.form.words : '',
    errorMessage: sent?.errors.byField.words,
  } satisfies TextareaParams,
})
