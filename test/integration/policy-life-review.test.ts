import assert from 'node:assert/strict'
import { test } from 'node:test'
import { remindAllOfReviews } from '../../src/features/policy/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp, testClock } from '../support/app.ts'
import { startMailServer } from '../support/letters.ts'
import { foundTestSchool } from '../support/school.ts'

/** What hangs on a policy in force: its review, reasons for it, guidance beside it, other policies it belongs with. */
const { smtpUrl, letters } = await startMailServer()
// GH reviews every year: adopted on this day, it is due on 18 November 2027.
const app = await startTestApp({ smtpUrl, clock: testClock('2026-11-18T09:00:00Z') })
const school = await foundTestSchool(app, { pack: 'GH' })
const overdue = await foundTestSchool(app, { pack: 'WB', name: 'Hillbrook Primary School' })
await foundTestSchool(app, { pack: null, name: 'Bare Primary School' })

const remind = async (): Promise<number> => {
  await remindAllOfReviews({ db: app.db, jobs: app.jobs })
  await app.jobs.drain()
  return letters.filter(letter => letter.to.includes(school.schoolId.slice(-6))).length
}

test('the owner is reminded 12, 4 and 1 weeks before the review and when it is due, once each', async () => {
  assert.equal(await remind(), 0, 'a year before nobody is reminded')
  const steps = ['2027-08-26', '2027-10-21', '2027-11-11', '2027-11-18']
  for (const [index, day] of steps.entries()) {
    app.clock.set(`${day}T00:30:00+00:00`)
    assert.equal(await remind(), index + 1, day)
    assert.equal(await remind(), index + 1, `${day}, again`)
  }
  const last = letters.findLast(letter => letter.to.includes(school.schoolId.slice(-6)))
  assert.match(last?.to ?? '', /^head\./)
  assert.match(last?.subject ?? '', /Review the social media policy by Thursday 18 November 2027/)
  assert.match(last?.text ?? '', /\/policy\/review/)
  app.clock.set('2027-11-19T09:00:00Z')
  assert.equal(await remind(), 4, 'the due reminder is the last')
  const head = await app.as(school.head)
  assert.match((await head.get('/')).body, /Review the social media policy/)
  assert.match((await head.get('/policy/review')).body, /Friday 26 August|Thursday 26 August 2027: 1 letter/)
})

test('a policy that is overdue on its first day brings one letter, not four', async () => {
  await remind()
  const sent = letters.filter(letter => letter.to.includes(overdue.schoolId.slice(-6)))
  assert.equal(sent.length, 1)
  assert.match(sent[0]?.subject ?? '', /overdue/)
})

test('a reason that a person records waits on Today until it is left for the review', async () => {
  const fresh = await foundTestSchool(app, { pack: 'GH', name: 'Millbrook Primary School' })
  const head = await app.as(fresh.head)
  const office = await app.as(fresh.office)
  const teacher = await app.as(fresh.teacher)
  assert.doesNotMatch((await head.get('/')).body, /reviewing the social media policy early/)
  assert.match((await head.get('/policy/review')).body, /Nothing speaks for it so far/)
  assert.equal((await teacher.get('/policy/review')).statusCode, 403)
  assert.equal((await teacher.post('/policy/review/reasons', {})).statusCode, 403)
  const wrong = await office.post('/policy/review/reasons', { trigger: 'aliens', text: '' })
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /Choose what happened/)
  await office.post('/policy/review/reasons', { trigger: 'technical-change', text: 'Tablets for all <i>' })
  const body = (await head.get('/policy/review')).body
  assert.match(body, /Our technology changed: Tablets for all &lt;i&gt;/)
  assert.match((await head.get('/')).body, /Something speaks for reviewing the social media policy early/)
  // What nobody has recorded cannot be left beforehand.
  await head.post('/policy/review/leave', {
    reason: 'Something happened here or nearby: A neighbouring school',
  })
  await head.post('/policy/review/leave', { reason: 'Our technology changed: Tablets for all <i>' })
  assert.match((await head.get('/policy/review')).body, /looked at, left for the review/)
  assert.doesNotMatch((await head.get('/')).body, /reviewing the social media policy early/)
  await office.post('/policy/review/reasons', { trigger: 'local-concern', text: 'A neighbouring school' })
  assert.match((await head.get('/')).body, /Something speaks for reviewing/, 'a new one is held up again')
})

test('law and guidance that is newer than the policy speaks for a review', async () => {
  const body = (await (await app.as(school.head)).get('/policy/review')).body
  assert.match(body, /Law and guidance that is newer than the policy: /)
  assert.match(body, /What the policy does not say/)
  assert.match(body, /GH-3\.2 and GH-4\.1\.iv are at odds/)
  assert.match(body, /GH-4\.2 needs a decision beside Keeping children safe in education/)
  assert.match(body, /Use the school’s name, logo or material: this policy says nothing/)
})

test('guidance beside the policy: approved, read by everyone, ended but kept', async () => {
  const chair = await app.as(school.chair)
  const teacher = await app.as(school.teacher)
  const form = {
    id: '',
    title: 'Group chats',
    text: 'Who may be in them',
    href: 'javascript:alert(1)',
    consulted: 'Staff meeting',
    minute: 'Item 3',
    'on-day': '1',
    'on-month': '11',
    'on-year': '2027',
  }
  assert.equal((await teacher.post('/policy/guidance/new', form)).statusCode, 403)
  const wrong = await chair.post('/policy/guidance/new', form)
  assert.match(wrong.body, /Enter a web address that begins with https/)
  assert.match(wrong.body, /Who may be in them/)
  assert.match(
    (await chair.post('/policy/guidance/new', { ...form, href: '', 'on-year': '2028' })).body,
    /Enter the day on which the governors approved it/,
  )
  const withFile = (fileName: string) =>
    chair.upload(
      '/policy/guidance/new',
      { ...form, href: 'https://school.example/chats' },
      { file: { fileName, bytes: Buffer.from('%PDF-1.7') } },
    )
  assert.match((await withFile('chats.exe')).body, /Choose a PDF, Word, OpenDocument or text file/)
  assert.equal((await withFile('Chats.pdf')).headers.location, '/policy/guidance')
  const page = (await teacher.get('/policy/guidance')).body
  assert.match(page, /Group chats/)
  assert.match(page, /href="https:\/\/school\.example\/chats"/)
  assert.match((await teacher.get('/policy')).body, /Additional guidance \(1\)/)
  const file = await teacher.get(/\/policy\/guidance\/[0-9a-f-]{36}\/file/.exec(page)?.[0] ?? '')
  assert.equal(file.body, '%PDF-1.7')
  assert.match(String(file.headers['content-disposition']), /attachment; filename="Chats.pdf"/)
  assert.equal(file.headers['content-type'], 'application/octet-stream')
  const id = /guidance\/([0-9a-f-]{36})\/end/.exec((await chair.get('/policy/guidance')).body)?.[1] ?? ''
  await chair.post(`/policy/guidance/${id}/end`)
  assert.match((await teacher.get('/policy/guidance')).body, /Ended Friday 19 November 2027/)
  assert.equal((await chair.post(`/policy/guidance/${id}/end`)).statusCode, 404)
})

test('policies this one belongs with: those it names, and the school’s own, each with its review', async () => {
  const office = await app.as(overdue.office)
  const teacher = await app.as(overdue.teacher)
  const first = (await office.get('/policy/links')).body
  const name = /name=([^"]+)"/.exec(first)?.[1] ?? ''
  assert.notEqual(name, '', 'WB-2 names others')
  await office.post('/policy/links/new', {
    name: decodeURIComponent(name),
    owner: 'Business manager',
    href: '',
    'review-day': '31',
    'review-month': '8',
    'review-year': '2027',
  })
  await office.post('/policy/links/new', {
    name: 'Our own paper',
    owner: '',
    href: '',
    'review-day': '',
    'review-month': '',
    'review-year': '',
  })
  const page = (await teacher.get('/policy/links')).body
  assert.match(page, /Overdue since Tuesday 31 August 2027/)
  assert.match(page, /Our own paper[\s\S]{0,80}added by the school/)
  assert.match((await teacher.get('/policy')).body, /1 review overdue/)
  assert.equal(
    (await office.post('/policy/links/new', { name: 'X', owner: '', href: 'ftp://x' })).statusCode,
    422,
  )
  const own = /links\/([0-9a-f-]{36})\/remove/.exec((await office.get('/policy/links')).body)?.[1] ?? ''
  await office.post(`/policy/links/${own}/remove`)
  assert.doesNotMatch((await teacher.get('/policy/links')).body, /Our own paper/)
  const other = await app.as(school.head)
  assert.equal((await other.post(`/policy/links/${own}/remove`)).statusCode, 404)
})

test('committee and sites stand on the policy page; clauses are found by their words', async () => {
  const head = await app.as(school.head)
  await head.post('/policy/details', { committee: 'Full governing body', sites: 'Nursery\n\nMain site ' })
  const page = (await head.get('/policy')).body
  assert.match(page, /Full governing body/)
  assert.match(page, /Nursery, Main site/)
  const found = (await head.get('/policy?search=disrepute')).body
  assert.match(found, /id="GH-4\.1\.iii"/)
  assert.doesNotMatch(found, /id="GH-4\.1\.i"/)
  assert.match((await head.get('/policy?search=%3Cb%3Ezz')).body, /0 of \d+ clauses have “&lt;b&gt;zz”/)
})

test('what was written down cannot be taken back behind the pages', async () => {
  await assert.rejects(
    inSchool(app.db, school.head, tx =>
      tx.deleteFrom('policy_review_reason').where('school_id', '=', tx.schoolId).execute(),
    ),
    { code: '42501' },
  )
  await assert.rejects(
    inSchool(app.db, school.head, tx =>
      tx.updateTable('policy_version').set({ snapshot: '{}' }).where('school_id', '=', tx.schoolId).execute(),
    ),
    { code: '42501' },
  )
})

test('what was left for the review stays left when a small edit comes into force', async () => {
  const fresh = await foundTestSchool(app, { pack: 'GH', name: 'Larkfield Primary School' })
  const [head, office, leader, chair] = [
    await app.as(fresh.head),
    await app.as(fresh.office),
    await app.as(fresh.leader),
    await app.as(fresh.chair),
  ]
  await office.post('/policy/review/reasons', { trigger: 'technical-change', text: 'Tablets' })
  await head.post('/policy/review/leave', { reason: 'Our technology changed: Tablets' })
  const form = { id: newId<string>(), draft: '', pack: 'GH', why: 'A telephone number' }
  const at = String((await office.post('/policy/proposals/new', form)).headers.location)
  await office.post(`${at}/close`, { note: 'Told at the staff meeting' })
  await leader.post(`${at}/edit`, { material: 'no', reason: 'A telephone number' })
  const on = { 'on-day': '19', 'on-month': '11', 'on-year': '2027' }
  await chair.post(`${at}/approval`, { ...on, minute: 'Item 6', reason: '' })
  await head.post(`${at}/adoption`, { 'from-day': '20', 'from-month': '11', 'from-year': '2027' })
  app.clock.set('2027-11-20T09:00:00Z')
  const later = await app.as(fresh.head)
  assert.match((await later.get('/policy/versions')).body, /In force since Saturday 20 November 2027/)
  assert.match((await later.get('/policy/review')).body, /Tablets \(looked at, left for the review\)/)
  assert.doesNotMatch((await later.get('/')).body, /reviewing the social media policy early/)
})
