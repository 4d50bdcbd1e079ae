import PDFDocument from 'pdfkit'
import type { Instant } from '../../kernel/clock.ts'
import { printableLetters } from './printable-letters.ts'

export type PdfItem = {
  readonly text: string
  /** Where it comes from, in grey letters behind it. */
  readonly source?: string | undefined
}
export type PdfBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'items'; readonly items: readonly PdfItem[] }

/** A short text to print: A4, English, with real headings and lists for screen readers (tagged PDF, PDF 1.7 §14.8). */
export type PdfText = {
  readonly title: string
  readonly author: string
  /** At the foot of every page, before the page number. */
  readonly foot: string
  readonly at: Instant
  /** Size of the letters in points; where it has to be one page, the largest that may be tried. */
  readonly size: number
  readonly onePage: boolean
  readonly blocks: readonly PdfBlock[]
}

const MARGIN = 56
/** Below this nobody reads a notice on a wall; it then takes a second page instead. */
const SMALLEST = 10
const GREY = '#505a5f'

/** The PDF's bytes. A text that has to be one page gets smaller letters until it fits, down to 10 points. */
export const writePdf = async (text: PdfText): Promise<Buffer> => {
  const written = await writeAt(text, text.size)
  if (!text.onePage || written.pages === 1 || text.size <= SMALLEST) return written.bytes
  return writePdf({ ...text, size: text.size - 0.5 })
}

const writeAt = (text: PdfText, size: number): Promise<{ bytes: Buffer; pages: number }> =>
  new Promise((resolve, reject) => {
    const pdf = new PDFDocument({
      size: 'A4',
      margins: { top: MARGIN, bottom: MARGIN + 14, left: MARGIN, right: MARGIN },
      pdfVersion: '1.7',
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      bufferPages: true,
      info: {
        Title: text.title,
        Author: text.author,
        Creator: 'Gatepost',
        CreationDate: new Date(text.at.epochMilliseconds),
      },
    })
    const chunks: Buffer[] = []
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('error', reject)
    const body = pdf.struct('Document')
    pdf.addStructure(body)
    const add = (tag: string, write: () => void): void => {
      body.add(pdf.struct(tag, {}, write))
    }
    add('H1', () =>
      pdf
        .font('Helvetica-Bold')
        .fontSize(size * 1.7)
        .text(printableLetters(text.title)),
    )
    pdf.moveDown(0.4)
    for (const block of text.blocks) {
      switch (block.kind) {
        case 'heading':
          keepWithNext(pdf, size)
          pdf
            .font('Helvetica-Bold')
            .fontSize(size * 1.25)
            .moveDown(0.4)
          add('H2', () => pdf.text(printableLetters(block.text)))
          pdf.fontSize(size).moveDown(0.25)
          break
        case 'paragraph':
          pdf.font('Helvetica').fontSize(size)
          add('P', () => pdf.text(printableLetters(block.text)))
          pdf.moveDown(0.4)
          break
        case 'items':
          body.add(listOf(pdf, block.items, size))
      }
    }
    body.end()
    const { count } = pdf.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      pdf.switchToPage(page)
      writeFoot(pdf, `${text.foot}. Page ${page + 1} of ${count}`)
    }
    pdf.on('end', () => resolve({ bytes: Buffer.concat(chunks), pages: count }))
    pdf.end()
  })

/** A heading does not stand alone at the foot of a page. */
const keepWithNext = (pdf: PDFKit.PDFDocument, size: number): void => {
  if (pdf.y > pdf.page.height - MARGIN - 14 - size * 5) pdf.addPage()
}

const listOf = (pdf: PDFKit.PDFDocument, items: readonly PdfItem[], size: number) => {
  const list = pdf.struct('L')
  for (const { text, source } of items) {
    const left = MARGIN + size * 1.3
    const width = pdf.page.width - MARGIN - left
    const words = printableLetters(text)
    const item = pdf.struct('LI')
    item.add(
      pdf.struct('Lbl', {}, () => {
        pdf.font('Helvetica').fontSize(size)
        // The sign and the first line of its text stay on one page.
        if (pdf.y + size * 1.3 > pdf.page.maxY()) pdf.addPage()
        pdf.text('•', MARGIN + size * 0.3, pdf.y, { lineBreak: false })
      }),
    )
    item.add(
      pdf.struct('LBody', {}, () => {
        pdf.text(words, left, pdf.y, { width, continued: source !== undefined })
        if (source !== undefined)
          pdf
            .fillColor(GREY)
            .text(` ${printableLetters(source)}`)
            .fillColor('black')
        pdf.moveDown(0.3)
        pdf.x = MARGIN
      }),
    )
    item.end()
    list.add(item)
  }
  list.end()
  return list
}

const writeFoot = (pdf: PDFKit.PDFDocument, foot: string): void => {
  // Below the margin, where text would otherwise start a new page.
  pdf.page.margins.bottom = 0
  pdf.markContent('Artifact', { type: 'Pagination' })
  pdf
    .font('Helvetica')
    .fontSize(8.5)
    .fillColor(GREY)
    .text(printableLetters(foot), MARGIN, pdf.page.height - 48, {
      width: pdf.page.width - 2 * MARGIN,
      height: 26,
      ellipsis: true,
    })
  pdf.endMarkedContent()
}
