import type { FlowLine } from './pdf-flows.ts'

/** What the lines of a document have in common. */
type Setting = {
  readonly bodySize: number
  /** From one line of a paragraph to the next, as a multiple of the size of its letters. */
  readonly leading: number
}

/** Fewer lines than these may all be short. */
const FULL_FLOW = 6

/** Paragraphs, headings and items whole, and words whole that were broken at a line's end. */
export const joinWrapped = (lines: readonly FlowLine[], setting: Setting): readonly FlowLine[] => {
  const margin = marginsOf(lines, setting)
  const glue = glueOf(lines)
  const joined: FlowLine[] = []
  // The last line as the page has it, beside the paragraph it went into.
  let last: FlowLine | undefined
  for (const line of lines) {
    const paragraph = joined.at(-1)
    if (paragraph && last && isWrapped(paragraph, last, line, margin(last), setting)) {
      joined[joined.length - 1] = { ...paragraph, text: glue(paragraph.text, asWrapped(line)) }
    } else joined.push(line)
    last = line
  }
  return joined
}

/** "2.1 of the guidance": a number that only happened to come first on its line. */
const isNumberInside = (line: FlowLine): boolean =>
  /^\d[\d.]*\d$/.test(line.marker ?? '') && /^[a-z]/.test(line.text)

const asWrapped = (line: FlowLine): string =>
  line.marker === undefined ? line.text : `${line.marker} ${line.text}`

/** Whether a line is the rest of the one before: its first word did not fit there any more. */
const isWrapped = (
  paragraph: FlowLine,
  before: FlowLine,
  line: FlowLine,
  margin: number,
  { leading }: Setting,
): boolean => {
  if (line.size !== before.size || line.cells.length > 1 || before.cells.length > 1) return false
  if (line.marker !== undefined && !isNumberInside(line)) return false
  const ended = /(?<!\b(?:e\.g|i\.e|etc|vs))[.!?:;]["')]?$/.test(before.text)
  const gap = before.y - line.y
  const isNext = line.flow === before.flow && gap > 0 && gap < leading * line.size * 1.2
  // Below the words of a sign that stands apart, a line is theirs.
  if (paragraph.signApart && Math.abs(line.x - paragraph.indent) < 1 && isNext && !ended) return true
  if (BROKEN.test(before.text) && /^[a-z]/.test(line.text) && isNext) return true
  const letter = (line.right - line.indent) / line.text.length
  const firstWord = ((line.text.split(' ')[0]?.length ?? 0) + 1) * letter
  if (before.right + firstWord < margin - letter) return false
  const centred = Math.abs(line.x + line.right - before.x - before.right) < line.size
  // A rest stands below the words of its beginning, or left of an indented first line.
  if (line.x - paragraph.indent > line.size && !centred) return false
  if (before.indent - line.x > line.size && ended) return false
  if (line.flow !== before.flow) return !ended && (line.font === before.font || /^[a-z]/.test(line.text))
  return isNext
}

/** Up to where the lines of a flow run; a foot in small letters may run further than the text. */
const marginsOf = (lines: readonly FlowLine[], { bodySize }: Setting): ((line: FlowLine) => number) => {
  const flows = Map.groupBy(
    lines.filter(line => line.cells.length === 1),
    line => `${line.flow} ${Math.min(line.size, bodySize)}`,
  )
  const full = [...flows.values()].filter(flow => flow.length >= FULL_FLOW)
  const rights = new Map(
    [...flows].map(([key, flow]) => {
      const left = leftOf(flow)
      const alike = [flow, ...(flow.length < FULL_FLOW ? full : [])].filter(
        other => Math.abs(leftOf(other) - left) < bodySize * 3,
      )
      return [key, Math.max(...alike.flat().map(line => line.right))] as const
    }),
  )
  return line => rights.get(`${line.flow} ${Math.min(line.size, bodySize)}`) ?? 0
}

const leftOf = (lines: readonly FlowLine[]): number => Math.min(...lines.map(line => line.x))

const BROKEN = /([a-z]+)[-\u2010\u00ad]$/i

/**
 * How two pieces of a paragraph are put together. A hyphen at a line's end is the author's own ("well-known"), unless
 * the document is seen to break words that it has whole elsewhere.
 */
const glueOf = (lines: readonly FlowLine[]): ((before: string, next: string) => string) => {
  const words = new Set(lines.flatMap(line => line.text.toLowerCase().match(/[a-z]+(?:-[a-z]+)*/g) ?? []))
  const endOf = (text: string): string => BROKEN.exec(text)?.[1]?.toLowerCase() ?? ''
  const startOf = (text: string): string => /^[a-z]+/.exec(text)?.[0] ?? ''
  const ends = lines.flatMap((line, index) => {
    const [end, start] = [endOf(line.text), startOf(lines[index + 1]?.text ?? '')]
    return end === '' || start === ''
      ? []
      : [{ whole: words.has(end + start), own: words.has(`${end}-${start}`) }]
  })
  const breaks = ends.filter(({ whole }) => whole).length - ends.filter(({ own }) => own).length >= 2
  return (before, next) => {
    if (/[a-z]\/$/i.test(before) && /^[a-z]/i.test(next)) return before + next
    const [end, start] = [endOf(before), startOf(next)]
    if (end === '' || !/^[a-z]/i.test(next)) return `${before} ${next}`
    const whole = !before.endsWith('-') || (breaks && start !== '' && !words.has(`${end}-${start}`))
    return whole ? before.slice(0, -1) + next : before + next
  }
}
