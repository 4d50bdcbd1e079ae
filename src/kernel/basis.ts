import { Temporal } from './clock.ts'

/**
 * Why the software does what it does. Every verdict, deadline, form, route and block carries one, and the page shows it.
 * - clause: the school's own policy in force
 * - law: law or dated national guidance, which stands beside the policy
 * - practice: the policy is silent, so the product's default applies (offered to the next review)
 */
export type Basis =
  | { readonly kind: 'clause'; readonly clause: string; readonly section: string; readonly gist: string }
  | { readonly kind: 'law'; readonly source: string; readonly asOf: string; readonly gist: string }
  | { readonly kind: 'practice'; readonly gist: string }

/** The ids of the clauses that something rests on, each once: what an audit event cites. */
export const citedClauses = (list: readonly Basis[]): readonly string[] => [
  ...new Set(list.flatMap(basis => (basis.kind === 'clause' ? [basis.clause] : []))),
]

/** “2026-11-20” as “20 November 2026”. */
const dayWords = (date: string): string =>
  Temporal.PlainDate.from(date).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** The words that stand behind a behaviour on a page: "AL-4.b, section 'Monitoring'", "law: …", "school practice". */
export const basisLabel = (basis: Basis): string => {
  switch (basis.kind) {
    case 'clause':
      return `${basis.clause}, section “${basis.section}”`
    case 'law':
      return `${basis.source} (as of ${dayWords(basis.asOf)})`
    case 'practice':
      return 'School practice: your policy does not say'
  }
}

/** The same in a word or two, for beside a "Why?": "AL-4.b", "AL-9.a, law", "school practice". */
export const basisBrief = (list: readonly Basis[]): string => {
  const names = list.map(basis =>
    basis.kind === 'clause' ? basis.clause : basis.kind === 'law' ? 'law or guidance' : 'school practice',
  )
  return [...new Set(names)].join(', ')
}
