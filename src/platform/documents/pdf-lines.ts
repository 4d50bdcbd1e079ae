import { asBold, asHeading, asItem, asRow, type WrittenLine } from './written-lines.ts'

/** A run of letters as a PDF places it; lengths in points, y from the foot of the page. */
export type Run = {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  readonly font: string
}
export type Page = { readonly runs: readonly Run[]; readonly height: number }

type Line = {
  readonly text: string
  readonly cells: readonly string[]
  readonly x: number
  readonly right: number
  readonly y: number
  readonly size: number
  readonly font: string
  readonly page: number
  readonly edge: 'head' | 'foot' | undefined
}

/** The share of a page, above and below, in which running heads and feet stand. */
const EDGE = 0.1
const BULLET = /^[\uf000-\uf0ff•◦▪●○■□➢✓✔·]/
const MARKER = /^(?:[•◦▪●○■□➢✓✔·–—-]|o|\d{1,2}(?:\.\d{1,2})*[.)]?|\(?(?:[ivx]{1,5}|[a-z])[.)])\s/
const MARKER_ALONE =
  /^(?:[\uf000-\uf0ff•◦▪●○■□➢✓✔·–—-]|o|\d{1,2}(?:\.\d{1,2})*[.)]?|\(?(?:[ivx]{1,5}|[a-z])[.)])\s*$/

const lowerQuarter = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 2] ?? 0

/** The value that most letters have. */
const commonest = <Value>(counted: readonly (readonly [Value, number])[]): Value | undefined => {
  const counts = new Map<Value, number>()
  for (const [value, count] of counted) counts.set(value, (counts.get(value) ?? 0) + count)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}

/**
 * The lines of a PDF's pages, in the order the file gives them: wrapped lines joined, running heads and feet kept once,
 * page numbers dropped, larger or other type taken for headings, wide gaps for the columns of a table.
 */
export const linesOfPages = (pages: readonly Page[]): readonly WrittenLine[] => {
  const lines = runningLinesApart(pages.flatMap(linesOfPage).flatMap(withoutPageNumber), pages.length)
  const bodySize = commonest(lines.map(line => [line.size, line.text.length])) ?? 0
  const bodyFont = commonest(lines.map(line => [line.font, line.text.length]))
  const headingSizes = [
    ...new Set(lines.map(line => line.size).filter(size => size >= bodySize * 1.1)),
  ].toSorted((a, b) => b - a)
  const stops = stopsOf(lines)
  return joinWrapped(lines).map(line => ({
    text: writtenAs(line, { bodySize, bodyFont, headingSizes, stops }),
    place: `page ${line.page + 1}`,
  }))
}

const linesOfPage = ({ runs, height }: Page, page: number): readonly Line[] => {
  const grouped: Run[][] = []
  for (const run of runs) {
    const line = grouped.at(-1)
    if (line && isSameLine(line, run)) line.push(run)
    else if (run.text.trim() !== '') grouped.push([run])
  }
  return grouped.flatMap(group => {
    const cells = cellsOf(group)
    const [first] = group
    const last = group.findLast(run => run.text.trim() !== '')
    if (!first || !last || cells.length === 0) return []
    return [
      {
        text: cells.join(' '),
        cells,
        x: first.x,
        right: last.x + last.width,
        y: first.y,
        size: Math.round(2 * (commonest(group.map(run => [run.size, run.text.trim().length])) ?? 0)) / 2,
        font: commonest(group.map(run => [run.font, run.text.trim().length])) ?? '',
        page,
        edge: first.y < height * EDGE ? 'foot' : first.y > height * (1 - EDGE) ? 'head' : undefined,
      },
    ]
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

/** The words of a line, cut where a gap is too wide for a space between words. */
const cellsOf = (line: readonly Run[]): readonly string[] => {
  const cells: string[] = []
  let right = Number.NaN
  for (const run of line) {
    if (run.text.trim() === '') continue
    const gap = run.x - right
    const before = cells.at(-1)
    const text = run.text.replace(/\s+/g, ' ').replace(/^[\uf000-\uf0ff]/, '•')
    // After a bullet or number the text begins at the next stop: that is no column.
    if (before === undefined || (gap > run.size * 2 && !MARKER_ALONE.test(before))) cells.push(text)
    else cells[cells.length - 1] = gap > run.size * 0.12 ? `${before} ${text}` : before + text
    right = run.x + run.width
  }
  return cells.map(cell => cell.replace(/\s+/g, ' ').trim()).filter(cell => cell !== '')
}

const PAGE_NUMBER = /^(?:page\s*)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:of|\/)\s*\d{1,3})?$/i

const withoutPageNumber = (line: Line): readonly Line[] => {
  if (!line.edge) return [line]
  const cells = line.cells.filter(cell => !PAGE_NUMBER.test(cell))
  return cells.length > 0 ? [{ ...line, cells, text: cells.join(' ') }] : []
}

/** Running heads go once before everything, running feet once behind it: in between they would part a section. */
const runningLinesApart = (lines: readonly Line[], pages: number): readonly Line[] => {
  const keyOf = (line: Line): string => line.text.toLowerCase().replace(/\d+/g, '#')
  const onPages = new Map<string, Set<number>>()
  for (const line of lines) {
    if (line.edge) onPages.set(keyOf(line), (onPages.get(keyOf(line)) ?? new Set()).add(line.page))
  }
  const often = Math.min(3, Math.max(2, pages / 2))
  const isRunning = (line: Line): boolean =>
    line.edge !== undefined && (onPages.get(keyOf(line))?.size ?? 0) >= often
  const seen = new Set<string>()
  const once = lines.filter(line => isRunning(line) && !seen.has(keyOf(line)) && seen.add(keyOf(line)))
  return [
    ...once.filter(line => line.edge === 'head'),
    ...lines.filter(line => !isRunning(line)),
    ...once.filter(line => line.edge === 'foot'),
  ]
}

/** Where lines begin again and again, from the left: the margin and the stops of lists. */
const stopsOf = (lines: readonly Line[]): readonly number[] => {
  const counts = new Map<number, number>()
  for (const line of lines) counts.set(Math.round(line.x), (counts.get(Math.round(line.x)) ?? 0) + 1)
  return [...counts].flatMap(([x, count]) => (count >= 3 ? [x] : [])).toSorted((a, b) => a - b)
}

/** Lines that wrap at one margin: a foot in small letters may run further out than the text. */
const column = ({ page, size }: Line): string => `${page} ${size}`

/** Whether a line is the rest of the one before: its first word did not fit there any more. */
const isWrapped = (
  before: Line,
  line: Line,
  rights: ReadonlyMap<string, number>,
  leading: number,
): boolean => {
  if (line.size !== before.size || line.cells.length > 1 || before.cells.length > 1) return false
  if (MARKER.test(`${line.text} `) || BULLET.test(line.text)) return false
  const letter = (line.right - line.x) / line.text.length
  const firstWord = ((line.text.split(' ')[0]?.length ?? 0) + 1) * letter
  if (before.right + firstWord < (rights.get(column(before)) ?? 0) - letter) return false
  const ended = /[.!?:;]["')]?$/.test(before.text)
  // A rest stands below its beginning, below the words behind a bullet or number, or left of an indented first line.
  if (line.x - before.x > line.size && !MARKER.test(before.text)) return false
  if (before.x - line.x > line.size && ended) return false
  if (line.page !== before.page) return !ended
  const gap = before.y - line.y
  return gap > 0 && gap < leading * 1.2
}

const joinWrapped = (lines: readonly Line[]): readonly Line[] => {
  const rights = new Map<string, number>()
  for (const line of lines)
    if (line.cells.length === 1) rights.set(column(line), Math.max(rights.get(column(line)) ?? 0, line.right))
  // Between paragraphs there is more, between the lines of one never.
  const leading = lowerQuarter(
    lines.flatMap((line, index) => {
      const gap = (lines[index - 1]?.y ?? 0) - line.y
      return gap > line.size * 0.9 && gap < line.size * 2.5 ? [gap] : []
    }),
  )
  const joined: Line[] = []
  // The last line as the page has it, beside the paragraph it went into.
  let last: Line | undefined
  for (const line of lines) {
    const paragraph = joined.at(-1)
    if (paragraph && last && isWrapped(last, line, rights, leading)) {
      joined[joined.length - 1] = {
        ...paragraph,
        x: Math.min(paragraph.x, line.x),
        text: glued(paragraph.text, line.text),
      }
    } else joined.push(line)
    last = line
  }
  return joined
}

/** Word breaks no words: a hyphen or slash at a line's end belongs to the word. */
const glued = (before: string, next: string): string =>
  /[a-z][-/]$/i.test(before) && /^[a-z]/i.test(next) ? before + next : `${before} ${next}`

const writtenAs = (
  line: Line,
  body: {
    readonly bodySize: number
    readonly bodyFont: string | undefined
    readonly headingSizes: readonly number[]
    readonly stops: readonly number[]
  },
): string => {
  if (line.cells.length > 1) return asRow(line.cells)
  const level = body.headingSizes.indexOf(line.size) + 1
  if (level > 0 && line.text.length <= 120) return asHeading(line.text, level)
  const marker = MARKER.exec(line.text)?.[0].trim()
  const words = line.text.slice(marker?.length ?? 0).trim()
  const standsOut = line.font !== body.bodyFont && words.length <= 80 && !/[.;,!]$/.test(words)
  const text = standsOut ? asBold(words) : words
  const [margin = line.x] = body.stops
  const depth = Math.max(Math.round((line.x - margin) / (body.bodySize * 1.5)), 0)
  if (marker !== undefined) return asItem(text, marker, depth + 1)
  // Some programs draw the signs of a list instead of writing them: its stop is all that is left.
  return depth > 0 && !standsOut && body.stops.includes(Math.round(line.x)) ? asItem(text, '•', depth) : text
}
