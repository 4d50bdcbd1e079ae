import { existsSync, readFileSync } from 'node:fs'
import * as word from 'docx'
import PDFDocument from 'pdfkit'

/** The five documents the packs were written from, as text: outside the project, beside it. */
const folder = new URL('../../../shared/policies/', import.meta.url)
/** Why a test of them is left out, or false. */
export const policyDocumentsMissing = !existsSync(folder) && 'the documents do not lie beside this project'
export const policyDocuments = {
  AL: 'ashlands.txt',
  BP: 'barleyhurst-park.txt',
  GH: 'great-harwood.txt',
  SM: 'unnamed-school.txt',
  WB: 'wateringbury.txt',
} as const
export type PolicyDocument = keyof typeof policyDocuments

export const policyText = (document: PolicyDocument): string =>
  readFileSync(new URL(policyDocuments[document], folder), 'utf8')

type Part =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'item'; readonly level: number; readonly text: string; readonly bold: boolean }
  | { readonly kind: 'row'; readonly cells: readonly string[] }
  | { readonly kind: 'paragraph'; readonly text: string; readonly bold: boolean }

const isBold = (text: string): boolean => /^\s*\*\*[^*]+\*\*\s*$/.test(text)
const plain = (text: string): string =>
  text
    .replace(/\[((?:[^\]\\]|\\.)*)\]\([^)]*\)/g, '$1')
    .replace(/\\([()])/g, '$1')
    .replace(/^\s*\*(?!\*)(.*[^*])\*\s*$/, '$1')
    .replace(/(\*{1,2})(?=\S)([^*]+)\1/g, '$2')
    .replace(/\t/g, ' ')
    .trim()

/** One of the documents came through a converter that left some of its mark-up. */
const withoutTags = (text: string): string =>
  text
    .replace(/▪/g, '\n- ')
    .replace(/<li>/g, '\n- ')
    .replace(/<\/?(?:p|ul|li)\b[^>]*>/g, '\n')
    .replace(/<\/?i>/g, '')

/** What an author would have made of each line in Word: a heading, a bullet, a row of a table, a paragraph. */
const partsOf = (text: string): readonly Part[] =>
  withoutTags(text)
    .split(/\r?\n/)
    .flatMap((line): readonly Part[] => {
      const heading = /^(#{1,6})\s+(.*)$/.exec(line)
      const item = /^(\s*)-\s+(◆\s*)?(.*)$/.exec(line)
      if (plain(line) === '' || /^[\s|:-]+$/.test(line)) return []
      if (heading) return [{ kind: 'heading', level: heading[1]?.length ?? 1, text: plain(heading[2] ?? '') }]
      if (item)
        return [
          {
            kind: 'item',
            // Where the outer list has a sign of its own, whatever lacks it belongs to the inner one.
            level: text.includes('◆') ? (item[2] ? 1 : 2) : Math.ceil((item[1]?.length ?? 0) / 2) + 1,
            text: plain(item[3] ?? ''),
            bold: isBold(item[3] ?? ''),
          },
        ]
      if (line.split('|').length > 2) return [{ kind: 'row', cells: line.split('|').slice(1, -1).map(plain) }]
      return [{ kind: 'paragraph', text: plain(line), bold: isBold(line) }]
    })

const HEADINGS = Object.values(word.HeadingLevel)

const wordPart = (part: Part): word.Paragraph | word.Table => {
  switch (part.kind) {
    case 'heading':
      return new word.Paragraph({ text: part.text, heading: HEADINGS[part.level - 1] ?? 'Heading6' })
    case 'item':
      return new word.Paragraph({
        children: [new word.TextRun({ text: part.text, bold: part.bold })],
        bullet: { level: part.level - 1 },
      })
    case 'row':
      return new word.Table({
        rows: [
          new word.TableRow({
            children: part.cells.map(
              cell => new word.TableCell({ children: [new word.Paragraph({ text: cell })] }),
            ),
          }),
        ],
      })
    case 'paragraph':
      return new word.Paragraph({ children: [new word.TextRun({ text: part.text, bold: part.bold })] })
  }
}

/** The text as a Word document, with its own styles, lists and tables and a page number in the foot. */
export const asDocx = (text: string): Promise<Buffer> =>
  word.Packer.toBuffer(
    new word.Document({
      sections: [
        {
          footers: {
            default: new word.Footer({
              children: [
                new word.Paragraph({
                  children: [new word.TextRun({ children: ['Page ', word.PageNumber.CURRENT] })],
                }),
              ],
            }),
          },
          children: partsOf(text).map(wordPart),
        },
      ],
    }),
  )

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The text as the body of a web page, with lists inside lists. */
export const asHtml = (text: string): string => {
  let html = ''
  let depth = 0
  const down = (to: number): void => {
    for (; depth > to; depth -= 1) html += '</ul>'
  }
  for (const part of partsOf(text)) {
    down(part.kind === 'item' ? part.level : 0)
    if (part.kind === 'heading') html += `<h${part.level}>${escaped(part.text)}</h${part.level}>`
    else if (part.kind === 'row')
      html += `<table><tr>${part.cells.map(cell => `<td>${escaped(cell)}</td>`).join('')}</tr></table>`
    else {
      const words = part.bold ? `<b>${escaped(part.text)}</b>` : escaped(part.text)
      if (part.kind === 'item') for (; depth < part.level; depth += 1) html += '<ul>'
      html += part.kind === 'item' ? `<li>${words}</li>` : `<p>${words}</p>`
    }
  }
  down(0)
  return html
}

const BODY = 11
const headingSize = (level: number): number => Math.max(20 - 2 * level, BODY + 1.5)

/** The text as a PDF as Word would print it: wrapped lines, bullets, a running foot with the page number. */
export const asPdf = (text: string, foot = 'Social media policy'): Promise<Buffer> => {
  const pdf = new PDFDocument({ size: 'A4', margin: 60, bufferPages: true })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<Buffer>(resolve => pdf.on('end', () => resolve(Buffer.concat(chunks))))
  for (const part of partsOf(text)) {
    if (part.kind === 'heading')
      pdf.font('Helvetica-Bold').fontSize(headingSize(part.level)).text(part.text, 60).moveDown(0.5)
    else if (part.kind === 'item') {
      const x = 60 + 18 * part.level
      pdf.font('Helvetica').fontSize(BODY)
      const { y } = pdf
      // The sign may not start a page of its own.
      const room = pdf.heightOfString(part.text, { width: 535 - x - 14 }) + y < pdf.page.height - 60
      if (!room) pdf.addPage()
      const top = pdf.y
      pdf.text('•', x, top, { lineBreak: false })
      pdf
        .font(part.bold ? 'Helvetica-Bold' : 'Helvetica')
        .text(part.text, x + 14, top, { width: 535 - x - 14 })
        .moveDown(0.3)
    } else if (part.kind === 'row') {
      pdf.font('Helvetica').fontSize(BODY)
      if (pdf.y > pdf.page.height - 100) pdf.addPage()
      const top = pdf.y
      let below = top
      part.cells.forEach((cell, index) => {
        pdf.text(cell, 60 + index * 170, top, { width: 140 })
        below = Math.max(below, pdf.y)
      })
      pdf.y = below
      pdf.x = 60
    } else
      pdf
        .font(part.bold ? 'Helvetica-Bold' : 'Helvetica')
        .fontSize(BODY)
        .text(part.text, 60)
        .moveDown(0.6)
  }
  const { count } = pdf.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page)
    pdf.page.margins.bottom = 0
    pdf.font('Helvetica').fontSize(9)
    pdf.text(foot, 60, pdf.page.height - 40, { lineBreak: false })
    pdf.text(`Page ${page + 1} of ${count}`, 480, pdf.page.height - 40, { lineBreak: false })
  }
  pdf.end()
  return done
}
