import { z } from 'zod'
import { capital } from '../../../kernel/prose.ts'
import type { FormErrors, Typed } from '../../../platform/views/form.ts'
import { words } from '../../../platform/views/form-words.ts'
import type { InputParams, SelectParams, TextareaParams } from '../../../platform/views/macro-params.ts'
import { shippedPacks } from '../../../policy-engine/shipped-packs.ts'
import { addresseeWords } from '../../../policy-engine/words.ts'
import { strengths, topics } from '../../../policy-reader/reading.ts'
import type { ClauseWording } from '../draft.ts'
import { capabilityName, strengthNames, topicNames } from '../words.ts'

const addressees = Object.keys(addresseeWords) as [ClauseWording['who'], ...ClauseWording['who'][]]

/** The parts of the product that clauses of the shipped packs name. */
const capabilities = (): readonly string[] =>
  [...new Set(shippedPacks().flatMap(pack => pack.clauses.map(({ capability }) => capability)))].sort()

const longestGist = 1000

/** What a person puts right about a clause. `topic` is empty for a clause of a pack whose rules stay. */
export const clauseFields = {
  section: words('Say in which section it stands', 200),
  who: z.enum(addressees, { error: 'Choose whom it addresses' }),
  says: z.enum(strengths, { error: 'Choose how strongly it is put' }),
  topic: z
    .enum(['', ...topics], { error: 'Choose what it is about' })
    .transform(topic => (topic === '' ? null : topic)),
  gist: words('Say what it says', longestGist),
  capability: z.string().refine(value => capabilities().includes(value), 'Choose where it acts'),
}

const typedOr = (typed: Typed, name: string, fallback: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : fallback
}

/** The fields of a clause, with what was typed or how it stands. */
export const clauseFormPage = (
  wording: Omit<ClauseWording, 'topic'> & { readonly topic: ClauseWording['topic'] | undefined },
  keepsRules: boolean,
  typed: Typed,
  errors: FormErrors | undefined,
) => {
  const select = (
    name: 'who' | 'says' | 'topic' | 'capability',
    label: string,
    hint: string | undefined,
    options: readonly (readonly [string, string])[],
    value: string,
  ): SelectParams => ({
    id: name,
    name,
    label: { text: label },
    ...(hint === undefined ? {} : { hint: { text: hint } }),
    items: options.map(([key, text]) => ({ value: key, text })),
    value: typedOr(typed, name, value),
    errorMessage: errors?.byField[name],
  })
  return {
    section: {
      id: 'section',
      name: 'section',
      label: { text: 'Section' },
      value: typedOr(typed, 'section', wording.section),
      errorMessage: errors?.byField.section,
    } satisfies InputParams,
    gist: {
      id: 'gist',
      name: 'gist',
      label: { text: 'What it says' },
      hint: {
        text: 'In the document’s words or your own. Gatepost works from these words: name who may not do what, by which way.',
      },
      rows: '4',
      value: typedOr(typed, 'gist', wording.gist),
      errorMessage: errors?.byField.gist,
    } satisfies TextareaParams,
    selects: [
      select(
        'who',
        'Whom it addresses',
        undefined,
        Object.entries(addresseeWords).map(([who, words]) => [who, capital(words)]),
        wording.who,
      ),
      select(
        'says',
        'How strongly it is put',
        'A process is something the school, or somebody in it, does.',
        Object.entries(strengthNames),
        wording.says,
      ),
      select(
        'topic',
        'What it is about',
        keepsRules
          ? 'Leave it as it is to keep what the clause decides today. Choose a topic to have that worked out from your words.'
          : 'This decides what Gatepost makes of it.',
        [...(keepsRules ? ([['', 'As it is']] as const) : []), ...Object.entries(topicNames)],
        wording.topic ?? '',
      ),
      select(
        'capability',
        'Where it acts in Gatepost',
        'The software’s suggestion is usually right.',
        capabilities().map(key => [key, capabilityName(key)] as const),
        wording.capability,
      ),
    ],
  }
}
