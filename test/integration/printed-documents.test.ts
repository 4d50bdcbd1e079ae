import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { Temporal } from '../../src/kernel/clock.ts'
import { createDocumentReader } from '../../src/platform/documents/read-document.ts'
import type { DocumentText } from '../../src/policy-reader/document.ts'
import { readPolicy } from '../../src/policy-reader/read-policy.ts'
import { startBrowser } from '../support/browser.ts'
import {
  asHtml,
  type PolicyDocument,
  policyDocuments,
  policyDocumentsMissing,
  policyText,
} from '../support/policy-documents.ts'

const reader = createDocumentReader()
let browser: Browser
let page: Page
before(async () => {
  browser = await startBrowser()
  page = await browser.newPage()
})
after(async () => {
  await reader.close()
  await browser.close()
})

const read = async (name: string, bytes: Uint8Array): Promise<DocumentText> => {
  const answer = await reader.read({ name, bytes })
  return answer.kind === 'read' ? answer.document : assert.fail(answer.message)
}

type Paper = Parameters<Page['pdf']>[0]
const margin = { top: '2cm', bottom: '2cm', left: '2cm', right: '2cm' }
const printed = async (html: string, style: string, paper: Paper = {}): Promise<DocumentText> => {
  await page.setContent(`<!doctype html><html lang="en"><style>${style}</style>${html}`)
  return read('policy.pdf', await page.pdf({ format: 'A4', margin, ...paper }))
}

/** Bullets are as good as each other; numbers are not. */
const shapesOf = ({ blocks }: DocumentText) =>
  blocks.map(({ kind, level, marker, text }) => [kind, level, /\w/.test(marker) ? marker : '', text])

const lists = `<h1>Social media policy of Oakbrook Primary School and of the nursery that stands beside it</h1>
<h2>Staff</h2><p>Everyone who works here is asked to think before posting, at home as well as at school, because what is
said online stays there and is read by the families whose trust we need. Staff must:</p>
<ul><li>keep their own accounts private and look at the settings again each term, since networks change them without telling anybody</li>
<li>ask the office before they open an account for a class<ul><li>with the name that it will have and the network that it will be on, in a few lines by e-mail</li>
<li>with a second runner</li></ul></li><li>answer no pupil on a personal account</li></ul>
<h2>Pupils</h2><ol><li>Pupils must not post pictures of each other without having asked, in lessons and on the way home, and not in breaks either.</li>
<li>Pupils may tell any grown-up.<ol type="a"><li>By note.</li><li>By word of mouth, on any day of the week.</li></ol></li></ol>
<h2>Who does what</h2><table><tr><td>Headteacher</td><td>Reads each request for an account within five days of school and answers it in writing, with reasons.</td></tr>
<tr><td>Leader of the safeguarding team and whoever stands in</td><td>Keeps the record.</td></tr></table>
<p>After the table the text goes on as it did before, over more than one line, so that it has to be put together again.</p>`

describe('what a browser prints reads like the page', () => {
  const wanted = async () => {
    const html = await read('policy.html', Buffer.from(`<!doctype html>${lists}`))
    // A printed letter stays one; the page's own reading counts it.
    return shapesOf(html).map(([kind, level, marker, text]) => [
      kind,
      level,
      text === 'By note.' ? 'a)' : text === 'By word of mouth, on any day of the week.' ? 'b)' : marker,
      text,
    ])
  }
  const looks: readonly (readonly [string, string, Paper?])[] = [
    ['drawn discs and rings', 'body { font: 12pt serif }'],
    ['narrow paper and wide lines', 'body { font: 13pt/1.6 sans-serif }', { format: 'A5' }],
    [
      'small type with little room',
      'body { font: 9pt/1.2 sans-serif } ul, ol { padding-left: 2em; margin: 0 }',
    ],
    ['both margins straight', 'p, li { text-align: justify }'],
    ['two columns', 'body { font: 10pt sans-serif; columns: 2 } h1, table, table ~ p { column-span: all }'],
    ['ticks', 'ul { list-style-type: "✓ " }'],
    ['signs that its font has no meaning for', String.raw`ul { list-style-type: "\F0B7  " }`],
    [
      'signs lifted out of the flow',
      'ul { list-style: none } ul li { position: relative } ul li::before { content: "–"; position: absolute; left: -1em }',
    ],
    [
      'pictures drawn with lines',
      `ul { list-style-image: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='8' height='8'%3E%3Cpath d='M0 0L8 4L0 8z'/%3E%3C/svg%3E") }`,
    ],
    [
      'broad paper with head and foot',
      '',
      {
        landscape: true,
        displayHeaderFooter: true,
        headerTemplate: '<span style="font-size:8px">Oakbrook Primary School</span>',
        footerTemplate: '<span style="font-size:8px">Page <span class="pageNumber"></span></span>',
      },
    ],
  ]
  for (const [look, style, paper] of looks)
    it(look, async () => {
      const found = shapesOf(await printed(lists, `td { border: 1px solid; padding: 4px } ${style}`, paper))
      // A running head is kept once, behind everything.
      const head = paper?.displayHeaderFooter ? [['heading', 2, '', 'Oakbrook Primary School']] : []
      assert.deepEqual(found, [...(await wanted()), ...head])
    })
})

describe('the five documents, printed, read like their text', { skip: policyDocumentsMissing }, () => {
  const today = Temporal.PlainDate.from('2026-11-21')
  for (const id of Object.keys(policyDocuments) as PolicyDocument[])
    it(policyDocuments[id], async () => {
      const clausesOf = (document: DocumentText) =>
        readPolicy(document, { today }).clauses.map(({ section, text, who, says, topic }) => ({
          section,
          text,
          who,
          says,
          topic,
        }))
      const text = policyText(id)
      assert.deepEqual(
        clausesOf(await printed(asHtml(text), 'body { font: 12pt serif }')),
        clausesOf(await read('policy.txt', Buffer.from(text))),
      )
    })
})
