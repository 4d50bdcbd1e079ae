import { applicable } from '../applicability.ts'
import { conditionsOf, survivorsOf } from '../evaluate.ts'
import { gridOf, outcomesIn } from '../grid.ts'
import type { Pack, Rule } from '../policy.ts'
import { type Act, type Facet, vocabulary } from '../vocabulary.ts'
import { valueWords } from '../words.ts'
import type { Check } from './finding.ts'

type Reach = {
  readonly fires: boolean
  readonly decides: boolean
  /** Rules that go before it, wherever it fires. */
  readonly before: ReadonlySet<string>
}

/** Where each rule of a pack gets to over all admissible situations, by its id. */
const reachOf = (pack: Pack): ReadonlyMap<string, Reach> => {
  const reach = new Map<string, { fires: boolean; decides: boolean; before: Set<string> }>(
    pack.rules.map(({ id }) => [id, { fires: false, decides: false, before: new Set() }]),
  )
  for (const act of vocabulary.act)
    for (const { firing, outcome } of new Set(outcomesIn(gridOf(act, [pack]), pack))) {
      const surviving = survivorsOf(firing)
      for (const rule of firing) {
        const found = reach.get(rule.id)
        if (found === undefined) continue
        found.fires = true
        if (surviving.includes(rule) && rule.says === outcome.verdict) found.decides = true
        for (const other of surviving)
          if (other.over.includes(rule.id) || (other.says === outcome.verdict && other.says !== rule.says))
            found.before.add(other.clause)
      }
    }
  return reach
}

/** The first condition that no act of the rule knows. */
const foreignCondition = (rule: Rule, pack: Pack): string | undefined => {
  const acts: readonly Act[] = rule.when.act ?? vocabulary.act
  const facets = Object.entries(conditionsOf(rule, pack)) as [Facet, readonly string[]][]
  const foreign = facets.find(
    ([facet, values]) =>
      facet !== 'act' &&
      acts.every(
        act =>
          !applicable(act).some(row => row.facet === facet && row.values.some(one => values.includes(one))),
      ),
  )
  if (foreign === undefined) return undefined
  const [facet, values] = foreign
  return `“${facet}: ${values.join(', ')}” does not occur with “${acts.map(act => valueWords('act', act)).join('”, “')}”`
}

/**
 * Rules that never apply, and rules that apply but never decide. Those that lose to a prohibition they contradict are left
 * to `contradictions`.
 */
export const unreachableRules: Check = pack => {
  const reach = reachOf(pack)
  return pack.rules.flatMap(rule => {
    const found = reach.get(rule.id)
    if (found === undefined || found.decides) return []
    const at = { check: 'unreachable', at: rule.id, clauses: [rule.clause] } as const
    if (!found.fires) {
      const foreign = foreignCondition(rule, pack)
      return [
        {
          ...at,
          message: `The rule ${rule.id} never applies: ${foreign ?? 'its conditions and exceptions leave no situation over'}.`,
          hint: 'Correct its conditions, or take it out.',
        },
      ]
    }
    if (rule.principle || rule.says === 'may') return []
    return [
      {
        ...at,
        message: `The rule ${rule.id} never decides: wherever it applies, ${[...found.before].join(', ')} goes before it.`,
        hint: 'If it is an exception, let it be “over” the other rule. If it says nothing of its own, take it out.',
      },
    ]
  })
}
