import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { giveLogin } from '../../src/features/sign-in/index.ts'
import type { PersonActor } from '../../src/kernel/actor.ts'
import type { Temporal } from '../../src/kernel/clock.ts'
import { confirmByGuessing } from '../support/acknowledging.ts'
import { startBrowser } from '../support/browser.ts'
import { startMailServer } from '../support/letters.ts'
import { createMemoryNetwork } from '../support/memory-network.ts'
import { asDocx } from '../support/policy-documents.ts'
import { foundTestSchool } from '../support/school.ts'
import { serveTestApp } from '../support/served-app.ts'
import { inspected, openVisitor, type Visitor } from '../support/visitor.ts'

/*
 * The life of a policy as a school sees it: from the Word file it really has to the last acknowledgement, and what the
 * software answers before and after.
 */

const mail = await startMailServer()
const app = await serveTestApp({ bluesky: createMemoryNetwork(), smtpUrl: mail.smtpUrl })
const browser = await startBrowser()
after(() => browser.close())
// Founded a month ago, under a policy that somebody else wrote.
const founded = app.clock.now().subtract({ hours: 30 * 24 })
const school = await foundTestSchool({ ...app, clock: { now: () => founded } }, { pack: 'SM' })

/** An invented school's document, with what such documents have: a table of facts, numbers, stems, a slip or two. */
const document = `# Thornfield Primary School

# Social Media Policy

Approved by governors: 4 November 2026

Review: every year

Next review: November 2027

## 1. Introduction

This policy applies to all staff and volunteers. It sets out how we use social media at our school.

## 2. Staff

- Staff must not be friends with pupils on social media.
- Staff should not accept friend requests from parents. Amend as appropriate.
- Staff must not share photographs of pupils from their personal accounts.
- Staff should set high privacy settings on their own accounts.

## 3. School accounts

- A new school account may only be opened with the permission of the headteacher.
- Comments on school accounts must be answered within 48 hours.

## 4. Review

The governors will review this policy every year.
`

const password = 'acorn saddle river'
const enters = async (person: PersonActor): Promise<Visitor> => {
  const email = `${person.name.toLowerCase().replace(' ', '.')}@thornfield.example`
  await giveLogin(app.identity, {
    email,
    password,
    membership: { schoolId: school.schoolId, personId: person.personId },
    now: app.clock.now(),
  })
  const visitor = await openVisitor(browser, app.url)
  await visitor.go('/sign-in')
  await visitor.fill({ 'Email address': email, Password: password })
  await visitor.press('Sign in')
  return visitor
}

const dayOf = (date: Temporal.PlainDate) => ({
  Day: String(date.day),
  Month: String(date.month),
  Year: String(date.year),
})
/** The address in the newest letter to somebody, once it has come. */
const linkIn = async (to: string, kind: string): Promise<string> => {
  for (let tries = 0; tries < 100; tries++) {
    const letter = mail.letters.findLast(one => one.to === to && one.text.includes(`/${kind}/`))
    const link = new RegExp(`http\\S+(/${kind}/\\S+)`).exec(letter?.text ?? '')?.[1]
    if (link) return link
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error(`no letter came to ${to}`)
}
const today = () => app.clock.now().toZonedDateTimeISO('Europe/London').toPlainDate()

const head = await enters(school.head)
const chair = await enters(school.chair)
const teacher = await enters(school.teacher)

const friendship = {
  'Who is the other person?': 'A pupil',
  'How?': 'A personal account',
  'Do you know each other from outside school?': 'No tie outside school',
}

/** Looks the friendship up in "Can I…?", answering whatever is asked until nothing more is. */
const asksAboutFriends = async (person: Visitor): Promise<void> => {
  await person.go('/advice')
  await person.follow('Befriend, follow or accept a request online')
  for (let asked = 0; asked < 5; asked++)
    for (const [question, answer] of Object.entries(friendship)) {
      const group = person.page.getByRole('group', { name: question })
      if ((await group.count()) === 0) continue
      await group.getByLabel(answer, { exact: true }).check()
      await person.press('Continue')
    }
}

test('1 the headteacher uploads the Word file, sees what it says, and decides on each clause', async () => {
  await asksAboutFriends(teacher)
  await teacher.sees('Better not. Your policy advises against it.', 'SM-4.4')

  await head.go('/policy/drafts')
  await head.press('Read your own policy')
  await head.attach('The policy as a file, up to 10 MB', {
    name: 'social media policy.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: await asDocx(document),
  })
  await head.press('Read it')
  await head.sees('Thornfield Primary School', 'Amend as appropriate')
})

test('2 each clause is accepted, corrected or dropped beside the original', async () => {
  await head.press('Decide on the clauses')
  await head.sees('0 of 7 decided', 'Staff must not be friends with pupils on social media.')
  await head.picture('7-review')
  await head.press('Accept the 4 left in this section')
  await head.press('Accept the 2 left in this section')
  await head.sees('6 of 7 decided')
  await head.press(/^Drop /)
  await head.sees('All 7 clauses are decided; 6 are in the draft')
  await head.follow('Its clauses')
  await head.press(/^Undo the decision on .*4\.a$/)
  await head.press(/^Accept /)
  await head.sees('All 7 clauses are decided; 7 are in the draft')
  await head.go(`${new URL(head.page.url()).pathname}/effect`)
  await head.sees(
    'Befriend, follow or accept a request online',
    'Within 48 hours',
    'the weekend is school practice',
  )
  await head.follow('Back to the draft')
  await head.press('It is ready to be proposed')
  await head.press('Propose it')
})

test('3 people are asked for their view, and see what would change', async () => {
  await head.fill({
    'What changes, and why': 'Our own policy, brought up to date, with a part on school accounts.',
  })
  await head.press('Propose it')
  await head.follow('What changes if we adopt it')
  await head.sees('8 people are asked to acknowledge it')
  await head.picture('8-what-changes')
  await head.follow('Back')
  await head.press('Ask people for their view')
  await head.choose(/Staff on your list/)
  await head.fill({ 'Recognised unions': 'NEU, branch secretary, union@teachers.example' })
  await head.fill(dayOf(today().add({ days: 14 })), 'Replies until')
  await head.press('Ask them')
  await head.sees('People can reply until')

  await teacher.go('/')
  await teacher.follow('Say what you think of a proposed policy')
  await teacher.sees('Your view')
  await teacher.fill({ 'What do you think of the text?': 'Say what happens with friendships from before.' })
  await teacher.press('Send your view')
  await teacher.sees('What you said')

  const union = await openVisitor(browser, app.url)
  await union.go(await linkIn('union@teachers.example', 'consultation'))
  await union.sees('Thornfield Primary School asks for your view', 'Staff must not be friends with pupils')
  await union.fill({ 'What do you think of the text?': 'We have no objection.' })
  await union.press('Send your view')
  await union.sees(/Thank you/)
})

test('4 the replies are considered, the governors approve, and the text comes into force', async () => {
  await head.go('/policy/proposals')
  await head.follow('Social Media Policy')
  await head.follow('Close the consultation now')
  await head.press('Close the consultation')
  await head.press('Consider the replies')
  for (const name of ['Tess Rowan', 'NEU, branch secretary']) {
    await head.follow(new RegExp(`Say what the school makes of the view of ${name}`))
    await head.fill({ 'What came of it': 'Noted; it goes to the next review.' })
    await head.press('Save')
  }

  await chair.go('/policy/proposals')
  await chair.follow('Social Media Policy')
  await chair.press('Record the governors’ decision')
  await chair.fill({ Minute: 'Full governing body, 21 November, item 7' })
  await chair.fill(dayOf(today()), 'Decided on')
  await chair.press('Record that they approved it')
  await chair.press('Bring it into force')
  await chair.fill(dayOf(today()), 'In force from')
  await chair.press('Bring it into force')
  await chair.go('/policy')
  await chair.sees('TS-3.b', 'Full governing body, 21 November, item 7')
})

test('5 the answers change at once, and everybody acknowledges the exact text, to the last', async () => {
  await asksAboutFriends(teacher)
  await teacher.sees('No. Your policy forbids it.', 'TS-2.a')
  await teacher.picture('9-can-i')

  for (const person of [head, teacher]) {
    await person.go('/')
    await person.follow('Read the social media policy and acknowledge it')
    await person.sees('Staff must not be friends with pupils on social media.')
    await confirmByGuessing(person)
    await person.sees('Your acknowledgement of the social media policy is recorded')
  }
  await head.go('/policy/acknowledgements')
  await head.sees('2 of 8 people have acknowledged the text in force')
  await head.picture('10-acknowledged')
  await head.go('/policy/acknowledgements/attendance/sheet')
  await head.sees('sheet to sign', 'Signature and date', 'To talk through before you sign')
  await head.go('/policy/acknowledgements')
  await head.follow('Attendance lists signed on paper')
  await head.press('Record a signed list')
  await head.fill(dayOf(today()))
  await head.fill({ 'Where is the signed paper kept?': 'The office, in the training folder' })
  await head.choose('Mina Hale', 'Orla Pike', 'Sana Whitlock', 'Joel Fenn', 'Dev Anand')
  await head.press('Record the list')
  await head.go('/policy/acknowledgements')
  await head.sees('7 of 8 people have acknowledged the text in force')

  await head.follow('Vera Lund')
  await head.press('Show a link to hand over')
  const link = /http\S+(\/acknowledge\/\S+)/.exec(await head.words())?.[1] ?? ''
  const volunteer = await openVisitor(browser, app.url)
  await volunteer.go(link)
  await volunteer.sees('Staff must not be friends with pupils on social media.')
  await volunteer.fill({ 'Your full name': 'Vera Lund' })
  await confirmByGuessing(volunteer)
  await head.go('/policy/acknowledgements')
  await head.sees('8 of 8 people have acknowledged the text in force')
})

test('every page of it was looked at', () => {
  assert.ok(inspected.pages > 30, `${inspected.pages} pages`)
})
