import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkUpn } from '../../src/features/people/import/upn.ts'
import { pupilsOfClasses } from '../../src/features/people/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp } from '../support/app.ts'
import { createMemoryNetwork } from '../support/memory-network.ts'
import { attach, check, draft, flashOf, postingSchool } from '../support/posts.ts'

const network = createMemoryNetwork()
const app = await startTestApp({ bluesky: network })
const { school, bluesky } = await postingSchool(app, network)
const office = await app.as(school.office)
const teacher = await app.as(school.teacher)
const letter = [...'ABCDEFGHJKLMNPQRTUVWXYZ'].find(one => checkUpn(`${one}801200000001`).kind === 'valid')
const upn = `${letter}801200000001`

const importFile = async (kind: string, ...lines: string[]) => {
  const sent = await office.upload(
    '/people/import',
    { id: newId<string>(), kind },
    { file: { fileName: 'file.csv', bytes: Buffer.from(lines.join('\n')) } },
  )
  const path = String(sent.headers.location)
  const digest = /name="digest" value="([^"]+)"/.exec((await office.get(path)).body)?.[1] ?? ''
  return office.post(`${path}/apply`, { digest, reinstate: [`${upn} bluesky`] })
}
const columns = 'UPN,Bluesky,Consent date,Evidence'
const yes = `${upn},yes,5/9/2026,signed form`

test('when a consent ends, what is published is listed to be taken down, after an import as well', async () => {
  await importFile('pupils', 'UPN,First name,Surname,Class', `${upn},Ada,Moss,Owls`)
  await importFile('consents', columns, yes)
  const [ada] = await inSchool(app.db, school.head, tx => pupilsOfClasses(tx, ['Owls'], 'bluesky'))
  assert.equal(ada?.consent, 'given')
  const post = await draft(teacher, bluesky, 'Ada and the hedge')
  const photo = await attach(teacher, post)
  await check(teacher, post, photo, { classes: ['Owls'], children: [{ id: ada.id, name: 'Ada Moss' }] })
  await teacher.post(`/posts/${post}/send`)
  await app.jobs.drain()
  assert.equal(network.posts.size, 1)
  assert.doesNotMatch((await office.get(`/pupils/${ada.id}`)).body, /Take these down/)

  await office.post(`/pupils/${ada.id}/consents/bluesky`, { answer: 'withdrawn' })
  const page = (await office.get(`/pupils/${ada.id}`)).body
  assert.match(page, /Take these down/)
  assert.match(page, new RegExp(`/posts/${post}`))

  assert.doesNotMatch(flashOf(await importFile('consents', columns, yes)), /Published posts/)
  const ended = await importFile('consents', columns, `${upn},withdrawn,,`)
  assert.match(flashOf(ended), /Published posts show children whose consent has ended: Ada Moss\./)
})

test('a published post that cannot stay stands on Today until somebody has taken it down', async () => {
  const [ada] = await inSchool(app.db, school.head, tx => pupilsOfClasses(tx, ['Owls'], 'bluesky'))
  assert.ok(ada)
  const head = await app.as(school.head)
  const volunteer = await app.as(school.volunteer)
  const leader = await app.as(school.leader)
  const asks = /Take down a post: a child in it may no longer be shown/
  const path =
    /href="(\/posts\/[^"]+)"[^>]*>\s*Take down a post/.exec((await teacher.get('/')).body)?.[1] ?? ''
  assert.match(path, /^\/posts\//)
  for (const one of [head, office]) assert.match((await one.get('/')).body, asks)
  assert.doesNotMatch((await leader.get('/')).body, asks)
  assert.match((await teacher.get(path)).body, /Ada Moss, Owls: consent was withdrawn/)
  for (const page of [await volunteer.get('/'), await volunteer.get(path)]) {
    assert.match(page.body, /This post cannot stay\. Ask the office\./)
    assert.doesNotMatch(page.body, /Ada Moss|withdrawn|may no longer be shown/)
  }
  assert.match((await head.get('/')).body, asks)
  assert.doesNotMatch((await head.get('/')).body, /Ada Moss/)

  await office.post(`/pupils/${ada.id}/consents/bluesky`, {
    answer: 'given',
    'given-day': '5',
    'given-month': '9',
    'given-year': '2026',
    evidence: 'signed form',
  })
  assert.doesNotMatch((await teacher.get('/')).body, asks, 'consent given again')
  assert.doesNotMatch((await teacher.get(path)).body, /I have taken it down/)
  await office.post(`/pupils/${ada.id}/do-not-publish`, { wanted: 'on', reason: 'A court order' })
  assert.match((await teacher.get('/')).body, asks, 'on the list')

  assert.equal((await (await app.as(school.deputy)).post(`${path}/taken-down`)).statusCode, 403)
  assert.equal((await (await app.as(school.chair)).post(`${path}/taken-down`)).statusCode, 404)
  assert.match((await teacher.get(path)).body, /I have taken it down/)
  assert.match(flashOf(await teacher.post(`${path}/taken-down`)), /was taken down/)
  assert.match(flashOf(await teacher.post(`${path}/taken-down`)), /not published any more/)
  assert.doesNotMatch((await teacher.get('/')).body, asks)
  assert.match((await teacher.get(path)).body, /Taken down/)
  assert.match((await teacher.get('/posts?show=published')).body, /Taken down/)
  assert.doesNotMatch((await office.get(`/pupils/${ada.id}`)).body, /Take these down/)
  assert.match((await head.get('/audit')).body, /Post taken down/)
})
