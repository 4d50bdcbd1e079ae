import type { SelectParams } from '../../../platform/views/macro-params.ts'
import { compareMany } from '../../../policy-engine/compare.ts'
import { scopeWords, toldGroups } from '../../../policy-engine/compare-words.ts'
import { clauseHref, type Text } from '../texts.ts'
import { capital } from './parts.ts'

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

const idOfClause = /([A-Z]{2}-[0-9a-z.*]+)/

/** A sentence about one policy in parts, its clauses as links. */
const linked = (sentence: string, text: Text) =>
  sentence
    .split(idOfClause)
    .map(part => ({ text: part, href: idOfClause.test(part) ? clauseHref(part, text) : undefined }))

/** How texts differ, over every situation there is: whom they are for first, then where most speak. */
export const comparisonView = (texts: readonly Text[]) => {
  const names = texts.map(({ name }) => name)
  const compared = compareMany(texts.map(({ pack }) => pack))
  const groups = toldGroups(compared, names)
  return {
    heading: capital(`${names.slice(0, -1).join(', ')} and ${names.at(-1)}`),
    situations: compared.situations.toLocaleString('en-GB'),
    scope: compared.scope.map(difference => capital(scopeWords(difference, names))),
    groups: groups.map(({ title, rows }, index) => ({
      title,
      count: rows.length,
      // What matters most is open already; the others unfold.
      open: index === 0,
      rows: rows.map(({ when, sides }) => ({
        when,
        sides: sides.flatMap((side, at) => {
          const text = texts[at]
          return text ? [linked(side, text)] : []
        }),
      })),
    })),
  }
}
