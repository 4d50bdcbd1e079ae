import type { Duty } from '../../../../policy-engine/duties.ts'
import type { Clause, Rule } from '../../../../policy-engine/policy.ts'
import type { Conditions, Decider } from '../../../../policy-engine/vocabulary.ts'
import type { Strength, Topic } from '../../../../policy-reader/reading.ts'

/** What a clause comes to as a rule. */
export type RuleSketch = {
  readonly says: Rule['says']
  readonly when: Conditions
  readonly unless?: readonly Conditions[]
  readonly duties?: readonly Duty[]
  /** Who decides, besides those whom the words name. */
  readonly asks?: readonly Decider[]
  /** The document's own procedure: rules on these topics give way to it. */
  readonly over?: readonly Topic[]
  /** It binds the staff, whomever the sentence is about. */
  readonly forStaff?: true
}

/** One line of the catalogue: clauses of this topic and strength, with these words, decide this. */
export type Row = {
  readonly topics: readonly Topic[]
  readonly says: readonly Strength[]
  /** Whom the clause addresses; left out, anybody but pupils and parents. */
  readonly who?: readonly Clause['who'][]
  /** Words that the clause has to have. */
  readonly words?: RegExp
  readonly without?: RegExp
  /** Only where no line above it spoke for the same clause. */
  readonly otherwise?: true
  readonly rule: (text: string) => Omit<RuleSketch, 'says'> & { readonly says?: Rule['says'] }
}

export const against = ['must-not', 'should-not'] as const
export const permitting = ['may'] as const
export const asking = ['needs-approval'] as const
export const obliging = ['must', 'should'] as const

export const families: readonly Clause['who'][] = ['pupil', 'parent']

export const anybody: readonly Clause['who'][] = [
  'staff',
  'pupil',
  'parent',
  'governor',
  'volunteer',
  'all',
  'school',
  'slt',
  'moderator',
]
export const adults = anybody.filter(who => !families.includes(who))

export const some = <Item>(found: readonly Item[], fallback: readonly Item[]): readonly Item[] =>
  found.length > 0 ? found : fallback

export const including = <Item>(item: Item, found: readonly Item[]): readonly Item[] => [
  ...new Set([item, ...found]),
]

export const image = /\b(photo\w*|image|picture|video|film\w*|recording)s?\b/i
export const ownDevice =
  /\b(personal|own|private)(ly owned)?\b[^.]*\b(device|camera|phone|mobile|equipment|tablet)s?\b/i
export const ownPages = ['personal-account', 'professional-network'] as const
