import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pollAllAccounts } from '../../src/features/inbox/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { NetworkFailure } from '../../src/networks/network.ts'
import { startTestApp } from '../support/app.ts'
import { comment, field, messageOf, ourPost, watchedSchool } from '../support/inbox.ts'
import { createMemoryNetwork } from '../support/memory-network.ts'
import { mainWords } from '../support/page-words.ts'
import { foundTestSchool } from '../support/school.ts'

const bluesky = createMemoryNetwork()
const app = await startTestApp({ bluesky })
const { school, account, page } = await watchedSchool(app)
const runner = await app.as(school.teacher)

const arrive = async (...arrivals: Parameters<typeof comment>[]) => {
  bluesky.inbox.push(...arrivals.map(arrival => comment(...arrival)))
  await pollAllAccounts(app)
  await app.jobs.drain()
}

test('a comment arrives by itself with its deadline and clause, is answered, and counts once the reply is out', async () => {
  await arrive(['first', 'When does the <b>fair</b> start?', { receivedAt: '2026-11-18T07:40:00Z' }])
  const list = await runner.get('/inbox')
  assert.equal(list.statusCode, 200)
  assert.match(list.body, /Comment from <bdi>Pat Quill<\/bdi>/)
  assert.match(list.body, /Thursday 19 November 2026 at 7:40am/)
  assert.match(list.body, /AL-4\.b, section “Monitoring”/)
  assert.match(list.body, /&lt;b&gt;fair/)

  const clause = async () => mainWords((await runner.get('/policy/clauses/AL-4.b')).body)
  assert.match(await clause(), /Last exercised Messages arrived,/)
  const id = await messageOf(app, school, 'first')
  const shown = await runner.get(`/inbox/${id}`)
  assert.match(shown.body, /must be answered within 24 hours/)

  const form = await runner.get(`/inbox/${id}/reply`)
  const reply = {
    id: field(form, 'id'),
    kind: 'answer',
    seen: field(form, 'seen'),
    text: 'At two, on the field.',
  }
  const sent = await runner.post(`/inbox/${id}/reply`, reply)
  assert.equal(sent.headers.location, `/inbox/${id}`)
  assert.match((await runner.get(`/inbox/${id}`)).body, /Sending/)
  assert.match(await clause(), /Last exercised Reply written,/)
  assert.match((await runner.get('/inbox')).body, /Comment from/, 'still waiting while it is on its way')
  await app.jobs.drain()
  const [posted] = [...bluesky.posts.values()].slice(-1)
  assert.equal(posted?.text, 'At two, on the field.')
  assert.deepEqual(posted?.inReplyTo?.parent.uri, 'at://did:plc:parent/app.bsky.feed.post/first')
  assert.equal(posted?.inReplyTo?.root.uri, ourPost.uri)
  assert.match((await runner.get(`/inbox/${id}`)).body, /Answered on .* by Tess Rowan/)
  assert.doesNotMatch((await runner.get('/inbox')).body, /Comment from/)
  assert.match((await runner.get('/inbox?state=answered')).body, /Comment from/)

  const count = bluesky.posts.size
  assert.equal((await runner.post(`/inbox/${id}/reply`, reply)).headers.location, `/inbox/${id}`)
  await app.jobs.drain()
  assert.equal(bluesky.posts.size, count, 'the same form sent twice is one reply')
})

test('a repeated message is one message, and a message from before the policy is clocked by school practice', async () => {
  await arrive(['again', 'Hello'], ['again', 'Hello'])
  await arrive(['again', 'Hello'])
  assert.equal((await runner.get('/inbox?q=Hello')).body.match(/Comment from/g)?.length, 1)

  await arrive(['early', 'From before', { receivedAt: '2026-11-16T10:00:00Z' }])
  assert.match(
    (await runner.get(`/inbox/${await messageOf(app, school, 'early')}`)).body,
    /School practice: your policy does not say/,
  )
})

test('a holding reply keeps the deadline and leaves the answer owed', async () => {
  await arrive(['held', 'My child lost her coat'])
  const id = await messageOf(app, school, 'held')
  const form = await runner.get(`/inbox/${id}/reply?kind=holding`)
  assert.match(form.body, /Thank you for your message/)
  await runner.post(`/inbox/${id}/reply`, {
    id: field(form, 'id'),
    kind: 'holding',
    seen: field(form, 'seen'),
    text: 'Thank you, we will look.',
  })
  await app.jobs.drain()
  const page = await runner.get(`/inbox/${id}`)
  assert.match(page.body, /Acknowledged/)
  assert.match(page.body, /A full answer is still owed/)
})

test('somebody who was slower is shown what was done, and asked', async () => {
  await arrive(['race', 'Is there a club?'])
  const id = await messageOf(app, school, 'race')
  const colleague = await app.as(school.colleague)
  const [mine, theirs] = [await runner.get(`/inbox/${id}/reply`), await colleague.get(`/inbox/${id}/reply`)]
  const send = (text: string, form: typeof mine) => ({
    id: field(form, 'id'),
    kind: 'answer',
    seen: field(form, 'seen'),
    text,
  })
  await colleague.post(`/inbox/${id}/reply`, send('Yes, on Mondays.', theirs))
  await app.jobs.drain()
  const asked = await runner.post(`/inbox/${id}/reply`, send('Yes, Mondays at three.', mine))
  assert.equal(asked.statusCode, 200)
  assert.match(asked.body, /Somebody else has dealt with this message/)
  assert.match(asked.body, /Yes, on Mondays\./)
  assert.match(asked.body, /Yes, Mondays at three\./, 'what was typed is not lost')
  const before = bluesky.posts.size
  await runner.post(`/inbox/${id}/reply`, send('Yes, Mondays at three.', asked))
  await app.jobs.drain()
  assert.equal(bluesky.posts.size, before + 1)
})

test('a reply that is empty or too long is not sent and not lost', async () => {
  await arrive(['long', 'Question'])
  const id = await messageOf(app, school, 'long')
  const form = await runner.get(`/inbox/${id}/reply`)
  const send = (text: string) =>
    runner.post(`/inbox/${id}/reply`, {
      id: field(form, 'id'),
      kind: 'answer',
      seen: field(form, 'seen'),
      text,
    })
  const empty = await send('  ')
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, /Write something to send/)
  const long = await send('é'.repeat(301))
  assert.equal(long.statusCode, 422)
  assert.match(long.body, /301 characters long and .* takes 300\. Shorten it by 1/)
})

test('a refused reply says so, waits on Today, and can be sent again', async () => {
  await arrive(['refused', 'Another question'])
  const id = await messageOf(app, school, 'refused')
  const form = await runner.get(`/inbox/${id}/reply`)
  bluesky.failNext('publish', new NetworkFailure('rejected', 'no'))
  const replyId = field(form, 'id')
  await runner.post(`/inbox/${id}/reply`, {
    id: replyId,
    kind: 'answer',
    seen: field(form, 'seen'),
    text: 'Hello',
  })
  await app.jobs.drain()
  assert.match((await runner.get(`/inbox/${id}`)).body, /Not sent/)
  assert.match((await runner.get('/')).body, /A reply on .* was not sent/)
  await runner.post(`/inbox/${id}/replies/${replyId}/again`)
  await app.jobs.drain()
  assert.match((await runner.get(`/inbox/${id}`)).body, /Answered on/)
  assert.doesNotMatch((await runner.get('/')).body, /was not sent/)
})

test('messages are open to the account’s runners and the moderators alone', async () => {
  await arrive(['mine', 'For runners'])
  const id = await messageOf(app, school, 'mine')
  for (const person of [school.head, school.leader, school.office, school.dsl, school.deputy, school.teacher])
    assert.equal((await (await app.as(person)).get(`/inbox/${id}`)).statusCode, 200)
  for (const person of [school.chair, school.recovery, school.volunteer]) {
    const browser = await app.as(person)
    assert.equal((await browser.get('/inbox')).statusCode, 403)
    for (const path of ['', '/reply', '/step-in', '/no-answer'])
      assert.equal((await browser.get(`/inbox/${id}${path}`)).statusCode, 404)
    assert.equal((await browser.post(`/inbox/${id}/no-answer`, { reason: 'x' })).statusCode, 404)
    assert.equal(
      (await browser.post(`/inbox/${id}/reply`, { id: newId(), kind: 'answer', seen: 'open:0', text: 'x' }))
        .statusCode,
      404,
    )
    assert.equal(
      (await browser.post(`/inbox/${id}/step-in`, { id: newId(), act: 'hide', reason: 'spam' })).statusCode,
      404,
    )
  }
  const other = await foundTestSchool(app)
  const stranger = await app.as(other.head)
  assert.equal((await stranger.get(`/inbox/${id}`)).statusCode, 404)
  assert.doesNotMatch((await stranger.get('/inbox?state=all')).body, /Comment from/)
})

test('no answer needed wants a reason, and can be taken back', async () => {
  await arrive(['thanks', 'Thank you all'])
  const id = await messageOf(app, school, 'thanks')
  assert.equal((await runner.post(`/inbox/${id}/no-answer`, { reason: ' ' })).statusCode, 422)
  await runner.post(`/inbox/${id}/no-answer`, { reason: 'It only says thank you' })
  assert.match((await runner.get(`/inbox/${id}`)).body, /No answer needed on .* by Tess Rowan/)
  await runner.post(`/inbox/${id}/reopen`)
  assert.match((await runner.get(`/inbox/${id}`)).body, /To answer/)
})

test('a journalist’s message points to the media policy before any answer', async () => {
  await arrive(['press', 'I am a journalist at the Echo. A comment on your post?'])
  const id = await messageOf(app, school, 'press')
  for (const path of [`/inbox/${id}`, `/inbox/${id}/reply`]) {
    const { body } = await runner.get(path)
    assert.match(body, /The writer may be a journalist/)
    assert.match(body, /AL-5\.e/)
  }
})

test('hostile words and names are shown as they are and never followed', async () => {
  await arrive([
    'hostile',
    '<script>alert(1)</script> {{ frame.csrf }} https://bad.example/x \u202e\0 end',
    { name: '"><img src=x>', pictureCount: 2, links: ['https://bad.example/x', 'javascript:alert(1)'] },
  ])
  const id = await messageOf(app, school, 'hostile')
  const { body } = await runner.get(`/inbox/${id}`)
  assert.doesNotMatch(body, /<script>alert|<img/)
  assert.doesNotMatch(body, /href="(https:\/\/bad|javascript)/)
  assert.match(body, /\{\{ frame\.csrf \}\}/)
  assert.match(body, /2 pictures or videos and 2 links, not fetched/)
})

test('a comment copied from a notification has its own clock', async () => {
  const shown = await runner.get('/inbox/paste')
  const typed = {
    id: field(shown, 'id'),
    account: page.id,
    kind: 'comment',
    author: 'Jo Bramley',
    text: 'Is the gate open at eight?',
    'received-day': '14',
    'received-month': '11',
    'received-year': '2026',
    time: '9:40pm',
    url: 'https://facebook.example/comment/1',
  }
  for (const [change, error] of [
    [{ author: ' ' }, /Enter the name of the person/],
    [{ text: '' }, /Enter what was written/],
    [{ account: account.id }, /Choose the account/],
    [{ 'received-day': '31' }, /Enter the date it was received/],
    [{ time: 'noonish' }, /Enter the time it was received/],
    [{ 'received-day': '19' }, /must not be in the future/],
    [{ 'received-year': '2016' }, /within the last year/],
    [{ url: 'javascript:alert(1)' }, /starts with https/],
  ] as const) {
    const refused = await runner.post('/inbox/paste', { ...typed, ...change })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, error)
  }
  const added = await runner.post('/inbox/paste', typed)
  assert.equal(added.headers.location, `/inbox/${typed.id}`)
  await runner.post('/inbox/paste', typed)
  const list = await runner.get('/inbox?q=gate')
  assert.equal(list.body.match(/Comment from/g)?.length, 1)
  const { body } = await runner.get(`/inbox/${typed.id}`)
  assert.match(body, /Received on Saturday 14 November 2026 at 21:40/)
  assert.doesNotMatch(body, /href="https:\/\/facebook/)

  const form = await runner.get(`/inbox/${typed.id}/reply`)
  const sent = await runner.post(`/inbox/${typed.id}/reply`, {
    id: field(form, 'id'),
    kind: 'answer',
    seen: field(form, 'seen'),
    text: 'Yes, from ten to eight.',
  })
  assert.match(String(sent.headers.location), /^\/publications\//)
  await app.jobs.drain()
  assert.match((await runner.get(`/inbox/${typed.id}`)).body, /For you to do/)
  await runner.post(`${sent.headers.location}/there`, { url: 'https://facebook.example/comment/2' })
  assert.match((await runner.get(`/inbox/${typed.id}`)).body, /Answered on/)
})

test('an account that cannot be read says since when, and one that refuses its password is to be reconnected', async () => {
  app.clock.advance({ minutes: 5 })
  bluesky.failNext('incoming', new NetworkFailure('retry-later', 'down'))
  await arrive()
  for (const path of ['/inbox', '/'])
    assert.match((await runner.get(path)).body, /could not be reached\. Nothing has been read since .*9am/)
  await arrive(['later', 'After the gap'])
  assert.doesNotMatch((await runner.get('/inbox')).body, /could not be reached/)

  bluesky.failNext('incoming', new NetworkFailure('reconnect', '401'))
  await arrive()
  assert.match((await runner.get('/inbox')).body, /no longer accepts the account’s password/)
  const calls = bluesky.calls.length
  await arrive()
  assert.equal(bluesky.calls.length, calls, 'an account to be reconnected is not read')
})

test('a look at an account that cannot be read is asked for each day and recorded', async () => {
  assert.match((await runner.get('/')).body, /Look at .* today/)
  await runner.post(`/inbox/accounts/${page.id}/looked-at`)
  assert.doesNotMatch((await runner.get('/')).body, /Look at .* today/)
  assert.equal((await runner.post(`/inbox/accounts/${account.id}/looked-at`)).statusCode, 404)
  app.clock.advance({ hours: 24 })
  const nextDay = await app.as(school.teacher)
  assert.match((await nextDay.get('/')).body, /Look at .* today/)
})

test('a school without a policy is told to adopt one before messages are entered', async () => {
  const bare = await foundTestSchool(app, { pack: null })
  const head = await app.as(bare.head)
  assert.match((await head.get('/inbox')).body, /no official account yet/)
  const { body } = await head.get('/inbox/paste')
  assert.match(body, /adopted no social media policy/)
  assert.match(body, /href="\/policy"/)
})
