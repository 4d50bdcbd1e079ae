import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { Temporal } from '../../src/kernel/clock.ts'
import { createDocumentReader } from '../../src/platform/documents/read-document.ts'
import type { DocumentText } from '../../src/policy-reader/document.ts'
import { readPolicy } from '../../src/policy-reader/read-policy.ts'
import {
  asDocx,
  asPdf,
  type PolicyDocument,
  policyDocuments,
  policyDocumentsMissing,
  policyText,
} from '../support/policy-documents.ts'

const reader = createDocumentReader()
after(() => reader.close())

const read = async (name: string, bytes: Uint8Array): Promise<DocumentText> => {
  const answer = await reader.read({ name, bytes })
  return answer.kind === 'read' ? answer.document : assert.fail(answer.message)
}

const today = Temporal.PlainDate.from('2026-11-21')
const readingOf = (document: DocumentText) => {
  const { clauses, school, title, adopted, lastReview, nextReview, reviewEvery, owner, committee, basis } =
    readPolicy(document, { today })
  return {
    says: { school, title, adopted, lastReview, nextReview, reviewEvery, owner, committee, basis },
    clauses: clauses.map(({ section, text, who, says, topic }) => ({ section, text, who, says, topic })),
  }
}

describe('the five documents as Word and PDF read like their text', { skip: policyDocumentsMissing }, () => {
  for (const id of Object.keys(policyDocuments) as PolicyDocument[]) {
    it(policyDocuments[id], async () => {
      const text = policyText(id)
      const expected = readingOf(await read('policy.txt', Buffer.from(text)))
      assert.ok(expected.clauses.length >= 10)
      for (const [format, bytes] of [
        ['docx', await asDocx(text)],
        ['pdf', await asPdf(text)],
      ] as const) {
        const found = readingOf(await read(`policy.${format}`, bytes))
        assert.deepEqual(found.says, expected.says, format)
        assert.deepEqual(found.clauses, expected.clauses, format)
      }
    })
  }
})
