import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postsShowing, postsToday } from '../../src/features/posts/index.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp } from '../support/app.ts'
import { createMemoryNetwork } from '../support/memory-network.ts'
import { attach, check, draft, enrol, flashOf, postingSchool, setConsent, stateOf } from '../support/posts.ts'

const network = createMemoryNetwork()
const app = await startTestApp({ bluesky: network })
const { school, bluesky, facebook } = await postingSchool(app, network)
const teacher = await app.as(school.teacher)
const volunteer = await app.as(school.volunteer)
const office = await app.as(school.office)

const mia = await enrol(app, school, 'Mia Sprout', { consents: { bluesky: 'given', facebook: 'refused' } })
const tom = await enrol(app, school, 'Tom Larch', { consents: { bluesky: 'given', facebook: 'given' } })
const una = await enrol(app, school, 'Una Birch')
const rex = await enrol(app, school, 'Rex Alder', { consents: { bluesky: 'refused' } })
const ned = await enrol(app, school, 'Ned Willow', { consents: { bluesky: 'given' }, doNotPublish: true })
const kit = await enrol(app, school, 'Kit Hazel', { className: 'Oak', consents: { bluesky: 'given' } })

const pictured = async (children: readonly (typeof mia)[], text = 'Look what we did') => {
  const id = await draft(teacher, bluesky, text)
  const photo = await attach(teacher, id)
  await check(teacher, id, photo, { classes: ['Rowan'], children })
  return { id, photo }
}

test('the check lists who may not appear on this account, apart from those who may', async () => {
  const id = await draft(teacher, bluesky, 'Look')
  const photo = await attach(teacher, id)
  await teacher.post(`/posts/${id}/photos/${photo}/check`, { shows: 'pupils', classes: 'Rowan' })
  const page = (await teacher.get(`/posts/${id}/photos/${photo}/check/children`)).body
  const [before = '', after = ''] = page.split('Who else is in it?')
  for (const child of [una, rex, ned]) {
    assert.match(before, new RegExp(child.name))
    assert.doesNotMatch(after, new RegExp(child.name))
  }
  for (const child of [mia, tom]) assert.match(after, new RegExp(child.name))
  assert.match(after, /Rowan \(2 children\)/)
  assert.doesNotMatch(page, new RegExp(kit.name), 'only the chosen classes')
  assert.doesNotMatch(page, /refused|do-not-publish list:|sealed elsewhere/)
  assert.match(page, /AL-9\.a/)
  const nobody = await teacher.post(`/posts/${id}/photos/${photo}/check/children`, {})
  assert.equal(nobody.statusCode, 422)
  assert.match(nobody.body, /Tick everybody who can be recognised/)
  const both = await teacher.post(`/posts/${id}/photos/${photo}/check/children`, {
    child: mia.id,
    nobody: 'yes',
  })
  assert.equal(both.statusCode, 422)
  for (const child of [kit.id, 'not-an-id', "x' or 1=1"])
    assert.equal(
      (await teacher.post(`/posts/${id}/photos/${photo}/check/children`, { child })).statusCode,
      422,
      'only children of the chosen classes can be named',
    )
})

test('the same child may appear on one channel and not on the other', async () => {
  const id = await draft(teacher, facebook, 'Look')
  const photo = await attach(teacher, id)
  await teacher.post(`/posts/${id}/photos/${photo}/check`, { shows: 'pupils', classes: 'Rowan' })
  const [before = ''] = (await teacher.get(`/posts/${id}/photos/${photo}/check/children`)).body.split(
    'Who else is in it?',
  )
  assert.match(before, /Mia Sprout/)
  assert.doesNotMatch(before, /Tom Larch/)
})

test('a child without consent, with a refusal or on the list stops the post, with the clause', async () => {
  for (const [child, why, clause] of [
    [una, 'no consent for this account', 'AL-9.a'],
    [rex, 'consent was refused', 'AL-9.a'],
    [ned, 'on the do-not-publish list', 'AL-9.c'],
  ] as const) {
    const { id } = await pictured([mia, child])
    const page = (await teacher.get(`/posts/${id}`)).body
    assert.match(page, new RegExp(`${child.name}, Rowan: ${why}`))
    assert.ok(page.includes(clause), clause)
    assert.doesNotMatch(page, /Publish now/)
    assert.match(flashOf(await teacher.post(`/posts/${id}/send`)), /cannot be used/)
    assert.equal(await stateOf(app, school, id), 'draft')
  }
  await app.jobs.drain()
  assert.equal(network.posts.size, 0)
})

test('with consent it goes out, and a later withdrawal finds the post', async () => {
  const { id } = await pictured([mia, tom])
  await teacher.post(`/posts/${id}/send`)
  await app.jobs.drain()
  assert.equal(await stateOf(app, school, id), 'published')
  const showing = await inSchool(app.db, school.office, tx => postsShowing(tx, mia.id, 'bluesky'))
  assert.deepEqual(
    showing.map(post => post.id),
    [id],
  )
  assert.deepEqual(await inSchool(app.db, school.office, tx => postsShowing(tx, mia.id, 'facebook')), [])
})

test('a consent withdrawn between the decision and the call stops the call', async () => {
  const before = network.posts.size
  const { id } = await pictured([tom])
  await teacher.post(`/posts/${id}/send`)
  await setConsent(app, school, tom, 'bluesky', 'withdrawn')
  await app.jobs.drain()
  assert.equal(network.posts.size, before)
  assert.equal(await stateOf(app, school, id), 'failed')
  const page = (await teacher.get(`/posts/${id}`)).body
  assert.match(page, /Tom Larch, Rowan: consent was withdrawn/)
  assert.doesNotMatch(page, /Publish again/)
  await setConsent(app, school, tom, 'bluesky', 'given')
  assert.match((await teacher.get(`/posts/${id}`)).body, /Publish again/)
  await teacher.post(`/posts/${id}/send`)
  await app.jobs.drain()
  assert.equal(await stateOf(app, school, id), 'published')
  assert.equal(network.posts.size, before + 1)
})

test('a full name beside a picture of pupils is refused at its field, with its basis', async () => {
  const { id, photo } = await pictured([mia])
  const text = await teacher.post(`/posts/${id}/edit`, { text: 'Kit HAZEL and Mia planted it' })
  assert.equal(text.statusCode, 422)
  assert.match(text.body, /href="#text"/)
  assert.match(text.body, /Guidance on pictures of children/)
  const alt = await teacher.post(`/posts/${id}/photos/${photo}/change`, { altText: 'Mia Sprout with a tree' })
  assert.equal(alt.statusCode, 422)
  assert.match(alt.body, /href="#altText"/)
  assert.match(alt.body, /Guidance on pictures of children/)

  const named = await draft(teacher, bluesky, 'Well done Tom Larch')
  const late = await attach(teacher, named)
  await check(teacher, named, late, { classes: ['Rowan'], children: [tom] })
  const sent = await teacher.post(`/posts/${named}/send`)
  assert.equal(sent.statusCode, 422)
  assert.match(sent.body, new RegExp(`/posts/${named}/edit`))
  assert.equal(await stateOf(app, school, named), 'draft')
})

test('a runner who is a parent or volunteer sees no name, no list, no count and no reason', async () => {
  const bodies: string[] = []
  for (const child of [rex, ned, una]) {
    const id = await draft(volunteer, bluesky, 'From the fair')
    const photo = await attach(volunteer, id)
    for (const path of ['check', 'check/children'])
      assert.equal((await volunteer.get(`/posts/${id}/photos/${photo}/${path}`)).statusCode, 403)
    assert.equal(
      (await volunteer.post(`/posts/${id}/photos/${photo}/check`, { shows: 'no-pupils' })).statusCode,
      403,
    )
    assert.match(flashOf(await volunteer.post(`/posts/${id}/send`)), /member of staff checks/)
    assert.equal(await stateOf(app, school, id), 'picture-check')
    const today = await inSchool(app.db, school.office, tx => postsToday(tx, school.office, app.clock.now()))
    assert.ok(today.some(line => line.text.includes('From the fair') && line.basis.length > 0))
    const notFinished = await office.post(`/posts/${id}/finish-check`)
    assert.match(notFinished.headers.location ?? '', /check$/)
    await check(office, id, photo, { classes: ['Rowan'], children: [mia, child] })
    const meanwhile = (await volunteer.get(`/posts/${id}`)).body
    assert.doesNotMatch(meanwhile, /Sprout|Alder|Willow|Birch|cannot be used/)
    assert.equal((await volunteer.post(`/posts/${id}/finish-check`)).statusCode, 403)
    await office.post(`/posts/${id}/finish-check`)
    assert.equal(await stateOf(app, school, id), 'returned')
    const body = (await volunteer.get(`/posts/${id}`)).body
    assert.match(body, /This picture cannot be used\. Ask the office\./)
    assert.doesNotMatch(body, /Sprout|Alder|Willow|Birch|consent|do-not-publish|AL-9|2 children/)
    bodies.push(
      body
        .replaceAll(id, 'POST')
        .replaceAll(photo, 'PHOTO')
        .replace(/nonce[^>]*/g, ''),
    )
    const again = await volunteer.post(`/posts/${id}/send`)
    assert.equal(flashOf(again), 'This picture cannot be used. Ask the office.')
  }
  assert.equal(new Set(bodies).size, 1, 'whatever the reason, the page is the same')
})

test('a volunteer’s picture that may be used goes out when staff have checked it', async () => {
  const id = await draft(volunteer, bluesky, 'The stall')
  const photo = await attach(volunteer, id)
  await volunteer.post(`/posts/${id}/send`)
  await check(office, id, photo, { classes: ['Rowan'], children: [mia] })
  await office.post(`/posts/${id}/finish-check`)
  await app.jobs.drain()
  assert.equal(await stateOf(app, school, id), 'published')
  assert.doesNotMatch((await volunteer.get(`/posts/${id}`)).body, /Sprout/)
})

test('a consent withdrawn before somebody has published by hand stops the guide', async () => {
  const id = await draft(teacher, facebook, 'By hand')
  const photo = await attach(teacher, id)
  await check(teacher, id, photo, { classes: ['Rowan'], children: [tom] })
  await teacher.post(`/posts/${id}/send`)
  const guide = /\/publications\/[0-9a-f-]{36}/.exec((await teacher.get(`/posts/${id}`)).body)?.[0] ?? ''
  const picture = await teacher.get(`${guide}/pictures/1`)
  assert.equal(picture.headers['content-type'], 'image/jpeg')
  await setConsent(app, school, tom, 'facebook', 'withdrawn')
  const stopped = (await teacher.get(guide)).body
  assert.match(stopped, /This picture cannot be used\. Ask the office\./)
  assert.match(stopped, /take it down there/)
  assert.match(stopped, /AL-9\.a/)
  assert.doesNotMatch(stopped, /By hand|Larch|switch to the school/)
  assert.equal((await teacher.get(`${guide}/pictures/1`)).statusCode, 404)
  const volunteers = (await volunteer.get(guide)).body
  assert.match(volunteers, /This picture cannot be used/)
  assert.doesNotMatch(volunteers, /AL-9|consent/, 'a volunteer does not learn which rule it was')
})
