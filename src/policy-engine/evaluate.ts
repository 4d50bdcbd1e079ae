import type { Duty } from './duties.ts'
import type { Pack, Rule } from './policy.ts'
import {
  type Conditions,
  type Decider,
  type Facet,
  type Situation,
  type Verdict,
  verdicts,
} from './vocabulary.ts'

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

const holds = (conditions: Conditions, situation: Situation): boolean =>
  (Object.keys(conditions) as Facet[]).every(facet => {
    const given = situation[facet]
    return given !== undefined && (conditions[facet] as readonly string[]).includes(given)
  })

/** Whether everything the rule asks for is known to hold, and none of its exceptions is. */
export const fires = (rule: Rule, pack: Pack, situation: Situation): boolean =>
  holds({ actor: pack.scope.staff, ...rule.when }, situation) &&
  !rule.unless.some(exception => holds(exception, situation))

const distinct = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)]

/**
 * The meaning of a pack: its rules that fire, less those that another firing rule is `over`; the strictest verdict among
 * them, with the clauses, deciders and duties of the rules that hold it. Slow and plain on purpose: `compile.ts` is held
 * against it.
 */
export const outcomeOf = (pack: Pack, situation: Situation): Outcome => {
  const firing = pack.rules.filter(rule => fires(rule, pack, situation))
  const defeated = new Set(firing.flatMap(rule => (rule.principle ? [] : rule.over)))
  const surviving = firing.filter(rule => !rule.principle && !defeated.has(rule.id))
  const verdict = verdicts.find(one => surviving.some(rule => rule.says === one)) ?? 'silent'
  const deciding = surviving.filter(rule => rule.says === verdict)
  const permission =
    verdict === 'must-not' || verdict === 'should-not'
      ? surviving.find(rule => rule.says === 'may')
      : undefined
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
      ...(permission
        ? [{ because: 'another clause of the document permits it', clause: permission.clause }]
        : []),
    ],
    principles: distinct(firing.filter(rule => rule.principle).map(rule => rule.clause)),
  }
}
