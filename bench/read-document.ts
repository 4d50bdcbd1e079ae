import mammoth from 'mammoth'
import { parseDocument } from '../src/platform/documents/parse-document.ts'
import { createDocumentReader } from '../src/platform/documents/read-document.ts'
import { asDocx } from '../test/support/policy-documents.ts'
import { interleaved, msFor } from './measure.ts'

const SECTION = `
## Use of social media at work
Staff keep personal and professional accounts apart. ${'They think about who can see what they write, and ask the headteacher where they are not sure. '.repeat(6)}

- Staff must not accept pupils as friends on a personal account.
- Staff should check their privacy settings every term.
- Parents are asked not to post pictures of other children.
  - This holds for plays and sports days as well.

| Decision | Who decides |
| A new account | A senior leader |

${'The school answers messages in working hours, keeps a record of what was decided and why, and tells the person who asked. '.repeat(8)}
`
/** About 500 words fill a page. */
const sectionsFor = (pages: number): number => Math.round((pages * 500) / SECTION.split(/\s+/).length)

/** Milliseconds to read a Word document of 20 pages as blocks, against the words alone by the library that opens it. */
export async function readingDocx(
  rounds: number,
): Promise<{ candidate: number; floor: number; ratio: number; firstInProcess: number }> {
  const bytes = await asDocx(SECTION.repeat(sectionsFor(20)))
  const ours = () => msFor(() => parseDocument({ name: 'policy.docx', bytes }))
  const theirs = () => msFor(() => mammoth.extractRawText({ buffer: bytes }))
  const timed = await interleaved(rounds, ours, theirs)
  const reader = createDocumentReader()
  const firstInProcess = await msFor(() => reader.read({ name: 'policy.docx', bytes }))
  await reader.close()
  return { ...timed, firstInProcess }
}
