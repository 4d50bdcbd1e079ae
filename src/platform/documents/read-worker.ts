/** The process in which documents are opened and policies read: parsers and patterns fed with strangers' bytes. */
import { Temporal } from '../../kernel/clock.ts'
import type { DocumentText } from '../../policy-reader/document.ts'
import { readPolicy } from '../../policy-reader/read-policy.ts'
import type { Reading } from '../../policy-reader/reading.ts'
import { serveJobs } from '../limited-worker/serve-jobs.ts'
import { type DocumentFile, parseDocument } from './parse-document.ts'
import { type RefusedDocument, refused } from './refusals.ts'

/** `today`: an ISO date in London, where the policy in the file is to be read as well. */
export type DocumentJob = DocumentFile & { readonly today: string | undefined }

export type Found = { readonly document: DocumentText; readonly reading: Reading | undefined }

serveJobs(async ({ name, bytes, today }: DocumentJob): Promise<Found | RefusedDocument> => {
  try {
    const document = await parseDocument({ name, bytes })
    if ('kind' in document) return document
    return {
      document,
      reading:
        today === undefined ? undefined : readPolicy(document, { today: Temporal.PlainDate.from(today) }),
    }
  } catch {
    return refused('damaged')
  }
})
