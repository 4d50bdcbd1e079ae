import type { Duty } from './duties.ts'
import type { Pack, Rule } from './policy.ts'
import { type Conditions, type Decider, holds, type Situation, type Verdict, verdicts } from './vocabulary.ts'

/** Who decides where the verdict is "ask": any one of `any`, and every one of `all`. */
export type Deciders = { readonly any: readonly Decider[]; readonly all: readonly Decider[] }

/** Why an outcome can be argued with, and the clause that speaks for another reading. */
export type Arguable = { readonly because: string; readonly clause?: string | undefined }

/** What a pack says about what is known of a situation. */
export type Outcome = {
  readonly verdict: Verdict
  /** The clauses that hold the verdict; none where the pack is silent. */
  readonly clauses: readonly string[]
  readonly ask: Deciders
  readonly duties: readonly Duty[]
  readonly arguable: readonly Arguable[]
  /** Clauses of general conduct to read beside it. */
  readonly principles: readonly string[]
}

/** What a rule asks for: where it names no actor, it is for whom the pack counts as staff. */
export const conditionsOf = (rule: Rule, pack: Pack): Conditions => ({
  actor: pack.scope.staff,
  ...rule.when,
})

/** Whether everything the rule asks for is known to hold, and none of its exceptions is. */
export const fires = (rule: Rule, pack: Pack, situation: Situation): boolean =>
  holds(conditionsOf(rule, pack), situation) && !rule.unless.some(exception => holds(exception, situation))

const distinct = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)]

/** The deciding rules among those that fire, without those that another one is `over`. */
export const survivorsOf = (firing: readonly Rule[]): readonly Rule[] => {
  const defeated = new Set(firing.flatMap(rule => (rule.principle ? [] : rule.over)))
  return firing.filter(rule => !rule.principle && !defeated.has(rule.id))
}

/**
 * What firing rules come to: those that another firing rule is `over` are set aside; the strictest verdict among the rest
 * stands, with the clauses, deciders and duties of the rules that hold it. A permission that loses to a prohibition makes
 * the outcome arguable.
 */
export const outcomeOfRules = (firing: readonly Rule[]): Outcome => {
  const surviving = survivorsOf(firing)
  const verdict = verdicts.find(one => surviving.some(rule => rule.says === one)) ?? 'silent'
  const deciding = surviving.filter(rule => rule.says === verdict)
  const overruled =
    verdict === 'must-not' || verdict === 'should-not'
      ? surviving.filter(rule => rule.says === 'may').map(rule => rule.clause)
      : []
  return {
    verdict,
    clauses: distinct(deciding.map(rule => rule.clause)),
    ask: {
      any: distinct(deciding.flatMap(({ ask }) => (ask && 'any' in ask ? ask.any : []))),
      all: distinct(deciding.flatMap(({ ask }) => (ask && 'all' in ask ? ask.all : []))),
    },
    duties: distinct(deciding.flatMap(rule => rule.duties)),
    arguable: [
      ...deciding.flatMap(({ arguable }) => (arguable ? [arguable] : [])),
      ...distinct(overruled).map(clause => ({
        because: 'another clause of the document permits it',
        clause,
      })),
    ],
    principles: distinct(firing.filter(rule => rule.principle).map(rule => rule.clause)),
  }
}

/** The meaning of a pack, slow and plain on purpose: `compile.ts` is held against it. */
export const outcomeOf = (pack: Pack, situation: Situation): Outcome =>
  outcomeOfRules(pack.rules.filter(rule => fires(rule, pack, situation)))
