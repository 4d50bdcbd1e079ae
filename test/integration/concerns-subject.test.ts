import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { pino } from 'pino'
import { pollAllAccounts } from '../../src/features/inbox/index.ts'
import { newRandomId } from '../../src/kernel/ids.ts'
import { startTestApp, type TestBrowser } from '../support/app.ts'
import { comment, messageOf, watchedSchool } from '../support/inbox.ts'
import { createMemoryNetwork } from '../support/memory-network.ts'

/**
 * Whoever a concern is about learns nothing: every page they can open is the same, byte for byte, before and after. So it
 * is for everybody else who is neither recipient nor the one who raised it.
 */
const logged: string[] = []
const log = pino(
  { level: 'trace' },
  new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  }),
)
// With a mail server configured (which is not there: nothing is sent until the jobs run), as in a real school.
const bluesky = createMemoryNetwork()
const app = await startTestApp({ log, bluesky, smtpUrl: 'smtp://127.0.0.1:1' })
// The teacher and the colleague run the school's accounts; the colleague raises every concern about this message.
const { school } = await watchedSchool(app)
bluesky.inbox.push(comment('worrying', 'Ask Mr A what happened at the club'))
await pollAllAccounts(app)
await app.jobs.drain()
const message = await messageOf(app, school, 'worrying')

/** Every page without an id in its address, from the tables of routes, those of the message, and a concern that is not there. */
const missing = newRandomId()
const paths = [
  ...app.routes.filter(({ method, path }) => method === 'GET' && !path.includes(':')).map(({ path }) => path),
  `/concerns/${missing}`,
  `/inbox/${message}`,
  `/inbox/${message}/reply`,
  `/inbox/${message}/step-in`,
  `/concerns/raise?message=${message}`,
  '/inbox?q=club',
  '/concerns?raised=2&received=2',
]

/** What differs from one answer to the next in any case: nonces, the ids that forms are given, the server's own time. */
const settled = (text: string): string =>
  text.replace(/nonce="[^"]*"|nonce-[^']*/g, 'nonce').replace(/(name="id" value=")[0-9a-f-]{36}/g, '$1')

const everything = async (browser: TestBrowser): Promise<Record<string, string>> => {
  const seen: Record<string, string> = {}
  for (const path of paths) {
    const answer = await browser.get(path)
    seen[path] = settled(
      `${answer.statusCode} ${JSON.stringify({ ...answer.headers, date: '' })}\n${answer.body}`,
    )
  }
  return seen
}

// Signed in before anything is compared: who can sign in stands on the headteacher's pages.
const raiser = await app.as(school.colleague)
const words = 'Words-that-stand-in-no-log'
const raise = async (more: Record<string, string>): Promise<void> => {
  const form = { id: newRandomId(), message, indecent: 'no', who: '', account: words, ...more }
  assert.equal((await raiser.post('/concerns/raise', form)).statusCode, 303)
}
/** The concern that waits for this recipient. */
const waiting = async (reader: TestBrowser): Promise<string> => {
  const id = /href="\/concerns\/([0-9a-f-]{36})"/.exec((await reader.get('/concerns')).body)?.[1]
  assert.ok(id)
  return id
}

type Somebody = Exclude<keyof typeof school, 'schoolId'>
type Case = {
  readonly subject: Somebody
  readonly form: Record<string, string>
  readonly told: readonly Somebody[]
}
const who = (key: Somebody) => school[key].personId

const cases: readonly Case[] = [
  { subject: 'head', form: { about: 'headteacher' }, told: ['chair'] },
  { subject: 'head', form: { about: 'adult', who: who('head') }, told: ['chair'] },
  { subject: 'dsl', form: { about: 'adult', who: who('dsl') }, told: ['head'] },
  { subject: 'dsl', form: { about: 'child', who: who('dsl') }, told: ['deputy'] },
  { subject: 'deputy', form: { about: 'child', who: who('deputy') }, told: ['dsl'] },
  { subject: 'office', form: { about: 'adult', who: who('office') }, told: ['head'] },
  { subject: 'teacher', form: { about: 'adult', who: who('teacher') }, told: ['head'] },
  { subject: 'leader', form: { about: 'adult', who: who('leader') }, told: ['head'] },
  { subject: 'chair', form: { about: 'adult', who: who('chair') }, told: ['head'] },
  { subject: 'volunteer', form: { about: 'adult', who: who('volunteer') }, told: ['head'] },
]

for (const { subject, form, told } of cases)
  test(`about the ${subject} (${form.about}): their pages stay the same, and so do the bystanders’`, async () => {
    const uninvolved = [...new Set<Somebody>([subject, 'head', 'dsl', 'office', 'volunteer'])].filter(
      key => !told.includes(key),
    )
    const browsers = await Promise.all(uninvolved.map(key => app.as(school[key])))
    const readers = await Promise.all(told.map(key => app.as(school[key])))
    const before = []
    for (const browser of browsers) before.push(await everything(browser))
    await raise(form)
    const [recipient] = readers
    assert.ok(recipient)
    const id = await waiting(recipient)
    assert.ok(
      (await raiser.get('/inbox')).body.includes('not confirmed yet'),
      'the raiser sees it on the inbox as well',
    )
    for (const [index, browser] of browsers.entries()) {
      const after = await everything(browser)
      for (const path of paths)
        assert.equal(after[path], before[index]?.[path], `${uninvolved[index]}: ${path}`)
      const theirs = await browser.get(`/concerns/${id}`)
      assert.equal(
        settled(theirs.body),
        settled((await browser.get(`/concerns/${missing}`)).body),
        'the concern itself is not there for them',
      )
    }
    for (const reader of readers) {
      assert.equal((await reader.get(`/concerns/${id}`)).statusCode, 200, 'the recipient has it')
      assert.equal((await reader.post(`/concerns/${id}/confirm`)).statusCode, 303)
    }
    const own = browsers[uninvolved.indexOf(subject)]
    assert.ok(own)
    const confirmed = await everything(own)
    for (const path of paths)
      assert.equal(confirmed[path], before[uninvolved.indexOf(subject)]?.[path], `once confirmed: ${path}`)
  })

test('the comparison can fail: a recipient’s pages do change', async () => {
  const browser = await app.as(school.head)
  const before = await everything(browser)
  await raise({ about: 'adult', who: who('teacher') })
  const after = await everything(browser)
  assert.notEqual(after['/'], before['/'])
  assert.notEqual(after['/concerns'], before['/concerns'])
})

test('the log holds nothing of any concern', async () => {
  await raise({ about: 'child' })
  const id = await waiting(await app.as(school.deputy))
  await app.jobs.drain()
  const text = logged.join('')
  for (const secret of [id, words, school.dsl.personId, school.teacher.personId, 'Anand', 'concern'])
    assert.ok(!text.includes(secret), secret)
})
