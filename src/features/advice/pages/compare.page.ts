import { capital, listed } from '../../../kernel/prose.ts'
import type { SelectParams } from '../../../platform/views/macro-params.ts'
import { rowsPerPage } from '../../../platform/views/pagination.ts'
import { compareMany } from '../../../policy-engine/compare.ts'
import { scopeWords, toldGroups } from '../../../policy-engine/compare-words.ts'
import { circumstancesWords, conditionsWords } from '../../../policy-engine/words.ts'
import { clauseHref, type Text } from '../texts.ts'
import { linkedClauses } from './linked-clauses.ts'

/** The fields of the form, in the order in which policies are told. */
export const compareFields = ['a', 'b', 'c'] as const
export type CompareField = (typeof compareFields)[number]

/** What has to be put right before anything can be compared. */
export const compareProblem = (
  texts: readonly Text[],
): { readonly field: CompareField; readonly text: string } | undefined => {
  const keys = texts.map(({ key }) => key)
  if (keys.length < 2) return { field: 'b', text: 'Choose two policies to compare' }
  return new Set(keys).size < keys.length ? { field: 'b', text: 'Choose policies that differ' } : undefined
}

const labels: Readonly<Record<CompareField, string>> = {
  a: 'First policy',
  b: 'Second policy',
  c: 'Third policy (optional)',
}

const choose = { value: '', text: 'Choose a policy' }

/** The form: two policies, or three. `chosen` are keys of texts. */
export const compareForm = (
  choices: readonly { readonly value: string; readonly text: string }[],
  chosen: Readonly<Record<CompareField, string>>,
  problem: ReturnType<typeof compareProblem>,
) =>
  compareFields.map(
    field =>
      ({
        id: field,
        name: field,
        label: { text: labels[field] },
        items: [choose, ...choices],
        value: chosen[field],
        errorMessage: problem?.field === field ? { text: problem.text } : undefined,
      }) satisfies SelectParams,
  )

/** How texts differ, over every situation there is: whom they are for first, then where most speak. */
export const comparisonView = (texts: readonly Text[]) => {
  const names = texts.map(({ name }) => name)
  const compared = compareMany(texts.map(({ pack }) => pack))
  const groups = toldGroups(compared, names)
  return {
    heading: capital(listed(names)),
    situations: compared.situations.toLocaleString('en-GB'),
    scope: compared.scope.map(difference => capital(scopeWords(difference, names))),
    groups: groups.map(({ title, rows }, index) => ({
      title,
      count: rows.length,
      // What matters most is open already unless it is long; the others unfold.
      open: index === 0 && rows.length <= rowsPerPage,
      rows: rows.map(({ when, sides }) => ({
        what: conditionsWords(when.act === undefined ? {} : { act: when.act }),
        how: circumstancesWords(when),
        sides: sides.flatMap((side, at) => {
          const text = texts[at]
          return text ? [linkedClauses(side, id => clauseHref(id, text))] : []
        }),
      })),
    })),
  }
}
