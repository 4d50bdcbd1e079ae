import { conditionsOf } from '../../policy-engine/evaluate.ts'
import { type Guidance, lawAndGuidance } from '../../policy-engine/guidance.ts'
import type { Pack, Rule } from '../../policy-engine/policy.ts'
import { type Act, type Conditions, facets } from '../../policy-engine/vocabulary.ts'

/** A rule of a clause, and how it stands to the rules of other clauses. */
export type ClauseRule = {
  readonly rule: Rule
  /** What it asks for, with whom it is for where it does not say itself. */
  readonly when: Conditions
  /** Clauses it goes before where both speak, and those that go before it. */
  readonly goesBefore: readonly string[]
  readonly givesWayTo: readonly string[]
}

const distinct = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)]

/** What a clause decides, in the order of the pack. */
export const rulesOf = (pack: Pack, clause: string): readonly ClauseRule[] =>
  pack.rules
    .filter(rule => rule.clause === clause)
    .map(rule => ({
      rule,
      when: conditionsOf(rule, pack),
      goesBefore: distinct(
        pack.rules.filter(({ id }) => rule.over.includes(id)).map(other => other.clause),
      ).filter(id => id !== clause),
      givesWayTo: distinct(
        pack.rules.filter(({ over }) => over.includes(rule.id)).map(other => other.clause),
      ).filter(id => id !== clause),
    }))

/** The acts that a clause names. */
export const actsOf = (rules: readonly ClauseRule[]): readonly Act[] =>
  distinct(rules.flatMap(({ rule }) => rule.when.act ?? []))

/** Whether something can be true of both. */
const meet = (one: Conditions, other: Conditions): boolean =>
  facets.every(facet => {
    const here: readonly string[] | undefined = one[facet]
    const there: readonly string[] | undefined = other[facet]
    return here === undefined || there === undefined || here.some(value => there.includes(value))
  })

/** Law and guidance about something that a clause decides. A clause about everything names no act and has none. */
export const guidanceOn = (
  rules: readonly ClauseRule[],
  among: readonly Guidance[] = lawAndGuidance(),
): readonly Guidance[] =>
  among.filter(({ when }) =>
    rules.some(({ rule }) => rule.when.act !== undefined && when.some(one => meet(rule.when, one))),
  )
