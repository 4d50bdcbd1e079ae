import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setSecondApproval } from '../../src/features/accounts/account-settings.ts'
import { officialAccounts } from '../../src/features/accounts/index.ts'
import { acknowledgePolicy } from '../../src/features/acknowledgements/index.ts'
import { recordTraining } from '../../src/features/people/index.ts'
import { publicationOf } from '../../src/features/publishing/queries.ts'
import { Temporal } from '../../src/kernel/clock.ts'
import {
  type ApplicationId,
  type MessageId,
  newId,
  newRandomId,
  type PolicyVersionId,
  type ReplyId,
} from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { inForce } from '../support/acknowledging.ts'
import { startTestApp } from '../support/app.ts'
import { dateOf, hiddenField } from '../support/forms.ts'
import { mainWords } from '../support/page-words.ts'
import { attach, check, draft, enrol, flashOf, stateOf } from '../support/posts.ts'
import type { TestSchool } from '../support/school.ts'
import { foundVillageSchool } from '../support/village-school.ts'

/**
 * A village school of six: the headteacher is DSL, moderator and the only leader, one teacher, a parent who helps, and a
 * chair of governors who has never signed in. Every rule that asks for two people meets it, and none leaves it stuck or
 * is skipped without a word.
 */
const app = await startTestApp()
const { schoolId, headActor, teacherActor, parentActor, head, teacher, parent } =
  await foundVillageSchool(app)
// What the helpers for posts need of a school.
const school = { schoolId, head: headActor, office: headActor, dsl: headActor } as unknown as TestSchool

const account = async () => {
  const [only] = await inSchool(app.db, headActor, officialAccounts)
  assert.ok(only)
  return only
}

test('the headteacher adopts the policy alone', async () => {
  const adopted = await head.post('/policy/adopt/AL', {
    id: newId<PolicyVersionId>(),
    ...dateOf('from', '2026-11-18'),
    minute: 'Governors, item 2',
  })
  assert.equal(adopted.headers.location, '/policy', adopted.body)
  for (const person of [headActor, teacherActor, parentActor]) {
    const now = app.clock.now()
    const { textSha256: sha256 } = await inForce(app, person)
    await acknowledgePolicy(app.db, person, { sha256, now })
    await recordTraining(app.db, headActor, {
      personId: person.personId,
      completedOn: Temporal.PlainDate.from('2026-11-02'),
      now,
    })
  }
})

test('one member of staff and a parent are too few to run an account; the headteacher decides on their own application with a reason, shown as one person', async () => {
  const id = newId<ApplicationId>()
  const application = {
    id,
    step: 'send',
    channel: 'facebook',
    name: 'Larkfield Village School',
    aim: 'News',
    audience: 'Parents',
    promotion: 'Newsletter',
    openness: 'open',
  }
  const few = await head.post('/accounts/apply', {
    ...application,
    runners: [teacherActor.personId, parentActor.personId],
  })
  assert.equal(few.statusCode, 422)
  assert.match(few.body, /at least 2 members of staff \(AL-3\.a\)/)
  const page = `/accounts/applications/${id}`
  const applied = await head.post('/accounts/apply', {
    ...application,
    runners: [headActor.personId, teacherActor.personId, parentActor.personId],
  })
  assert.equal(applied.headers.location, page, applied.body)
  assert.match(mainWords((await head.get(page)).body), /[Nn]obody else/)
  assert.ok((await head.get('/')).body.includes(page), 'it waits on Today')
  const silent = await head.post(page, { outcome: 'approve', reason: '' })
  assert.equal(silent.statusCode, 422)
  assert.match(silent.body, /Give the reason/)
  assert.equal((await teacher.post(page, { outcome: 'approve', reason: 'Yes' })).statusCode, 403)
  await head.post(page, { outcome: 'approve', reason: 'I am the only leader here' })
  const shown = mainWords((await head.get(page)).body)
  assert.match(shown, /[Oo]ne person/)
  assert.match(shown, /I am the only leader here/)
})

test('the headteacher, as administrator, records the page', async () => {
  const { id } = await account()
  const form = (await head.get(`/accounts/${id}/connect`)).body
  const confirm = [...form.matchAll(/name="confirm"[^>]*value="([^"]*)"/g)].map(found => found[1] ?? '')
  assert.ok(confirm.length > 0)
  await head.post(`/accounts/${id}/connect`, { url: 'https://facebook.example/larkfield', confirm })
  assert.equal((await account()).state, 'connected')
  await setSecondApproval(app.db, headActor, { id, value: 'pupil-pictures', now: app.clock.now() })
})

test('the teacher decides about the headteacher’s post with a pupil in it; a parent who runs the account does not', async () => {
  const mia = await enrol(app, school, 'Mia Sprout', { consents: { facebook: 'given' } })
  const post = await draft(head, (await account()).id, 'We planted a hedge')
  await check(head, post, await attach(head, post), { classes: ['Rowan'], children: [mia] })
  assert.match(flashOf(await head.post(`/posts/${post}/send`)), /second person/)
  assert.doesNotMatch((await head.get('/')).body, /Nobody else here can approve/)
  assert.equal(
    (await head.post(`/posts/${post}/review`, { decision: 'approved', revision: '1' })).statusCode,
    403,
  )
  assert.match(flashOf(await head.post(`/posts/${post}/alone`, { reason: 'No time' })), /Somebody else/)
  assert.equal((await parent.get(`/posts/${post}/review`)).statusCode, 403)
  assert.match(mainWords((await head.get(`/posts/${post}`)).body), /can approve it: Tess Rowan\./)
  await head.post(`/posts/${post}/take-back`)
  await head.post(`/posts/${post}/discard`)
})

test('a comment copied from a notification has its deadline and is answered by hand', async () => {
  const form = (await teacher.get('/inbox/paste')).body
  const id = hiddenField(form, 'id') as MessageId
  const pasted = await teacher.post('/inbox/paste', {
    id,
    account: (await account()).id,
    kind: 'comment',
    author: 'Jo Bramley',
    text: 'When is the concert?\r\nAnd where?',
    ...dateOf('received', '2026-11-18'),
    time: '08:30',
    url: '',
  })
  assert.equal(pasted.headers.location, `/inbox/${id}`, pasted.body)
  assert.match(mainWords((await teacher.get(`/inbox/${id}`)).body), /AL-4\.b/)
  const reply = (await teacher.get(`/inbox/${id}/reply`)).body
  const sent = await teacher.post(`/inbox/${id}/reply`, {
    id: hiddenField(reply, 'id') as ReplyId,
    kind: 'answer',
    seen: hiddenField(reply, 'seen'),
    text: 'On Friday at two, in the hall.',
  })
  const steps = String(sent.headers.location)
  assert.match(steps, /^\/publications\//)
  await teacher.post(`${steps}/there`, { url: 'https://facebook.example/larkfield/1#reply' })
  assert.match(mainWords((await teacher.get(`/inbox/${id}`)).body), /Answered/)
})

/** Every page of the headteacher without an id in its address; forms' ids and nonces differ each time. */
const headsPages = async (): Promise<string[]> => {
  // Shows what the last command had to say, which no page repeats.
  await head.get('/')
  const seen: string[] = []
  for (const { method, path } of app.routes)
    if (method === 'GET' && !path.includes(':')) {
      const { statusCode, body } = await head.get(path)
      seen.push(
        `${path} ${statusCode} ${body.replaceAll(/nonce="[^"]*"/g, '').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')}`,
      )
    }
  return seen
}

test('a concern about the headteacher goes to the chair, who never signed in: the teacher is told whom to call, the headteacher learns nothing', async () => {
  const before = await headsPages()
  const raised = await teacher.post('/concerns/raise', {
    id: newRandomId(),
    message: '',
    about: 'adult',
    who: headActor.personId,
    indecent: 'no',
    account: 'What I saw at the gate.',
  })
  assert.equal(raised.headers.location, '/concerns', raised.body)
  const receipt = mainWords((await teacher.get('/concerns')).body)
  assert.match(receipt, /Colin Marsh \(chair of governors\)/)
  assert.match(receipt, /01632 960 112/)
  assert.match(receipt, /999/)
  assert.deepEqual(await headsPages(), before)
})

test('a concern about a child in which the headteacher, who is the DSL, has a part goes past them', async () => {
  const before = await headsPages()
  await teacher.post('/concerns/raise', {
    id: newRandomId(),
    message: '',
    about: 'child',
    who: headActor.personId,
    indecent: 'no',
    account: 'What the child told me.',
  })
  assert.match(mainWords((await teacher.get('/concerns')).body), /Ruth Ames \(deputy DSL\)/)
  assert.deepEqual(await headsPages(), before)
})

test('a concern that the headteacher raises as the only recipient is theirs to confirm, and says so', async () => {
  await head.post('/concerns/raise', {
    id: newRandomId(),
    message: '',
    about: 'adult',
    who: teacherActor.personId,
    indecent: 'no',
    account: 'What I was told.',
  })
  assert.match(mainWords((await head.get('/concerns')).body), /Nora Field \(headteacher\)/)
})

test('when the teacher has left nobody else can approve: the headteacher publishes alone with a reason', async () => {
  await head.post(`/people/${teacherActor.personId}/left`)
  assert.equal((await teacher.get('/')).statusCode, 303)
  const ben = await enrol(app, school, 'Ben Alder', { consents: { facebook: 'given' } })
  const post = await draft(head, (await account()).id, 'The choir sang')
  await check(head, post, await attach(head, post), { classes: ['Rowan'], children: [ben] })
  await head.post(`/posts/${post}/send`)
  assert.equal(await stateOf(app, school, post), 'awaiting-approval')
  assert.match(mainWords((await head.get('/')).body), /Nobody else here can approve your post/)
  assert.equal((await head.post(`/posts/${post}/alone`, { reason: ' ' })).statusCode, 422)
  assert.match(
    flashOf(await head.post(`/posts/${post}/alone`, { reason: 'Tess has left and the concert is today' })),
    /publishing it now/,
  )
  const shown = mainWords((await head.get(`/posts/${post}`)).body)
  assert.match(shown, /One person: Nora Field approved their own post because nobody else can/)
  assert.match(shown, /Tess has left and the concert is today/)

  const publication = await inSchool(app.db, headActor, tx => publicationOf(tx, 'post', post))
  assert.ok(publication)
  await app.jobs.drain()
  assert.equal(await stateOf(app, school, post), 'publishing', 'nobody but a person publishes it there')
  const steps = `/publications/${publication.id}`
  assert.match((await head.get(steps)).body, /The choir sang/)
  assert.equal((await head.post(`${steps}/there`, { url: 'not an address' })).statusCode, 422)
  await head.post(`${steps}/there`, { url: 'https://facebook.example/larkfield/1' })
  assert.equal(await stateOf(app, school, post), 'published')
})
