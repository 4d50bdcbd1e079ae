import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Document, Packer, Paragraph } from 'docx'
import { londonDate } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { startTestApp, type TestBrowser } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

/** What people upload and send who mean no good, or whose programs do not. */
const app = await startTestApp()
const school = await foundTestSchool(app)
const stranger = await foundTestSchool(app, { name: 'Hillbrook Primary School' })
const head = await app.as(school.head)

const upload = (browser: TestBrowser, bytes: Uint8Array, fileName: string, id: string = newId<string>()) =>
  browser.upload('/policy/drafts/new', { id, text: '' }, { file: { fileName, bytes } })

const policy = (rule: string) =>
  `Social Media Policy\n\nAdopted: 12 March 2025\n\n1. Contact\n\n1.1 ${rule}\n`
/** A PDF whose font says of some letters that they mean a zero character, and half of one. */
const pdfWithZeros = (): Buffer => {
  const map = '3 beginbfchar <5a> <0000> <51> <d83d0041> <58> <0041dc00> endbfchar'
  const content =
    'BT /F1 12 Tf 72 700 Td (Staff must notZ be friends Q with pupils X on any social networking site.) Tj ET'
  const stream = (text: string) => `<</Length ${text.length}>>stream\n${text}\nendstream`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    stream(content),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>',
    stream(`begincmap 1 begincodespacerange <00> <ff> endcodespacerange ${map} endcmap`),
  ]
  return Buffer.from(
    `%PDF-1.4\n${objects.map((one, index) => `${index + 1} 0 obj${one} endobj\n`).join('')}trailer<</Root 1 0 R>>\n%%EOF`,
  )
}
const sound = policy('Staff must not be friends with pupils on social networking sites.')

const draftAt = async (text = sound): Promise<string> => {
  const sent = await upload(head, Buffer.from(text), 'policy.txt')
  assert.equal(sent.statusCode, 303, sent.body)
  return String(sent.headers.location).replace('/findings', '')
}

/** Every page on which a draft is shown. */
const pagesOf = (at: string): readonly string[] =>
  ['', '/findings', '/review', '/effect', '/checks', '/details', '/add', '/document'].map(end => at + end)

test('whatever characters a document holds, it is read or refused, and every page of it opens', async () => {
  const odd = {
    'zero characters': policy('Staff must not be\0 friends with pupils\0 on social networking sites.'),
    'a zero character in a long text': `${policy('Staff must not be\0 friends with pupils.')}${'Rules for staff. '.repeat(50)}`,
    'right-to-left marks': policy('Staff \u202emust not\u202c be \u2067friends\u2069 with pupils on sites.'),
    'half a character, coded': policy('Staff must not be &#xD800; friends &#0; with pupils \\ud800 online.'),
    'mark-up': policy('Staff must not be friends <script>alert(1)</script> with pupils {{ 7 * 7 }} online.'),
    'one long word': policy(`Staff must not share ${'x'.repeat(50_000)} with pupils.`),
    'nothing but numbers': '1.1.1.1.1 '.repeat(5_000),
  }
  for (const [name, text] of Object.entries(odd)) {
    const sent = await upload(head, Buffer.from(text), 'policy.txt')
    assert.ok(sent.statusCode === 303 || sent.statusCode === 422, `${name}: ${sent.statusCode}`)
    if (sent.statusCode === 422) continue
    for (const page of pagesOf(String(sent.headers.location).replace('/findings', ''))) {
      const shown = await head.get(page)
      assert.ok([200, 303].includes(shown.statusCode), `${name}: ${page} answered ${shown.statusCode}`)
      if (page.endsWith('/document')) continue
      assert.ok(!shown.body.includes('<script>alert'), `${name}: ${page}`)
      assert.ok(!/ 49 /.test(shown.body), name)
    }
  }
  const sixteen = Buffer.from(
    `\ufeff${policy('Staff must not be \ud800 friends with pupils.')}${'Rules for staff. '.repeat(50)}`,
    'utf16le',
  )
  assert.equal((await upload(head, sixteen, 'policy.txt')).statusCode, 303, 'half a character in UTF-16')
  const html =
    '<html><body><h1>Social Media Policy</h1><p>Staff must not be &#0;&#xD800;&#x1F; friends with pupils.</p></body></html>'
  assert.equal((await upload(head, Buffer.from(html), 'policy.html')).statusCode, 303, 'coded in a web page')
  const mapped = await upload(head, pdfWithZeros(), 'policy.pdf')
  assert.equal(mapped.statusCode, 303, 'zero characters and halves of them in a PDF')
})

test('whatever a file is called, it is kept and comes back under a name that runs nothing', async () => {
  const word = await Packer.toBuffer(
    new Document({
      sections: [{ children: sound.split('\n\n').map(text => new Paragraph({ text })) }],
    }),
  )
  for (const name of [
    'a\0b.docx',
    'half \ud800.docx',
    '\u202excod.exe',
    '../../etc/passwd',
    `${'long '.repeat(500)}.docx`,
    'x"; filename="evil.html',
    'line\r\nSet-Cookie: a=b.docx',
    '<img src=x>.docx',
  ]) {
    const sent = await upload(head, word, name)
    assert.equal(sent.statusCode, 303, `${JSON.stringify(name.slice(0, 30))}: ${sent.statusCode}`)
    const at = String(sent.headers.location).replace('/findings', '')
    assert.ok(!(await head.get(at)).body.includes('<img src=x>'))
    const file = await head.get(`${at}/document`)
    assert.equal(file.statusCode, 200)
    assert.match(String(file.headers['content-disposition']), /^attachment; filename="[\w.-]+"$/)
    assert.match(String(file.headers['content-security-policy']), /sandbox/)
    assert.equal(file.headers['set-cookie'], undefined)
  }
})

test('no form about a draft makes a page fail: fields missing, repeated, enormous or of another form', async () => {
  const at = await draftAt()
  const clause = /\/clauses\/([0-9a-f-]{36})/.exec((await head.get(`${at}/review`)).body)?.[1] ?? ''
  assert.notEqual(clause, '')
  const failed: string[] = []
  const values = [
    'a\0b',
    'a\ud800b',
    '1e99',
    '-1',
    '9'.repeat(40),
    'x'.repeat(90_000),
    '\u202eabc',
    '__proto__',
  ]
  const names = [
    'version',
    'decision',
    'section',
    'who',
    'says',
    'topic',
    'gist',
    'capability',
    'words',
    'block',
  ]
    .concat(['id', 'clause', 'clauses', 'value', 'weekend', 'leave', 'title', 'adopted-day', 'adopted-month'])
    .concat([
      'adopted-year',
      'reviewEvery',
      'ownerRole',
      'staff',
      'covers',
      'committee',
      'namedSchool',
      'step',
    ])
  const routes = app.routes.filter(
    one =>
      one.method === 'POST' && one.path.startsWith('/policy/drafts/') && !/ready|withdraw/.test(one.path),
  )
  assert.ok(routes.length >= 5)
  for (const route of routes)
    for (const key of route.path.includes(':key') ? ['inbox.clock', 'policy.links', '__proto__'] : ['']) {
      const address = route.path
        .replace(':draft', at.split('/').at(-1) ?? '')
        .replace(':clause', clause)
        .replace(':key', key)
      for (const value of [...values.map(one => [one]), ['1', '2'], []]) {
        const form = Object.fromEntries(names.map(name => [name, value]))
        const { statusCode } = await head.post(address, form)
        if (statusCode >= 500) failed.push(`${address} answered ${statusCode} to ${value[0]?.slice(0, 9)}`)
      }
    }
  assert.deepEqual(failed, [])
})

test('a draft is its school’s and its drafters’ alone', async () => {
  const at = await draftAt()
  const outsiders = [
    [await app.as(stranger.head), 404],
    [await app.as(school.teacher), 403],
    [await app.as(school.volunteer), 403],
    [await app.as(school.recovery), 403],
    [app.anonymous(), 303],
  ] as const
  for (const [browser, status] of outsiders) {
    for (const page of pagesOf(at)) assert.equal((await browser.get(page)).statusCode, status, page)
    assert.equal((await browser.get('/policy/drafts/new')).statusCode, status === 404 ? 200 : status)
  }
  // The id of another school's draft, sent with a form, makes a draft of one's own and touches nothing.
  const id = at.split('/').at(-1) ?? ''
  const other = await app.as(stranger.head)
  const forged = await upload(
    other,
    Buffer.from(policy('Pupils must not share passwords online.')),
    'p.txt',
    id,
  )
  assert.equal(forged.headers.location, `${at}/findings`)
  assert.match((await head.get(`${at}/review`)).body, /friends with pupils/)
  assert.match((await other.get(`${at}/review`)).body, /share passwords/)
})

test('another school that gives its version the id of this one keeps both texts apart', async () => {
  const today = londonDate(app.clock.now())
  const mine = await foundTestSchool(app, { pack: null, name: 'Elm Primary School' })
  const theirs = await foundTestSchool(app, { pack: null, name: 'Fir Primary School' })
  const id = newId<string>()
  const adopt = async (browser: TestBrowser, pack: string) =>
    browser.post(`/policy/adopt/${pack}`, {
      id,
      'from-day': String(today.day),
      'from-month': String(today.month),
      'from-year': String(today.year),
      minute: 'Item 3',
    })
  const first = await app.as(theirs.head)
  const second = await app.as(mine.head)
  assert.equal((await adopt(first, 'WB')).statusCode, 303)
  assert.match((await first.get('/policy')).body, /WB-/)
  assert.equal((await adopt(second, 'AL')).statusCode, 303)
  const shown = (await second.get('/policy')).body
  assert.match(shown, /AL-/)
  assert.doesNotMatch(shown, /WB-/)
})
