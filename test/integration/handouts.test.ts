import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { visitorLeaflet } from '../../src/features/acknowledgements/index.ts'
import { type HandoutKind, handoutKinds } from '../../src/features/handouts/handout.ts'
import { createDocumentReader } from '../../src/platform/documents/read-document.ts'
import { shippedPacks } from '../../src/policy-engine/shipped-packs.ts'
import { startTestApp } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const reader = createDocumentReader()
after(() => reader.close())

const schools = new Map(
  await Promise.all(
    shippedPacks().map(
      async ({ id }) =>
        [id, await foundTestSchool(app, { pack: id, name: `Larch ${id} Primary School` })] as const,
    ),
  ),
)
const teacherOf = async (pack: string) => {
  const school = schools.get(pack)
  return school ? app.as(school.teacher) : assert.fail(pack)
}

/** A page's words without its frame, entities and mark-up. */
const wordsOf = (body: string): string =>
  body
    .slice(body.indexOf('<main'), body.indexOf('</main>'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, '’')
    .replace(/\s+/g, ' ')

const pageOf = async (pack: string, kind: HandoutKind): Promise<string> => {
  const answer = await (await teacherOf(pack)).get(`/policy/handouts/${kind}`)
  assert.equal(answer.statusCode, 200)
  return answer.body
}

test('the list leads to every handout, as a page and as PDF', async () => {
  const { body } = await (await teacherOf('AL')).get('/policy/handouts')
  for (const kind of handoutKinds) {
    assert.ok(body.includes(`href="/policy/handouts/${kind}"`), kind)
    assert.ok(body.includes(`href="/policy/handouts/${kind}/pdf"`), kind)
  }
})

test('every handout of every shipped policy can be read, and as PDF says the same', async () => {
  for (const { id } of shippedPacks()) {
    const teacher = await teacherOf(id)
    for (const kind of handoutKinds) {
      const page = await pageOf(id, kind)
      assert.doesNotMatch(page, /undefined|NaN|\[object/, `${id} ${kind}`)
      const pdf = await teacher.get(`/policy/handouts/${kind}/pdf`)
      assert.equal(pdf.headers['content-type'], 'application/pdf')
      assert.match(String(pdf.headers['content-disposition']), new RegExp(`social-media-${kind}\\.pdf`))
      const read = await reader.read({ name: 'handout.pdf', bytes: pdf.rawPayload })
      if (read.kind === 'refused') assert.fail(`${id} ${kind}: ${read.message}`)
      const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')
      const printed = letters(read.document.blocks.map(({ marker, text }) => `${marker} ${text}`).join(' '))
      const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'))
      const points = [...main.matchAll(/<li>(.*?)(?: <span|<\/li>)/g)].map(([, text = '']) => text)
      assert.ok(points.length >= 5, `${id} ${kind}: ${points.length} points`)
      for (const point of points)
        assert.ok(printed.includes(letters(wordsOf(`<main>${point}</main>`))), `${id} ${kind}: ${point}`)
      if (kind !== 'handbook')
        assert.ok(
          read.document.blocks.every(({ place }) => place === 'page 1'),
          `${id} ${kind} is longer than a page`,
        )
    }
  }
})

test('a PDF is tagged, in English, and names its school and the version it was made from', async () => {
  const pdf = await (await teacherOf('WB')).get('/policy/handouts/parents/pdf')
  const raw = pdf.rawPayload.toString('latin1')
  assert.match(raw, /\/Lang \(en-GB\)/)
  assert.match(raw, /\/MarkInfo|\/Marked true/)
  assert.match(raw, /\/DisplayDocTitle true/)
  for (const tag of ['Document', 'H1', 'H2', 'L', 'LI', 'LBody'])
    assert.match(raw, new RegExp(`/S /${tag}\\b`))
  const read = await reader.read({ name: 'parents.pdf', bytes: pdf.rawPayload })
  const text = read.kind === 'read' ? read.document.blocks.map(block => block.text).join('\n') : read.message
  assert.match(
    text,
    /Larch WB Primary School\. Social media policy in force from Wednesday 18 November 2026, text [0-9a-f]{12}/,
  )
  const page = wordsOf(await pageOf('WB', 'parents'))
  assert.match(page, /Larch WB Primary School\. Social media policy in force from Wednesday 18 November 2026/)
})

test('a policy that binds everybody is handed out as theirs, each sentence with its clause', async () => {
  const parents = wordsOf(await pageOf('WB', 'parents'))
  assert.match(parents, /is for parents and carers too \(WB-1\.c\)/)
  assert.match(parents, /Please do not write anything hurtful.* WB-3\.b/)
  assert.match(parents, /explained through staff training.* WB-6\.c/)
  assert.match(wordsOf(await pageOf('WB', 'visitors')), /counts you among the staff \(WB-1\.c\)/)
  assert.match(wordsOf(await pageOf('WB', 'pupils')), /Do not use social media in school time\. /)
})

test('where a policy says nothing the page says so and offers school practice', async () => {
  const parents = wordsOf(await pageOf('GH', 'parents'))
  assert.match(parents, /has no rules for parents and carers/)
  assert.match(parents, /What we ask besides The policy does not say this/)
  assert.match(wordsOf(await pageOf('GH', 'visitors')), /does not name visitors and contractors/)
  const pupils = wordsOf(await pageOf('SM', 'pupils'))
  assert.match(pupils, /Leave games and social media for home\. \*/)
  assert.match(pupils, /\* Not in the policy: what schools usually ask/)
})

test('what visitors are handed is what they sign for', async () => {
  const page = wordsOf(await pageOf('WB', 'visitors'))
  const pack = shippedPacks().find(one => one.id === 'WB') ?? assert.fail()
  for (const { text } of visitorLeaflet(pack)) assert.ok(page.includes(text), text)
})

test('each page speaks of who can be told, by name', async () => {
  assert.match(wordsOf(await pageOf('AL', 'pupils')), /Dev Anand or Mina Hale will always listen/)
  assert.match(
    wordsOf(await pageOf('AL', 'visitors')),
    /tell Dev Anand or Mina Hale.*at once, or ring 01632 960000.*ring 999/,
  )
})

test('the handbook extract holds what binds staff, and not what the school does', async () => {
  const great = wordsOf(await pageOf('GH', 'handbook'))
  assert.match(great, /It asks to be kept in the staff handbook/)
  assert.match(great, /privacy settings/)
  assert.match(great, / GH-4\.2 /)
  assert.doesNotMatch(great, / GH-6\.ii /)
  const water = wordsOf(await pageOf('WB', 'handbook'))
  assert.match(water, / WB-4\.2\.c .* WB-4\.2\.d /)
  assert.doesNotMatch(water, / WB-5\.i /)
  assert.doesNotMatch(water, /It asks to be kept/)
})

test('without a policy there is nothing to print, and an unknown handout is not there', async () => {
  const bare = await foundTestSchool(app, { pack: null, name: 'Brook Primary School' })
  const head = await app.as(bare.head)
  assert.match((await head.get('/policy/handouts')).body, /No policy is in force yet/)
  assert.equal((await head.get('/policy/handouts/parents')).statusCode, 404)
  assert.equal((await (await teacherOf('AL')).get('/policy/handouts/neighbours')).statusCode, 404)
})
