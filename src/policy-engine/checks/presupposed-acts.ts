import { situationsOf } from '../applicability.ts'
import { conditionsOf, fires, survivorsOf } from '../evaluate.ts'
import type { Pack, Rule } from '../policy.ts'
import { type Act, type Conditions, type Facet, facets, rank, type Situation } from '../vocabulary.ts'

/**
 * Acts that another one amounts to: whoever is connected with somebody is in contact there. A document that is milder about
 * the first than about the second leaves open which of the two holds. Only `connect` is declared: other pairs (to open an
 * account and to run it, to take a picture and to share it) are rightly judged apart.
 */
const amountsTo: readonly (readonly [Act, readonly Act[]])[] = [['connect', ['contact', 'reply']]]

/** A rule that lets an act be, or merely discourages it, and a stricter one on what the act amounts to. */
export type PresupposedClash = {
  readonly milder: Rule
  readonly stricter: Rule
  readonly act: Act
  readonly amountsTo: readonly Act[]
  /** Within these circumstances, besides the acts. */
  readonly when: Conditions
}

const survivors = (pack: Pack, situation: Situation): readonly Rule[] =>
  survivorsOf(pack.rules.filter(rule => fires(rule, pack, situation)))

const atOdds = (milder: Rule, stricter: Rule): boolean =>
  (milder.says === 'may' || milder.says === 'should-not') &&
  (stricter.says === 'must-not' || stricter.says === 'should-not') &&
  rank(stricter.says) < rank(milder.says) &&
  milder.clause !== stricter.clause &&
  !milder.over.includes(stricter.id) &&
  !stricter.over.includes(milder.id)

/** What the situations have in common in the facets that either rule asks about. */
const circumstances = (pack: Pack, rules: readonly Rule[], found: readonly Situation[]): Conditions => {
  const asked = rules.map(rule => conditionsOf(rule, pack))
  const common = (facet: Facet): readonly string[] => [
    ...new Set(found.flatMap(situation => situation[facet] ?? [])),
  ]
  return Object.fromEntries(
    facets
      .filter(facet => facet !== 'act' && asked.some(when => when[facet] !== undefined))
      .map(facet => [facet, common(facet)])
      .filter(([, values]) => values?.length !== 0),
  )
}

/** Where a pack is milder about an act than about what the act amounts to, once for each pair of rules. */
export const presupposedClashes = (pack: Pack): readonly PresupposedClash[] =>
  amountsTo.flatMap(([act, others]) => {
    const clashes = new Map<string, { milder: Rule; stricter: Rule; acts: Set<Act>; found: Situation[] }>()
    for (const situation of situationsOf(act)) {
      const mild = survivors(pack, situation)
      if (mild.length === 0) continue
      for (const other of others)
        for (const stricter of survivors(pack, { ...situation, act: other }))
          for (const milder of mild) {
            if (!atOdds(milder, stricter)) continue
            const name = `${milder.id} ${stricter.id}`
            const clash = clashes.get(name) ?? { milder, stricter, acts: new Set(), found: [] }
            clash.acts.add(other)
            clash.found.push(situation)
            clashes.set(name, clash)
          }
    }
    return [...clashes.values()].map(({ milder, stricter, acts, found }) => ({
      milder,
      stricter,
      act,
      amountsTo: [...acts],
      when: circumstances(pack, [milder, stricter], found),
    }))
  })
