import type { DocumentText } from '../../policy-reader/document.ts'
import { blocksOfText } from '../../policy-reader/text-blocks.ts'
import { decodeText } from './decode-text.ts'
import { readDocx } from './docx.ts'
import { linesOfHtml } from './html-lines.ts'
import { readPdf } from './pdf.ts'
import { type RefusedDocument, refused } from './refusals.ts'
import { sniffDocument } from './sniff-document.ts'
import { blocksOfLines } from './written-lines.ts'

/** A file as it was uploaded. */
export type DocumentFile = { readonly name: string; readonly bytes: Uint8Array }

const MOST_CHARACTERS = 1_000_000

/**
 * A file's text as blocks, whatever format it has. Made for the worker: strangers' bytes are not read in the
 * application's own process.
 */
export const parseDocument = async ({
  name,
  bytes,
}: DocumentFile): Promise<DocumentText | RefusedDocument> => {
  const read = await readAs(name, bytes)
  if ('kind' in read) return read
  const characters = read.blocks.reduce((sum, block) => sum + block.text.length, 0)
  if (characters === 0) return refused('wordless')
  return characters > MOST_CHARACTERS ? refused('long') : storable(read)
}

/** The database keeps neither zero characters nor halves of characters, which fonts and old programs put between words. */
const storable = (document: DocumentText): DocumentText => ({
  ...document,
  blocks: document.blocks.map(block => ({
    ...block,
    text: block.text.replaceAll('\0', '').toWellFormed(),
  })),
})

const readAs = async (name: string, bytes: Uint8Array): Promise<DocumentText | RefusedDocument> => {
  const text = decodeText(bytes)
  const format = sniffDocument(bytes, text, name)
  switch (format) {
    case 'zip':
      return readDocx(bytes)
    case 'pdf':
      return readPdf(bytes)
    case 'html':
      return { blocks: blocksOfLines(linesOfHtml(text ?? '')), remarks: [] }
    case 'text':
      return (text ?? '').length > MOST_CHARACTERS * 2
        ? refused('long')
        : { blocks: blocksOfText(text ?? ''), remarks: [] }
    default:
      return refused(format)
  }
}
