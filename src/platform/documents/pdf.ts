import { getDocumentProxy } from 'unpdf'
import type { DocumentText } from '../../policy-reader/document.ts'
import { linesOfPages, type Page } from './pdf-lines.ts'
import { type RefusedDocument, refused } from './refusals.ts'
import { blocksOfLines } from './written-lines.ts'

const MOST_PAGES = 300
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
  // One after the other: all at once would hold all of them in memory.
  for (let number = 1; number <= pdf.numPages; number += 1) pages.push(await readPage(pdf, number))
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
    // The file's own addresses of fonts and character maps lead nowhere: only its text is asked for.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  } catch (error) {
    const locked = error instanceof Error && error.name === 'PasswordException'
    return refused(locked ? 'locked' : 'damaged')
  }
}

const readPage = async (pdf: Pdf, number: number): Promise<Page> => {
  const page = await pdf.getPage(number)
  const { items } = await page.getTextContent()
  const [, bottom = 0, , top = 0] = page.view
  const runs = items.flatMap(item => {
    if (!('str' in item)) return []
    const [, slope = 0, slant = 0, height = 0, x = 0, y = 0] = item.transform as readonly number[]
    // Turned text is a watermark or a stamp.
    if (Math.abs(slope) > 0.01 || item.str === '') return []
    return [
      {
        text: item.str,
        x,
        y: y - bottom,
        width: item.width,
        size: Math.hypot(slant, height),
        font: item.fontName,
      },
    ]
  })
  page.cleanup()
  return { runs, height: top - bottom }
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
