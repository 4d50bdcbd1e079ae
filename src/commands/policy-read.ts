import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { londonDate, systemClock } from '../kernel/clock.ts'
import { createDocumentReader, largestDocument } from '../platform/documents/read-document.ts'
import { refused } from '../platform/documents/refusals.ts'
import type { Block, DocumentText } from '../policy-reader/document.ts'
import { readPolicy } from '../policy-reader/read-policy.ts'

/**
 * `gatepost policy read FILE`: what a policy document says, as one JSON object, before any person has looked at it;
 * with --text the document's blocks, one a line. Opens no database. Remarks and errors go to standard error.
 * @returns the exit status: 1 where the file cannot be read, 2 where the command was not understood
 */
export const runPolicyRead = async (args: readonly string[]): Promise<number> => {
  const files = args.filter(arg => arg !== '--text')
  const [path] = files
  if (path === undefined || files.length > 1) {
    console.error('Say: gatepost policy read FILE, or gatepost policy read FILE --text')
    return 2
  }
  const read = await readFrom(path)
  if (typeof read === 'string') {
    console.error(read)
    return 1
  }
  for (const remark of read.remarks) console.error(remark)
  console.log(
    args.includes('--text') ? read.blocks.map(textOf).join('\n') : JSON.stringify(reading(read), null, 2),
  )
  return 0
}

/** The document, or why there is none. */
const readFrom = async (path: string): Promise<DocumentText | string> => {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return `There is no file “${path}”.`
  if (found.size > largestDocument) return refused('large').message
  const reader = createDocumentReader()
  try {
    const answer = await reader.read({ name: basename(path), bytes: await readFile(path) })
    return answer.kind === 'read' ? answer.document : answer.message
  } finally {
    await reader.close()
  }
}

const textOf = ({ kind, marker, text, place }: Block): string =>
  [place, kind, marker, text.replaceAll('\t', ' | ')].join('\t')

const reading = (document: DocumentText) => {
  const today = londonDate(systemClock.now())
  const { school, adopted, nextReview, reviewEvery, owner, clauses, findings } = readPolicy(document, {
    today,
  })
  return {
    school,
    adopted,
    nextReview,
    reviewEvery,
    owner,
    clauses: clauses.map(({ ref, text, who, says, topic }) => ({ ref, text, who, says, topic })),
    findings,
  }
}
