import type { Temporal } from '../../kernel/clock.ts'
import { Inconsistent } from '../../kernel/errors.ts'
import type { DocumentText } from '../../policy-reader/document.ts'
import type { Reading } from '../../policy-reader/reading.ts'
import { createLimitedWorker } from '../limited-worker/limited-worker.ts'
import type { DocumentFile } from './parse-document.ts'
import type { DocumentJob, Found } from './read-worker.ts'
import { type RefusedDocument, refused } from './refusals.ts'

export type ReadDocument = { readonly kind: 'read'; readonly document: DocumentText } | RefusedDocument

export type ReadPolicyDocument =
  | { readonly kind: 'read'; readonly document: DocumentText; readonly reading: Reading }
  | RefusedDocument

export type DocumentReader = {
  /**
   * The text of a Word document, a PDF, a web page or a text file, told by its content, as blocks; one file at a time,
   * in a process of its own. Throws GatepostError 'document-reader-failed' when that cannot be started or is closed.
   */
  read(file: DocumentFile): Promise<ReadDocument>
  /**
   * The same, and what the policy in it says (`policy-reader`; `today` in London), within the same limits: a long text is
   * read for seconds, and one made for it for minutes.
   */
  readPolicy(file: DocumentFile, today: Temporal.PlainDate): Promise<ReadPolicyDocument>
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
  const worker = createLimitedWorker<DocumentJob, Found | RefusedDocument>({
    script: new URL('./read-worker.ts', import.meta.url),
    name: 'the document reader',
    code: 'document-reader-failed',
    timeMs: limits.timeMs,
    memory: limits.memory,
    heapMb: 600,
  })
  const find = async ({ name, bytes }: DocumentFile, today?: string): Promise<Found | RefusedDocument> => {
    if (bytes.length === 0) return refused('empty')
    if (bytes.length > largestDocument) return refused('large')
    const found = await worker.run({ name, bytes, today })
    if (!('kind' in found) || found.kind === 'refused') return found
    return refused(found.because === 'time' ? 'slow' : 'crashed')
  }
  return {
    read: async file => {
      const found = await find(file)
      return 'kind' in found ? found : { kind: 'read', document: found.document }
    },
    readPolicy: async (file, today) => {
      const found = await find(file, today.toString())
      if ('kind' in found) return found
      const { document, reading } = found
      if (!reading) throw new Inconsistent('a document came back without its reading')
      return { kind: 'read', document, reading }
    },
    close: worker.close,
  }
}
