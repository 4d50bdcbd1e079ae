import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { newId, type PhotoId, type PostId } from '../../src/kernel/ids.ts'
import { startTestApp } from '../support/app.ts'
import { createMemoryNetwork } from '../support/memory-network.ts'
import { attach, check, draft, enrol, flashOf, phonePhoto, postingSchool, stateOf } from '../support/posts.ts'

const network = createMemoryNetwork()
const app = await startTestApp({ bluesky: network })
const { school, bluesky } = await postingSchool(app, network)
const other = await postingSchool(app, network, { name: 'Hillbrook Primary School' })
const teacher = await app.as(school.teacher)

test('a runner writes a post and publishes it; it stands on the network once', async () => {
  const form = await teacher.get(`/posts/new?account=${bluesky}`)
  assert.equal(form.statusCode, 200)
  assert.match(form.body, /Whoever owns the pictures/)
  assert.match(form.body, /AL-6\.a/, 'a reminder shows its clause')
  const id = await draft(teacher, bluesky, 'Our hedge is planted.\nCome and see it.')
  assert.match((await teacher.get(`/posts/${id}`)).body, /Publish now/)
  const sent = await teacher.post(`/posts/${id}/send`)
  assert.match(flashOf(sent), /publishing it now/)
  assert.match((await teacher.get(`/posts/${id}`)).body, /Gatepost is publishing it/)
  const again = await teacher.post(`/posts/${id}/send`)
  assert.match(flashOf(again), /moved on/, 'a double press is harmless')
  await app.jobs.drain()
  assert.deepEqual(
    [...network.posts.values()].map(post => post.text),
    ['Our hedge is planted.\nCome and see it.'],
  )
  const page = await teacher.get(`/posts/${id}`)
  assert.match(page.body, /Published/)
  assert.match(page.body, /https:\/\/bsky\.example\/key-/)
  assert.equal((await teacher.get(`/posts/${id}/edit`)).statusCode, 303, 'what is out cannot be changed')
})

test('a draft is saved once, edited, and discarded with its pictures', async () => {
  const id = newId<PostId>()
  for (const text of ['First', 'Sent twice by a double press'])
    assert.equal((await teacher.post('/posts', { id, account: bluesky, text })).statusCode, 303)
  assert.match((await teacher.get(`/posts/${id}`)).body, /First/)
  await teacher.post(`/posts/${id}/edit`, { text: 'Second\r\nline' })
  assert.match((await teacher.get(`/posts/${id}/edit`)).body, /Second\nline/)
  const photo = await attach(teacher, id)
  assert.equal((await teacher.get(`/posts/${id}/photos/${photo}`)).statusCode, 200)
  assert.equal((await teacher.post(`/posts/${id}/discard`)).headers.location, '/posts')
  assert.equal((await teacher.get(`/posts/${id}/photos/${photo}`)).statusCode, 404)
  assert.equal(await stateOf(app, school, id), 'discarded')
  assert.doesNotMatch((await teacher.get(`/posts/${id}`)).body, /Second\nline/)
})

test('text that is empty or too long comes back as it was typed, counted as the network counts', async () => {
  const id = newId<PostId>()
  const empty = await teacher.post('/posts', { id, account: bluesky, text: ' \n ' })
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, /Write the text of the post/)
  const long = await teacher.post('/posts', { id, account: bluesky, text: `${'🌳'.repeat(300)}<b>x` })
  assert.equal(long.statusCode, 422)
  assert.match(long.body, /4 characters too long/)
  assert.match(long.body, /🌳&lt;b&gt;x/)
})

test('a picture loses its place and camera, and its file name; the page says so', async () => {
  const id = await draft(teacher, bluesky, 'With a picture')
  const original = await phonePhoto()
  assert.ok((await sharp(original).metadata()).exif, 'the test photo tells of its camera')
  const photo = newId<PhotoId>()
  const added = await teacher.upload(
    `/posts/${id}/photos`,
    { id: photo, altText: 'A hedge' },
    { picture: { fileName: 'IMG_1.jpg', bytes: original } },
  )
  assert.match(flashOf(added), /location and camera details were removed/)
  const kept = await teacher.get(`/posts/${id}/photos/${photo}`)
  assert.equal(kept.headers['content-type'], 'image/jpeg')
  const metadata = await sharp(kept.rawPayload).metadata()
  assert.equal(metadata.exif, undefined)
  assert.equal(metadata.width, 600)
  const twice = await teacher.upload(
    `/posts/${id}/photos`,
    { id: photo, altText: 'A hedge' },
    { picture: { fileName: 'IMG_1.jpg', bytes: original } },
  )
  assert.equal(twice.statusCode, 303)
  assert.equal((await teacher.get(`/posts/${id}`)).body.match(/<figure/g)?.length, 1)
})

test('a file that is no picture, no file, and no description are refused at their fields', async () => {
  const id = await draft(teacher, bluesky, 'With a bad picture')
  const send = (altText: string, bytes: Uint8Array) =>
    teacher.upload(`/posts/${id}/photos`, { altText }, { picture: { fileName: 'x.jpg', bytes } })
  const notOne = await send('A hedge', Buffer.from('%PDF-1.7 not a picture'))
  assert.equal(notOne.statusCode, 422)
  assert.match(notOne.body, /not a picture that Gatepost can use/)
  const bare = await teacher.upload(`/posts/${id}/photos`, { altText: '' }, {})
  assert.match(bare.body, /Choose a picture/)
  assert.match(bare.body, /Describe the picture for people who cannot see it/)
  const large = await send('A hedge', Buffer.alloc(20_000_002, 1))
  assert.equal(large.statusCode, 422)
  assert.match(large.body, /must be 20 MB or smaller/)
  for (let count = 0; count < 4; count++) await attach(teacher, id)
  const fifth = await send('A fifth', await phonePhoto())
  assert.match(fifth.body, /takes 4 pictures a post/)
})

test('only runners write; others of the school, and other schools, do not', async () => {
  const office = await app.as(school.office)
  assert.equal((await office.get(`/posts/new?account=${bluesky}`)).statusCode, 403)
  assert.match((await office.get('/posts/new')).body, /You run no official account/)
  assert.equal(
    (await office.post('/posts', { id: newId(), account: bluesky, text: 'Not mine' })).statusCode,
    403,
  )
  const id = await draft(teacher, bluesky, 'Whose is it')
  const photo = await attach(teacher, id)
  assert.equal((await office.get(`/posts/${id}`)).statusCode, 200, 'the office sees posts')
  assert.equal((await office.post(`/posts/${id}/edit`, { text: 'Mine now' })).statusCode, 404)
  assert.equal((await (await app.as(school.colleague)).post(`/posts/${id}/discard`)).statusCode, 403)
  const stranger = await app.as(other.school.teacher)
  const chair = await app.as(school.chair)
  for (const browser of [stranger, chair])
    for (const path of [
      `/posts/${id}`,
      `/posts/${id}/photos/${photo}`,
      `/posts/${id}/edit`,
      `/posts/${id}/review`,
    ])
      assert.equal((await browser.get(path)).statusCode, 404, path)
  for (const act of ['send', 'discard', 'take-back', 'finish-check', 'review'])
    assert.ok((await stranger.post(`/posts/${id}/${act}`, { decision: 'approved' })).statusCode >= 400, act)
  assert.equal(await stateOf(app, school, id), 'draft')
  assert.equal((await stranger.get(`/posts/new?account=${bluesky}`)).statusCode, 404)
})

test('an unchecked picture is checked before anything is published', async () => {
  const id = await draft(teacher, bluesky, 'An empty hall')
  const photo = await attach(teacher, id, 'The empty hall')
  assert.match(
    (await teacher.post(`/posts/${id}/send`)).headers.location ?? '',
    new RegExp(`photos/${photo}/check$`),
  )
  assert.match(
    (await teacher.get(`/posts/${id}/photos/${photo}/check`)).body,
    /No pupils are on the register/,
  )
  await enrol(app, school, 'Mia Sprout', { consents: { bluesky: 'given' } })
  const nothing = await teacher.post(`/posts/${id}/photos/${photo}/check`, {})
  assert.match(nothing.body, /Say whether pupils are in the picture/)
  const noClass = await teacher.post(`/posts/${id}/photos/${photo}/check`, {
    shows: 'pupils',
    classes: ['No such class'],
  })
  assert.match(noClass.body, /Choose the classes/)
  await check(teacher, id, photo, 'no-pupils')
  await teacher.post(`/posts/${id}/send`)
  await app.jobs.drain()
  assert.equal(await stateOf(app, school, id), 'published')
  const out = [...network.posts.values()].at(-1)
  assert.equal(out?.pictures[0]?.altText, 'The empty hall')
})

test('lists say what to do when empty and page what is long', async () => {
  const browser = await app.as(other.school.teacher)
  assert.match((await browser.get('/posts')).body, /Write a post to begin/)
  for (let count = 0; count < 27; count++) await draft(browser, other.bluesky, `Post number ${count}`)
  const first = await browser.get('/posts')
  assert.equal(first.body.match(/data-label="Account"/g)?.length, 25)
  assert.match(first.body, /page=2/)
  assert.equal((await browser.get('/posts?page=2')).body.match(/data-label="Account"/g)?.length, 2)
  assert.equal((await browser.get('/posts?page=-1&show=nonsense')).statusCode, 200)
  assert.doesNotMatch((await teacher.get('/posts')).body, /Post number/)
})
