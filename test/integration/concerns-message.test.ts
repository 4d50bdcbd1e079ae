import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pollAllAccounts } from '../../src/features/inbox/index.ts'
import { newRandomId } from '../../src/kernel/ids.ts'
import { startTestApp } from '../support/app.ts'
import { comment, messageOf, watchedSchool } from '../support/inbox.ts'
import { createMemoryNetwork } from '../support/memory-network.ts'

const bluesky = createMemoryNetwork()
const app = await startTestApp({ bluesky })
const { school } = await watchedSchool(app)
bluesky.inbox.push(
  comment('worry', `My <b>neighbour’s</b> child is left alone. ${'Every evening. '.repeat(30)}The end.`),
)
await pollAllAccounts(app)
await app.jobs.drain()
const message = await messageOf(app, school, 'worry')

const raised = async (form: Record<string, string>, reader: typeof school.dsl): Promise<string> => {
  app.clock.advance({ minutes: 1 })
  const sent = await (await app.as(school.teacher)).post('/concerns/raise', {
    id: newRandomId(),
    message,
    about: 'child',
    who: '',
    account: 'See the message',
    ...form,
  })
  assert.equal(sent.statusCode, 303)
  return newest(reader)
}

/** The page of the concern that reached this recipient last. */
const newest = async (reader: typeof school.dsl): Promise<string> => {
  const browser = await app.as(reader)
  const href = /href="(\/concerns\/[0-9a-f-]{36})"/.exec((await browser.get('/concerns')).body)?.[1]
  assert.ok(href)
  return (await browser.get(href)).body
}

test('from the message’s page a runner raises a concern about it, and sees it in short', async () => {
  const runner = await app.as(school.teacher)
  assert.ok((await runner.get(`/inbox/${message}`)).body.includes(`/concerns/raise?message=${message}`))
  const { body } = await runner.get(`/concerns/raise?message=${message}`)
  assert.match(body, /Pat Quill/)
  assert.match(body, /My &lt;b&gt;neighbour’s/)
  assert.doesNotMatch(body, /The end\./)
})

test('its words go along where no picture could be an indecent one of a child', async () => {
  const body = await raised({ indecent: 'no' }, school.dsl)
  assert.match(body, /My &lt;b&gt;neighbour’s[\s\S]*The end\./)
  assert.ok(body.includes(`href="/inbox/${message}"`))
})

for (const indecent of ['yes', 'unsure'])
  test(`answered “${indecent}”, its words stay where they are and its address is no link`, async () => {
    const body = await raised({ indecent }, school.dsl)
    assert.doesNotMatch(body, /neighbour/)
    assert.match(body, /Its words were not copied/)
    assert.match(body, /https:\/\/bsky\.example\/worry/)
    assert.doesNotMatch(body, /href="https/)
    assert.ok(!body.includes(`href="/inbox/${message}"`))
  })

test('a recipient who may not open the inbox reads the words and gets no link that leads nowhere', async () => {
  const body = await raised({ indecent: 'no', about: 'headteacher' }, school.chair)
  assert.match(body, /neighbour/)
  assert.ok(!body.includes(`href="/inbox/${message}"`))
})

test('whoever may not see a message does not see it by raising a concern about it', async () => {
  const volunteer = await app.as(school.volunteer)
  for (const id of [message, newRandomId(), 'nonsense']) {
    const page = await volunteer.get(`/concerns/raise?message=${id}`)
    assert.equal(page.statusCode, 200)
    assert.doesNotMatch(page.body, /neighbour|Pat Quill/)
  }
  app.clock.advance({ minutes: 1 })
  await volunteer.post('/concerns/raise', {
    id: newRandomId(),
    message,
    indecent: 'no',
    about: 'child',
    account: 'Fishing',
  })
  const body = await newest(school.dsl)
  assert.match(body, /Fishing/)
  assert.doesNotMatch(body, /neighbour/)
})
