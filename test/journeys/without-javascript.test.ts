import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator } from 'playwright-core'
import { giveLogin } from '../../src/features/sign-in/index.ts'
import { startBrowser } from '../support/browser.ts'
import { createMemoryNetwork } from '../support/memory-network.ts'
import { enrol, phonePhoto, postingSchool } from '../support/posts.ts'
import { serveTestApp } from '../support/served-app.ts'
import { openVisitor, type Visitor } from '../support/visitor.ts'

/*
 * The main forms in a browser that runs no script, worked by keyboard alone: every control is reached with Tab, chosen with
 * the arrow keys or Space, sent with Enter.
 */

const network = createMemoryNetwork()
const app = await serveTestApp({ bluesky: network })
const browser = await startBrowser()
after(() => browser.close())
const { school } = await postingSchool(app, network)
const ada = await enrol(app, school, 'Ada Brook', { className: 'Oak', consents: { bluesky: 'given' } })
const password = 'acorn saddle river'
await giveLogin(app.identity, {
  email: 'tess.rowan@thornfield.example',
  password,
  membership: { schoolId: school.schoolId, personId: school.teacher.personId },
  now: app.clock.now(),
})

let teacher: Visitor
before(async () => {
  teacher = await openVisitor(browser, app.url, { javaScriptEnabled: false })
})

/** Goes with Tab, from wherever the page stands, to the control. */
const tabTo = async (control: Locator): Promise<void> => {
  for (let tabs = 0; tabs < 150; tabs++) {
    if ((await control.and(teacher.page.locator(':focus')).count()) > 0) return
    await teacher.page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${control}`)
}
const types = async (label: string, text: string): Promise<void> => {
  await tabTo(teacher.page.getByLabel(label, { exact: true }))
  await teacher.page.keyboard.press('ControlOrMeta+A')
  await teacher.page.keyboard.insertText(text)
}
/** Tab goes to the chosen button of a group or to its first; the arrows go on from there. */
const chooses = async (label: string): Promise<void> => {
  const wanted = teacher.page.getByLabel(label, { exact: true })
  const name = await wanted.getAttribute('name')
  const group = teacher.page.locator(`input[type=radio][name="${name}"]`)
  const chosen = group.and(teacher.page.locator(':checked'))
  await tabTo((await chosen.count()) > 0 ? chosen : group.first())
  await teacher.page.keyboard.press('Space')
  for (let steps = 0; steps < 20 && !(await wanted.isChecked()); steps++)
    await teacher.page.keyboard.press('ArrowDown')
  assert.ok(await wanted.isChecked(), `the arrows never reach ${label}`)
}
const ticks = async (label: string): Promise<void> => {
  const box = teacher.page.getByLabel(label, { exact: true })
  await tabTo(box)
  await teacher.page.keyboard.press('Space')
  assert.ok(await box.isChecked())
}
const picks = async (label: string, option: string): Promise<void> => {
  const list = teacher.page.getByLabel(label, { exact: true })
  await tabTo(list)
  await teacher.page.keyboard.type(option)
  assert.equal(await list.locator('option:checked').textContent(), option)
}
const sends = async (button: string): Promise<void> => {
  await tabTo(teacher.page.getByRole('button', { name: button, exact: true }))
  await teacher.leave(() => teacher.page.keyboard.press('Enter'))
}
const follows = async (link: string): Promise<void> => {
  await tabTo(teacher.page.getByRole('link', { name: link, exact: true }))
  await teacher.leave(() => teacher.page.keyboard.press('Enter'))
}

test('signing in', async () => {
  await teacher.go('/concerns')
  await teacher.sees('Sign in')
  await types('Email address', 'tess.rowan@thornfield.example')
  await types('Password', password)
  await sends('Sign in')
  await teacher.sees('Concerns', 'Tess Rowan')
})

test('the menu on a phone shows every room', async () => {
  await teacher.page.setViewportSize({ width: 320, height: 640 })
  for (const name of ['Today', 'Inbox', 'Posts', 'Accounts', 'People', 'Policy', 'Concerns'])
    assert.ok(await teacher.page.getByRole('link', { name, exact: true }).isVisible(), name)
})

test('applying for an account', async () => {
  await teacher.go('/accounts')
  await sends('Apply for an official account')
  await chooses('Instagram')
  await types('Name of the account', 'Thornfield on Instagram')
  await types('What is the account for?', 'Pictures of the school garden')
  await types('Who is it for?', 'Parents')
  await types('How will people hear of it?', 'In the newsletter')
  await chooses('Open: everyone can see it')
  await picks('Person 1', 'Tess Rowan')
  await picks('Person 2', 'Joel Fenn')
  await sends('Continue')
  await teacher.sees('Check your application', 'Tess Rowan and Joel Fenn')
  await sends('Send the application')
  await teacher.sees('Thornfield on Instagram', 'decides on this application')
})

test('writing a post and checking its picture', async () => {
  await teacher.go('/posts')
  await sends('Write a post')
  await follows('Thornfield on Bluesky')
  await types('Text of the post', 'The hedge is planted.')
  await sends('Save and go on')
  await follows('Add a picture')
  await tabTo(teacher.page.getByLabel('Choose a picture'))
  await teacher.page.getByLabel('Choose a picture').setInputFiles({
    name: 'hedge.jpg',
    mimeType: 'image/jpeg',
    buffer: await phonePhoto(),
  })
  await types('Describe the picture', 'A child beside a new hedge')
  await sends('Add the picture')
  await sends('Check the picture')
  await chooses('Yes, pupils are in it')
  await ticks('Oak')
  await sends('Continue')
  await ticks(ada.name)
  await sends('Save the check')
  await teacher.sees('Checked: shows 1 child')
  await sends('Publish now')
  await teacher.waitFor('Open it on Thornfield on Bluesky')
  assert.deepEqual(
    [...network.posts.values()].map(({ text, pictures }) => [text, pictures[0]?.altText]),
    [['The hedge is planted.', 'A child beside a new hedge']],
  )
})

test('adding a comment, answering it and stepping in', async () => {
  await teacher.go('/inbox')
  await sends('Add a comment from a notification')
  await chooses('Thornfield on Facebook')
  await chooses('Comment')
  await types('Who wrote it?', 'Pat Quill')
  await types('What was written?', 'When is the fair? You fools never say.')
  await sends('Add to the inbox')
  await teacher.sees('The message is in the inbox')
  const message = new URL(teacher.page.url()).pathname

  await sends('Write an answer')
  await types('Your reply', 'On Monday, in the hall.')
  await sends('Continue to the steps')
  await sends('It is published')
  await teacher.go(message)
  await teacher.sees('Answered')

  await sends('Step in')
  await chooses('No')
  await sends('Continue')
  await chooses('Hide the message')
  await chooses('it was abusive or insulting')
  await sends('Keep the text as evidence, then do it')
  await sends('I have done it')
  await teacher.sees('Recorded as done', 'What stays reachable')
})

test('raising a concern', async () => {
  await teacher.go('/concerns')
  await sends('Raise a concern')
  await chooses('No, or there is no picture or video')
  await chooses('A child')
  await types('What did you see or hear?', 'A child said at lunch that nobody is at home.')
  await sends('Send the concern')
  await teacher.sees('Your concern was received', 'It went to Dev Anand (DSL)', 'call 999')
})
