import { type Applicable, applicable } from './applicability.ts'
import { type Axis, type CellOutcome, distinctionsOf, groupsOf, outcomesOn } from './cells.ts'
import type { Pack } from './policy.ts'
import { type Act, type Conditions, holds, type Situation } from './vocabulary.ts'

/** One facet of a grid. Position 0 is "does not apply"; position n stands for all values of the n-th group. */
export type GridAxis = Axis & { readonly under: Conditions | undefined; readonly stride: number }

/**
 * The admissible situations of an act in as few cells as some packs need: the facets that their rules mention, with the
 * values together that neither a rule nor the table of the act tells apart.
 */
export type Grid = {
  readonly act: Act
  readonly axes: readonly GridAxis[]
  /** How many cells there are, those included that no admissible situation falls into. */
  readonly size: number
  /** The admissible cells: `cells[i]` has the positions `positions[i * axes.length …]`. */
  readonly cells: Int32Array
  readonly positions: Uint8Array
}

const axesOf = (act: Act, packs: readonly Pack[]): readonly GridAxis[] => {
  const distinctions = distinctionsOf(act, packs)
  let stride = 1
  return applicable(act).flatMap(({ facet, values, under }) => {
    const sets = distinctions.get(facet)
    if (sets === undefined) return []
    const axis = { facet, groups: groupsOf(values, sets), under, stride }
    stride *= axis.groups.length + 1
    return [axis]
  })
}

/** The grid in which all these packs are alike within a cell. */
export const gridOf = (act: Act, packs: readonly Pack[]): Grid => {
  const axes = axesOf(act, packs)
  const cells: number[] = []
  const positions: number[] = []
  const chosen = axes.map(() => 0)
  const visit = (depth: number, cell: number, situation: Situation): void => {
    const axis = axes[depth]
    if (axis === undefined) {
      cells.push(cell)
      positions.push(...chosen)
      return
    }
    if (axis.under !== undefined && !holds(axis.under, situation)) {
      chosen[depth] = 0
      visit(depth + 1, cell, situation)
      return
    }
    axis.groups.forEach(([value], index) => {
      chosen[depth] = index + 1
      visit(depth + 1, cell + (index + 1) * axis.stride, { ...situation, [axis.facet]: value })
    })
  }
  visit(0, 0, { act })
  return {
    act,
    axes,
    size: axes.reduce((product, { groups }) => product * (groups.length + 1), 1),
    cells: Int32Array.from(cells),
    positions: Uint8Array.from(positions),
  }
}

/** The outcome of a pack in each admissible cell of a grid that was made for it. */
export const outcomesIn = ({ act, axes, cells, positions }: Grid, pack: Pack): readonly CellOutcome[] => {
  const outcomeAt = outcomesOn(act, pack, axes)
  return Array.from(cells, (_, cell) => outcomeAt(positions, cell * axes.length))
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

/** How many admissible situations of an act hold these conditions. */
export const countOf = (act: Act, within: Conditions): number => {
  const rows = applicable(act)
  return Object.keys(within).every(facet => facet === 'act' || rows.some(row => row.facet === facet))
    ? count(rows, within, { act })
    : 0
}
