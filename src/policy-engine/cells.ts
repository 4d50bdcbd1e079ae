import { applicable } from './applicability.ts'
import { conditionsOf, type Outcome, outcomeOfRules } from './evaluate.ts'
import type { Pack, Rule } from './policy.ts'
import type { Act, Conditions, Facet } from './vocabulary.ts'

/** A facet with its values in groups that nothing tells apart. Position n stands for the n-th group; 0 is "not given". */
export type Axis = { readonly facet: Facet; readonly groups: readonly (readonly string[])[] }

/** What rules come to in one cell: which fire, and the outcome. Equal sets of firing rules give the same object. */
export type CellOutcome = { readonly firing: readonly Rule[]; readonly outcome: Outcome }

const entriesOf = (conditions: Conditions) => Object.entries(conditions) as [Facet, readonly string[]][]

/** The rules of a pack that can speak about an act. */
export const rulesAbout = (act: Act, pack: Pack): readonly Rule[] =>
  pack.rules.filter(({ when }) => when.act === undefined || when.act.includes(act))

/**
 * The sets of values that have to be told apart for an act, by facet: by the rules of these packs, by whom they cover, and
 * by what opens a facet that a rule mentions. A facet that is missing here tells nothing apart.
 */
export const distinctionsOf = (
  act: Act,
  packs: readonly Pack[],
): ReadonlyMap<Facet, readonly (readonly string[])[]> => {
  const sets = new Map<Facet, (readonly string[])[]>()
  const note = (conditions: Conditions) => {
    for (const [facet, values] of entriesOf(conditions))
      if (facet !== 'act') sets.set(facet, [...(sets.get(facet) ?? []), values])
  }
  for (const pack of packs) {
    note({ actor: pack.scope.covers })
    for (const rule of rulesAbout(act, pack))
      for (const conditions of [conditionsOf(rule, pack), ...rule.unless]) note(conditions)
  }
  // A facet that opens another one matters as much; the table names it earlier, so that going backwards finds it.
  for (const { facet, under } of applicable(act).toReversed()) if (under && sets.has(facet)) note(under)
  return sets
}

/** The values in groups that none of the sets tells apart, in the order of their first values. */
export const groupsOf = (
  values: readonly string[],
  sets: readonly (readonly string[])[],
): readonly (readonly string[])[] => {
  const groups = new Map<string, string[]>()
  for (const value of values) {
    const signature = sets.map(set => (set.includes(value) ? '1' : '0')).join('')
    groups.set(signature, [...(groups.get(signature) ?? []), value])
  }
  return [...groups.values()]
}

/** Tells whether something holds at these positions, one an axis, from `start` on. */
export type Test = (positions: ArrayLike<number>, start: number) => boolean

/** The test of conditions; undefined where they hold nowhere on these axes. */
export const testOf = (conditions: Conditions, act: Act, axes: readonly Axis[]): Test | undefined => {
  const parts: { readonly axis: number; readonly bits: number }[] = []
  for (const [facet, values] of entriesOf(conditions)) {
    if (facet === 'act') {
      if (!values.includes(act)) return undefined
      continue
    }
    const axis = axes.findIndex(one => one.facet === facet)
    const bits = (axes[axis]?.groups ?? []).reduce(
      (sum, [value], index) =>
        value !== undefined && values.includes(value) ? sum | (1 << (index + 1)) : sum,
      0,
    )
    if (bits === 0) return undefined
    parts.push({ axis, bits })
  }
  return (positions, start) => {
    for (const { axis, bits } of parts) if ((bits & (1 << (positions[start + axis] ?? 0))) === 0) return false
    return true
  }
}

/** What a pack says about an act at positions on axes that tell apart all that its rules do. */
export const outcomesOn = (
  act: Act,
  pack: Pack,
  axes: readonly Axis[],
): ((positions: ArrayLike<number>, start: number) => CellOutcome) => {
  const rules = rulesAbout(act, pack).flatMap(rule => {
    const fires = testOf(conditionsOf(rule, pack), act, axes)
    const excepted = rule.unless.flatMap(exception => testOf(exception, act, axes) ?? [])
    return fires === undefined ? [] : [{ rule, fires, excepted }]
  })
  const known = new Map<string, CellOutcome>()
  return (positions, start) => {
    let name = ''
    rules.forEach(({ fires, excepted }, number) => {
      if (fires(positions, start) && !excepted.some(one => one(positions, start)))
        name += String.fromCharCode(number)
    })
    const found = known.get(name)
    if (found) return found
    const firing = Array.from(name, letter => rules[letter.charCodeAt(0)]).flatMap(one =>
      one ? [one.rule] : [],
    )
    const fresh = { firing, outcome: outcomeOfRules(firing) }
    known.set(name, fresh)
    return fresh
  }
}
