import type { CellOutcome } from './cells.ts'
import { coverOf } from './cover.ts'
import type { Duty } from './duties.ts'
import type { Deciders } from './evaluate.ts'
import { countOf, type Grid, gridOf, outcomesIn } from './grid.ts'
import type { Pack } from './policy.ts'
import { type Act, type Actor, type Conditions, rank, type Verdict, vocabulary } from './vocabulary.ts'

/** What one policy says in every situation of a row, and the clauses that hold it. */
export type Side = {
  readonly verdict: Verdict
  readonly clauses: readonly string[]
  /** It is silent because it is not written for whoever does this. */
  readonly outside: boolean
}

/** A difference: situations, as wide as can be said in one sentence, in which not all policies say the same. */
export type Row = {
  readonly when: Conditions
  /** How many admissible situations it holds. Rows may overlap. */
  readonly situations: number
  /** One for each policy, in the order given. */
  readonly sides: readonly Side[]
  /** They differ only because not all are written for whoever does this. */
  readonly byScope: boolean
}

/** Situations in which all say the same, but not on the same terms: other people decide, or other duties follow. */
export type TermsRow = {
  readonly when: Conditions
  readonly situations: number
  readonly sides: readonly (Side & Terms)[]
}

/** People whom some of the policies are written for and others are not. `covered[i]` is about the i-th policy. */
export type ScopeDifference = { readonly actors: readonly Actor[]; readonly covered: readonly boolean[] }

export type ComparisonOfMany = {
  /** How many admissible situations there are. */
  readonly situations: number
  readonly scope: readonly ScopeDifference[]
  /** Where most speak first, and the strictest first among them; what only follows from the scope comes last. */
  readonly rows: readonly Row[]
  readonly terms: readonly TermsRow[]
}

const sideOf = (
  { outcome: { verdict, clauses } }: CellOutcome,
  pack: Pack,
  actor: Actor | undefined,
): Side => ({
  verdict,
  clauses,
  outside: verdict === 'silent' && actor !== undefined && !pack.scope.covers.includes(actor),
})

type Terms = { readonly ask: Deciders; readonly duties: readonly Duty[] }

const alike = (sides: readonly Side[]): boolean => sides.every(({ verdict }) => verdict === sides[0]?.verdict)

const sorted = (items: readonly string[]): string => items.toSorted().join(' ')

const termsName = ({ outcome: { ask, duties } }: CellOutcome): string =>
  [ask.any, ask.all, duties].map(sorted).join('/')

/** One kind of difference: what a row tells of its situations. */
type Kind = { readonly sides: readonly Side[]; readonly terms: readonly Terms[] | undefined }

/** What the policies come to in one cell, or undefined where nothing tells them apart. */
const kindOf = (
  packs: readonly Pack[],
  outcomes: readonly CellOutcome[],
  actor: Actor | undefined,
): Kind | undefined => {
  const sides = packs.flatMap((pack, index) => {
    const found = outcomes[index]
    return found ? [sideOf(found, pack, actor)] : []
  })
  if (!alike(sides)) return { sides, terms: undefined }
  return new Set(outcomes.map(termsName)).size < 2
    ? undefined
    : { sides, terms: outcomes.map(({ outcome: { ask, duties } }) => ({ ask, duties })) }
}

/** The kinds of difference in a grid, and the number of each cell's kind, from 1; 0 where there is none. */
const kindsIn = (grid: Grid, packs: readonly Pack[]) => {
  const width = grid.axes.length
  const actorAxis = grid.axes.findIndex(({ facet }) => facet === 'actor')
  const outcomes = packs.map(pack => outcomesIn(grid, pack))
  const kinds: Kind[] = []
  const byContent = new Map<string, number>()
  // Cells in which the same rules fire for the same person are looked at once.
  const seen = new Map<string, number>()
  const numbers = new Map(outcomes.flatMap(all => [...new Set(all)]).map((one, index) => [one, index]))
  const labels = Array.from({ length: grid.count }, (_, cell) => {
    const here = outcomes.flatMap(all => all[cell] ?? [])
    const group = (grid.positions[cell * width + actorAxis] ?? 0) - 1
    const name = [group, ...here.map(one => numbers.get(one))].join(' ')
    const known = seen.get(name)
    if (known !== undefined) return known
    const [actor] = grid.axes[actorAxis]?.groups[group] ?? []
    const kind = kindOf(packs, here, actor as Actor | undefined)
    const content = JSON.stringify(kind)
    const number = kind === undefined ? 0 : (byContent.get(content) ?? kinds.push(kind))
    byContent.set(content, number)
    seen.set(name, number)
    return number
  })
  return { labels, kinds }
}

type Found = Kind & { readonly when: Conditions }

const differencesAbout = (act: Act, packs: readonly Pack[]): readonly Found[] => {
  const grid = gridOf(act, packs)
  const { labels, kinds } = kindsIn(grid, packs)
  return coverOf(grid, labels).flatMap(({ label, when }) => {
    const kind = kinds[label - 1]
    return kind ? [{ ...kind, when }] : []
  })
}

/** Rows that tell the same of several acts, told once. */
const mergedOverActs = (found: ReadonlyMap<Act, readonly Found[]>) => {
  const merged = new Map<string, Found & { readonly acts: Act[]; readonly situations: number }>()
  for (const [act, rows] of found)
    for (const row of rows) {
      const name = JSON.stringify(row)
      const before = merged.get(name)
      merged.set(name, {
        ...row,
        acts: [...(before?.acts ?? []), act],
        situations: (before?.situations ?? 0) + countOf(act, row.when),
      })
    }
  return [...merged.values()].map(({ acts, when, ...row }) => ({ ...row, when: { act: acts, ...when } }))
}

const scopeDifferences = (packs: readonly Pack[]): readonly ScopeDifference[] => {
  const groups = new Map<string, { actors: Actor[]; covered: readonly boolean[] }>()
  for (const actor of vocabulary.actor) {
    const covered = packs.map(({ scope }) => scope.covers.includes(actor))
    if (!covered.includes(true) || !covered.includes(false)) continue
    const group = groups.get(covered.join())
    if (group) group.actors.push(actor)
    else groups.set(covered.join(), { actors: [actor], covered })
  }
  return [...groups.values()]
}

const speaking = (sides: readonly Side[]): number =>
  sides.filter(({ verdict }) => verdict !== 'silent').length

const firstSpeaker = (sides: readonly Side[]): number =>
  sides.findIndex(({ verdict }) => verdict !== 'silent')

/** Where each verdict stands among the sides, the strictest first: rows of the same kind stand together. */
const rankOf = (sides: readonly Side[]): number => Math.min(...sides.map(({ verdict }) => rank(verdict)))

/**
 * Compares policies over all admissible situations of `applicability.ts`. Every situation in which they do not all have the
 * same verdict is in a row, with what each of them says there; no row holds any other, and no row could be left out.
 */
export const compareMany = (packs: readonly Pack[]): ComparisonOfMany => {
  const found = mergedOverActs(new Map(vocabulary.act.map(act => [act, differencesAbout(act, packs)])))
  return {
    situations: vocabulary.act.reduce((sum, act) => sum + countOf(act, {}), 0),
    scope: scopeDifferences(packs),
    rows: found
      .filter(({ terms }) => terms === undefined)
      .map(({ when, situations, sides }) => ({
        when,
        situations,
        sides,
        byScope: alike(sides.filter(({ outside }) => !outside)),
      }))
      .toSorted(
        (one, other) =>
          Number(one.byScope) - Number(other.byScope) ||
          speaking(other.sides) - speaking(one.sides) ||
          firstSpeaker(one.sides) - firstSpeaker(other.sides) ||
          rankOf(one.sides) - rankOf(other.sides) ||
          other.situations - one.situations,
      ),
    terms: found.flatMap(({ terms, sides, ...row }) =>
      terms
        ? [
            {
              ...row,
              sides: sides.flatMap((side, index) => {
                const own = terms[index]
                return own ? [{ ...side, ...own }] : []
              }),
            },
          ]
        : [],
    ),
  }
}

/** A difference between two policies; `sides` are `a` and `b`. */
export type Difference = Row & {
  readonly a: Side
  readonly b: Side
  readonly kind: 'both' | 'only-a' | 'only-b'
}

export type Comparison = Omit<ComparisonOfMany, 'rows'> & { readonly differences: readonly Difference[] }

/**
 * Compares two policies, or two versions of one. First what both speak to and judge differently, then what only `a` speaks
 * to, then only `b`; differences that merely follow from the scope come last in the list.
 */
export const comparePacks = (a: Pack, b: Pack): Comparison => {
  const { rows, ...rest } = compareMany([a, b])
  return {
    ...rest,
    differences: rows.flatMap(row => {
      const [here, there] = row.sides
      if (here === undefined || there === undefined) return []
      const kind = here.verdict === 'silent' ? 'only-b' : there.verdict === 'silent' ? 'only-a' : 'both'
      return [{ ...row, a: here, b: there, kind }]
    }),
  }
}
