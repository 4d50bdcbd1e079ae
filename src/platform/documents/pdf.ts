import { getDocumentProxy } from 'unpdf'
import type { DocumentText } from '../../policy-reader/document.ts'
import { linesOfPages } from './pdf-lines.ts'
import { marksOf } from './pdf-marks.ts'
import type { Page } from './pdf-page-lines.ts'
import { type RefusedDocument, refused } from './refusals.ts'
import { blocksOfLines } from './written-lines.ts'

const MOST_PAGES = 300
/** Instructions for drawing that are followed in one document, in search of drawn signs of lists. */
const MOST_INSTRUCTIONS = 200_000
/** Fewer letters than this on a page are a stamp or a page number on a picture. */
const FEWEST_LETTERS = 20
/** Letters without a meaning: the font names none for them. */
const MEANINGLESS = /[\ue000-\uefff\ufffd]|(?!\s)\p{Cc}/gu

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/** A PDF as blocks. Nothing in it is run, drawn or fetched. */
export const readPdf = async (bytes: Uint8Array): Promise<DocumentText | RefusedDocument> => {
  const pdf = await openPdf(bytes)
  if ('kind' in pdf) return pdf
  if (pdf.numPages > MOST_PAGES) return refused('long')
  const pages: Page[] = []
  let instructions = 0
  // One after the other: all at once would hold all of them in memory.
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await readPage(pdf, number, instructions < MOST_INSTRUCTIONS)
    pages.push(page)
    instructions += page.instructions
  }
  const letters = pages.map(page => page.runs.reduce((sum, run) => sum + run.text.trim().length, 0))
  const all = letters.reduce((sum, count) => sum + count, 0)
  if (all < FEWEST_LETTERS * Math.min(pages.length, 3)) return refused('scanned')
  const meaningless = pages.reduce(
    (sum, page) => sum + page.runs.reduce((of, run) => of + (run.text.match(MEANINGLESS)?.length ?? 0), 0),
    0,
  )
  if (meaningless > all / 5) return refused('garbled')
  const empty = letters.flatMap((count, index) => (count < FEWEST_LETTERS ? [index + 1] : []))
  return { blocks: blocksOfLines(linesOfPages(pages)), remarks: remarksOn(bytes, empty) }
}

const openPdf = async (bytes: Uint8Array): Promise<Pdf | RefusedDocument> => {
  try {
    // The file's own addresses of fonts and character maps lead nowhere; pictures are left packed as they are.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, maxImageSize: 0 })
  } catch (error) {
    const locked = error instanceof Error && error.name === 'PasswordException'
    return refused(locked ? 'locked' : 'damaged')
  }
}

/** A place on a page after the page was turned by quarter turns, so that its text runs from left to right. */
type Turn = (x: number, y: number) => readonly [x: number, y: number]

const readPage = async (
  pdf: Pdf,
  number: number,
  withMarks: boolean,
): Promise<Page & { readonly instructions: number }> => {
  const page = await pdf.getPage(number)
  const items = (await page.getTextContent()).items.flatMap(item => ('str' in item ? [item] : []))
  const { marks, instructions } = withMarks ? await drawnMarks(page) : noMarks
  page.cleanup()
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  const quarter = commonestDirection(items)
  const turns: readonly Turn[] = [
    (x, y) => [x, y - bottom],
    (x, y) => [y, right - x],
    (x, y) => [-x, top - y],
    (x, y) => [-y, x - left],
  ]
  const turn = turns[quarter] ?? ((x, y) => [x, y])
  return {
    runs: items.flatMap(item => {
      const [, , slant = 0, height = 0, x = 0, y = 0] = item.transform as readonly number[]
      // Turned text on an upright page is a watermark or a stamp.
      if (directionOf(item.transform) !== quarter || item.str === '') return []
      const [turnedX, turnedY] = turn(x, y)
      return [
        {
          text: item.str,
          x: turnedX,
          y: turnedY,
          width: item.width,
          size: Math.hypot(slant, height),
          font: item.fontName,
        },
      ]
    }),
    marks: marks.map(mark => {
      const [x0, y0] = turn(mark.left, mark.bottom)
      const [x1, y1] = turn(mark.right, mark.top)
      return {
        left: Math.min(x0, x1),
        right: Math.max(x0, x1),
        bottom: Math.min(y0, y1),
        top: Math.max(y0, y1),
      }
    }),
    height: quarter % 2 === 0 ? top - bottom : right - left,
    instructions,
  }
}

const noMarks: Awaited<ReturnType<typeof marksOf>> = { marks: [], instructions: 0 }

/** Text without its drawn bullets is better than none. */
const drawnMarks = async (page: Parameters<typeof marksOf>[0]): ReturnType<typeof marksOf> => {
  try {
    return await marksOf(page)
  } catch {
    return noMarks
  }
}

/** In which quarter turns, against the clock, a text runs; undefined where it stands aslant. */
const directionOf = ([across = 0, slope = 0]: readonly number[]): number | undefined => {
  const turns = Math.atan2(slope, across) / (Math.PI / 2)
  return Math.abs(turns - Math.round(turns)) < 0.01 ? (Math.round(turns) + 4) % 4 : undefined
}

/** A wide table is often printed sideways: whichever way most letters run is the way to read a page. */
const commonestDirection = (
  items: readonly { readonly str: string; readonly transform: readonly number[] }[],
): number => {
  const letters = [0, 0, 0, 0]
  for (const { str, transform } of items) {
    const direction = directionOf(transform)
    if (direction !== undefined) letters[direction] = (letters[direction] ?? 0) + str.trim().length
  }
  return letters.indexOf(Math.max(...letters))
}

const remarksOn = (bytes: Uint8Array, empty: readonly number[]): readonly string[] => [
  ...(empty.length > 0
    ? [
        `${empty.length === 1 ? `Page ${empty[0]} holds` : `Pages ${empty.join(', ')} hold`} no text: pictures, or nothing at all. What stands there was not read.`,
      ]
    : []),
  ...(Buffer.from(bytes.subarray(-4096)).includes('%%EOF')
    ? []
    : ['The end of this file is missing. What follows may be less than the whole document.']),
]
