import type { Line } from './pdf-page-lines.ts'

/** A line, and the stretch of a page it belongs to: a page's own text, or one column of it. */
export type FlowLine = Line & { readonly flow: string; readonly lowest: number }

/** A cell of more lines than this is a column of text. */
const LONGEST_CELL = 12

/**
 * Where the file goes back up the page, what was left of there is a cell of the same row, or a column of text. The
 * first is made one line with the cells beside it, the second a flow of its own.
 *
 * @param leading from one line of a paragraph to the next, as a multiple of the size of its letters
 */
export const flowsOf = (lines: readonly Line[], leading: number): readonly FlowLine[] => {
  const out: FlowLine[] = []
  let flows = 0
  let flow = ''
  // Where the column left of the present one ends.
  let edge = Number.NEGATIVE_INFINITY
  for (const line of lines) {
    const last = out.at(-1)
    const beside = last?.page === line.page && line.y > last.lowest + line.size / 2
    if (!last || last.page !== line.page || (!beside && line.x < edge)) {
      flow = `${line.page} ${flows++}`
      edge = Number.NEGATIVE_INFINITY
    } else if (beside) {
      const from = firstBeside(out, line, leading)
      const left = out.slice(from)
      if (isCell(left, leading)) {
        out.splice(from, left.length, rowOf(left, line))
        continue
      }
      const column = `${line.page} ${flows++}`
      out.splice(from, left.length, ...left.map(each => ({ ...each, flow: column })))
      flow = `${line.page} ${flows++}`
      edge = Math.max(...left.map(each => each.right))
    } else if (last.cells.length > 1 && isUnder(last, line, leading)) {
      out[out.length - 1] = underCell(last, line)
      continue
    }
    out.push({ ...line, flow, lowest: line.y })
  }
  return out
}

const isClose = (above: FlowLine, line: Line, leading: number): boolean => {
  const gap = above.lowest - line.y
  return above.size === line.size && gap > 0 && gap < leading * line.size * 1.2
}

/** The first of the flow's last lines that stand left of this one and reach down beside it. */
const firstBeside = (lines: readonly FlowLine[], line: Line, leading: number): number => {
  const flow = lines.at(-1)?.flow
  let from = lines.length
  for (; from > 0; from -= 1) {
    const above = lines[from - 1]
    const below = lines[from]
    if (!above || above.flow !== flow || above.right > line.x) break
    const level = above.y < line.y + line.size
    const sameCell =
      below !== undefined &&
      below.cells.length === 1 &&
      above.cells.length === 1 &&
      Math.abs(above.x - below.x) < 2 &&
      isClose(above, below, leading)
    if (!level && !sameCell) break
  }
  return from
}

const isCell = (lines: readonly FlowLine[], leading: number): boolean =>
  lines.length > 0 &&
  lines.length <= LONGEST_CELL &&
  lines.every(
    (line, index) =>
      line.marker === undefined && (index === 0 || isClose(lines[index - 1] ?? line, line, leading)),
  )

const rowOf = (left: readonly FlowLine[], line: Line): FlowLine => {
  const [first = { ...line, flow: '', lowest: line.y }] = left
  const before =
    left.length === 1 ? first.cells : [{ text: left.map(each => each.text).join(' '), x: first.x }]
  const cells = [...before, ...line.cells]
  return {
    ...first,
    cells,
    text: cells.map(cell => cell.text).join(' '),
    right: line.right,
    y: Math.max(first.y, line.y),
    lowest: line.y,
  }
}

const isUnder = (row: FlowLine, line: Line, leading: number): boolean =>
  line.cells.length === 1 &&
  line.marker === undefined &&
  Math.abs((row.cells.at(-1)?.x ?? 0) - line.x) < 2 &&
  isClose(row, line, leading)

const underCell = (row: FlowLine, line: Line): FlowLine => {
  const cells = row.cells.map((cell, index) =>
    index === row.cells.length - 1 ? { ...cell, text: `${cell.text} ${line.text}` } : cell,
  )
  return {
    ...row,
    cells,
    text: cells.map(cell => cell.text).join(' '),
    right: Math.max(row.right, line.right),
    lowest: line.y,
  }
}
