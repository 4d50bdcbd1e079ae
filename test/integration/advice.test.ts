import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newRandomId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp, type TestBrowser } from '../support/app.ts'
import { mainWords } from '../support/page-words.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const ashlands = await foundTestSchool(app)
const wateringbury = await foundTestSchool(app, { pack: 'WB', name: 'Alder Primary School' })
const harwood = await foundTestSchool(app, { pack: 'GH', name: 'Brook Primary School' })
const bare = await foundTestSchool(app, { pack: null, name: 'Cedar Primary School' })

const asks = async (browser: TestBrowser, query: string): Promise<string> => {
  const answer = await browser.get(`/advice?${query}`)
  assert.equal(answer.statusCode, 200, answer.body)
  return mainWords(answer.body)
}

test('the acts are offered in groups and found by other words; nothing is said without a policy', async () => {
  const teacher = await app.as(ashlands.teacher)
  const all = mainWords((await teacher.get('/advice')).body)
  assert.match(all, /Befriend, follow or accept a request online/)
  assert.match(await asks(teacher, 'find=journalist'), /Answer a journalist/)
  assert.match(await asks(teacher, 'find=zebra'), /Nothing is found for “zebra”/)
  assert.match(
    mainWords((await (await app.as(bare.teacher)).get('/advice')).body),
    /has not adopted a policy/,
  )
})

test('an unfinished answer asks for what matters and is not shown as leave', async () => {
  const teacher = await app.as(ashlands.teacher)
  const first = await asks(teacher, 'act=connect&with=pupil')
  assert.match(first, /How\?/)
  assert.doesNotMatch(first, /Yes\. Your policy allows it/)
  assert.match(first, /do not rely on that yet|More facts may still change it/)
  const missed = await teacher.get('/advice?act=connect&with=pupil&asking=via')
  assert.match(mainWords(missed.body), /There is a problem Choose an answer/)
})

test('the answer comes with its clause, and a question that cannot be answered leaves it open', async () => {
  const teacher = await app.as(ashlands.teacher)
  const answer = await teacher.get('/advice?act=connect&with=pupil&via=personal-account&tie=none')
  assert.match(mainWords(answer.body), /No\. Your policy forbids it\./)
  assert.match(answer.body, /href="\/policy\/clauses\/AL-10\.b"/)
  const open = await asks(teacher, 'act=connect&with=pupil&via=unsure')
  assert.match(open, /On what is known so far/)
})

test('a pupil, a governor and a volunteer get the answer of their own school', async () => {
  const pupil = 'actor=pupil&act=browse&when=teaching&where=school'
  assert.match(await asks(await app.as(wateringbury.teacher), pupil), /No\. Your policy forbids it.*WB-5\.a/)
  assert.match(await asks(await app.as(harwood.teacher), pupil), /This policy is not written for a pupil/)
  const friend = 'act=connect&with=pupil&via=personal-account&tie=none'
  for (const who of ['chair', 'volunteer'] as const) {
    assert.match(await asks(await app.as(wateringbury[who]), friend), /Better not\..*WB-4\.2\.b/, who)
    assert.match(await asks(await app.as(harwood[who]), friend), /This policy is not written for/, who)
  }
})

test('silence is not leave, and the law stands beside it', async () => {
  const answer = await asks(await app.as(wateringbury.teacher), 'act=hold-indecent-image&device=school')
  assert.match(answer, /Your policy does not say\./)
  assert.match(answer, /Law and national guidance, beside your policy/)
  assert.match(answer, /Tell the DSL now/)
  assert.match(
    await asks(await app.as(ashlands.teacher), 'act=vet'),
    /Guidance: Keeping children safe in education/,
  )
})

test('whoever answers the press is not asked whom they deal with', async () => {
  const answer = await asks(await app.as(ashlands.teacher), 'act=answer-press&via=school-account')
  assert.doesNotMatch(answer, /Who is the other person\?/)
  assert.match(answer, /What your policy says/)
})

test('a question reaches the adviser of the policy, is answered on record, and nobody else can read it', async () => {
  const teacher = await app.as(ashlands.teacher)
  const dsl = await app.as(ashlands.dsl)
  const form = await teacher.get('/advice/questions/new?act=identify-school&via=personal-account')
  assert.match(mainWords(form.body), /goes to .*Anand/)
  const id = newRandomId()
  const page = '/advice?act=identify-school&via=personal-account'
  const empty = await teacher.post('/advice/questions/new', { id, page, words: ' ' })
  assert.equal(empty.statusCode, 422)
  assert.match(mainWords(empty.body), /Write what you want to know/)
  for (const _twice of [1, 2])
    await teacher.post('/advice/questions/new', {
      id,
      page,
      words: 'May I list my job on a running club page?',
    })

  assert.match(mainWords((await dsl.get('/')).body), /Answer a question about the policy/)
  const read = await dsl.get(`/advice/questions/${id}`)
  assert.match(mainWords(read.body), /running club page/)
  assert.equal((await (await app.as(ashlands.colleague)).get(`/advice/questions/${id}`)).statusCode, 404)
  assert.equal((await (await app.as(ashlands.office)).get(`/advice/questions/${id}`)).statusCode, 404)
  assert.equal((await (await app.as(harwood.dsl)).get(`/advice/questions/${id}`)).statusCode, 404)
  assert.equal(
    (
      await inSchool(app.db, ashlands.colleague, tx =>
        tx.selectFrom('advice_question').select('id').where('school_id', '=', tx.schoolId).execute(),
      )
    ).length,
    0,
    'the database itself keeps it from others',
  )

  assert.match(
    read.body,
    /href="\/advice\?actor=staff&amp;act=identify-school&amp;via=personal-account"/,
    'the adviser sees the answer for who asked',
  )
  await teacher.post(`/advice/questions/${id}/answer`, { answer: 'Yes, I answer myself.' })
  assert.doesNotMatch(mainWords((await teacher.get(`/advice/questions/${id}`)).body), /I answer myself/)
  await dsl.post(`/advice/questions/${id}/answer`, { answer: 'Yes, with a disclaimer.' })
  assert.match(mainWords((await teacher.get('/')).body), /Your adviser has answered your question/)
  assert.match(mainWords((await teacher.get(`/advice/questions/${id}`)).body), /Yes, with a disclaimer\./)
  assert.doesNotMatch(mainWords((await teacher.get('/')).body), /Your adviser has answered/)
})

test('the only adviser asks the headteacher; a question can be handed on and withdrawn', async () => {
  const leader = await app.as(ashlands.leader)
  const id = newRandomId()
  await leader.post('/advice/questions/new', { id, page: '', words: 'May I stay friends with a cousin?' })
  const dsl = await app.as(ashlands.dsl)
  assert.match(mainWords((await dsl.get(`/advice/questions/${id}`)).body), /cousin/)
  await dsl.post(`/advice/questions/${id}/hand-on`, { to: ashlands.head.personId })
  assert.match(
    mainWords((await (await app.as(ashlands.head)).get(`/advice/questions/${id}`)).body),
    /Your answer/,
  )
  await leader.post(`/advice/questions/${id}/withdraw`)
  assert.match(
    mainWords((await leader.get(`/advice/questions/${id}`)).body),
    /withdrawn before it was answered/,
  )
  await (await app.as(ashlands.head)).post(`/advice/questions/${id}/answer`, { answer: 'Too late.' })
  assert.doesNotMatch(mainWords((await leader.get(`/advice/questions/${id}`)).body), /Too late/)
})

test('the headteacher records how an open question is read; it decides, and both clauses stay in sight', async () => {
  const head = await app.as(ashlands.head)
  const teacher = await app.as(ashlands.teacher)
  const family = 'act=connect&with=pupil&via=personal-account&tie=family'
  assert.match(await asks(teacher, family), /can be read in another way/)
  const page = (await head.get('/policy/interpretations')).body
  const other =
    /name="clause" value="AL-10\.b">\s*<input type="hidden" name="other" value="([^"]*)"/.exec(page)?.[1] ??
    ''
  const form = {
    clause: 'AL-10.b',
    other,
    reads: 'may',
    reason: 'Section 1 excepts the family.',
  }
  assert.equal(
    (await teacher.post('/policy/interpretations', { ...form, id: newRandomId() })).statusCode,
    403,
  )
  const missing = await head.post('/policy/interpretations', { ...form, reads: '', id: newRandomId() })
  assert.equal(missing.statusCode, 422)
  const id = newRandomId()
  for (const _twice of [1, 2]) await head.post('/policy/interpretations', { ...form, id })
  const read = await asks(teacher, family)
  assert.match(read, /Yes\. Your policy allows it/)
  assert.match(read, /Section 1 excepts the family\..*Harriet Oakes/)
  assert.match(read, /AL-10\.b/)
  assert.match(
    await asks(teacher, 'act=connect&with=pupil&via=personal-account&tie=none'),
    /No\. Your policy forbids it/,
    'what is not arguable stays forbidden',
  )
  await head.post(`/policy/interpretations/${id}/end`)
  assert.match(await asks(teacher, family), /No\. Your policy forbids it|can be read in another way/)
})
