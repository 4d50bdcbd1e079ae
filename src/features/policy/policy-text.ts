import { createHash } from 'node:crypto'
import type { FileId } from '../../kernel/ids.ts'

/** The words people read: the school's own document where one was uploaded, else the pack as the page renders it. */
export type PolicyText =
  | { readonly kind: 'document'; readonly fileId: FileId; readonly fileName: string; readonly text: string }
  | { readonly kind: 'pack' }

/** A document as a version or a proposal keeps it, with the SHA-256 of its text. */
type KeptDocument = {
  readonly fileId: FileId
  readonly fileName: string
  readonly text: string
  readonly sha256: string
}

/** A text as it is adopted: the pack's canonical snapshot and, where the school uploaded one, its document. */
export type AdoptedText = {
  readonly pack: string
  readonly language: number
  readonly snapshot: string
  readonly sha256: string
  readonly document: KeptDocument | undefined
}

/** The SHA-256 of a text, in hexadecimal. */
export const textHash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The columns in which a version or a proposal keeps its text. */
export const textColumns = ({ pack, language, snapshot, sha256, document }: AdoptedText) => ({
  pack,
  language,
  snapshot,
  sha256,
  document_file_id: document?.fileId ?? null,
  document_name: document?.fileName ?? null,
  document_text: document?.text ?? null,
  document_sha256: document?.sha256 ?? null,
})

/** The document of a version or a proposal; undefined where its text is a pack. */
export const keptDocument = (row: {
  readonly document_file_id: string | null
  readonly document_name: string | null
  readonly document_text: string | null
  readonly document_sha256: string | null
}): KeptDocument | undefined => {
  const {
    document_file_id: fileId,
    document_name: fileName,
    document_text: text,
    document_sha256: sha256,
  } = row
  return fileId !== null && fileName !== null && text !== null && sha256 !== null
    ? { fileId: fileId as FileId, fileName, text, sha256 }
    : undefined
}

/** What people read of a text with this document, or without one. */
export const readText = (document: KeptDocument | undefined): PolicyText =>
  document
    ? { kind: 'document', fileId: document.fileId, fileName: document.fileName, text: document.text }
    : { kind: 'pack' }
