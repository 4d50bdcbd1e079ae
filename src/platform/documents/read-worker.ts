/** The process in which documents are opened: parsers fed with strangers' bytes. */
import type { DocumentText } from '../../policy-reader/document.ts'
import { serveJobs } from '../limited-worker/serve-jobs.ts'
import { type DocumentFile, parseDocument } from './parse-document.ts'
import { type RefusedDocument, refused } from './refusals.ts'

serveJobs(async (file: DocumentFile): Promise<DocumentText | RefusedDocument> => {
  try {
    return await parseDocument(file)
  } catch {
    return refused('damaged')
  }
})
