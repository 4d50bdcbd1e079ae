import { listed } from '../../../kernel/prose.ts'
import type { FormErrors, Typed } from '../../../platform/views/form.ts'
import type { TextareaParams } from '../../../platform/views/macro-params.ts'
import type { Actor } from '../../../policy-engine/vocabulary.ts'
import { situationWords } from '../../../policy-engine/words.ts'
import type { Person } from '../../people/index.ts'
import type { Advisers } from '../advisers.ts'
import { type Asked, addressOf, situationsOfAsked } from '../asked.ts'
import type { Reach } from '../reach.ts'

export type AskInput = {
  /** The question's id from the moment the page is shown, so that sending it twice asks once. */
  readonly id: string
  /** What was looked up before. */
  readonly asked: Asked
  readonly hats: readonly Actor[]
  readonly advisers: Advisers & { reach(person: Person): Reach }
  /** Whether the asker may put somebody on the list of people. */
  readonly keepsPeople: boolean
  /** What came back with errors. */
  readonly sent: { readonly form: Typed; readonly errors: FormErrors } | undefined
}

const namesOf = (people: readonly Person[]): string =>
  listed(
    people.map(({ name }) => name),
    'and',
  )

/** The page on which somebody writes a question to the adviser. */
export const askPage = ({
  id,
  asked,
  hats,
  advisers: { people, basis, reach },
  keepsPeople,
  sent,
}: AskInput) => ({
  id,
  page: asked.given.act === undefined ? '' : addressOf(asked),
  situations: asked.given.act === undefined ? [] : situationsOfAsked(asked, hats).map(situationWords),
  advisers: namesOf(people),
  byLink: namesOf(people.filter(person => reach(person) === 'by-link')),
  notYet: namesOf(people.filter(person => reach(person) === 'not-yet')),
  keepsPeople,
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
