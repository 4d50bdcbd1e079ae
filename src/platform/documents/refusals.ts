export type DocumentRefusalReason =
  | 'empty'
  | 'too-large'
  | 'not-a-document'
  | 'protected'
  | 'no-text'
  | 'unreadable'
  | 'too-long'
  | 'took-too-long'

/** `message`: what happened and what to do, for the person who chose the file. */
export type RefusedDocument = {
  readonly kind: 'refused'
  readonly reason: DocumentRefusalReason
  readonly message: string
}

const messages = {
  empty: ['empty', 'The file is empty. Choose the policy again.'],
  large: [
    'too-large',
    'The file is larger than 10 MB. Take the pictures out, or save it as a PDF for the web, and choose it again.',
  ],
  swollen: [
    'too-large',
    'Unpacked, this file is far larger than any policy, so Gatepost did not open it. Open it in Word, save it as a new document, and choose that.',
  ],
  long: [
    'too-long',
    'This document is longer than 300 pages or a million characters. Choose the social media policy alone, not the whole handbook.',
  ],
  'old-word': [
    'not-a-document',
    'This is a Word document of the old kind (.doc). Open it in Word, save it as .docx, and choose that.',
  ],
  'open-document': [
    'not-a-document',
    'This is an OpenDocument file (.odt). Open it, save it as Word (.docx) or PDF, and choose that.',
  ],
  'rich-text': [
    'not-a-document',
    'This is a rich text file (.rtf). Open it in Word, save it as .docx, and choose that.',
  ],
  pages: [
    'not-a-document',
    'This is a Pages document. In Pages choose File > Export To > Word, and choose the file that this makes.',
  ],
  office: [
    'not-a-document',
    'This is a spreadsheet, a presentation or another kind of Office file. Save the policy as Word (.docx) or PDF, and choose that.',
  ],
  archive: [
    'not-a-document',
    'This is a zip file, not a document. Unpack it, and choose the policy that is inside.',
  ],
  picture: [
    'no-text',
    'This is a picture: it holds no text that can be read. Choose the Word file that the policy was written in, or paste its text.',
  ],
  other: [
    'not-a-document',
    'Gatepost cannot read this kind of file. Choose a Word document (.docx), a PDF, a web page or a text file, or paste the text.',
  ],
  locked: [
    'protected',
    'This file is protected with a password, so Gatepost cannot read it. Save a copy without the password, and choose that.',
  ],
  scanned: [
    'no-text',
    'This PDF holds pictures of pages and no text: it was scanned. Choose the Word file that the policy was written in, or have the scanner’s text recognition (OCR) make a new PDF.',
  ],
  garbled: [
    'no-text',
    'The letters of this PDF are stored in a way that cannot be turned back into words. Choose the Word file that the policy was written in, or paste the text.',
  ],
  wordless: ['no-text', 'This document holds no text. Choose the policy again, or paste its text.'],
  damaged: [
    'unreadable',
    'This file is damaged or not complete. Open it, save it again under a new name, and choose that.',
  ],
  slow: [
    'took-too-long',
    'This file took too long to read, so Gatepost stopped. Save it as a new Word document, or paste the text.',
  ],
  crashed: [
    'unreadable',
    'Gatepost could not read this file within the memory it allows. Save it as a new Word document without pictures, or paste the text.',
  ],
} as const satisfies Readonly<Record<string, readonly [DocumentRefusalReason, string]>>

/** A document that is not read, with the reason and what to do about it. */
export const refused = (because: keyof typeof messages): RefusedDocument => {
  const [reason, message] = messages[because]
  return { kind: 'refused', reason, message }
}
