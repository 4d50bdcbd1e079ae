import { capital, listed } from '../../kernel/prose.ts'
import { coverOf } from '../cover.ts'
import { survivorsOf } from '../evaluate.ts'
import { gridOf, outcomesIn } from '../grid.ts'
import type { Pack, Rule } from '../policy.ts'
import { type Act, type Conditions, vocabulary } from '../vocabulary.ts'
import { circumstancesWords, conditionsWords, valueWords } from '../words.ts'
import type { Check, PackFinding } from './finding.ts'
import { presupposedClashes } from './presupposed-acts.ts'

/** Two rules that both hold somewhere, one of which forbids what the other allows. */
type Clash = { readonly forbids: Rule; readonly allows: Rule; readonly when: Conditions }

const clashing = (firing: readonly Rule[]): readonly (readonly [forbids: Rule, allows: Rule])[] => {
  const surviving = survivorsOf(firing)
  return surviving
    .filter(({ says }) => says === 'must-not' || says === 'should-not')
    .flatMap(forbids =>
      surviving.filter(({ says }) => says === 'may').map(allows => [forbids, allows] as const),
    )
}

const clashesAbout = (act: Act, pack: Pack): readonly Clash[] => {
  const grid = gridOf(act, [pack])
  const outcomes = outcomesIn(grid, pack)
  const pairs = new Map(
    [...new Set(outcomes)].flatMap(({ firing }) =>
      clashing(firing).map(pair => [pair.map(({ id }) => id).join(' '), pair] as const),
    ),
  )
  return [...pairs.values()].flatMap(([forbids, allows]) =>
    coverOf(
      grid,
      outcomes.map(({ firing }) =>
        clashing(firing).some(([one, other]) => one === forbids && other === allows) ? 1 : 0,
      ),
    )
      .slice(0, 1)
      .map(({ when }) => ({ forbids, allows, when })),
  )
}

/**
 * The rules of a pack that are at odds without one being over the other, and where; told once for the acts about which they
 * are so in the same circumstances.
 */
const clashesOf = (pack: Pack): readonly Clash[] => {
  const merged = new Map<string, Clash>()
  for (const act of vocabulary.act)
    for (const clash of clashesAbout(act, pack)) {
      const name = JSON.stringify([clash.forbids.clause, clash.allows.clause, clash.when])
      const before = merged.get(name)
      const acts = new Set([...(before?.when.act ?? []), act])
      merged.set(name, { ...(before ?? clash), when: { ...clash.when, act: [...acts] } })
    }
  return [...merged.values()]
}

const hint = 'Say in the policy which of the two holds. Until then, record how you read them.'

/**
 * Clauses of one pack that are at odds: a rule forbids what another allows and neither is over the other; the pack's author
 * has marked that one of them can be argued with from the other; or one is milder about an act than the other about what
 * that act amounts to.
 */
export const contradictions: Check = pack => {
  const found: PackFinding[] = []
  const told = new Set<string>()
  const tell = (
    clauses: readonly [string, string],
    finding: Omit<PackFinding, 'check' | 'hint' | 'clauses'>,
  ) => {
    const name = clauses.toSorted().join(' ')
    if (told.has(name)) return
    told.add(name)
    found.push({ check: 'contradiction', ...finding, hint, clauses })
  }
  for (const { id, clause, arguable } of pack.rules)
    if (arguable?.clause !== undefined)
      tell([clause, arguable.clause], {
        at: id,
        message: `${clause} and ${arguable.clause} are at odds: ${arguable.because}.`,
      })
  for (const { forbids, allows, when } of clashesOf(pack))
    tell([forbids.clause, allows.clause], {
      at: forbids.id,
      message: `${forbids.clause} ${forbids.says === 'must-not' ? 'forbids' : 'discourages'} what ${allows.clause} allows. ${conditionsWords(when)}.`,
    })
  for (const { milder, stricter, act, amountsTo, when } of presupposedClashes(pack))
    tell([stricter.clause, milder.clause], {
      at: stricter.id,
      message: `${stricter.clause} ${stricter.says === 'must-not' ? 'forbids' : 'discourages'} to ${listed(
        amountsTo.map(one => valueWords('act', one)),
        'or',
      )}, while ${milder.clause} ${milder.says === 'may' ? 'allows' : 'only discourages'} to ${valueWords('act', act)}. ${capital(circumstancesWords(when))}.`,
    })
  return found
}
