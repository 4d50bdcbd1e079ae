import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acknowledgedBy } from '../../src/features/acknowledgements/index.ts'
import { londonDate } from '../../src/kernel/clock.ts'
import { newId, newRandomId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { inForce, rightForm } from '../support/acknowledging.ts'
import { startTestApp } from '../support/app.ts'
import { dateOf, hiddenField } from '../support/forms.ts'
import { mainWords } from '../support/page-words.ts'
import { foundVillageSchool } from '../support/village-school.ts'

/**
 * A village school of six from a proposed policy to the last signature: the headteacher is DSL and adviser and the only
 * leader, the deputy DSL and the chair of governors have never signed in. Nothing waits for somebody who cannot act, and
 * what one person does alone says so.
 */
const app = await startTestApp()
const { schoolId, headActor, teacherActor, head, teacher, parent, named } = await foundVillageSchool(app)

let at = ''

test('the headteacher proposes a text and asks everybody, with and without a sign-in', async () => {
  const { body } = await head.get('/policy/proposals/new?pack=SM')
  const proposed = await head.post('/policy/proposals/new', {
    id: hiddenField(body, 'id'),
    draft: '',
    pack: 'SM',
    why: 'Our first policy',
  })
  at = String(proposed.headers.location)
  const changes = (await head.get(`${at}/changes`)).body
  assert.match(mainWords(changes), /everything this text says is new/)
  assert.doesNotMatch(mainWords(changes), /the text in force before/)
  for (const end of ['', '/changes', '/consult'])
    assert.doesNotMatch(
      (await head.get(`${at}${end}`)).body,
      /href="\/policy\/clauses\//,
      'a clause that is not in force has no page',
    )
  const asked = await head.post(`${at}/consult`, {
    ...dateOf('until', '2026-12-09'),
    groups: ['staff', 'parents', 'governors'],
    unions: 'Local officers of the unions',
  })
  assert.equal(asked.headers.location, at, mainWords(asked.body))
  const page = mainWords((await head.get(`${at}/replies`)).body)
  for (const name of ['Tess Rowan', 'Ruth Ames', 'Colin Marsh', 'Vera Lund', 'Local officers of the unions'])
    assert.ok(page.includes(name), name)
  assert.ok(!page.includes('Nora Field'), 'whoever asks is not asked')
  assert.match(mainWords((await parent.get('/')).body), /Say what you think of a proposed policy/)
  await teacher.post(`${at}/reply`, { id: newId<string>(), reply: 'Section 4 is hard to read.' })
  assert.doesNotMatch(mainWords((await parent.get(at)).body), /hard to read/)
  assert.equal((await parent.get(`${at}/replies`)).statusCode, 403)
})

test('the headteacher decides alone only with a reason, and it is shown as one person’s decision', async () => {
  await head.post(`${at}/close`, { note: '' })
  const approve = (reason: string) =>
    head.post(`${at}/approval`, { ...dateOf('on', '2026-11-18'), minute: 'Item 4', reason })
  assert.match(mainWords((await approve('')).body), /One reply has not been considered yet/)
  const reply = new RegExp(`${at}/replies/([0-9a-f-]{36})`).exec((await head.get(`${at}/replies`)).body)?.[1]
  await head.post(`${at}/replies/${reply}`, { considered: 'We explain it at the training day.' })
  assert.match(mainWords((await teacher.get(at)).body), /explain it at the training day/)
  const asks = mainWords((await head.get(`${at}/approval`)).body)
  assert.match(asks, /nobody else here could do this step/)
  const nothing = await head.post(`${at}/approval`, { ...dateOf('on', ''), minute: '', reason: '' })
  assert.match(mainWords(nothing.body), /Enter the minute.*Enter the day of the decision/, 'both at once')
  assert.doesNotMatch(asks, /somebody else does this/)
  assert.match(mainWords((await approve(' ')).body), /Give the reason/)
  assert.equal((await approve('Our chair has no sign-in')).headers.location, at)
  assert.match(
    mainWords((await teacher.get(at)).body),
    /one person: nobody else could do it\)\. Our chair has no/,
  )
  for (const _twice of [1, 2]) await head.post(`${at}/adoption`, dateOf('from', '2026-11-18'))
  const versions = await inSchool(app.db, headActor, tx =>
    tx.selectFrom('policy_version').select('id').where('school_id', '=', tx.schoolId).execute(),
  )
  assert.equal(versions.length, 1, 'an approved proposal is adopted once')
  assert.match(mainWords((await head.get('/policy')).body), /SM-4\.6/)
  assert.match(mainWords((await head.get(at)).body), /What it changed/)
  assert.match(mainWords((await head.get(`${at}/changes`)).body), /No policy was in force before/)
})

test('once the chair signs in, the headteacher’s next proposal is theirs to decide', async () => {
  const { body } = await head.get('/policy/proposals/new?pack=AL')
  const id = hiddenField(body, 'id')
  const second = String(
    (await head.post('/policy/proposals/new', { id, draft: '', pack: 'AL', why: 'Another' })).headers
      .location,
  )
  await head.post(`${second}/close`, { note: 'At the staff meeting' })
  const early = await app.as({ schoolId, personId: headActor.personId })
  assert.match(mainWords((await early.get(`${second}/approval`)).body), /Why one person records it/)
  const chair = await app.as(await named('Marsh'))
  const late = await head.post(`${second}/approval`, {
    ...dateOf('on', '2026-11-18'),
    minute: 'Item 5',
    reason: 'The page was open before the chair signed in',
  })
  assert.match(mainWords(late.body), /somebody else does this: Colin Marsh/)
  await chair.post(`${second}/withdraw`, { reason: 'Not now' })
})

test('everybody who has to acknowledges it, at a screen or through a link', async () => {
  for (const [browser, actor] of [
    [head, headActor],
    [teacher, teacherActor],
  ] as const) {
    const done = await browser.post('/policy/acknowledge', await rightForm(app, actor))
    assert.equal(done.headers.location, '/', mainWords(done.body))
  }
  const deputy = await named('Ames')
  const made = (await head.post(`/policy/acknowledgements/people/${deputy.personId}/link`, { by: 'hand' }))
    .body
  const address = /\/acknowledge\/[\w-]{20,}/.exec(made)?.[0] ?? ''
  const { versionId } = await inForce(app, headActor)
  const signed = await app.anonymous().post(address, { ...(await rightForm(app, deputy)), name: 'Ruth Ames' })
  assert.match(mainWords(signed.body), /Thank you/)
  const all = await inSchool(app.db, headActor, tx =>
    acknowledgedBy(tx, versionId, londonDate(app.clock.now())),
  )
  assert.deepEqual([...all].sort(), [headActor, teacherActor, deputy].map(({ personId }) => personId).sort())
  assert.match(
    mainWords((await head.get('/policy/acknowledgements')).body),
    /3 of 3 people have acknowledged/,
  )
})

test('questions go to the headteacher, and the headteacher’s own to the chair', async () => {
  const form = mainWords((await teacher.get('/advice/questions/new')).body)
  assert.match(form, /goes to .*Nora Field/)
  const id = newRandomId()
  await teacher.post('/advice/questions/new', { id, page: '', words: 'May I join the village group?' })
  assert.match(mainWords((await head.get('/')).body), /Answer a question about the policy/)
  await head.post(`/advice/questions/${id}/answer`, { answer: 'Yes, as yourself.' })
  assert.match(mainWords((await teacher.get(`/advice/questions/${id}`)).body), /Yes, as yourself/)
  assert.equal((await parent.get(`/advice/questions/${id}`)).statusCode, 404)
  assert.match(
    mainWords((await head.get('/advice/questions/new')).body),
    /goes to .*Colin Marsh.*nobody advises themselves/,
  )
})
