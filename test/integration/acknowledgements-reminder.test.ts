import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acknowledgePolicy, remindAllToAcknowledge } from '../../src/features/acknowledgements/index.ts'
import { insertPerson } from '../../src/features/people/index.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { inForce } from '../support/acknowledging.ts'
import { startTestApp, testClock } from '../support/app.ts'
import { startMailServer } from '../support/letters.ts'
import { foundTestSchool } from '../support/school.ts'

const { smtpUrl, letters } = await startMailServer()
const app = await startTestApp({ smtpUrl, clock: testClock('2027-01-11T09:00:00Z') })
const school = await foundTestSchool(app)

const add = (givenName: string, familyName: string, email: string | null) =>
  inSchool(app.db, school.head, tx =>
    insertPerson(
      tx,
      { givenName, familyName, email, sharedMailbox: false, roles: ['staff'] },
      app.clock.now(),
    ),
  )

/** The single-use link in a letter. */
const linkIn = (text: string): string => /\/acknowledge\/[\w-]{20,}/.exec(text)?.[0] ?? assert.fail(text)

test('one reminder a week after it became due, then one list for the headteacher', async () => {
  await add('Nell', 'Ash', 'nell@home.example')
  await add('Ida', 'Moss', null)
  await app.as(school.teacher)
  const { textSha256: sha256 } = await inForce(app, school.colleague)
  await acknowledgePolicy(app.db, school.colleague, { sha256, now: app.clock.now() })
  const sent = async () => {
    const before = letters.length
    await remindAllToAcknowledge(app)
    await app.jobs.drain()
    return letters.slice(before)
  }
  app.clock.advance({ hours: 6 * 24 })
  assert.equal((await sent()).length, 0, 'not before a week is over')
  assert.doesNotMatch((await (await app.as(school.head)).get('/')).body, /a week after being asked/)
  app.clock.advance({ hours: 24 })
  const first = await sent()
  // The head, DSL, deputy, leader, office, teacher and Nell; not Joel, who has, nor Ida, who has no address.
  assert.equal(first.length, 7)
  assert.equal(first.filter(({ subject }) => /acknowledge the social media policy/.test(subject)).length, 7)
  const toTeacher = first.find(({ to }) => to.startsWith('teacher'))
  assert.match(toTeacher?.text ?? '', /\/policy\/acknowledge\s/)
  assert.match(toTeacher?.text ?? '', /This is the only reminder/)
  const nell = first.find(({ to }) => to.startsWith('nell'))
  assert.match((await app.anonymous().get(linkIn(nell?.text ?? ''))).body, /asks you to read/)
  assert.equal((await sent()).length, 0)
  app.clock.advance({ hours: 14 * 24 })
  assert.equal((await sent()).length, 0, 'never again')
  const head = await app.as(school.head)
  assert.match(
    (await head.get('/')).body,
    /7 people have not acknowledged the policy a week after being asked/,
  )
  const late = (await head.get('/policy/acknowledgements?state=late')).body
  assert.match(late, /Nell Ash[\s\S]*?Reminded on Monday 18 January 2027/)
  assert.match(late, /Ida Moss[\s\S]*?No email address: hand over a link/)
  assert.doesNotMatch(late, /Joel Fenn/)
})

test('without a mail server nobody gets a link that nobody could read: the letter in the outbox sends them to the office', async () => {
  const offline = await startTestApp({ clock: testClock('2027-01-11T09:00:00Z') })
  const { head, leader } = await foundTestSchool(offline)
  offline.clock.advance({ hours: 7 * 24 })
  await remindAllToAcknowledge(offline)
  await offline.jobs.drain()
  const { letters, links } = await inSchool(offline.db, head, async tx => ({
    letters: await tx
      .selectFrom('outgoing_mail')
      .select('id')
      .where('school_id', '=', tx.schoolId)
      .where('recipient_id', '=', leader.personId)
      .execute(),
    links: await tx
      .selectFrom('acknowledgement_link')
      .select('id')
      .where('school_id', '=', tx.schoolId)
      .execute(),
  }))
  assert.equal(letters.length, 1, 'the headteacher sees it in the outbox')
  assert.deepEqual(links, [])
})
