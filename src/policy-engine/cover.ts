import type { Grid, GridAxis } from './grid.ts'
import { type Conditions, vocabulary } from './vocabulary.ts'

/** A box of cells: a bit for each position on each axis. */
type Cube = readonly number[]

/** All positions of an axis, "does not apply" included where it may not apply: as a condition, no word about the facet. */
const everything = ({ groups, under }: GridAxis): number =>
  (1 << (groups.length + 1)) - (under === undefined ? 2 : 1)

/** The numbers of the cells of a cube. Inadmissible ones are among them. */
const cellsOf = (axes: readonly GridAxis[], cube: Cube): readonly number[] =>
  axes.reduce<number[]>(
    (cells, { stride, groups }, index) => {
      const bits = cube[index] ?? 0
      const further: number[] = []
      for (let position = 0; position <= groups.length; position++)
        if (bits & (1 << position)) for (const cell of cells) further.push(cell + position * stride)
      return further
    },
    [0],
  )

/**
 * Widens a cube axis by axis, in the order given, for as long as it holds no cell of another label: to the whole axis if
 * that goes, else value by value. A value that adds no admissible cell is left out, so that no condition names it idly.
 */
const widened = (
  axes: readonly GridAxis[],
  labels: Int32Array,
  seed: Cube,
  label: number,
  order: readonly number[],
): Cube => {
  let cube = seed
  const tries = (index: number, bits: number): 'fits' | 'idle' | 'clashes' => {
    let idle = true
    for (const cell of cellsOf(axes, cube.with(index, bits & ~(cube[index] ?? 0)))) {
      const there = labels[cell] ?? -1
      if (there === -1) continue
      if (there !== label) return 'clashes'
      idle = false
    }
    return idle ? 'idle' : 'fits'
  }
  for (let before: Cube | undefined; before !== cube; ) {
    before = cube
    for (const index of order) {
      const axis = axes[index]
      const bits = cube[index] ?? 0
      if (axis === undefined || bits === everything(axis)) continue
      if (tries(index, everything(axis)) !== 'clashes') {
        cube = cube.with(index, everything(axis))
        continue
      }
      for (let position = 1; position <= axis.groups.length; position++)
        if ((bits & (1 << position)) === 0 && tries(index, 1 << position) === 'fits')
          cube = cube.with(index, (cube[index] ?? 0) | (1 << position))
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

/**
 * Says where each label from 1 on stands, in as wide conditions as there are: each label's conditions hold in all of its
 * cells and in no other, and none of them could be left out. Label 0 is of no interest.
 * @param labels the label of each admissible cell, in the order of `grid.cells`
 */
export const coverOf = (
  { axes, size, cells, positions }: Grid,
  labels: readonly number[],
): readonly { readonly label: number; readonly when: Conditions }[] => {
  const labelAt = new Int32Array(size).fill(-1)
  cells.forEach((cell, index) => {
    labelAt[cell] = labels[index] ?? 0
  })
  // Whatever is said first is said most widely, so that each axis takes its turn.
  const inOrder = axes.map((_, index) => index)
  const orders = inOrder.map(first => [first, ...inOrder.filter(index => index !== first)])
  const covered = new Uint16Array(size)
  const chosen: { readonly label: number; readonly cube: Cube; readonly holds: readonly number[] }[] = []

  cells.forEach((cell, at) => {
    const label = labels[at] ?? 0
    if (label === 0 || covered[cell] !== 0) return
    const seed = axes.map((axis, index) => {
      const position = positions[at * axes.length + index] ?? 0
      return position === 0 ? everything(axis) : 1 << position
    })
    let best: { cube: Cube; holds: readonly number[]; fresh: number } | undefined
    for (const order of orders.length > 0 ? orders : [[]]) {
      const cube = widened(axes, labelAt, seed, label, order)
      const holds = cellsOf(axes, cube).filter(one => labelAt[one] === label)
      const fresh = holds.filter(one => covered[one] === 0).length
      if (best === undefined || fresh > best.fresh) best = { cube, holds, fresh }
    }
    if (best === undefined) return
    for (const one of best.holds) covered[one] = (covered[one] ?? 0) + 1
    chosen.push({ label, cube: best.cube, holds: best.holds })
  })

  return chosen
    .toSorted((one, other) => one.holds.length - other.holds.length)
    .filter(({ holds }) => {
      if (holds.some(cell => covered[cell] === 1)) return true
      for (const cell of holds) covered[cell] = (covered[cell] ?? 0) - 1
      return false
    })
    .reverse()
    .map(({ label, cube }) => ({ label, when: conditionsOf(axes, cube) }))
}
