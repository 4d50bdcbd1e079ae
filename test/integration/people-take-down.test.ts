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
