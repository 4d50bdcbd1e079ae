import type { Block } from '../../policy-reader/document.ts'
import { blocksOfText } from '../../policy-reader/text-blocks.ts'

/**
 * One paragraph, heading, list item or table row, written as Markdown writes it, and where it stands. Every format is
 * brought to such lines, so that a typed "4.1" or a bold line means the same in all of them.
 */
export type WrittenLine = { readonly text: string; readonly place: string }

/** A heading of a level from 1 to 6. */
export const asHeading = (text: string, level: number): string => `${'#'.repeat(Math.min(level, 6))} ${text}`

/** @param level 1 is the outermost list */
export const asItem = (text: string, marker: string, level: number): string =>
  `${'    '.repeat(level - 1)}${marker} ${text}`

/** A row of a table. */
export const asRow = (cells: readonly string[]): string =>
  `| ${cells.map(cell => cell.replaceAll('|', '/')).join(' | ')} |`

/** A line that is bold as a whole: often a heading, in documents without styles. */
export const asBold = (text: string): string => `**${text}**`

/** The lines as blocks, each with the place of the line it began on. */
export const blocksOfLines = (lines: readonly WrittenLine[]): readonly Block[] =>
  // A blank line between any two says that none is the wrapped rest of the one before.
  blocksOfText(lines.map(({ text }) => oneLine(text)).join('\n\n')).map(block => {
    const line = Number(/\d+/.exec(block.place)?.[0])
    return { ...block, place: lines[(line - 1) / 2]?.place ?? block.place }
  })

/** Whatever it holds, a line stays one: mark-up spelled out in a document's words would be taken for mark-up. */
const oneLine = (text: string): string =>
  text.replace(/\s*[\n\r\v\f\u0085\u2028]\s*/g, ' ').replace(/<(?=\/?[a-z])/gi, '< ')
