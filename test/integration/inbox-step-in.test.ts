import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LightMyRequestResponse as InjectResponse } from 'fastify'
import pg from 'pg'
import { pollAllAccounts, resumeModeration } from '../../src/features/inbox/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { NetworkFailure } from '../../src/networks/network.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { jobSchema } from '../../src/platform/database/migrate.ts'
import { startTestApp } from '../support/app.ts'
import { comment, field, messageOf, watchedSchool } from '../support/inbox.ts'
import { createMemoryNetwork } from '../support/memory-network.ts'

const bluesky = createMemoryNetwork()
const app = await startTestApp({ bluesky })
const { school, page } = await watchedSchool(app)
const runner = await app.as(school.teacher)

const arrived = async (...arrival: Parameters<typeof comment>): Promise<string> => {
  bluesky.inbox.push(comment(...arrival))
  await pollAllAccounts(app)
  await app.jobs.drain()
  return messageOf(app, school, arrival[0])
}

const answer = (id: string, given: string) => runner.post(`/inbox/${id}/step-in/question`, { answer: given })

const stepIn = async (id: string, act: string, reason = 'abusive'): Promise<InjectResponse> => {
  await answer(id, 'no')
  const form = await runner.get(`/inbox/${id}/step-in`)
  return runner.post(`/inbox/${id}/step-in`, { id: field(form, 'id'), act, reason })
}

const linkTo = (shown: InjectResponse, start: string): string => {
  const found = new RegExp(`(?:href|action)="(${start}[^"]*)"`).exec(shown.body)?.[1]
  assert.ok(found, `no link to ${start}`)
  return found
}

test('the question about pictures comes before anything else', async () => {
  const id = await arrived('first', 'You are useless')
  const asked = await runner.get(`/inbox/${id}/step-in`)
  assert.match(
    asked.body,
    /Could any picture or link in this message show a child nude, semi-nude or sexual\?/,
  )
  assert.doesNotMatch(asked.body, /useless/)
  assert.equal((await answer(id, '')).statusCode, 422)
  const early = await runner.post(`/inbox/${id}/step-in`, { id: newId(), act: 'hide', reason: 'abusive' })
  assert.equal(early.headers.location, `/inbox/${id}/step-in`)
  await app.jobs.drain()
  assert.equal(bluesky.hidden.size, 0)
})

test('an abusive comment is hidden with its text kept, the audience is told, and it can be shown again', async () => {
  const id = await arrived('abuse', 'Ms Rowan is an idiot')
  assert.equal((await runner.post(`/inbox/${id}/step-in`, {})).statusCode, 200)
  await answer(id, 'no')
  const empty = await runner.post(`/inbox/${id}/step-in`, {})
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, /Choose what should happen/)
  const form = await runner.get(`/inbox/${id}/step-in`)
  assert.match(form.body, /AL-7\.b/)
  assert.doesNotMatch(form.body, /value="delete"|value="report"/, 'what Bluesky cannot do is not offered')
  const typed = { id: field(form, 'id'), act: 'hide', reason: 'abusive' }
  await runner.post(`/inbox/${id}/step-in`, typed)
  await runner.post(`/inbox/${id}/step-in`, typed)
  await app.jobs.drain()
  assert.ok(bluesky.hidden.has('at://did:plc:parent/app.bsky.feed.post/abuse'))
  assert.equal(bluesky.calls.filter(call => call === 'hide').length, 1)
  const shown = await runner.get(`/inbox/${id}`)
  assert.match(shown.body, /What stays reachable:<\/strong> The reply is hidden/)
  assert.match(shown.body, /Stepped in on .* by Tess Rowan/)
  assert.doesNotMatch(shown.body, /Write an answer/)

  const { evidence } = await inSchool(app.db, school.head, tx =>
    tx
      .selectFrom('moderation')
      .select('evidence')
      .where('school_id', '=', school.schoolId)
      .where('message_id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  assert.doesNotMatch(evidence.toString('latin1'), /idiot/)
  const kept = linkTo(await (await app.as(school.dsl)).get(`/inbox/${id}`), `/inbox/${id}/evidence/`)
  assert.match((await (await app.as(school.dsl)).get(kept)).body, /Ms Rowan is an idiot/)
  assert.equal((await runner.get(kept)).statusCode, 403)

  const tell = linkTo(shown, `/inbox/${id}/tell/`)
  const note = await runner.get(tell)
  assert.match(note.body, /We have hidden a comment here because it was abusive or insulting/)
  for (const text of ['We hid what PAT wrote.', 'We hid quill.example', 'Quíll was rude']) {
    const refused = await runner.post(tell, { id: field(note, 'id'), text })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /must name nobody/)
  }
  const told = { id: field(note, 'id'), text: 'We have hidden a comment because it was abusive.' }
  await runner.post(tell, told)
  await runner.post(tell, told)
  await app.jobs.drain()
  const notes = [...bluesky.posts.values()].filter(post => post.text === told.text)
  assert.equal(notes.length, 1)
  assert.equal(notes[0]?.inReplyTo?.parent.uri, 'at://did:plc:school/app.bsky.feed.post/ours')
  assert.match((await runner.get(`/inbox/${id}`)).body, /Stepped in/, 'telling the audience answers nobody')

  await runner.post(linkTo(shown, `/inbox/${id}/acts/[^"]*/undo`))
  await app.jobs.drain()
  assert.equal(bluesky.hidden.size, 0)
  assert.match((await runner.get(`/inbox/${id}`)).body, /To answer/)
})

test('the author can be blocked; a network that is down is tried again, one that refuses is said so', async () => {
  const id = await arrived('spam', 'Buy now')
  bluesky.failNext('block', new NetworkFailure('retry-later', 'down'))
  await stepIn(id, 'block', 'spam')
  await app.jobs.drain()
  assert.match((await runner.get(`/inbox/${id}`)).body, /could not be reached\. Gatepost keeps trying/)
  assert.match((await runner.get('/')).body, /Not done yet on .*: block its author/)
  await runner.post(linkTo(await runner.get(`/inbox/${id}`), `/inbox/${id}/acts/[^"]*/again`))
  await app.jobs.drain()
  assert.deepEqual([...bluesky.blocked], ['did:plc:parent'])
  assert.match((await runner.get(`/inbox/${id}`)).body, /Author blocked/)

  const late = await arrived('late', 'Buy now, again')
  bluesky.failNext('hide', new NetworkFailure('retry-later', 'down'), { times: 2 })
  await stepIn(late, 'hide', 'spam')
  await app.jobs.drain()
  app.clock.advance({ hours: 3 })
  await resumeModeration(app)
  await app.jobs.drain()
  assert.match((await runner.get(`/inbox/${late}`)).body, /could not be reached for two hours\. Try again/)
  assert.match((await runner.get(`/inbox/${late}`)).body, /Not done/)

  const refused = await arrived('refused', 'Rude words')
  bluesky.failNext('hide', new NetworkFailure('rejected', 'full'))
  await stepIn(refused, 'hide')
  await app.jobs.drain()
  const shown = await runner.get(`/inbox/${refused}`)
  assert.match(shown.body, /Not done/)
  assert.match(shown.body, /To answer|Overdue/, 'a message that is still there still waits')
})

test('an act that was carried out before the process died is repeated without harm', async () => {
  const id = await arrived('crash', 'Insult')
  bluesky.failNext('hide', new NetworkFailure('retry-later', 'cut', { mayHaveHappened: true }), {
    afterwards: true,
  })
  await stepIn(id, 'hide')
  await app.jobs.drain()
  assert.ok(bluesky.hidden.has('at://did:plc:parent/app.bsky.feed.post/crash'))
  await runner.post(linkTo(await runner.get(`/inbox/${id}`), `/inbox/${id}/acts/[^"]*/again`))
  await app.jobs.drain()
  assert.match((await runner.get(`/inbox/${id}`)).body, /Hidden<\/strong>/)
})

test('what a stopped process left under way is taken up at the next start, also when its job is lost', async () => {
  const id = await arrived('lost', 'Insult')
  await stepIn(id, 'hide')
  const owner = new pg.Client({ connectionString: app.ownerUrl })
  await owner.connect()
  await owner.query(`delete from ${jobSchema}.job where name = 'moderate'`)
  await owner.end()
  await app.jobs.drain()
  assert.match((await runner.get(`/inbox/${id}`)).body, /Under way/)
  await app.resume()
  await app.resume()
  await app.jobs.drain()
  assert.match((await runner.get(`/inbox/${id}`)).body, /Hidden<\/strong>/)
})

test('a picture that could be indecent closes every way to open, copy or delete it', async () => {
  for (const given of ['yes', 'unsure']) {
    const id = await arrived(`picture-${given}`, 'Look at this', {
      pictureCount: 1,
      links: ['https://bad.example/picture'],
    })
    await answer(id, given)
    const shown = await runner.get(`/inbox/${id}/step-in`)
    assert.match(shown.body, /call 999/)
    assert.match(shown.body, /Dev Anand or Mina Hale, telephone 01632 960000/)
    assert.match(shown.body, /UKCIS/)
    assert.match(shown.body, new RegExp(`/concerns/raise\\?message=${id}`))
    assert.doesNotMatch(shown.body, /bad\.example|type="file"|value="delete"|value="report"/)
    const message = await runner.get(`/inbox/${id}`)
    assert.match(message.body, /Do not open, copy, save or delete/)
    assert.doesNotMatch(message.body, /bad\.example/)

    await answer(id, 'no')
    assert.match((await runner.get(`/inbox/${id}/step-in`)).body, /call 999/, 'a runner cannot lift it')
    const dsl = await app.as(school.dsl)
    await dsl.post(`/inbox/${id}/step-in/question`, { answer: 'no' })
    assert.doesNotMatch((await runner.get(`/inbox/${id}/step-in`)).body, /call 999/)
    await dsl.post(`/inbox/${id}/step-in/question`, { answer: given })

    const form = await runner.get(`/inbox/${id}/step-in`)
    await runner.post(`/inbox/${id}/step-in`, { id: field(form, 'id'), act: 'hide', reason: 'other' })
    await app.jobs.drain()
    assert.ok(bluesky.hidden.has(`at://did:plc:parent/app.bsky.feed.post/picture-${given}`))
    assert.doesNotMatch((await runner.get(`/inbox/${id}`)).body, /Tell the audience why/)
  }
})

test('on an account that is worked on by hand a person is guided, and says when it is done', async () => {
  const paste = await runner.get('/inbox/paste')
  const id = field(paste, 'id')
  await runner.post('/inbox/paste', {
    id,
    account: page.id,
    kind: 'comment',
    author: 'Sam Reed',
    text: 'Nasty words',
    'received-day': '18',
    'received-month': '11',
    'received-year': '2026',
    time: '08:00',
    url: '',
  })
  await answer(id, 'unsure')
  const guarded = await runner.get(`/inbox/${id}/step-in`)
  assert.doesNotMatch(guarded.body, /name="act"/, 'by hand nothing can be done without opening it')
  const forced = await runner.post(`/inbox/${id}/step-in`, { id: newId(), act: 'delete', reason: 'abusive' })
  assert.equal(forced.statusCode, 422)
  await (await app.as(school.deputy)).post(`/inbox/${id}/step-in/question`, { answer: 'no' })
  await stepIn(id, 'delete')
  const todo = await runner.get(`/inbox/${id}`)
  assert.match(todo.body, /a deleted comment cannot be brought back/)
  assert.match((await runner.get('/')).body, /Not done yet on .*: delete it/)
  await runner.post(linkTo(todo, `/inbox/${id}/acts/[^"]*/by-hand-done`))
  const done = await runner.get(`/inbox/${id}`)
  assert.match(done.body, /Deleted from the page/)
  assert.doesNotMatch(done.body, /acts\/[^"]*\/undo/, 'a deleted comment cannot be brought back')
})

test('raising a concern leaves no mark on the message', async () => {
  const id = await arrived('worry', 'My son says he is afraid to come in')
  const row = () =>
    inSchool(app.db, school.head, tx =>
      tx
        .selectFrom('message')
        .selectAll()
        .where('school_id', '=', school.schoolId)
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )
  const before = await row()
  const form = await runner.get(`/concerns/raise?message=${id}`)
  assert.equal(form.statusCode, 200)
  assert.match(form.body, /afraid to come in/)
  assert.deepEqual(await row(), before)
  assert.doesNotMatch(
    (await (await app.as(school.volunteer)).get(`/concerns/raise?message=${id}`)).body,
    /afraid to come in/,
  )
})
