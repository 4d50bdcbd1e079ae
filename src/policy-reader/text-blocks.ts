import { isCommand } from './commands.ts'
import type { Block } from './document.ts'
import { cleanText, plainKey } from './text.ts'

type Line = {
  readonly text: string
  readonly indent: number
  readonly markers: readonly string[]
  readonly heading: number
  readonly row: boolean
  readonly number: number
  readonly afterBlank: boolean
}

const MARKER =
  /^(?:([-–—•◦◆▪▫●○■□➢➤✓✔✗✘✕✖☐☒☑+~*·]|o(?=\s+\w)|-(?=[A-Z]))(?=\s|[A-Z◆])|(\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]|\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})\)|[ivx]{1,4}\.(?=\s)|[a-h]\.(?=\s)|[A-Z]\.(?=\s+[A-Z][a-z])))\s*/
const BULLET = /^[^\w(]+$|^o$/
const MODAL =
  /\b(?:must|should|shall|will|may|can|cannot|is|are|was|were|do|does|applies|expects?|recognises?)\b/
/** Words a heading can be made of although they are verbs: "What we do", "How it is used" stay headings. */
const isHeadingText = (text: string): boolean =>
  !/^(?:signed|signature|name|date)\b[^:]{0,20}:/i.test(text) &&
  text.length <= 80 &&
  /^["'(]?[A-Z0-9]/.test(text) &&
  !/[.;,!]$/.test(text) &&
  !/[.?!]\s+[A-Z]/.test(text.replace(/\b(?:St|Mr|Mrs|Dr)\./g, '')) &&
  (!MODAL.test(text) || text === text.toUpperCase() || /^(?:what|how|why|who|when)\b/i.test(text))
const isLabel = (text: string): boolean =>
  /^[A-Z][^:]{1,60}:\s*\S/.test(text) &&
  !/^(?:code of \w+|appendix|section|part|annex)\b[^:]*:\s*[A-Z][^\d:]*$/i.test(text)

const plainMarkdown = (line: string): string =>
  line
    .replace(/!\[([^\]]{0,500})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/\[((?:[^\]\\]|\\.){0,500})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/<(https?:[^>\s]{1,2000})>/g, '$1')
    .replace(/\\([()[\]*_#.-])/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])([*_])(?=[^\s*_])([^*_]+?)(?<=[^\s])\1(?![\w*])/g, '$2')
    .replace(/\*\*/g, '')

/** Mark-up that a converter leaves in Markdown: blocks become lines, the rest goes. */
const withoutTags = (text: string): string =>
  text
    .replace(/<li\b[^>]{0,2000}>/gi, '\n- ')
    .replace(/<\/?(?:p|ul|ol|li|br|div|h[1-6]|table|tr|td|th)\b[^>]{0,2000}>/gi, '\n')
    .replace(/<\/?(?:i|b|em|strong|u|span|a|sup|sub|font)\b[^>]{0,2000}>/gi, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/(?<=\S)[ \t]+(?=[•◆▪➢●■][ \t]+\w)(?<![-–][ \t]+)/g, '\n')

/** Words between tabs, as a table is pasted; a bullet or a number and its tab are none. */
const TABBED = /^\s*[A-Za-z\d][^\t]{3,}\t/

const lineOf = (raw: string, number: number, afterBlank: boolean): Line => {
  const indent = raw.replace(/\t/g, '    ').search(/\S/)
  const hashes = /^\s*(#{1,6})\s+/.exec(raw)?.[1]?.length ?? 0
  const bold = /^(?:\*\*|__)[^*]+(?:\*\*|__):?$/.test(raw.trim().replace(MARKER, ''))
  const table = /\S\s*(?:\|\s.*\||\s\|\s)/.test(raw) || /^\s*\|.*\|/.test(raw)
  const tabbed = TABBED.test(raw) ? raw.trim().split(/\t+/) : []
  if (tabbed.length > 2) {
    const row = tabbed.map(cell => cleanText(plainMarkdown(cell))).join('\t')
    return { text: row, indent, markers: [], heading: 0, row: true, number, afterBlank }
  }
  const stripped = cleanText(plainMarkdown(raw.replace(/^\s*#{1,6}\s+/, '')))
  if (table) {
    const cells = stripped.split('|').map(cell => cell.trim())
    const row = (cells[0] === '' ? cells.slice(1) : cells).join('\t').replace(/\t+$/, '')
    return { text: row, indent, markers: [], heading: 0, row: true, number, afterBlank }
  }
  const markers: string[] = []
  let text = stripped
  for (let match = MARKER.exec(text); match && markers.length < 3; match = MARKER.exec(text)) {
    if (match[0].length === text.length) break
    markers.push((match[1] ?? match[2] ?? '').trim())
    text = text.slice(match[0].length)
  }
  const isHeading = isHeadingText(text.replace(/:$/, ''))
  // Behind a bullet or none, bold says it all; a numbered rule may be bold as well.
  const standsOut = bold && text.length <= 80 && (isHeading || markers.every(marker => BULLET.test(marker)))
  const heading = hashes > 0 && isHeading ? hashes : standsOut ? 2 : 0
  return { text, indent: Math.max(indent, 0), markers, heading, row: false, number, afterBlank }
}

/** Running headers and footers: short lines that come back page after page, and bare page numbers. */
const withoutRunningLines = (lines: readonly Line[]): readonly Line[] => {
  const counts = new Map<string, number>()
  const keyOf = (line: Line): string => `${line.markers.join('')} ${plainKey(line.text).replace(/\d+/g, '#')}`
  for (const line of lines) counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1)
  const seen = new Set<string>()
  return lines.filter(line => {
    if (/^(?:page\s*)?\d{1,3}(?:\s*(?:of|\/)\s*\d{1,3})?$/i.test(line.text)) return false
    const key = keyOf(line)
    const runs =
      (counts.get(key) ?? 0) >= 3 && line.text.length <= 90 && !line.row && line.markers.length === 0
    if (!runs || /[.;:]$/.test(line.text)) return true
    const first = !seen.has(key)
    seen.add(key)
    return first
  })
}

const wraps = (lines: readonly Line[]): boolean => {
  const continued = lines.filter(
    (line, i) => i > 0 && !line.afterBlank && line.markers.length === 0 && /^[a-z(]/.test(line.text),
  ).length
  return continued >= 3 && continued >= lines.length / 12
}

/** Whether a line is the rest of the one before: a wrapped line, or a sentence that a page break cut in two. */
const continues = (before: Line, line: Line, wrapped: boolean, width: number): boolean => {
  if (line.markers.length > 0 || line.heading > 0 || line.row || before.row || before.heading > 0)
    return false
  if (/[.;:!?]["')]?$/.test(before.text)) return false
  if (/^[a-z(&]/.test(line.text)) return before.text.length >= (line.afterBlank ? 60 : 45)
  if (line.afterBlank || !wrapped) return false
  return before.text.length >= width * 0.75 && !isLabel(line.text)
}

const joined = (before: string, next: string): string =>
  /[a-z]-$/.test(before) && /^[a-z]/.test(next) ? before.slice(0, -1) + next : `${before} ${next}`

const joinLines = (lines: readonly Line[]): readonly Line[] => {
  const wrapped = wraps(lines)
  const width = Math.max(...lines.filter(line => line.text.length <= 120).map(line => line.text.length), 60)
  const out: Line[] = []
  for (const line of lines) {
    const before = out.at(-1)
    if (before && continues(before, line, wrapped, width)) {
      out[out.length - 1] = { ...before, text: joined(before.text, line.text) }
    } else out.push(line)
  }
  return out
}

const FORBIDS = /^(?:no|not|never|do not|don't|please|always|only)\b/i
const isRuleLine = (line: Line): boolean => FORBIDS.test(line.text) || isCommand(line.text)

/** House rules typed a line each without bullets: three or more short lines together, most of them commands. */
const ruleLines = (lines: readonly Line[]): ReadonlySet<Line> => {
  const short = (line: Line): boolean =>
    line.markers.length === 0 &&
    line.heading === 0 &&
    !line.row &&
    line.text.length <= 90 &&
    !/[:.]$/.test(line.text)
  const runs: Line[][] = []
  for (const line of lines) {
    const run = runs.at(-1)
    if (!short(line)) runs.push([])
    else if (run && run.length > 0 && !line.afterBlank) run.push(line)
    else runs.push([line])
  }
  return new Set(
    runs.filter(run => run.length >= 3 && run.filter(isRuleLine).length >= run.length / 2).flat(),
  )
}

const shapeOf = (line: Line | undefined): string => line?.markers.at(-1)?.replace(/\d+|[A-Z]/g, '1') ?? ''
/** Commands numbered one after the other are a list, however short they are. */
const inNumberedList = (lines: readonly Line[], i: number): boolean => {
  const shape = shapeOf(lines[i])
  return (
    shape !== '' &&
    isCommand(lines[i]?.text ?? '') &&
    (shapeOf(lines[i - 1]) === shape || shapeOf(lines[i + 1]) === shape)
  )
}

const numberOf = (line: Line | undefined): number | undefined => {
  const digits = /^(\d{1,2})[.)]?$/.exec(line?.markers.at(-1) ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}
/** A short line whose number goes on from that of a full sentence just before, perhaps across a heading. */
const goesOn = (lines: readonly Line[], i: number): boolean => {
  const number = numberOf(lines[i])
  const at = number === undefined ? undefined : [i - 1, i - 2].find(j => numberOf(lines[j]) === number - 1)
  const before = at === undefined ? undefined : lines[at]
  return before !== undefined && at !== undefined && (/[.!]$/.test(before.text) || goesOn(lines, at))
}

const kindOf = (line: Line, listed: boolean): Block['kind'] => {
  if (line.row) return 'row'
  if (listed && line.heading === 0) return 'item'
  const marker = line.markers.at(-1)
  if (line.heading > 0) return 'heading'
  if (marker === undefined) return isHeadingText(line.text) && !isLabel(line.text) ? 'heading' : 'paragraph'
  if (!BULLET.test(marker) && /^[\dA-Z]/.test(marker) && line.text.length <= 70 && isHeadingText(line.text)) {
    return 'heading'
  }
  return 'item'
}

/** A bulleted heading (a role in a list of roles) stands below every other heading. */
const headingLevel = (line: Line): number => {
  const marker = line.markers.at(-1)
  if (marker !== undefined && BULLET.test(marker)) return 6
  return line.heading || (marker?.match(/\d+/g)?.length ?? 2)
}

/**
 * Blocks of a text file, of Markdown or of pasted text: headings, numbered and bulleted items, table rows and
 * paragraphs. Wrapped lines and sentences cut by a page break are joined, running headers and page numbers are
 * left out, and each block says on which line it began.
 */
export const blocksOfText = (text: string): readonly Block[] => {
  const raw = withoutTags(text.replace(/\r\n?|\u2028|\u0085/g, '\n')).split(/[\n\f\v]/)
  const lines: Line[] = []
  let blank = true
  for (const [i, content] of raw.entries()) {
    const line = lineOf(content, i + 1, blank)
    const rule = /^[\s|:=_*-]+$/.test(content)
    blank = line.text === '' || rule
    if (!blank) lines.push(line)
  }
  const indents: number[] = []
  const whole = joinLines(withoutRunningLines(lines))
  const rules = ruleLines(whole)
  return whole.map((line, i): Block => {
    const kind = kindOf(line, rules.has(line) || inNumberedList(whole, i) || goesOn(whole, i))
    if (kind !== 'item') indents.length = 0
    else {
      while (indents.length > 0 && line.indent < (indents.at(-1) ?? 0)) indents.pop()
      if (line.indent > (indents.at(-1) ?? -1)) indents.push(line.indent)
    }
    const level = kind === 'heading' ? headingLevel(line) : kind === 'item' ? Math.max(indents.length, 1) : 0
    return { kind, text: line.text, level, marker: line.markers.at(-1) ?? '', place: `line ${line.number}` }
  })
}
