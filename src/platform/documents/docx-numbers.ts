import { Parser } from 'htmlparser2'

/**
 * The numbers that Word counts while it shows a document (4.1, (a), iv): they stand nowhere in its text, mammoth leaves
 * them out, and they are what a governor cites. ECMA-376 part 1, 17.9.
 */
type Level = { readonly format: string; readonly text: string; readonly start: number }
type Numbering = {
  /** Levels of each list by number id, with the count it shares with other lists of the same kind. */
  readonly lists: ReadonlyMap<string, { readonly kind: string; readonly levels: ReadonlyMap<number, Level> }>
  readonly restarts: ReadonlyMap<string, ReadonlyMap<number, number>>
}
type ParagraphStyle = { readonly list?: string; readonly level?: number; readonly basedOn?: string }
type Attributes = Readonly<Record<string, string>>

const walkXml = (
  xml: string,
  on: {
    open: (name: string, attributes: Attributes, endsAt: () => number) => void
    close?: (name: string, endsAt: () => number) => void
  },
): void => {
  const parser: Parser = new Parser(
    {
      onopentag: (name, attributes) => on.open(name, attributes, () => parser.endIndex),
      onclosetag: name => on.close?.(name, () => parser.endIndex),
    },
    { xmlMode: true },
  )
  parser.end(xml)
}

const value = (attributes: Attributes): string => attributes['w:val'] ?? ''

const readNumbering = (xml: string): Numbering => {
  const kinds = new Map<string, Map<number, Level>>()
  const lists = new Map<string, { kind: string; levels: Map<number, Level> }>()
  const restarts = new Map<string, Map<number, number>>()
  let kind = ''
  let list = ''
  let at = 0
  const change = (more: Partial<Level>): void => {
    const levels = list === '' ? kinds.get(kind) : undefined
    levels?.set(at, { ...(levels.get(at) ?? { format: 'decimal', text: '', start: 1 }), ...more })
  }
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'w:abstractNum') {
        kind = attributes['w:abstractNumId'] ?? ''
        kinds.set(kind, new Map())
      } else if (name === 'w:num') list = attributes['w:numId'] ?? ''
      else if (name === 'w:lvl' || name === 'w:lvlOverride') at = Number(attributes['w:ilvl'] ?? 0)
      else if (name === 'w:numFmt') change({ format: value(attributes) })
      else if (name === 'w:lvlText') change({ text: value(attributes) })
      else if (name === 'w:start') change({ start: Number(value(attributes)) })
      else if (name === 'w:abstractNumId' && list !== '')
        lists.set(list, { kind: value(attributes), levels: kinds.get(value(attributes)) ?? new Map() })
      else if (name === 'w:startOverride')
        restarts.set(
          list,
          (restarts.get(list) ?? new Map<number, number>()).set(at, Number(value(attributes))),
        )
    },
    close: name => {
      if (name === 'w:num') list = ''
    },
  })
  return { lists, restarts }
}

const readStyles = (xml: string): ReadonlyMap<string, ParagraphStyle> => {
  const styles = new Map<string, ParagraphStyle>()
  let id = ''
  const change = (more: ParagraphStyle): void => {
    if (id !== '') styles.set(id, { ...styles.get(id), ...more })
  }
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'w:style') id = attributes['w:styleId'] ?? ''
      else if (name === 'w:basedOn') change({ basedOn: value(attributes) })
      else if (name === 'w:numId') change({ list: value(attributes) })
      else if (name === 'w:ilvl') change({ level: Number(value(attributes)) })
    },
  })
  return styles
}

/** A style may be based on another, which holds its list; malformed files go round in a circle. */
const styledList = (styles: ReadonlyMap<string, ParagraphStyle>, id: string): ParagraphStyle => {
  const seen = new Set<string>()
  for (let at = styles.get(id); at; at = at.basedOn === undefined ? undefined : styles.get(at.basedOn)) {
    if (at.list !== undefined || seen.size > 20) return at
    if (at.basedOn === undefined || seen.has(at.basedOn)) return {}
    seen.add(at.basedOn)
  }
  return {}
}

const ROMAN: readonly (readonly [number, string])[] = [
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]
const roman = (number: number): string => {
  const found = ROMAN.find(([size]) => size <= number)
  return found ? found[1] + roman(number - found[0]) : ''
}
const letter = (number: number): string =>
  String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26))

const written = (format: string, number: number): string => {
  if (format === 'lowerLetter') return letter(number)
  if (format === 'upperLetter') return letter(number).toUpperCase()
  if (format === 'lowerRoman') return roman(number)
  if (format === 'upperRoman') return roman(number).toUpperCase()
  return format === 'decimalZero' ? String(number).padStart(2, '0') : String(number)
}

/** One spelling for what Word writes as "1", "1)", "a." or "(a)", so that a number cannot pass for a word. */
const tidy = (marker: string): string =>
  /^\d+$/.test(marker) ? `${marker}.` : /^[a-z]+\.?$/.test(marker) ? `${marker.replace('.', '')})` : marker

/** Counts through a document: what number the next paragraph of a list carries; undefined for a bullet. */
const counter = ({ lists, restarts }: Numbering) => {
  const counts = new Map<string, Map<number, number>>()
  const begun = new Set<string>()
  return (list: string, at: number): string | undefined => {
    const known = lists.get(list)
    const level = known?.levels.get(at)
    if (!known || !level || level.format === 'bullet' || level.format === 'none') return undefined
    const count = counts.get(known.kind) ?? new Map<number, number>()
    counts.set(known.kind, count)
    if (!begun.has(list)) for (const [deep, start] of restarts.get(list) ?? []) count.set(deep, start - 1)
    begun.add(list)
    count.set(at, (count.get(at) ?? level.start - 1) + 1)
    for (const deeper of [...count.keys()]) if (deeper > at) count.delete(deeper)
    const marker = level.text.replace(/%(\d)/g, (_, digit: string) => {
      const of = known.levels.get(Number(digit) - 1)
      return written(of?.format ?? 'decimal', count.get(Number(digit) - 1) ?? of?.start ?? 1)
    })
    return marker === '' ? undefined : tidy(marker.trim())
  }
}

/** @returns the document's XML with each paragraph's number written into it, between the two marks */
export const withNumbers = (
  parts: { readonly document: string; readonly numbering: string; readonly styles: string },
  mark: { readonly start: string; readonly end: string },
): string => {
  const next = counter(readNumbering(parts.numbering))
  const styles = readStyles(parts.styles)
  type Open = { style: string; list?: string; level?: number }
  const paragraphs: Open[] = []
  const inserts: { readonly at: number; readonly number: string }[] = []
  // What a paragraph was before somebody changed it stands inside what it is.
  let former = 0
  walkXml(parts.document, {
    open: (name, attributes) => {
      if (name === 'w:pPrChange') former += 1
      if (name === 'w:p') paragraphs.push({ style: '' })
      const open = paragraphs.at(-1)
      if (!open || former > 0) return
      if (name === 'w:pStyle') open.style = value(attributes)
      else if (name === 'w:numId') open.list = value(attributes)
      else if (name === 'w:ilvl') open.level = Number(value(attributes))
    },
    close: (name, endsAt) => {
      if (name === 'w:pPrChange') former -= 1
      if (name === 'w:p') paragraphs.pop()
      const open = paragraphs.at(-1)
      if (name !== 'w:pPr' || !open || former > 0) return
      const styled = styledList(styles, open.style)
      const list = open.list ?? styled.list
      const number = list === undefined ? undefined : next(list, open.level ?? styled.level ?? 0)
      if (number !== undefined) inserts.push({ at: endsAt() + 1, number })
    },
  })
  const pieces: string[] = []
  let from = 0
  for (const { at, number } of inserts) {
    pieces.push(
      parts.document.slice(from, at),
      `<w:r><w:t xml:space="preserve">${mark.start}${number.replace(/[<>&]/g, '')}${mark.end}</w:t></w:r>`,
    )
    from = at
  }
  return [...pieces, parts.document.slice(from)].join('')
}

/** The lines of a page's head or foot: there, and nowhere else, many policies name their school or review date. */
export const paragraphsOf = (xml: string): readonly string[] => {
  const lines: string[] = []
  let line = ''
  let inText = false
  const parser = new Parser(
    {
      onopentagname: name => {
        inText = name === 'w:t'
        if (name === 'w:tab') line += ' '
      },
      ontext: text => {
        if (inText) line += text
      },
      onclosetag: name => {
        inText = false
        if (name !== 'w:p') return
        if (line.trim() !== '') lines.push(line.trim())
        line = ''
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return lines
}
