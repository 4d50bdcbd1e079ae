import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adoptPolicy } from '../../src/features/policy/index.ts'
import { londonDate } from '../../src/kernel/clock.ts'
import { newRandomId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { startMailServer } from '../support/letters.ts'
import { mainWords } from '../support/page-words.ts'
import { foundVillageSchool } from '../support/village-school.ts'

/**
 * A headteacher who advises everybody has nobody inside to ask: the chair, who has never signed in, answers by a link that
 * shows one question and takes one answer.
 */
const { smtpUrl, letters } = await startMailServer()
const app = await startTestApp({ smtpUrl })

const found = async (of: TestApp) => {
  const village = await foundVillageSchool(of)
  const now = of.clock.now()
  await adoptPolicy(of.db, village.headActor, {
    pack: 'AL',
    inForceFrom: londonDate(now),
    minute: 'Item 4',
    now,
  })
  return village
}
const village = await found(app)
const { head, teacher, parent } = village
const looked = '/advice?act=connect&with=pupil&via=personal-account&tie=none'

/** Asks, and gives the question's id and the link that went to this address. */
const ask = async (words: string, address = 'colin.marsh@village.example') => {
  const id = newRandomId<never>() as string
  const sent = await head.post('/advice/questions/new', { id, page: looked, words })
  assert.equal(sent.headers.location, '/advice/questions', mainWords(sent.body))
  await app.jobs.drain()
  const letter = letters.findLast(({ to, text }) => to === address && text.includes('/answer/'))
  const link = /\/answer\/[\w-]{20,}/.exec(letter?.text ?? '')?.[0] ?? assert.fail('no link')
  return { id, link, letter }
}

const told = async (link: string): Promise<string> => mainWords((await app.anonymous().get(link)).body)

test('the chair answers from outside, on record under the chair’s name', async () => {
  const form = mainWords((await head.get('/advice/questions/new')).body)
  assert.match(form, /goes to Colin Marsh/)
  assert.match(form, /Colin Marsh: no sign-in yet, so a letter with a link goes out/)
  const { id, link, letter } = await ask('May I befriend my niece, who is a pupil?')
  assert.doesNotMatch(`${letter?.subject} ${letter?.text}`, /niece|befriend|Nora/)
  assert.match(
    mainWords((await head.get(`/advice/questions/${id}`)).body),
    /Colin Marsh \(by letter, with a link\)/,
  )

  const visitor = app.anonymous()
  const page = await told(link)
  assert.match(page, /Nora Field asked you .* May I befriend my niece/)
  assert.match(page, /Law and national guidance, beside the policy .*Guidance:/)
  assert.match(page, /What the policy answered: Not allowed.*AL-10\.b: /)
  const empty = await visitor.post(link, { answer: ' ' })
  assert.equal(empty.statusCode, 422)
  assert.match(mainWords(empty.body), /Write your answer/)
  for (const words of ['Yes: she is family.', 'No, on second thoughts.'])
    await visitor.post(link, { answer: words })
  assert.match(await told(link), /no longer works/)
  await app.jobs.drain()

  assert.match(mainWords((await head.get('/')).body), /Your adviser has answered your question/)
  const answered = mainWords((await head.get(`/advice/questions/${id}`)).body)
  assert.match(answered, /Colin Marsh, by the link sent to them .* Yes: she is family\./)
  assert.doesNotMatch(answered, /second thoughts/)
})

test('the link shows nothing to others, is no other link, and is seen in no outbox', async () => {
  const { id, link } = await ask('About zebrafish')
  const token = link.split('/').at(-1)
  for (const room of ['consultation', 'acknowledge', 'second', 'invitation'])
    assert.doesNotMatch((await app.anonymous().get(`/${room}/${token}`)).body, /zebrafish|Nora/, room)
  for (const bad of [`${link}x`, '/answer/wrong', '/answer/%00'])
    assert.match(await told(bad), /no longer works/, bad)
  for (const browser of [teacher, parent]) {
    assert.equal((await browser.get(`/advice/questions/${id}`)).statusCode, 404)
    assert.equal((await browser.post(`/advice/questions/${id}/answer`, { answer: 'Mine' })).statusCode, 303)
  }
  // The headteacher keeps the outbox here too, and does not find there what would answer in the chair's name.
  const outbox = (await head.get('/outbox')).body
  assert.doesNotMatch(outbox, /question waits/)
  assert.doesNotMatch((await head.get(`/advice/questions/${id}`)).body, /Mine/)
  await head.post(`/advice/questions/${id}/withdraw`)
  assert.match(await told(link), /no longer works/)
  assert.match(mainWords((await app.anonymous().post(link, { answer: 'Late' })).body), /no longer works/)
})

test('an answer whose link was not used up when the machine stopped stays the only one', async () => {
  const { id, link } = await ask('About blogs')
  await app.anonymous().post(link, { answer: 'Yes.' })
  await app.identity.kysely
    .updateTable('one_time_link')
    .set({ used_at: null })
    .where('purpose', '=', 'advice')
    .execute()
  assert.match(await told(link), /Your answer is recorded/)
  const again = await app.anonymous().post(link, { answer: 'No.' })
  assert.match(mainWords(again.body), /Your answer is recorded/)
  const shown = mainWords((await head.get(`/advice/questions/${id}`)).body)
  assert.match(shown, / Yes\. /)
  assert.doesNotMatch(shown, / No\. /)
})

test('a link that went to a wrong address ends with the address, and one of who left does not come back with them', async () => {
  const deputy = await village.named('Ames')
  const at = `/people/${deputy.personId}`
  const details = { 'given-name': 'Ruth', 'family-name': 'Ames', mailbox: 'own' }
  const handedOn = async (words: string, address: string): Promise<string> => {
    const id = newRandomId<never>() as string
    await head.post('/advice/questions/new', { id, page: looked, words })
    await head.post(`/advice/questions/${id}/hand-on`, { to: deputy.personId })
    await app.jobs.drain()
    const letter = letters.findLast(({ to, text }) => to === address && text.includes('/answer/'))
    return /\/answer\/[\w-]{20,}/.exec(letter?.text ?? '')?.[0] ?? assert.fail('no link')
  }
  const wrong = await handedOn('About trips', 'ruth.ames@village.example')
  assert.match(await told(wrong), /About trips/)
  await head.post(`${at}/details`, {
    ...details,
    'family-name': 'Ames-Hill',
    email: 'ruth.ames@village.example',
  })
  assert.match(await told(wrong), /About trips/, 'a new surname changes no link')
  await head.post(`${at}/details`, { ...details, email: 'ruth@ames.example' })
  assert.match(await told(wrong), /no longer works/)

  const old = await handedOn('About plays', 'ruth@ames.example')
  assert.equal((await head.post(`${at}/left`)).statusCode, 303)
  assert.match(await told(old), /no longer works/)
  const back = { ...details, email: 'ruth@ames.example', roles: ['senior-leader'] }
  assert.equal((await head.post('/people/new', back)).statusCode, 303)
  assert.match(await told(old), /no longer works/)
  await head.post(`${at}/details`, { ...details, email: 'ruth.ames@village.example' })
})

test('a question that is put to somebody else, or whose adviser has left, is closed to the old link', async () => {
  const deputy = await village.named('Ames')
  const { id, link } = await ask('About group chats')
  await head.post(`/advice/questions/${id}/hand-on`, { to: deputy.personId })
  await app.jobs.drain()
  assert.match(await told(link), /no longer works/)
  const second = letters.findLast(({ to }) => to === 'ruth.ames@village.example')
  const next = /\/answer\/[\w-]{20,}/.exec(second?.text ?? '')?.[0] ?? assert.fail('no link')
  assert.match(await told(next), /About group chats/)
  await app.anonymous().post(next, { answer: 'Leave them.' })
  assert.match(
    mainWords((await head.get(`/advice/questions/${id}`)).body),
    /Ruth Ames, by the link sent to them/,
  )

  const other = await ask('About newsletters')
  await inSchool(app.db, village.headActor, async tx => {
    const chair = await village.named('Marsh')
    await tx
      .updateTable('person')
      .set({ left_on: londonDate(app.clock.now()) })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', chair.personId)
      .execute()
  })
  assert.match(await told(other.link), /no longer works/)
})

test('without a mail server the page says that nobody hears of it by letter', async () => {
  const quiet = await startTestApp()
  const { head: alone } = await found(quiet)
  assert.match(
    mainWords((await alone.get('/advice/questions/new')).body),
    /Colin Marsh: no sign-in yet, and no letter can be sent/,
  )
})
