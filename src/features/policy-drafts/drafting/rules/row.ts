import type { Duty } from '../../../../policy-engine/duties.ts'
import type { Clause, Rule } from '../../../../policy-engine/policy.ts'
import type { Conditions, Decider } from '../../../../policy-engine/vocabulary.ts'
import type { Strength, Topic } from '../../../../policy-reader/reading.ts'

/** What a clause comes to as a rule. */
export type RuleSketch = {
  readonly says: Rule['says']
  /** Where an actor is named, the rule is for them, whomever the clause addresses. */
  readonly when: Conditions
  readonly unless?: readonly Conditions[]
  readonly duties?: readonly Duty[]
  /** Who decides, where the words name nobody. */
  readonly asks?: readonly Decider[]
  /** The document's own procedure or exception: rules on these topics give way to it. */
  readonly over?: readonly Topic[]
  /** It binds the staff, whomever the sentence is about. */
  readonly forStaff?: true
}

/** A sketch as a line of the catalogue gives it: left out, the verdict is that of the clause's strength. */
type Sketch = Omit<RuleSketch, 'says'> & { readonly says?: Rule['says'] }

/** One line of the catalogue: clauses of these topics and strengths, with these words, decide this. */
export type Row = {
  readonly topics: readonly Topic[]
  readonly says: readonly Strength[]
  /** Whom the clause addresses; left out, anybody but pupils and parents. */
  readonly who?: readonly Clause['who'][]
  /** Words that the clause has to have, all of them; and words of which it may have none. */
  readonly words?: RegExp | readonly RegExp[]
  readonly without?: RegExp | readonly RegExp[]
  /** Only where no line above it spoke for the same clause. */
  readonly otherwise?: true
  /** It speaks for a clause that says where another one does not apply. */
  readonly exempts?: true
  readonly rule: (text: string, says: Strength) => Sketch | readonly Sketch[]
}

export const against = ['must-not', 'should-not'] as const
export const permitting = ['may'] as const
export const asking = ['needs-approval'] as const
export const obliging = ['must', 'should'] as const

const families: readonly Clause['who'][] = ['pupil', 'parent']
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

/** What an obligation to do it in one way forbids of the others: as strongly as it is put. */
export const otherwiseNot = (says: Strength): 'must-not' | 'should-not' =>
  says.startsWith('should') ? 'should-not' : 'must-not'

export const some = <Item>(found: readonly Item[], fallback: readonly Item[]): readonly Item[] =>
  found.length > 0 ? found : fallback

export const ownPages = ['personal-account', 'professional-network'] as const
export const ownWays = [...ownPages, 'personal-email', 'personal-phone'] as const
/** Where what one publishes is seen by others. */
export const publishing = [...ownPages, 'school-account', 'staff-group'] as const
