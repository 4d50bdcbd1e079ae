import type { Mark } from './pdf-marks.ts'

/** A run of letters as a PDF places it; lengths in points, y from the foot of the page. */
export type Run = {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  readonly font: string
}
export type Page = {
  readonly runs: readonly Run[]
  readonly marks: readonly Mark[]
  readonly height: number
}

type Cell = { readonly text: string; readonly x: number }

/** One line of a page as it is printed; lengths in points, y from the foot of the page. */
export type Line = {
  /** Its words, without the sign or number of a list. */
  readonly text: string
  /** The sign or number it begins with, written or drawn. */
  readonly marker: string | undefined
  /** The words cut where the gap is that of a table; one cell otherwise. */
  readonly cells: readonly Cell[]
  readonly x: number
  /** Where the words begin, behind the sign; a guess unless the sign stands apart. */
  readonly indent: number
  /** Whether the sign is drawn, or at a stop of its own. */
  readonly signApart: boolean
  readonly right: number
  readonly y: number
  readonly size: number
  readonly font: string
  readonly page: number
  readonly edge: 'head' | 'foot' | undefined
}

/** The share of a page, above and below, in which running heads and feet stand. */
const EDGE = 0.1
/** Letters that a font has no meaning for, or that only stand for a picture of it. */
const PICTURE = /^(?:[\ue000-\uf8ff\ufffd]|(?!\s)\p{Cc})\s*/u
/** What the letters of Wingdings and Symbol look like that lists are marked with. */
const DINGBATS = /^[§üûØàvnlquswð¨·]$/
const SIGN = /^[•◦▪▫●○■□◆◇❖➢➤➔→►▶▸‣⁃∙✓✔✗✘✕✖☐☒☑·]/
const NUMBER = String.raw`\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})[.)]`
const MARKER = new RegExp(`^(?:[–—-]|${NUMBER})(?=\\s)`)
const MARKER_ALONE = new RegExp(`^(?:[–—-]|${NUMBER}|\\d{1,2})$`)
const SIGN_ALONE = /^(?:[\ue000-\uf8ff\ufffdo]|[^\w\s])$/
/** The signs that are told apart from a bullet: the inner list's, and the ticks and crosses that mean yes and no. */
const KEPT = /[◦○◆▪➢✓✔✗✘✕✖☐☒☑]/

/** The value that most letters have. */
export const commonest = <Value>(counted: readonly (readonly [Value, number])[]): Value | undefined => {
  const counts = new Map<Value, number>()
  for (const [value, count] of counted) counts.set(value, (counts.get(value) ?? 0) + count)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}

/** The lines of a page in the order the file gives them, each with its sign. */
export const linesOfPage = ({ runs, marks, height }: Page, page: number): readonly Line[] => {
  const grouped: Run[][] = []
  for (const run of runs) {
    if (run.text.trim() === '') continue
    const line = grouped.at(-1)
    if (line && isSameLine(line, run)) line.push(run)
    else grouped.push([run])
  }
  return asSeen(grouped).flatMap(group => {
    const line = lineOf(group, page, height)
    return line ? [withDrawnSign(line, marks)] : []
  })
}

const isSameLine = (line: readonly Run[], run: Run): boolean => {
  const [first] = line
  const last = line.at(-1)
  if (!first || !last) return false
  const raised = run.size < first.size * 0.8
  return (
    Math.abs(run.y - first.y) < first.size * (raised ? 0.6 : 0.3) && run.x > last.x + last.width - first.size
  )
}

type Placed = {
  readonly runs: readonly Run[]
  readonly left: number
  readonly right: number
  /** Its place in the file. */
  readonly index: number
}

/** Lines one below the other, or parted by a gap: where the left ones end and the right ones begin. */
type Band = { lines: Placed[]; gap: readonly [end: number, begin: number] | undefined }

/** The gap as it is with one more line beside it; undefined where the line crosses it. */
const narrowed = ([end, begin]: readonly [end: number, begin: number], line: Placed): Band['gap'] => {
  if (line.right <= begin) return [Math.max(end, line.right), begin]
  return line.left >= end ? [end, Math.min(begin, line.left)] : undefined
}

/**
 * Lines from the top of the page to its foot, where the file paints some of them later (whatever a web page lifts out of
 * its flow, text boxes of Word). Columns, and cells side by side, keep the order of the file.
 */
const asSeen = (lines: readonly (readonly Run[])[]): readonly (readonly Run[])[] => {
  const bands: Band[] = []
  for (const line of withSigns(lines)) {
    const band = bands.at(-1)
    const above = band?.lines.at(-1)
    const [left, right] = above && above.left < line.left ? [above, line] : [line, above]
    const isBeside = above && right && distance(above.runs, line.runs) < 1 && left.right <= right.left
    const gap = band?.gap ? narrowed(band.gap, line) : isBeside && ([left.right, right.left] as const)
    if (!band || !gap) {
      bands.push({ lines: [line], gap: undefined })
      continue
    }
    band.lines.push(line)
    band.gap = gap
    takeAbove(bands, band, gap)
  }
  return bands.flatMap(({ lines: each }) => each.toSorted((a, b) => a.index - b.index).map(line => line.runs))
}

/** Short lines right above may be the beginning of one of the columns. */
const takeAbove = (bands: Band[], band: Band, gap: readonly [end: number, begin: number]): void => {
  const [above] = bands.at(-2)?.gap ? [] : (bands.at(-2)?.lines ?? [])
  const wider = above && narrowed(gap, above)
  if (!above || !wider) return
  band.lines.unshift(above)
  band.gap = wider
  bands.splice(-2, 1)
  takeAbove(bands, band, wider)
}

/** How far a line stands below another, in the size of its letters. */
const distance = ([above]: readonly Run[], [below]: readonly Run[]): number =>
  above && below ? (above.y - below.y) / above.size : Number.POSITIVE_INFINITY

/** From the top of the page, signs put to the words they stand before. */
const withSigns = (lines: readonly (readonly Run[])[]): readonly Placed[] => {
  const found: Placed[] = []
  for (const [index, runs] of [...lines.entries()].toSorted(
    ([, a], [, b]) => (b[0]?.y ?? 0) - (a[0]?.y ?? 0),
  )) {
    const above = found.at(-1)
    const joins =
      above && (isSign(above.runs) || isSign(runs)) && distance(above.runs, runs) < 0.3 ? above : undefined
    if (joins) found.pop()
    const together = [...(joins?.runs ?? []), ...runs].toSorted((a, b) => a.x - b.x)
    const last = together.at(-1)
    found.push({
      runs: joins ? together : runs,
      left: together[0]?.x ?? 0,
      right: last ? last.x + last.width : 0,
      index: joins && isSign(runs) ? joins.index : index,
    })
  }
  return found
}

const isSign = (line: readonly Run[]): boolean =>
  line.every(({ text }) => SIGN_ALONE.test(text.trim()) || MARKER_ALONE.test(text.trim()))

const lineOf = (group: readonly Run[], page: number, height: number): Line | undefined => {
  const [first, second] = group
  const last = group.at(-1)
  if (!first || !last) return
  const sign = second && signAlone(first, second)
  const words = sign === undefined ? group : group.slice(1)
  const cells = cellsOf(words)
  const text = cells.map(cell => cell.text).join(' ')
  const size = Math.round(2 * (commonest(words.map(run => [run.size, run.text.trim().length])) ?? 0)) / 2
  const written = sign === undefined && cells.length === 1 ? signWithin(text) : undefined
  const right = last.x + last.width
  const rest = written ? text.slice(written.length).trim() : text
  if (rest === '') return
  return {
    text: rest,
    marker: sign ?? (written && shownAs(written)),
    cells,
    x: first.x,
    indent:
      second && sign !== undefined
        ? second.x
        : first.x + (written ? ((right - first.x) * (text.length - rest.length)) / text.length : 0),
    signApart: sign !== undefined,
    right,
    y: first.y,
    size,
    font: commonest(words.map(run => [run.font, run.text.trim().length])) ?? '',
    page,
    edge: first.y < height * EDGE ? 'foot' : first.y > height * (1 - EDGE) ? 'head' : undefined,
  }
}

const shownAs = (sign: string): string =>
  PICTURE.test(sign) || (SIGN.test(sign) && !KEPT.test(sign)) ? '•' : sign

/** The sign or number of a list that stands apart from the words, at a stop of its own. */
const signAlone = (first: Run, next: Run): string | undefined => {
  const text = first.text.trim()
  const apart = next.x - first.x - first.width > first.size * 0.12 || /\s$/.test(first.text)
  if (text === 'o' && apart) return '◦'
  if (text.length === 1 && (PICTURE.test(text) || SIGN.test(text))) return shownAs(text)
  if (first.font !== next.font && apart && DINGBATS.test(text)) return '•'
  return apart && MARKER_ALONE.test(text) ? text : undefined
}

const signWithin = (text: string): string | undefined =>
  (PICTURE.exec(text) ?? SIGN.exec(text) ?? MARKER.exec(text))?.[0]

/** The words of a line, cut where a gap is too wide for a space between words. */
const cellsOf = (line: readonly Run[]): readonly Cell[] => {
  const cells: Cell[] = []
  const stretched = isStretched(line)
  let right = Number.NaN
  for (const run of line) {
    const gap = run.x - right
    const before = cells.at(-1)
    // Behind a number the text begins at the next stop: that is no column.
    const opens = gap > run.size * 2 && !stretched && !MARKER_ALONE.test(before?.text.trim() ?? '')
    if (before === undefined || opens) cells.push({ text: run.text, x: run.x })
    else
      cells[cells.length - 1] = {
        ...before,
        text: gap > run.size * 0.12 ? `${before.text} ${run.text}` : before.text + run.text,
      }
    right = run.x + run.width
  }
  return cells
    .map(({ text, x }) => ({ text: text.replace(/\s+/g, ' ').trim(), x }))
    .filter(({ text }) => text !== '')
}

/** A line set to both margins has the same wide gap between all its words; a table's row has not. */
const isStretched = (line: readonly Run[]): boolean => {
  const gaps = line.slice(1).flatMap((run, index) => {
    const before = line[index]
    const gap = before ? run.x - before.x - before.width : 0
    return gap > run.size * 0.12 ? [gap] : []
  })
  const widths = line.map(run => run.width)
  return (
    gaps.length >= 2 &&
    Math.max(...gaps) < Math.min(...gaps) * 1.1 &&
    Math.max(...widths) > Math.min(...widths) * 1.1
  )
}

/** A line whose sign is drawn: a small shape at its height, a little left of its first word. */
const withDrawnSign = (line: Line, marks: readonly Mark[]): Line => {
  if (line.marker !== undefined) return line
  const { x, y, size } = line
  const sign = marks.find(({ left, right, bottom, top }) => {
    const middle = (bottom + top) / 2
    return (
      middle > y - size * 0.1 &&
      middle < y + size * 0.9 &&
      right < x &&
      x - right < size * 3 &&
      Math.max(top - bottom, right - left) < size * 1.2
    )
  })
  return sign ? { ...line, marker: '•', x: sign.left, signApart: true } : line
}
