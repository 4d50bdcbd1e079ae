import { datesIn, type FoundDate } from './dates.ts'
import type { Block } from './document.ts'

/** What a date in a document is the date of. `review` = it says "review date" and not which. */
type DateKind = 'adopted' | 'issued' | 'next' | 'last' | 'review' | 'date'
type LabelRule = { readonly kind: DateKind; readonly pattern: RegExp }
export type LabelledDate = { readonly kind: DateKind; readonly date: FoundDate; readonly block: number }

/** Read in this order: the first that matches at a place has it. */
const LABELS: readonly LabelRule[] = [
  {
    kind: 'next',
    pattern:
      /\bnext\s+(?:scheduled\s+|planned\s+|policy\s+|full\s+)?(?:review|update|approval|revision)(?:ed)?(?:\s+(?:date|due|by|on|in|is))*|\bdate\s+(?:of|for)\s+(?:the\s+)?next\s+review|\breview\s+due(?:\s+(?:date|by|on|in))*|\bdue\s+(?:for|date\s+for)\s+review|\b(?:re-?adoption|renewal|re-?approval|expiry)\s+date|\b(?:to|will|shall|should|must)\s+(?:next\s+)?be\s+(?:next\s+|formally\s+|re-?)?reviewed(?:\s+(?:again|next))?|\breview(?:ed)?\s+(?:by|before|no later than)(?=\W+(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn))|\bdate\s+for\s+review|\bfor\s+review(?:\s+(?:in|on|by))?|\bdate\s+to\s+be\s+reviewed|\bproposed\s+review(?:\s+date)?|\b(?:next\s+due|(?:to|will|shall)\s+be\s+(?:next\s+)?(?:renewed|revisited|updated)|(?:looked\s+at|reviewed|revisited|considered)\s+again)(?:\s+(?:in|on|by))?|\breview\s+(?:again\s+)?in\b/i,
  },
  {
    kind: 'last',
    pattern:
      /\b(?:last|previous(?:ly)?|date\s+last|most\s+recent)\s+review(?:ed)?(?:\s+(?:date|on|by|in))*|\bdate\s+(?:of\s+(?:last|previous)\s+review|reviewed)|\breviewed\s*(?:on|in|by|:|-|–|(?=\d)|(?=\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn)))/i,
  },
  {
    kind: 'adopted',
    pattern:
      /\bdate\s+of\s+agreement\b|\b(?:date\s+(?:of\s+)?|first\s+|formally\s+|originally\s+|last\s+)?(?:re-?)?(?:adopted|adoption|ratified|ratification|approved|approval|agreed|accepted|endorsed|sanctioned|signed\s+off)(?:\s+date)?\b/i,
  },
  {
    kind: 'issued',
    pattern:
      /\bdate\s+(?:of\s+)?(?:(?:this\s+)?policy|issued?|written|created|updated|implemented|implementation|published|publication|produced|revised|revision|effective|completed|established|prepared|version|last\s+updated|document)\b(?:\s*\/\s*\w+)?|\b(?:issue|effective|version|policy|publication|implementation|creation|start|document)\s+date\b|\b(?:written|updated|created|produced|published|implemented|revised|issued|drafted|effective|amended|prepared)\b(?:\s*\/\s*\w+)?/i,
  },
  {
    kind: 'review',
    pattern:
      /\b(?:date\s+of\s+(?:policy\s+)?review|(?:policy\s+)?review\s*(?:date|on|:|-|–|(?=\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|\d))))|\breviewed?\s*$/i,
  },
  { kind: 'date', pattern: /(?:\b|(?<=[a-z]))(?:Date|DATE)\b\s*(?=:|$|\d|-|–)/ },
]

type Label = { readonly kind: DateKind; readonly start: number; readonly end: number }

const EVERY_LABEL = LABELS.map(({ kind, pattern }) => ({
  kind,
  everywhere: new RegExp(pattern, `${pattern.flags}g`),
}))

const labelsIn = (text: string): readonly Label[] => {
  const found: Label[] = []
  for (const { kind, everywhere } of EVERY_LABEL) {
    for (const match of text.matchAll(everywhere)) {
      const start = match.index
      const end = start + match[0].length
      if (found.every(other => end <= other.start || start >= other.end)) found.push({ kind, start, end })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** "Approved by the governors … Date: May 2024": a bare date is the date of the label before it. */
const kindAt = (labels: readonly Label[], i: number): DateKind => {
  const label = labels[i]
  if (!label) return 'date'
  const before = labels[i - 1]
  return label.kind === 'date' && before ? before.kind : label.kind
}

const REACH = 70
/** In running prose only what is said of the policy itself counts, not the dates of laws and guidance. */
const ofThePolicy = (text: string, label: Label): boolean =>
  /\b(?:this|the|our|social media|networking)\b[^.]{0,40}\b(?:policy|document|code|guidance|statement)\b[^.]{0,60}$/i.test(
    text.slice(0, label.start),
  ) ||
  /^\W*(?:it|and)?\W*$/i.test(text.slice(0, label.start)) ||
  /^\s*(?:this|the)\s+(?:\w+\s+){0,3}(?:policy|document)\b/i.test(text.slice(label.end))

const inline = (text: string, block: number): readonly LabelledDate[] => {
  const dates = datesIn(text)
  if (dates.length === 0) return []
  const labels = labelsIn(text)
  const prose = text.length > 170
  return labels.flatMap((label, i) => {
    const until = labels[i + 1]?.start ?? text.length
    const date = dates.find(({ index }) => index >= label.end && index < until && index - label.end <= REACH)
    if (!date) return []
    // A full stop between the two: the date belongs to another sentence.
    if (/[.;]\s+[A-Z]/.test(text.slice(label.end, date.index))) return []
    if (prose && (!ofThePolicy(text, label) || label.kind === 'issued' || label.kind === 'date')) return []
    return [{ kind: kindAt(labels, i), date, block }]
  })
}

const cellsOf = (block: Block): readonly string[] => block.text.split('\t').map(cell => cell.trim())

/** A table whose first row names the columns: the latest date of each dated column. */
const fromTable = (blocks: readonly Block[], head: number): readonly LabelledDate[] => {
  const header = blocks[head]
  if (header?.kind !== 'row' || datesIn(header.text).length > 0) return []
  // "Status: approved" above "Next review: July": each row has its own label.
  const end = blocks.findIndex(({ kind }, i) => i > head && kind !== 'row')
  const rows = blocks.slice(head + 1, end === -1 ? undefined : end)
  if (rows.some(row => labelsIn(cellsOf(row)[0] ?? '').length > 0)) return []
  const named = cellsOf(header).map(cell => (cell.length <= 40 ? labelsIn(cell)[0]?.kind : undefined))
  if (named.every(kind => kind === undefined)) return []
  const latest = new Map<DateKind, LabelledDate>()
  for (let row = head + 1; blocks[row]?.kind === 'row'; row++) {
    for (const [column, cell] of cellsOf(blocks[row] ?? header).entries()) {
      const kind = named[column]
      const date = kind && datesIn(cell)[0]
      const known = kind && latest.get(kind)
      if (kind && date && (!known || known.date.last <= date.last))
        latest.set(kind, { kind, date, block: row })
    }
  }
  return [...latest.values()]
}

/** A label with nothing behind it but white space, a colon or a bracket: its value stands further down. */
const isBare = (text: string, label: Label): boolean =>
  text
    .slice(label.end)
    .replace(/^ by [A-Z][\w' -]{3,60}$/, '')
    .replace(/\b(?:by|on|date|due|governors?|the)\b|\W/gi, '') === ''

/**
 * Forms that give label and value a line each. A date belongs to the label just above it; where several labels
 * stand above each other, their dates follow in the same order.
 */
const fromForm = (blocks: readonly Block[]): readonly LabelledDate[] => {
  const found: LabelledDate[] = []
  let waiting: { kind: DateKind; at: number }[] = []
  for (const [i, block] of blocks.entries()) {
    if (block.text.length > 120 || /[a-z]{3}\.$/.test(block.text)) {
      waiting = []
      continue
    }
    const labels = labelsIn(block.text)
    const dates = datesIn(block.text)
    waiting = waiting.filter(({ at }) => i - at <= 6)
    if (labels.length > 0) {
      const last = labels.at(-1)
      if (dates.length > 0) waiting = []
      else if (last && isBare(block.text, last))
        waiting.push({ kind: kindAt(labels, labels.length - 1), at: i })
      continue
    }
    if (dates.length === 0) continue
    // Labels right above win; what waited before them got its value in words.
    const run = waiting.filter((_, n) =>
      waiting.slice(n).every((later, k) => later.at === i - (waiting.length - n) + k),
    )
    if (waiting.at(-1)?.at === i - 1)
      waiting = run.length > 0 ? waiting.slice(-run.length) : waiting.slice(-1)
    for (const date of dates) {
      const label = waiting.shift()
      if (label) found.push({ kind: label.kind, date, block: i })
    }
  }
  return found
}

/** "This policy was adopted at a meeting of …" and, on the next line or two, "Held on 5 June 2023". */
const fromMeeting = (blocks: readonly Block[]): readonly LabelledDate[] =>
  blocks.flatMap(({ text }, i) => {
    const date = /^held (?:on|in)\b/i.test(text) ? datesIn(text)[0] : undefined
    const meeting = blocks.slice(Math.max(0, i - 3), i).some(({ text: above }) => MEETING.test(above))
    return date && meeting ? [{ kind: 'adopted', date, block: i }] : []
  })
const MEETING = /\b(?:adopted|approved|agreed|ratified)\b[^.]{0,30}\bmeeting\b/i

/** A date alone on its line. */
export const isBareDate = ({ text }: Block): boolean => {
  const date = datesIn(text)[0]
  return date !== undefined && text.length <= date.words.length + 3
}

/** Whether a block is a line of the document's own data ("Review date: May 2028") and no sentence. */
export const isDateLine = ({ text }: Block): boolean =>
  text.length <= 120 && datesIn(text).length > 0 && labelsIn(text).length > 0 && !/[a-z]{3}\.$/.test(text)

/** The most letters of a block that are looked at for what the document says of itself. */
const LOOKED_AT = 5000

/** The dates a document states of itself, each with what it is the date of, in the order of reading. */
export const labelledDates = (blocks: readonly Block[]): readonly LabelledDate[] => {
  const heads = blocks.flatMap((_, i) => (blocks[i - 1]?.kind === 'row' ? [] : fromTable(blocks, i)))
  const lines = blocks.flatMap((block, i) =>
    inline(block.text.slice(0, LOOKED_AT).replaceAll('\t', ' '), i).filter(({ block: at }) =>
      heads.every(head => head.block !== at),
    ),
  )
  return [...heads, ...lines, ...fromForm(blocks), ...fromMeeting(blocks)]
}
