import mammoth from 'mammoth'
import type { DocumentText } from '../../policy-reader/document.ts'
import { paragraphsOf, withNumbers } from './docx-numbers.ts'
import { type DocxParts, docxOf, docxParts, partText } from './docx-parts.ts'
import { linesOfHtml, numberMark } from './html-lines.ts'
import { type RefusedDocument, refused } from './refusals.ts'
import { blocksOfLines, type WrittenLine } from './written-lines.ts'

/** The main part's name, as almost every program writes it; Word itself sometimes adds a number. */
const MAIN = /^word\/document\d*\.xml$/

/** A Word document (.docx, or .docm with its macros left out) as blocks. */
export const readDocx = async (bytes: Uint8Array): Promise<DocumentText | RefusedDocument> => {
  const parts = docxParts(bytes)
  if (parts.kind === 'refused') return parts
  const { value } = await mammoth.convertToHtml(
    { buffer: docxOf(numbered(parts.files)) },
    // An image would be turned into text a third longer than itself.
    { convertImage: mammoth.images.imgElement(async () => ({ src: '' })), externalFileAccess: false },
  )
  const body = linesOfHtml(value)
  if (body.length === 0) return refused('wordless')
  return {
    blocks: blocksOfLines([...edge(parts.files, 'header'), ...body, ...edge(parts.files, 'footer')]),
    remarks: remarksOn(parts.holds),
  }
}

const numbered = (files: DocxParts['files']): DocxParts['files'] => {
  const main = Object.keys(files).find(name => MAIN.test(name))
  if (main === undefined || files['word/numbering.xml'] === undefined) return files
  const document = withNumbers(
    {
      document: partText(files, main),
      numbering: partText(files, 'word/numbering.xml'),
      styles: partText(files, 'word/styles.xml'),
    },
    numberMark,
  )
  return { ...files, [main]: new TextEncoder().encode(document) }
}

/** Each line once, however many heads or feet repeat it. */
const edge = (files: DocxParts['files'], which: 'header' | 'footer'): readonly WrittenLine[] => {
  const lines = Object.keys(files)
    .filter(name => new RegExp(`^word/${which}\\d*\\.xml$`).test(name))
    .flatMap(name => paragraphsOf(partText(files, name)))
    .filter(line => !/^(?:page\b)?[\s\d]*(?:of[\s\d]*)?$/i.test(line))
  return [...new Set(lines)].map(text => ({ text, place: `page ${which}` }))
}

const remarksOn = (holds: DocxParts['holds']): readonly string[] => [
  ...(holds.macros
    ? ['The document carries macros (small programs). They were left out and never run.']
    : []),
  ...(holds.outsideParts
    ? ['The document refers to parts kept elsewhere (a template or a picture). They were not fetched.']
    : []),
  ...(holds.trackedChanges
    ? ['The document holds tracked changes. It was read as if all of them were accepted.']
    : []),
  ...(holds.pictures ? ['Pictures were left out. Words inside a picture were not read.'] : []),
]
