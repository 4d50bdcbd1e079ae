import { type FlowLine, flowsOf } from './pdf-flows.ts'
import { commonest, type Line, linesOfPage, type Page } from './pdf-page-lines.ts'
import { joinWrapped } from './pdf-paragraphs.ts'
import { asBold, asHeading, asItem, asRow, type WrittenLine } from './written-lines.ts'

/**
 * The lines of a PDF's pages, in the order the file gives them: wrapped lines joined, running heads and feet kept once,
 * page numbers dropped, larger or other type taken for headings, wide gaps for the columns of a table.
 */
export const linesOfPages = (pages: readonly Page[]): readonly WrittenLine[] => {
  const lines = runningLinesApart(pages.flatMap(linesOfPage).flatMap(withoutPageNumber), pages.length)
  const bodySize = commonest(lines.map(line => [line.size, line.text.length])) ?? 0
  const leading = leadingOf(lines)
  const paragraphs = joinWrapped(flowsOf(lines, leading), { bodySize, leading })
  const written = writerOf(paragraphs, bodySize)
  return paragraphs.map(line => ({ text: written(line), place: `page ${line.page + 1}` }))
}

/** Between paragraphs there is more, between the lines of one never. */
const leadingOf = (lines: readonly Line[]): number => {
  const gaps = lines.flatMap((line, index) => {
    const gap = ((lines[index - 1]?.y ?? 0) - line.y) / line.size
    return gap > 0.9 && gap < 2.5 ? [gap] : []
  })
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 2] ?? 0
}

const PAGE_NUMBER = /^(?:page\s*)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:of|\/)\s*\d{1,3})?$/i

const withoutPageNumber = (line: Line): readonly Line[] => {
  if (!line.edge) return [line]
  const cells = line.cells.filter(cell => !PAGE_NUMBER.test(cell.text))
  if (cells.length === line.cells.length) return [line]
  return cells.length > 0 ? [{ ...line, cells, text: cells.map(cell => cell.text).join(' ') }] : []
}

/** Running heads go once before everything, running feet once behind it: in between they would part a section. */
const runningLinesApart = (lines: readonly Line[], pages: number): readonly Line[] => {
  // They stand at one height: a heading that comes first on two pages only looks like one.
  const keyOf = (line: Line): string =>
    `${Math.round(line.y)} ${line.text.toLowerCase().replace(/\d+/g, '#')}`
  const onPages = new Map<string, Set<number>>()
  for (const line of lines) {
    if (line.edge) onPages.set(keyOf(line), (onPages.get(keyOf(line)) ?? new Set()).add(line.page))
  }
  const often = Math.min(3, Math.max(2, pages / 2))
  const isRunning = (line: Line): boolean =>
    line.edge !== undefined && (onPages.get(keyOf(line))?.size ?? 0) >= often
  const seen = new Set<string>()
  const once = lines.filter(line => isRunning(line) && !seen.has(line.text) && seen.add(line.text))
  const body = lines.filter(line => !isRunning(line))
  // A head that only repeats words of the first page is not what the document begins with.
  const opening = body.flatMap(line => (line.page === 0 ? [line.text.toLowerCase()] : [])).join(' ')
  const isFoot = (line: Line): boolean => line.edge === 'foot' || opening.includes(line.text.toLowerCase())
  return [...once.filter(line => !isFoot(line)), ...body, ...once.filter(isFoot)]
}

/** Where groups of values begin that are further apart than that, from the least. */
const steps = (values: readonly number[], apart: number): readonly number[] => {
  const found: number[] = []
  for (const value of values.toSorted((a, b) => a - b))
    if (value - (found.at(-1) ?? Number.NEGATIVE_INFINITY) >= apart) found.push(value)
  return found
}

const writerOf = (lines: readonly FlowLine[], bodySize: number): ((line: FlowLine) => string) => {
  const bodyFont = commonest(lines.map(line => [line.font, line.text.length]))
  const headingSizes = [
    ...new Set(lines.map(line => line.size).filter(size => size >= bodySize * 1.1)),
  ].toSorted((a, b) => b - a)
  const { leftOf, stepOf } = placesOf(lines, bodySize)
  const levels = steps(
    lines.flatMap(line => (line.marker === undefined ? [] : [stepOf(line)])),
    bodySize * 0.75,
  )
  const begins = lines.map(line => Math.round(line.x - leftOf(line)))
  const signed = new Set(
    lines.flatMap(line => (line.marker === undefined ? [] : [Math.round(line.indent - leftOf(line))])),
  )
  // Where lines begin again and again: the margin and the stops of lists.
  const stops = new Set(
    [...Map.groupBy(begins, x => x)].flatMap(([x, same]) => (same.length >= 3 ? [x] : [])),
  )
  const margin = Math.min(...stops)
  return line => {
    if (line.cells.length > 1) return asRow(line.cells.map(cell => cell.text))
    const { marker, text } = line
    const level = headingSizes.indexOf(line.size) + 1
    const whole = marker === undefined ? text : `${marker} ${text}`
    if (level > 0 && whole.length <= 120) return asHeading(whole, level)
    const standsOut = line.font !== bodyFont && text.length <= 80 && !/[.;,!]$/.test(text)
    const words = standsOut ? asBold(text) : text
    if (marker !== undefined)
      return asItem(
        words,
        marker.replace(/^([a-z]+)\.$/, '$1)'),
        levels.findLastIndex(step => step <= stepOf(line)) + 1,
      )
    const begin = Math.round(line.x - leftOf(line))
    const depth = Math.round((begin - margin) / (bodySize * 1.5))
    // Where no sign is left of a list, its stop says that it is one; below a sign's words it is their next paragraph.
    const unsigned = depth > 0 && !standsOut && stops.has(begin) && !signed.has(begin)
    return unsigned ? asItem(words, '•', depth) : words
  }
}

/** Where the lines of a flow begin, and how far in from there an item stands. */
const placesOf = (lines: readonly FlowLine[], bodySize: number) => {
  const leftmost = (of: readonly FlowLine[] | undefined = []): number => {
    const begins = of.map(line => line.x)
    const again = [...Map.groupBy(begins, Math.round).values()].filter(same => same.length >= 3)
    // A foot may begin further out.
    return Math.min(...(again.length > 0 ? again.flat() : begins))
  }
  // Left and right pages of a booklet have margins of their own, and columns; a page that is all list has the others'.
  const sides = Map.groupBy(lines, line => line.page % 2)
  const lefts = new Map(
    [...Map.groupBy(lines, line => line.flow)].map(([flow, its]) => {
      const [own, side] = [Math.min(...its.map(line => line.x)), leftmost(sides.get((its[0]?.page ?? 0) % 2))]
      return [flow, own - side > bodySize * 8 ? own : side]
    }),
  )
  const leftOf = (line: FlowLine): number => lefts.get(line.flow) ?? 0
  const numbers = new Map<number, Set<string>>()
  for (const { x, marker, signApart } of lines)
    if (marker !== undefined && !signApart)
      numbers.set(Math.round(x), (numbers.get(Math.round(x)) ?? new Set()).add(marker))
  // Numbers begin at one place, or end at one: then only the words behind them do.
  const isFlush = (line: FlowLine): boolean =>
    !line.signApart && (numbers.get(Math.round(line.x))?.size ?? 0) >= 2
  return {
    leftOf,
    stepOf: (line: FlowLine): number => (isFlush(line) ? line.x : line.indent) - leftOf(line),
  }
}
