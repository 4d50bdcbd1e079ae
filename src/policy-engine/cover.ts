import type { Grid, GridAxis } from './grid.ts'
import { type Conditions, vocabulary } from './vocabulary.ts'

/** A set of cells of a grid: a bit for each. */
type Cells = bigint

/** A box of cells: a bit for each position on each axis. */
type Cube = readonly number[]

/** The cells that are so, as a set. */
const cellsWhere = (count: number, isSo: (cell: number) => boolean): Cells =>
  count === 0
    ? 0n
    : BigInt(
        `0b${Array.from({ length: count }, (_, index) => (isSo(count - 1 - index) ? '1' : '0')).join('')}`,
      )

const sizeOf = (cells: Cells): number => cells.toString(2).replaceAll('0', '').length

const firstOf = (cells: Cells): number => (cells & -cells).toString(2).length - 1

/** All positions of an axis, "does not apply" included where it may not apply: as a condition, no word about the facet. */
const everything = ({ groups, under }: GridAxis): number =>
  (1 << (groups.length + 1)) - (under === undefined ? 2 : 1)

/** The cells of a grid at each position of each axis. */
type Columns = readonly (readonly Cells[])[]

const columnsOf = ({ axes, count, positions }: Grid): Columns =>
  axes.map(({ groups }, axis) =>
    Array.from({ length: groups.length + 1 }, (_, position) =>
      cellsWhere(count, cell => positions[cell * axes.length + axis] === position),
    ),
  )

/** The cells at one of some positions of an axis. */
const atAny = (column: readonly Cells[] | undefined, bits: number): Cells =>
  (column ?? []).reduce((cells, there, position) => (bits & (1 << position) ? cells | there : cells), 0n)

/** The cells of a cube, but for what it asks of one axis. */
const inside = (columns: Columns, cube: Cube, all: Cells, but?: number): Cells =>
  cube.reduce((cells, bits, axis) => (axis === but ? cells : cells & atAny(columns[axis], bits)), all)

/**
 * Widens a cube axis by axis, in the order given, for as long as it holds none of the foreign cells: to the whole axis if
 * that goes, else value by value. A value that adds no cell is left out, so that no condition names it idly.
 */
const widened = (
  { axes, columns, all }: { axes: readonly GridAxis[]; columns: Columns; all: Cells },
  seed: Cube,
  foreign: Cells,
  order: readonly number[],
): Cube => {
  let cube = seed
  for (let before: Cube | undefined; before !== cube; ) {
    before = cube
    for (const index of order) {
      const axis = axes[index]
      const bits = cube[index] ?? 0
      if (axis === undefined || bits === everything(axis)) continue
      const rest = inside(columns, cube, all, index)
      if ((rest & atAny(columns[index], everything(axis)) & foreign) === 0n) {
        cube = cube.with(index, everything(axis))
        continue
      }
      const wider = axis.groups.reduce((sum, _, group) => {
        const added = rest & (columns[index]?.[group + 1] ?? 0n)
        return added !== 0n && (added & foreign) === 0n ? sum | (1 << (group + 1)) : sum
      }, bits)
      if (wider !== bits) cube = cube.with(index, wider)
    }
  }
  return cube
}

const conditionsOf = (axes: readonly GridAxis[], cube: Cube): Conditions =>
  Object.fromEntries(
    axes.flatMap((axis, index) => {
      const bits = cube[index] ?? 0
      if (bits === everything(axis)) return []
      const held = axis.groups.flatMap((values, group) => (bits & (1 << (group + 1)) ? values : []))
      return [[axis.facet, vocabulary[axis.facet].filter(value => held.includes(value))]]
    }),
  )

type Chosen = { readonly cube: Cube; readonly cells: Cells; readonly size: number }

/** Without the cubes whose cells others hold as well; the smallest go first. */
const irredundant = (chosen: readonly Chosen[]): readonly Chosen[] => {
  let kept = chosen.toSorted((one, other) => one.size - other.size)
  for (const one of kept) {
    const others = kept.filter(other => other !== one)
    const union = others.reduce((cells, other) => cells | other.cells, 0n)
    if ((one.cells & ~union) === 0n) kept = others
  }
  return kept
}

/**
 * Says where each label from 1 on stands, in as wide conditions as there are: each label's conditions hold in all of its
 * cells and in no other, and none of them could be left out. Label 0 is of no interest.
 * @param labels the label of each cell
 */
export const coverOf = (
  grid: Grid,
  labels: readonly number[],
): readonly { readonly label: number; readonly when: Conditions }[] => {
  const { axes, count, positions } = grid
  const wanted = [...new Set(labels)].filter(label => label !== 0)
  if (wanted.length === 0) return []
  const columns = columnsOf(grid)
  const all = cellsWhere(count, () => true)
  const inOrder = axes.map((_, index) => index)
  // Whatever is widened first gets widest, so that each axis takes its turn.
  const orders = inOrder.map(first => [first, ...inOrder.filter(index => index !== first)])

  const chosenFor = (own: Cells): readonly Chosen[] => {
    const chosen: Chosen[] = []
    let open = own
    while (open !== 0n) {
      const start = firstOf(open) * axes.length
      const seed = axes.map((axis, index) => {
        const position = positions[start + index] ?? 0
        return position === 0 ? everything(axis) : 1 << position
      })
      const candidates = orders.map(order => widened({ axes, columns, all }, seed, all & ~own, order))
      const [best] = [...candidates, seed]
        .map(cube => {
          const cells = inside(columns, cube, all)
          return { cube, cells, size: sizeOf(cells), fresh: sizeOf(cells & open) }
        })
        .toSorted((one, other) => other.fresh - one.fresh)
      if (best === undefined) break
      chosen.push(best)
      open &= ~best.cells
    }
    return irredundant(chosen)
  }

  return wanted.flatMap(label =>
    chosenFor(cellsWhere(count, cell => labels[cell] === label))
      .toSorted((one, other) => other.size - one.size)
      .map(({ cube }) => ({ label, when: conditionsOf(axes, cube) })),
  )
}
