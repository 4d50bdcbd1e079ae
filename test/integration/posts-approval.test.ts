import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertPerson } from '../../src/features/people/index.ts'
import { postsToday } from '../../src/features/posts/index.ts'
import type { PersonActor } from '../../src/kernel/actor.ts'
import { londonDate } from '../../src/kernel/clock.ts'
import { type AccountId, newId, type PersonId, type PostId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { letterText } from '../../src/platform/mail/mail.ts'
import { startTestApp } from '../support/app.ts'
import { createMemoryNetwork } from '../support/memory-network.ts'
import { attach, check, draft, enrol, flashOf, postingSchool, setConsent, stateOf } from '../support/posts.ts'
import type { TestSchool } from '../support/school.ts'

const network = createMemoryNetwork()
const app = await startTestApp({ bluesky: network })

const revisionOf = (body: string): string => /name="revision" value="(\d+)"/.exec(body)?.[1] ?? 'none'

const waiting = async (school: TestSchool, account: AccountId, text: string, at = app): Promise<PostId> => {
  const teacher = await at.as(school.teacher)
  const id = await draft(teacher, account, text)
  await teacher.post(`/posts/${id}/send`)
  assert.equal(await stateOf(at, school, id), 'awaiting-approval')
  return id
}

test('where every post needs a second person, a colleague approves and nobody approves their own', async () => {
  const { school, bluesky } = await postingSchool(app, network, { secondApproval: 'all' })
  const teacher = await app.as(school.teacher)
  const colleague = await app.as(school.colleague)
  const id = await waiting(school, bluesky, 'The harvest table')
  const page = (await teacher.get(`/posts/${id}`)).body
  for (const name of ['Joel Fenn', 'Harriet Oakes', 'Sana Whitlock']) assert.match(page, new RegExp(name))
  assert.doesNotMatch(page, /One of these people[^<]*Tess Rowan/)
  assert.equal((await teacher.get(`/posts/${id}/review`)).statusCode, 403)
  const own = await teacher.post(`/posts/${id}/review`, { decision: 'approved', revision: '1' })
  assert.equal(own.statusCode, 403)
  assert.equal((await (await app.as(school.office)).get(`/posts/${id}/review`)).statusCode, 403)

  const today = await inSchool(app.db, school.leader, tx => postsToday(tx, school.leader, app.clock.now()))
  assert.deepEqual(
    today.map(line => line.href),
    [`/posts/${id}/review`],
  )
  assert.deepEqual(
    await inSchool(app.db, school.office, tx => postsToday(tx, school.office, app.clock.now())),
    [],
  )

  const review = (await colleague.get(`/posts/${id}/review`)).body
  assert.match(review, /The harvest table/)
  assert.match(review, /AL-5\.a/)
  const noReason = await colleague.post(`/posts/${id}/review`, { decision: 'returned', revision: '1' })
  assert.equal(noReason.statusCode, 422)
  assert.match(noReason.body, /Say what has to change/)
  const approved = await colleague.post(`/posts/${id}/review`, {
    decision: 'approved',
    revision: revisionOf(review),
  })
  assert.match(flashOf(approved), /Approved/)
  const twice = await colleague.post(`/posts/${id}/review`, {
    decision: 'approved',
    revision: revisionOf(review),
  })
  assert.match(flashOf(twice), /no longer waits/)
  await app.jobs.drain()
  assert.equal([...network.posts.values()].filter(post => post.text === 'The harvest table').length, 1)
  assert.match((await teacher.get(`/posts/${id}`)).body, /Approved by[\s\S]*Joel Fenn/)
})

test('sent back with a reason, changed and sent again: an old page approves nothing new', async () => {
  const { school, bluesky } = await postingSchool(app, network, { secondApproval: 'all' })
  const teacher = await app.as(school.teacher)
  const leader = await app.as(school.leader)
  const id = await waiting(school, bluesky, 'Fair on Friday')
  await leader.post(`/posts/${id}/review`, {
    decision: 'returned',
    revision: '1',
    reason: '<i>Which</i> Friday?',
  })
  assert.match((await teacher.get(`/posts/${id}`)).body, /&lt;i&gt;Which&lt;\/i&gt; Friday\?/)
  const back = await inSchool(app.db, school.teacher, tx => postsToday(tx, school.teacher, app.clock.now()))
  assert.ok(back.some(line => line.text.startsWith('A post came back to you')))
  await teacher.post(`/posts/${id}/edit`, { text: 'Fair on Friday 27 November' })
  await teacher.post(`/posts/${id}/send`)
  const old = await leader.post(`/posts/${id}/review`, { decision: 'approved', revision: '1' })
  assert.match(flashOf(old), /changed after you opened it/)
  assert.equal(await stateOf(app, school, id), 'awaiting-approval')
  await teacher.post(`/posts/${id}/take-back`)
  assert.equal(await stateOf(app, school, id), 'draft')
  const late = await leader.post(`/posts/${id}/review`, { decision: 'approved', revision: '2' })
  assert.match(flashOf(late), /no longer waits/)
})

test('pictures of pupils: the reviewer sees who is in them, and a withdrawal meanwhile stops the approval', async () => {
  const { school, bluesky } = await postingSchool(app, network, { secondApproval: 'pupil-pictures' })
  const teacher = await app.as(school.teacher)
  const colleague = await app.as(school.colleague)
  const volunteer = await app.as(school.volunteer)
  const mia = await enrol(app, school, 'Mia Sprout', { consents: { bluesky: 'given' } })
  const plain = await draft(teacher, bluesky, 'No picture')
  await teacher.post(`/posts/${plain}/send`)
  assert.equal(await stateOf(app, school, plain), 'publishing', 'no pupils, no second person')
  const id = await draft(teacher, bluesky, 'With Mia')
  const photo = await attach(teacher, id)
  await check(teacher, id, photo, { classes: ['Rowan'], children: [mia] })
  assert.match((await teacher.get(`/posts/${id}`)).body, /Send for approval/)
  await teacher.post(`/posts/${id}/send`)
  const review = (await colleague.get(`/posts/${id}/review`)).body
  assert.match(review, /Picture 1: Mia Sprout \(Rowan\)/)
  const theirs = await volunteer.get(`/posts/${id}/review`)
  assert.equal(theirs.statusCode, 403, 'a parent does not answer for other people’s children')
  assert.doesNotMatch(theirs.body, /Sprout|Rowan\)/)
  await setConsent(app, school, mia, 'bluesky', 'withdrawn')
  const refused = await colleague.post(`/posts/${id}/review`, {
    decision: 'approved',
    revision: revisionOf(review),
  })
  assert.match(flashOf(refused), /cannot be published as it is/)
  assert.doesNotMatch((await colleague.get(`/posts/${id}/review`)).body, /Approve and publish/)
  assert.equal(await stateOf(app, school, id), 'awaiting-approval')
})

/** A school in which the author is the only one left who could approve. */
const lonely = async (at = app): Promise<{ school: TestSchool; bluesky: AccountId }> => {
  const found = await postingSchool(at, network, { secondApproval: 'all' })
  const { school } = found
  await inSchool(at.db, school.head, async tx => {
    for (const one of [school.head, school.dsl, school.leader, school.colleague, school.volunteer])
      await tx
        .updateTable('person')
        .set({ left_on: londonDate(at.clock.now()) })
        .where('school_id', '=', tx.schoolId)
        .where('id', '=', one.personId)
        .execute()
  })
  return found
}

const nameSecond = (school: TestSchool, at = app): Promise<PersonActor> =>
  inSchool(at.db, school.office, async tx => {
    const personId = await insertPerson(
      tx,
      {
        id: newId<PersonId>(),
        givenName: 'Odile',
        familyName: 'Marrow',
        email: `odile.${newId()}@trust.example`,
        sharedMailbox: false,
        roles: ['outside-second'],
      },
      at.clock.now(),
    )
    return {
      kind: 'person',
      schoolId: school.schoolId,
      personId,
      name: 'Odile Marrow',
      roles: new Set(['outside-second'] as const),
    }
  })

test('without anybody else it goes out as one person with a reason, and is shown so', async () => {
  const { school, bluesky } = await lonely()
  const teacher = await app.as(school.teacher)
  const id = await waiting(school, bluesky, 'Closed by snow')
  assert.match((await teacher.get(`/posts/${id}`)).body, /Nobody else here can approve it/)
  const bare = await teacher.post(`/posts/${id}/alone`, { reason: ' ' })
  assert.equal(bare.statusCode, 422)
  await teacher.post(`/posts/${id}/alone`, { reason: 'The school is closed from now on' })
  await app.jobs.drain()
  assert.equal(await stateOf(app, school, id), 'published')
  const page = (await teacher.get(`/posts/${id}`)).body
  assert.match(page, /One person: Tess Rowan/)
  assert.match(page, /The school is closed from now on/)
})

test('nobody proceeds alone while somebody else can approve', async () => {
  const { school, bluesky } = await postingSchool(app, network, { secondApproval: 'all' })
  const id = await waiting(school, bluesky, 'In a hurry')
  const alone = await (await app.as(school.teacher)).post(`/posts/${id}/alone`, { reason: 'Hurry' })
  assert.match(flashOf(alone), /Somebody else can approve it/)
  assert.equal(await stateOf(app, school, id), 'awaiting-approval')
})

test('a named outside second sees this one post by a link, no name, and decides once', async () => {
  const { school, bluesky } = await lonely()
  const teacher = await app.as(school.teacher)
  const second = await nameSecond(school)
  const mia = await enrol(app, school, 'Mia Sprout', { consents: { bluesky: 'given' } })
  const id = await draft(teacher, bluesky, 'With Mia at the pond')
  const photo = await attach(teacher, id, 'A child looks into a pond')
  await check(teacher, id, photo, { classes: ['Rowan'], children: [mia] })
  await teacher.post(`/posts/${id}/send`)
  const hidden = await waiting(school, bluesky, 'Another post')
  assert.match((await teacher.get(`/posts/${id}`)).body, /Ask Odile Marrow/)
  const alone = await teacher.post(`/posts/${id}/alone`, { reason: 'No patience' })
  assert.match(flashOf(alone), /Somebody else can approve it/)
  await teacher.post(`/posts/${id}/outside`, { person: second.personId })
  const letter = await inSchool(app.db, second, async tx => {
    const row = await tx
      .selectFrom('outgoing_mail')
      .select(['id', 'body', 'subject'])
      .where('school_id', '=', tx.schoolId)
      .where('recipient_id', '=', second.personId)
      .executeTakeFirstOrThrow()
    return { subject: row.subject, text: await letterText(tx, app.vault, row.id, row.body) }
  })
  assert.doesNotMatch(letter.text, /Sprout|pond/, 'the letter gives nothing away')
  const path = /\/second\/[\w-]+/.exec(letter.text)?.[0]
  assert.ok(path)
  const outside = app.anonymous()
  const page = await outside.get(path)
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /With Mia at the pond/)
  assert.doesNotMatch(page.body, /Sprout|Rowan\)|Another post/)
  assert.equal((await outside.get(`${path}/photos/${photo}`)).headers['content-type'], 'image/jpeg')
  assert.equal((await outside.get(`/posts/${id}`)).statusCode, 303)
  assert.equal((await outside.get(`/second/wrong-token`)).body.includes('no longer works'), true)
  const noReason = await outside.post(path, { decision: 'returned', revision: revisionOf(page.body) })
  assert.equal(noReason.statusCode, 422)
  const approved = await outside.post(path, { decision: 'approved', revision: revisionOf(page.body) })
  assert.match(approved.body, /You have approved the post/)
  assert.match((await outside.get(path)).body, /no longer works/)
  assert.equal((await outside.get(`${path}/photos/${photo}`)).statusCode, 404)
  await app.jobs.drain()
  assert.equal(await stateOf(app, school, id), 'published')
  assert.equal(await stateOf(app, school, hidden), 'awaiting-approval')
  assert.match((await teacher.get(`/posts/${id}`)).body, /Odile Marrow \(outside second person\)/)
})

test('an outside second’s link ends after three days', async () => {
  const { school, bluesky } = await lonely()
  const teacher = await app.as(school.teacher)
  const second = await nameSecond(school)
  const id = await waiting(school, bluesky, 'Too late')
  await teacher.post(`/posts/${id}/outside`, { person: second.personId })
  const stranger = await teacher.post(`/posts/${id}/outside`, { person: school.office.personId })
  assert.match(flashOf(stranger), /Somebody at the school/, 'only a named second can be asked')
  const path = await inSchool(app.db, second, async tx => {
    const row = await tx
      .selectFrom('outgoing_mail')
      .select(['id', 'body'])
      .where('school_id', '=', tx.schoolId)
      .where('recipient_id', '=', second.personId)
      .executeTakeFirstOrThrow()
    return /\/second\/[\w-]+/.exec(await letterText(tx, app.vault, row.id, row.body))?.[0] ?? ''
  })
  app.clock.advance({ hours: 73 })
  assert.match((await app.anonymous().get(path)).body, /no longer works/)
  const late = await app.anonymous().post(path, { decision: 'approved', revision: '1' })
  assert.match(late.body, /no longer works/)
  assert.equal(await stateOf(app, school, id), 'awaiting-approval')
})

test('with a mail server only the outside second reads their link, and it ends with their role', async () => {
  const sending = await startTestApp({ bluesky: network, smtpUrl: 'smtp://127.0.0.1:1' })
  const { school, bluesky } = await lonely(sending)
  const second = await nameSecond(school, sending)
  const id = await waiting(school, bluesky, 'Before the weekend', sending)
  await (await sending.as(school.teacher)).post(`/posts/${id}/outside`, { person: second.personId })
  const lettersOf = (reader: PersonActor) =>
    inSchool(sending.db, reader, tx =>
      tx
        .selectFrom('outgoing_mail')
        .select(['id', 'body'])
        .where('school_id', '=', tx.schoolId)
        .where('recipient_id', '=', second.personId)
        .execute(),
    )
  assert.equal((await lettersOf(school.office)).length, 0)
  const [letter] = await lettersOf(second)
  assert.ok(letter)
  const text = await inSchool(sending.db, second, tx => letterText(tx, sending.vault, letter.id, letter.body))
  const path = /\/second\/[\w-]+/.exec(text)?.[0] ?? ''
  assert.match((await sending.anonymous().get(path)).body, /Before the weekend/)
  await inSchool(sending.db, school.office, tx =>
    tx
      .deleteFrom('person_role')
      .where('school_id', '=', tx.schoolId)
      .where('person_id', '=', second.personId)
      .execute(),
  )
  assert.match((await sending.anonymous().get(path)).body, /no longer works/)
})
