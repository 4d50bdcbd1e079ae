/** What a file is by its bytes; its name and declared type say nothing reliable. */
export type DocumentFormat =
  | 'pdf'
  | 'zip'
  | 'text'
  | 'html'
  | 'old-word'
  | 'locked'
  | 'rich-text'
  | 'picture'
  | 'other'

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

const PICTURES = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46, 0x38],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
]
/** Word locks a document by putting it, encrypted, into a container of the old kind. */
const LOCKED_ENTRY = Buffer.from('EncryptedPackage', 'utf16le')
/** Some programs put bytes before the head of a PDF; readers look for it this far. */
const PDF_HEAD_WITHIN = 1024

/**
 * @param text the bytes as text, where they are text
 * @param name the file's name: asked only whether text that begins within a page is one
 */
export const sniffDocument = (bytes: Uint8Array, text: string | undefined, name: string): DocumentFormat => {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return 'zip'
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return Buffer.from(bytes).includes(LOCKED_ENTRY) ? 'locked' : 'old-word'
  if (PICTURES.some(start => startsWith(bytes, ...start))) return 'picture'
  if (Buffer.from(bytes.subarray(0, PDF_HEAD_WITHIN)).includes('%PDF-')) return 'pdf'
  if (text === undefined) return 'other'
  if (text.startsWith('{\\rtf')) return 'rich-text'
  if (/\.html?$/i.test(name) && text.trimStart().startsWith('<')) return 'html'
  return /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(text) ? 'html' : 'text'
}
