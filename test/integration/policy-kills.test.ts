import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import pg from 'pg'
import { londonDate } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { newKey } from '../../src/platform/vault/vault.ts'
import { startTestApp, testClock } from '../support/app.ts'
import { atEnd } from '../support/database.ts'
import { dateOf, hiddenField } from '../support/forms.ts'
import { killableProgram } from '../support/killable.ts'
import { startMailServer } from '../support/letters.ts'
import { mainWords } from '../support/page-words.ts'
import { foundTestSchool } from '../support/school.ts'
import { freePort } from '../support/served-app.ts'

/**
 * The program itself dies in the middle of a policy's life, five times, and is started again. It is held at a place by a
 * lock on what it wants to write next, and killed there. The pages of this process only look, and do what is not tested.
 */
const { smtpUrl, letters } = await startMailServer()
const key = newKey()
const app = await startTestApp({ key, clock: testClock(new Date().toISOString()) })
// Wateringbury's review is overdue, so that the first round of the first day reminds the owner.
const school = await foundTestSchool(app, { pack: 'WB' })
const head = await app.as(school.head)
const session = await app.session(school.head)
const today = londonDate(app.clock.now())
const lastDay = today.add({ weeks: 3 }).toString()

const port = String(await freePort())
const url = `http://127.0.0.1:${port}`
const start = await killableProgram(app, key, { PORT: port, SMTP_URL: smtpUrl })

const owner = new pg.Client({ connectionString: app.ownerUrl })
await owner.connect()
atEnd(() => owner.end())

/** Waits until something holds. */
const reached = async (what: string, holds: () => Promise<boolean>, seconds = 30): Promise<void> => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (await holds()) return
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  assert.fail(`waited in vain: ${what}`)
}

const count = async (from: string, values: readonly unknown[] = []): Promise<number> =>
  Number((await owner.query(`select count(*) from ${from}`, [...values])).rows[0].count)

const events = (action: string): Promise<number> =>
  count(`audit_event where school_id = $1 and strpos(fact, $2) > 0`, [
    school.schoolId,
    `"action":"${action}"`,
  ])

/** Somebody has written to the table in a transaction that waits for a lock. */
const heldAfterWriting = (table: string) => async (): Promise<boolean> =>
  (await count(
    `pg_locks l join pg_locks waits on waits.pid = l.pid and not waits.granted
     where l.mode = 'RowExclusiveLock' and l.relation = $1::regclass
       and l.database = (select oid from pg_database where datname = current_database())`,
    [table],
  )) > 0

/** Nobody gets past this row until the function that is given back is called. */
const holding = async (statement: string, values: readonly unknown[]): Promise<() => Promise<unknown>> => {
  const holder = new pg.Client({ connectionString: app.ownerUrl })
  await holder.connect()
  await holder.query('begin')
  await holder.query(`${statement} for update`, [...values])
  atEnd(() => holder.end())
  return () => holder.query('rollback')
}

/** Every command writes its audit event last: held here it has written everything else. */
const holdAudit = () =>
  holding(`select 1 from audit_head where school_id = $1 and stream = 'school'`, [school.schoolId])

type Sent = { readonly status: number; readonly location: string | null; readonly body: string }

/** Starts the program; gives what is sent to it, and how it is killed. */
const run = async () => {
  const child = start()
  await reached('the program answers', () =>
    fetch(`${url}/sign-in`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  return {
    /** The answer; undefined where the program died before it gave one. */
    async post(
      path: string,
      form: Readonly<Record<string, string | readonly string[]>>,
    ): Promise<Sent | undefined> {
      try {
        const answer = await fetch(`${url}${path}`, {
          method: 'POST',
          redirect: 'manual',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            ...(path.startsWith('/consultation') ? {} : { cookie: `session=${session.token}` }),
          },
          body: new URLSearchParams(
            Object.entries({ csrf: session.csrf, ...form }).flatMap(([name, value]) =>
              [value].flat().map((one): [string, string] => [name, one]),
            ),
          ),
        })
        const { status } = answer
        return { status, location: answer.headers.get('location'), body: await answer.text() }
      } catch {
        return undefined
      }
    },
    async kill() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

const proposed = async (): Promise<string> => {
  const { body } = await head.get('/policy/proposals/new?pack=GH')
  const sent = await head.post('/policy/proposals/new', {
    id: hiddenField(body, 'id'),
    draft: '',
    pack: 'GH',
    why: 'The review that is overdue',
  })
  return String(sent.headers.location)
}
const at = await proposed()
let life3: Awaited<ReturnType<typeof run>> | undefined
const asking = {
  ...dateOf('until', lastDay),
  groups: ['governors', 'parents'],
  unions: 'Invented Teachers’ Union, rep@union.example',
}
const reminders = () => letters.filter(letter => /review of the social media policy/i.test(letter.subject))
const invitations = () => letters.filter(letter => /what do you think/.test(letter.subject))
const distinct = (of: readonly { readonly id: string }[]): number => new Set(of.map(({ id }) => id)).size

test('killed before it has recorded them: nobody was asked, and the owner was not reminded', async () => {
  const release = await holdAudit()
  const life = await run()
  const answer = life.post(`${at}/consult`, asking)
  await reached('people are written down', heldAfterWriting('policy_consultee'))
  await reached('the reminder is written down', heldAfterWriting('policy_review_reminder'))
  await life.kill()
  assert.equal(await answer, undefined)
  await release()
  await reached('both are rolled back', async () => !(await heldAfterWriting('policy_consultee')()))
  assert.equal(await count('policy_consultee'), 0)
  assert.equal(await count('policy_review_reminder'), 0)
  assert.equal(await count('outgoing_mail'), 0)
  assert.equal((await events('policy.consulted')) + (await events('policy.review-reminded')), 0)
  assert.match(mainWords((await head.get(at)).body), /Nobody has been asked/)
})

test('killed as soon as they are recorded: after the next start each has one letter, and the owner one reminder', async () => {
  const life = await run()
  await reached(
    'the owner is reminded',
    async () => (await count(`outgoing_mail where state = 'sent'`)) === 1,
  )
  const answer = life.post(`${at}/consult`, asking)
  await reached('people are asked', async () => (await count('policy_consultee')) > 0)
  await life.kill()
  await answer
  const asked = await count('policy_consultee where address is not null')
  assert.equal(asked, 3, 'the chair, a parent and the union')

  life3 = await run()
  // A letter that was under way when the program died is taken up again after a minute or two.
  await reached(
    'all letters are sent',
    async () => (await count(`outgoing_mail where state = 'sent'`)) === asked + 1,
    200,
  )
  const again = await life3.post(`${at}/consult`, asking)
  assert.match(again?.body ?? '', /All of these have been asked already/)
  assert.equal(distinct(invitations()), asked)
  assert.equal(new Set(invitations().map(({ to }) => to)).size, asked)
  assert.equal(distinct(reminders()), 1)
  assert.equal(await count('outgoing_mail'), asked + 1)
  assert.equal(await events('policy.consulted'), 1)
  assert.equal(await events('policy.review-reminded'), 1)
})

test('killed between a reply and its thanks: it is recorded once, and the link says so', async () => {
  assert.ok(life3)
  const letter = invitations().find(({ to }) => to === 'rep@union.example')
  const path = /\/consultation\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? assert.fail('no link')
  const form = { id: newId<string>(), reply: 'Shorter, please' }
  const release = await holding(`select 1 from identity.one_time_link where purpose = 'consultation'`, [])
  const answer = life3.post(path, form)
  await reached('the reply is recorded', async () => (await count('policy_reply')) === 1)
  await life3.kill()
  assert.equal(await answer, undefined)

  const visitor = app.anonymous()
  assert.match(mainWords((await visitor.get(path)).body), /Your view is recorded/)
  for (const sent of [form, { id: newId<string>(), reply: 'Longer, please' }])
    assert.match(mainWords((await visitor.post(path, sent)).body), /Your view is recorded/)
  assert.equal(await count('policy_reply'), 1)
  assert.equal(await events('policy.reply-received'), 1)
  await release()
})

test('killed while it adopts: what was answered is there once, what was not can be sent again', async () => {
  const replies = (await head.get(`${at}/replies`)).body
  const reply = /(?<=\/replies\/)[0-9a-f-]{36}/.exec(replies)?.[0]
  await head.post(`${at}/replies/${reply}`, { considered: 'Taken up' })
  await head.post(`${at}/close`, { note: '' })
  const decided = { ...dateOf('on', today.toString()), minute: 'Item 6', reason: '' }
  await (await app.as(school.chair)).post(`${at}/approval`, decided)
  const form = dateOf('from', today.add({ days: 1 }).toString())
  const versions = () => count(`policy_version where proposal_id is not null`)

  const release = await holdAudit()
  const life = await run()
  const lost = life.post(`${at}/adoption`, form)
  await reached('the version is written down', heldAfterWriting('policy_version'))
  await life.kill()
  assert.equal(await lost, undefined)
  await release()
  await reached('it is rolled back', async () => !(await heldAfterWriting('policy_version')()))
  assert.equal(await versions(), 0)
  assert.match(mainWords((await head.get(at)).body), /Bring it into force/)

  const next = await run()
  const answer = await next.post(`${at}/adoption`, form)
  await next.kill()
  assert.equal(answer?.location, '/policy')
  assert.equal(await versions(), 1)
  assert.equal(await events('policy.adopted'), 2, 'the first policy of the school, and this one')
  const again = await head.post(`${at}/adoption`, form)
  assert.equal(again.headers.location, at, 'it has moved on')
  assert.equal(await versions(), 1)
  assert.equal(distinct(reminders()), 1, 'over all these starts the owner was reminded once')
})
