import { type Applicable, applicable } from './applicability.ts'
import { type Axis, type CellOutcome, distinctionsOf, groupsOf, outcomesOn } from './cells.ts'
import type { Pack } from './policy.ts'
import { type Act, type Conditions, holds, type Situation } from './vocabulary.ts'

/** One facet of a grid. Position 0 is "does not apply"; position n stands for all values of the n-th group. */
export type GridAxis = Axis & { readonly under: Conditions | undefined }

/**
 * The admissible situations of an act in as few cells as some packs need: the facets that their rules mention, with the
 * values together that neither a rule nor the table of the act tells apart.
 */
export type Grid = {
  readonly act: Act
  readonly axes: readonly GridAxis[]
  /** How many cells there are; the n-th has the positions from `positions[n * axes.length]` on, one an axis. */
  readonly count: number
  readonly positions: Uint8Array
}

const axesOf = (act: Act, packs: readonly Pack[]): readonly GridAxis[] => {
  const distinctions = distinctionsOf(act, packs)
  return applicable(act).flatMap(({ facet, values, under }) => {
    const sets = distinctions.get(facet)
    if (sets === undefined) return []
    return [{ facet, groups: groupsOf(values, sets), under }]
  })
}

/** The grid in which all these packs are alike within a cell. */
export const gridOf = (act: Act, packs: readonly Pack[]): Grid => {
  const axes = axesOf(act, packs)
  let count = 0
  const positions: number[] = []
  const chosen = axes.map(() => 0)
  const visit = (depth: number, situation: Situation): void => {
    const axis = axes[depth]
    if (axis === undefined) {
      count++
      positions.push(...chosen)
      return
    }
    if (axis.under !== undefined && !holds(axis.under, situation)) {
      chosen[depth] = 0
      visit(depth + 1, situation)
      return
    }
    axis.groups.forEach(([value], index) => {
      chosen[depth] = index + 1
      visit(depth + 1, { ...situation, [axis.facet]: value })
    })
  }
  visit(0, { act })
  return { act, axes, count, positions: Uint8Array.from(positions) }
}

/** The outcome of a pack in each cell of a grid that was made for it. */
export const outcomesIn = ({ act, axes, count, positions }: Grid, pack: Pack): readonly CellOutcome[] => {
  const outcomeAt = outcomesOn(act, pack, axes)
  return Array.from({ length: count }, (_, cell) => outcomeAt(positions, cell * axes.length))
}

const count = (rows: readonly Applicable[], within: Conditions, situation: Situation): number => {
  const [row, ...rest] = rows
  if (row === undefined) return 1
  const wanted: readonly string[] | undefined = within[row.facet]
  if (row.under !== undefined && !holds(row.under, situation))
    return wanted === undefined ? count(rest, within, situation) : 0
  const values = wanted === undefined ? row.values : row.values.filter(value => wanted.includes(value))
  return rest.some(({ under }) => under?.[row.facet] !== undefined)
    ? values.reduce((sum, value) => sum + count(rest, within, { ...situation, [row.facet]: value }), 0)
    : values.length * count(rest, within, situation)
}

/** How many admissible situations of an act hold these conditions, which are about facets of the act alone. */
export const countOf = (act: Act, within: Conditions): number => count(applicable(act), within, { act })
