import type { DocumentText } from '../../policy-reader/document.ts'
import { createLimitedWorker } from '../limited-worker/limited-worker.ts'
import type { DocumentFile } from './parse-document.ts'
import { type RefusedDocument, refused } from './refusals.ts'

export type ReadDocument = { readonly kind: 'read'; readonly document: DocumentText } | RefusedDocument

export type DocumentReader = {
  /**
   * The text of a Word document, a PDF, a web page or a text file, told by its content, as blocks; one file at a time,
   * in a process of its own. Throws GatepostError 'document-reader-failed' when that cannot be started or is closed.
   */
  read(file: DocumentFile): Promise<ReadDocument>
  /** Ends the process. Needed only to free it early: it does not keep the application alive. */
  close(): Promise<void>
}

/** Largest document that is read, in bytes. */
export const largestDocument = 10_000_000
const TIME_LIMIT_MS = 20_000
const MEMORY_LIMIT = 800_000_000

/** Starts nothing until the first document comes. `limits` in milliseconds and bytes of resident memory. */
export const createDocumentReader = (
  limits: { readonly timeMs: number; readonly memory: number } = {
    timeMs: TIME_LIMIT_MS,
    memory: MEMORY_LIMIT,
  },
): DocumentReader => {
  const worker = createLimitedWorker<DocumentFile, DocumentText | RefusedDocument>({
    script: new URL('./read-worker.ts', import.meta.url),
    name: 'the document reader',
    code: 'document-reader-failed',
    timeMs: limits.timeMs,
    memory: limits.memory,
    heapMb: 600,
  })
  return {
    read: async ({ name, bytes }) => {
      if (bytes.length === 0) return refused('empty')
      if (bytes.length > largestDocument) return refused('large')
      const read = await worker.run({ name, bytes })
      if (!('kind' in read)) return { kind: 'read', document: read }
      if (read.kind === 'refused') return read
      return refused(read.because === 'time' ? 'slow' : 'crashed')
    },
    close: worker.close,
  }
}
