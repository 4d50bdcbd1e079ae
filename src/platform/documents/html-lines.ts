import { parseDocument } from 'htmlparser2'
import { asBold, asHeading, asItem, asRow, type WrittenLine } from './written-lines.ts'

type Node = ReturnType<typeof parseDocument>['children'][number]
type Element = Extract<Node, { readonly attribs: unknown }>

/** What a page holds that is not its text: programs, looks, and the way round the site. */
const SKIPPED = new Set(
  'head script style noscript template nav svg math iframe object select button input textarea'.split(' '),
)
const BLOCKS = new Set(
  'p div section article main header footer aside blockquote pre address figure figcaption dl dt dd form fieldset hr body html center tr td th caption'.split(
    ' ',
  ),
)
const BOLD = new Set(['b', 'strong'])
/** A number that Word counted itself, handed through between these two (docx-numbers.ts). */
export const numberMark = { start: '\ue000', end: '\ue001' } as const
const NUMBERED = new RegExp(`^\\s*${numberMark.start}([^${numberMark.end}]*)${numberMark.end}`)
/** A footnote's call in the text, and the arrow back to it. */
const NOTE_LINK = /^#(?:foot|end)note/

type List = { readonly ordered: boolean; count: number }

const isElement = (node: Node): node is Element => 'attribs' in node

/** The text of a page or of a converted document, line by line, without what only steers or decorates it. */
export const linesOfHtml = (html: string): readonly WrittenLine[] =>
  linesOfNodes(parseDocument(html).children).map((text, index) => ({
    text,
    place: `paragraph ${index + 1}`,
  }))

const linesOfNodes = (nodes: readonly Node[]): readonly string[] => {
  const lines: string[] = []
  const lists: List[] = []
  let text = ''
  let plain = ''
  let heading = 0
  let marker: string | undefined

  const endLine = (): void => {
    const number = NUMBERED.exec(text)?.[1]
    const words = text.replace(NUMBERED, '').replace(/\s+/g, ' ').trim()
    const unbold = plain.replace(NUMBERED, '').trim() !== ''
    text = ''
    plain = ''
    if (words === '') return
    const mark = number ?? marker
    const numbered = number === undefined ? words : `${number} ${words}`
    if (heading > 0) lines.push(asHeading(numbered, heading))
    else if (mark !== undefined && lists.length > 0)
      lines.push(asItem(unbold ? words : asBold(words), mark, lists.length))
    else lines.push(unbold ? numbered : asBold(numbered))
    marker = undefined
  }

  const walkTable = (table: Element): void => {
    endLine()
    for (const row of rowsOf(table)) {
      const cells = row.map(cell => linesOfNodes(cell.children))
      const filled = cells.filter(cell => cell.length > 0)
      if (filled.length > 1 && cells.every(cell => cell.length <= 1))
        lines.push(asRow(cells.map(cell => withoutMarks(cell[0] ?? ''))))
      // A cell of several paragraphs is a layout, not a value: what it says is read one after the other.
      else lines.push(...cells.flat())
    }
  }

  const walk = (node: Node, bold: boolean): void => {
    if (!isElement(node)) {
      if (node.type !== 'text') return
      text += node.data
      if (!bold) plain += node.data
      return
    }
    const { name } = node
    if (SKIPPED.has(name) || (name === 'a' && NOTE_LINK.test(node.attribs.href ?? ''))) return
    const walkAll = (): void => {
      for (const child of node.children) walk(child, bold || BOLD.has(name))
    }
    if (name === 'br') endLine()
    else if (name === 'table') walkTable(node)
    else if (name === 'ul' || name === 'ol') {
      endLine()
      const start = Number.parseInt(node.attribs.start ?? '1', 10)
      lists.push({ ordered: name === 'ol', count: Number.isNaN(start) ? 0 : start - 1 })
      walkAll()
      endLine()
      lists.pop()
    } else if (name === 'li') {
      endLine()
      const list = lists.at(-1)
      if (list) list.count += 1
      marker = list?.ordered ? `${list.count}.` : '•'
      walkAll()
      endLine()
    } else if (/^h[1-6]$/.test(name)) {
      endLine()
      heading = Number(name[1])
      walkAll()
      endLine()
      heading = 0
    } else if (BLOCKS.has(name)) {
      endLine()
      walkAll()
      endLine()
    } else walkAll()
  }

  for (const node of nodes) walk(node, false)
  endLine()
  return lines
}

/** The rows of a table, without those of tables inside it. */
const rowsOf = (element: Element): readonly (readonly Element[])[] =>
  element.children.filter(isElement).flatMap(child => {
    if (child.name === 'tr') {
      return [child.children.filter(isElement).filter(({ name }) => name === 'td' || name === 'th')]
    }
    return ['thead', 'tbody', 'tfoot'].includes(child.name) ? rowsOf(child) : []
  })

/** A cell's words without what marked them as bold, heading or item. */
const withoutMarks = (line: string): string => line.replace(/^\s*(?:#+|•)\s+/, '').replaceAll('**', '')
