import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { arguableOf } from '../../src/features/advice/arguable.ts'
import { interpretationsOf, recordInterpretation } from '../../src/features/advice/interpretations.ts'
import { insertPerson } from '../../src/features/people/index.ts'
import { propose as proposeText } from '../../src/features/policy/commands/propose.ts'
import { policyInForce, policyVersion, versionsThatCount } from '../../src/features/policy/index.ts'
import { londonDate } from '../../src/kernel/clock.ts'
import { type InterpretationId, newId, type PolicyVersionId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { createFiles } from '../../src/platform/files/files.ts'
import { compiledOf } from '../../src/policy-engine/compile.ts'
import { shippedPack } from '../../src/policy-engine/shipped-packs.ts'
import { startTestApp, type TestBrowser } from '../support/app.ts'
import { dateOf, hiddenField } from '../support/forms.ts'
import { startMailServer } from '../support/letters.ts'
import { foundTestSchool } from '../support/school.ts'

/** A proposal from its first word to the day it is in force, with everybody's part in it. */
const { smtpUrl, letters } = await startMailServer()
const app = await startTestApp({ smtpUrl })
const school = await foundTestSchool(app)
const stranger = await foundTestSchool(app, { name: 'Hillbrook Primary School' })
/** Everybody signed in anew: a session does not outlast the days that the tests skip. */
const signIn = async () => ({
  head: await app.as(school.head),
  chair: await app.as(school.chair),
  teacher: await app.as(school.teacher),
  office: await app.as(school.office),
})

/** Proposes a shipped pack; where its page is. */
const propose = async (browser: TestBrowser, pack: string): Promise<string> => {
  const { body } = await browser.get(`/policy/proposals/new?pack=${pack}`)
  const answer = await browser.post('/policy/proposals/new', {
    id: hiddenField(body, 'id'),
    draft: '',
    pack,
    why: 'The review that was due',
  })
  return String(answer.headers.location)
}

const inForce = async (of = school) =>
  inSchool(app.db, of.head, tx => policyInForce(tx, londonDate(app.clock.now())))

const approve = (browser: TestBrowser, at: string, more: Record<string, string> = {}) =>
  browser.post(`${at}/approval`, { ...dateOf('on', '2026-11-18'), minute: 'Item 6', reason: '', ...more })

test('a text is proposed once, however often the form is sent', async () => {
  const { head, chair, teacher } = await signIn()
  assert.equal((await teacher.get('/policy/proposals/new?pack=GH')).statusCode, 403)
  assert.equal((await head.get('/policy/proposals/new?pack=ZZ')).statusCode, 404)
  const { body } = await head.get('/policy/proposals/new?pack=GH')
  const form = { id: hiddenField(body, 'id'), draft: '', pack: 'GH', why: '' }
  const empty = await head.post('/policy/proposals/new', form)
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, /Say what changes and why/)
  const [one, two] = [
    await head.post('/policy/proposals/new', { ...form, why: 'New section' }),
    await head.post('/policy/proposals/new', { ...form, why: 'New section' }),
  ]
  assert.equal(one.statusCode, 303)
  assert.equal(one.headers.location, two.headers.location)
  const list = (await chair.get('/policy/proposals')).body
  assert.equal(list.split('Nobody has been asked yet').length, 2)
})

test('from consultation to the governors’ decision to the day it is in force', async () => {
  const { head, chair, teacher, office } = await signIn()
  const at = await propose(office, 'WB')
  // What changes is known before anybody approves.
  const changes = (await chair.get(`${at}/changes`)).body
  assert.match(changes, /What Gatepost would do differently/)
  assert.match(changes, /Now:<\/strong> Senior leader[\s\S]{0,90}Then:<\/strong> Headteacher/)
  assert.match(changes, /How soon a message is answered: from then on by school practice/)
  assert.match(
    changes,
    /people are asked to acknowledge it; \w+ of them acknowledged the text in force before/,
  )
  assert.doesNotMatch(changes, /href="\/policy\/clauses\//, 'the proposed clauses have no page yet')
  assert.match(changes, /Both say something, and not the same \(\d+\)/)
  assert.match(changes, /the policy in force forbids \(AL-10\.b\)/)
  assert.match(changes, /the policy in force is not|the proposed text is written for them/)

  const ask = (await office.get(`${at}/consult`)).body
  assert.match(ask, /Why\?/)
  const nobody = await office.post(`${at}/consult`, dateOf('until', '2026-12-09'))
  assert.match(nobody.body, /Choose or name somebody to ask/)
  const badLine = await office.post(`${at}/consult`, {
    ...dateOf('until', '2026-12-09'),
    unions: 'Rep, rep@',
  })
  assert.equal(badLine.statusCode, 422)
  assert.match(badLine.body, /Write “Rep, rep@” as a name/)
  assert.match(badLine.body, /Rep, rep@<\/textarea>/)
  const past = await office.post(`${at}/consult`, { ...dateOf('until', '2026-11-17'), groups: 'staff' })
  assert.match(past.body, /Enter today or a later day/)

  const asked = await office.post(`${at}/consult`, {
    ...dateOf('until', '2026-12-09'),
    groups: ['staff', 'governors'],
    unions: 'Invented Teachers’ Union, rep@union.example\nInvented Teachers’ Union; Rep@union.example',
    parents: 'All parents, by the newsletter',
  })
  assert.equal(asked.headers.location, at)
  await app.jobs.drain()
  const toUnion = letters.find(letter => letter.to === 'rep@union.example')
  assert.match(toUnion?.text ?? '', /\/consultation\/[\w-]{32}/)
  assert.equal(
    letters.filter(letter => letter.to === 'rep@union.example').length,
    1,
    'named twice, asked once',
  )
  const before = letters.length
  const again = await office.post(`${at}/consult`, { ...dateOf('until', '2026-12-09'), groups: ['staff'] })
  assert.match(again.body, /All of these have been asked already/)
  await app.jobs.drain()
  assert.equal(letters.length, before, 'nobody gets two letters')

  // Somebody signed in.
  assert.match((await teacher.get('/')).body, /Say what you think of a proposed policy/)
  assert.match((await teacher.get(at)).body, /What do you think of the text/)
  assert.equal((await teacher.post(`${at}/reply`, { id: '', reply: ' ' })).statusCode, 422)
  await teacher.post(`${at}/reply`, { id: '', reply: 'Keep the holiday rule <b>' })
  assert.doesNotMatch((await teacher.get('/')).body, /Say what you think/)
  assert.match((await teacher.get(at)).body, /Keep the holiday rule &lt;b&gt;/)
  assert.equal((await teacher.get(`${at}/replies`)).statusCode, 403)
  const volunteer = await app.as(school.volunteer)
  assert.equal((await volunteer.post(`${at}/reply`, { reply: 'Me too' })).statusCode, 404)

  // Somebody by the link, once.
  const path = /\/consultation\/[\w-]+/.exec(toUnion?.text ?? '')?.[0] ?? ''
  const visitor = app.anonymous()
  const page = await visitor.get(path)
  assert.match(page.body, /Thornfield Primary School asks for your view/)
  assert.match(page.body, /WB-4\.a/)
  assert.doesNotMatch(page.body, /Tess Rowan|Keep the holiday/)
  assert.equal((await visitor.post(path, { id: hiddenField(page.body, 'id'), reply: '' })).statusCode, 422)
  const sent = await visitor.post(path, {
    id: hiddenField(page.body, 'id'),
    reply: 'Talk to us about section 4',
  })
  assert.match(sent.body, /Thank you for your view/)
  assert.match((await visitor.get(path)).body, /This link no longer works/)
  assert.match((await visitor.post(path, { id: '', reply: 'Again' })).body, /This link no longer works/)
  assert.match((await visitor.get('/consultation/wrong')).body, /This link no longer works/)

  // From a meeting.
  await office.post(`${at}/replies/new`, {
    id: '',
    party: 'parents',
    name: 'Parents’ evening',
    text: 'Shorter, please',
  })
  const replies = (await office.get(`${at}/replies`)).body
  for (const words of ['Keep the holiday rule', 'Talk to us about section 4', 'Shorter, please'])
    assert.match(replies, new RegExp(words))

  await office.post(`${at}/close`, { note: '' })
  assert.match((await visitor.get(path)).body, /This link no longer works/)
  const early = await approve(chair, at)
  assert.match(early.body, /3 replies have not been considered yet/)
  for (const id of new Set(replies.match(/(?<=\/replies\/)[0-9a-f-]{36}/g) ?? []))
    await office.post(`${at}/replies/${id}`, { considered: 'Taken up' })
  assert.match((await teacher.get(at)).body, /The school’s answer: Taken up/)

  assert.match((await approve(chair, at, dateOf('on', '2026-11-19'))).body, /Enter today or an earlier day/)
  assert.equal((await approve(chair, at)).headers.location, at)
  assert.match((await chair.get(at)).body, /Item 6, Wednesday 18 November 2026/)

  assert.match((await head.get('/')).body, /Bring the approved policy into force/)
  const taken = await head.post(`${at}/adoption`, dateOf('from', '2026-11-18'))
  assert.match(taken.body, /Another version comes into force on that day already/)
  assert.match(
    (await head.post(`${at}/adoption`, dateOf('from', '2026-11-17'))).body,
    /cannot come into force in the past/,
  )
  const adopted = await head.post(`${at}/adoption`, dateOf('from', '2026-11-20'))
  assert.equal(adopted.headers.location, '/policy')
  assert.equal((await inForce())?.pack.id, 'AL', 'not before its day')
  app.clock.set('2026-11-20T00:00:00Z')
  assert.equal((await inForce())?.pack.id, 'WB')
  const again2 = await head.post(`${at}/adoption`, dateOf('from', '2026-11-25'))
  assert.equal(again2.statusCode, 303, 'it has moved on')
  assert.equal((await inForce())?.material, true)
})

test('the history: every version, its decision, its consultation, its exact text', async () => {
  const { teacher } = await signIn()
  const list = (await teacher.get('/policy/versions')).body
  assert.match(list, /In force since Friday 20 November 2026/)
  assert.match(list, /superseded on Friday 20 November 2026/)
  const policy = await inForce()
  const page = (await teacher.get(`/policy/versions/${policy?.versionId}`)).body
  assert.match(page, /Recognised unions: 1 asked, 1 replied/)
  assert.match(page, new RegExp(policy?.textSha256 ?? 'none'))
  assert.match((await teacher.get(`/policy/versions/${policy?.versionId}/text`)).body, /WB-4\.a/)
  const changed = (await teacher.get(`/policy/versions/${policy?.versionId}/changes`)).body
  assert.match(changed, /Between the version of Wednesday 18 November 2026/)
  const first = /\/policy\/versions\/[0-9a-f-]{36}(?!.*\/policy\/versions\/)/s.exec(list)?.[0]
  const backwards = (await teacher.get(`${first}/changes?from=${policy?.versionId}`)).body
  assert.match(backwards, /version of Wednesday 18 November 2026 \(“now”, the earlier\)/)
  assert.equal((await teacher.get(`/policy/versions/${policy?.versionId}/document`)).statusCode, 404)
  const other = await app.as(stranger.head)
  for (const end of ['', '/text', '/changes', '/document'])
    assert.equal((await other.get(`/policy/versions/${policy?.versionId}${end}`)).statusCode, 404, end)
})

test('without a reply a consultation closes only with words on how people were asked', async () => {
  const { head, chair } = await signIn()
  const at = await propose(head, 'GH')
  assert.match((await head.post(`${at}/close`, { note: ' ' })).body, /Nobody was asked: write down why/)
  await head.post(`${at}/close`, { note: 'A legal correction, told at the staff meeting' })
  assert.match((await chair.get(at)).body, /A legal correction, told at the staff meeting/)
})

test('whoever proposed a text neither judges it a small edit nor records its approval, unless nobody else can', async () => {
  const { head, chair } = await signIn()
  await app.as(school.dsl)
  const leader = await app.as(school.leader)
  const at = await propose(head, 'BP')
  await head.post(`${at}/close`, { note: 'A telephone number' })
  const own = await head.post(`${at}/edit`, { material: 'no', reason: 'A telephone number' })
  assert.match(own.body, /somebody else does this: Dev Anand or Colin Marsh or Sana Whitlock/)
  assert.doesNotMatch(own.body, /name="reason"/)
  assert.match((await approve(head, at)).body, /somebody else does this/)
  assert.match((await leader.post(`${at}/edit`, { material: 'no', reason: '' })).body, /Give the reason/)
  await leader.post(`${at}/edit`, { material: 'no', reason: 'A telephone number' })
  assert.match((await chair.get(at)).body, /Small edit, not material/)
  await approve(chair, at)

  const before = await inForce()
  assert.ok(before)
  const [open] = arguableOf(compiledOf(before.pack))
  assert.ok(open)
  const { clause, otherClause } = open
  await recordInterpretation(app.db, school.head, {
    id: newId<InterpretationId>(),
    clause,
    otherClause,
    reads: 'ask',
    reason: 'As we always have',
    now: app.clock.now(),
  })
  await head.post(`${at}/adoption`, dateOf('from', '2026-12-01'))
  app.clock.set('2026-12-01T09:00:00Z')
  const after = await inForce()
  assert.equal(after?.material, false)
  const count = await inSchool(app.db, school.head, tx =>
    versionsThatCount(tx, after?.versionId ?? ('' as PolicyVersionId)),
  )
  assert.deepEqual(count, [after?.versionId, before.versionId], 'what was acknowledged before counts')
  const readings = await inSchool(app.db, school.head, tx =>
    interpretationsOf(tx, after?.versionId ?? ('' as PolicyVersionId)),
  )
  assert.deepEqual(
    readings.map(one => one.clause),
    [clause],
    'how the school reads a clause outlasts a small edit',
  )
  const older = await inSchool(app.db, school.head, tx => policyVersion(tx, before.versionId))
  assert.equal(older?.textSha256, before.textSha256)
})

test('a small edit of a version that is replaced meanwhile does not come into force', async () => {
  const { head, chair, teacher } = await signIn()
  const at = await propose(head, 'AL')
  await head.post(`${at}/close`, { note: 'A spelling' })
  const leader = await app.as(school.leader)
  await leader.post(`${at}/edit`, { material: 'no', reason: 'A spelling' })
  await approve(chair, at)
  await head.post('/policy/adopt/SM', { id: '', ...dateOf('from', '2026-12-02'), minute: 'Item 7' })
  const late = await head.post(`${at}/adoption`, dateOf('from', '2026-12-03'))
  assert.match(late.body, /marked as a small edit of a version that is no longer in force/)
  assert.equal((await head.post(`${at}/adoption`, dateOf('from', '2026-12-01'))).statusCode, 422)
  assert.equal((await head.post(`${at}/withdraw`, { reason: '' })).statusCode, 422)
  await head.post(`${at}/withdraw`, { reason: 'Overtaken' })
  assert.match((await teacher.get(at)).body, /It was withdrawn\. Overtaken/)
})

test('in a school of one, one person does it with a reason, and it says so', async () => {
  const alone = await foundTestSchool(app, { name: 'Isle School' })
  await inSchool(app.db, alone.head, async tx => {
    for (const roles of ['chair', 'governor', 'senior-leader'] as const)
      await tx
        .deleteFrom('person_role')
        .where('school_id', '=', tx.schoolId)
        .where('role', '=', roles)
        .execute()
  })
  const only = await app.as(alone.head)
  const at = await propose(only, 'SM')
  await only.post(`${at}/close`, { note: 'Talked through with everyone' })
  assert.match((await only.get(`${at}/approval`)).body, /nobody else here could do this step/)
  assert.match((await approve(only, at)).body, /Give the reason/)
  assert.equal((await approve(only, at, { reason: 'No chair since May' })).headers.location, at)
  assert.match((await only.get(at)).body, /one person: nobody else could do it\)\. No chair since May/)
})

test('what people read and acknowledge is the school’s own document where there is one', async () => {
  const files = createFiles(app.vault)
  const pack = shippedPack('AL')
  assert.ok(pack)
  const made = await proposeText(app.db, stranger.head, {
    id: newId(),
    why: 'Our own words',
    draftId: null,
    source: async tx => ({
      kind: 'ready',
      title: 'Our policy',
      pack,
      document: {
        fileId: await files.store(tx, {
          purpose: 'policy',
          mediaType: 'text/plain',
          bytes: Buffer.from('Be kind'),
          at: app.clock.now(),
        }),
        fileName: 'our policy.txt',
        text: 'Conduct\n\nBe <kind> online.',
      },
    }),
    now: app.clock.now(),
  })
  assert.equal(made.kind, 'proposed')
  const at = `/policy/proposals/${made.kind === 'proposed' ? made.id : ''}`
  const [other, second] = [await app.as(stranger.head), await app.as(stranger.chair)]
  assert.match((await other.get(`${at}/text`)).body, /Be &lt;kind&gt; online\./)
  const file = await other.get(`${at}/document`)
  assert.equal(file.body, 'Be kind')
  assert.match(String(file.headers['content-disposition']), /attachment; filename="our-policy.txt"/)
  await other.post(`${at}/close`, { note: 'Staff meeting' })
  const today = londonDate(app.clock.now()).toString()
  await approve(second, at, dateOf('on', today))
  await other.post(`${at}/adoption`, dateOf('from', today))
  const policy = await inForce(stranger)
  assert.equal(policy?.text.kind === 'document' && policy.text.text, 'Conduct\n\nBe <kind> online.')
  assert.equal(policy?.textSha256, createHash('sha256').update('Conduct\n\nBe <kind> online.').digest('hex'))
  assert.notEqual(policy?.textSha256, policy?.sha256)
  const page = (await other.get(`/policy/versions/${policy?.versionId}`)).body
  assert.match(page, /Download the original document/)
  assert.match(page, /Nobody was asked, and nobody replied[\s\S]{0,60}Staff meeting/)
  assert.equal((await other.get(`/policy/versions/${policy?.versionId}/document`)).body, 'Be kind')
})

test('people of the list without a sign-in get a link of their own, and without an address are told', async () => {
  await inSchool(app.db, stranger.head, async tx => {
    await insertPerson(
      tx,
      { givenName: 'Lena', familyName: 'Frost', email: null, sharedMailbox: false, roles: ['staff'] },
      app.clock.now(),
    )
  })
  const other = await app.as(stranger.head)
  const at = await propose(other, 'GH')
  await other.post(`${at}/consult`, { ...dateOf('until', '2026-12-20'), groups: ['staff'] })
  await app.jobs.drain()
  const replies = (await other.get(`${at}/replies`)).body
  assert.match(replies, /Lena Frost \(Staff\): no email address, tell them yourself/)
  const letter = letters.find(one => one.to.startsWith('teacher') && /Hillbrook/.test(one.text))
  const path = /\/consultation\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? ''
  app.clock.set('2026-12-20T23:59:00Z')
  assert.equal((await app.anonymous().get(path)).statusCode, 200)
  assert.match((await app.anonymous().get(path)).body, /asks for your view/)
  app.clock.set('2026-12-21T00:00:00Z')
  assert.match((await app.anonymous().get(path)).body, /This link no longer works/)
  const later = await app.as(stranger.head)
  assert.match((await later.get('/')).body, /Close the consultation on a proposed policy/)
})

test('a review begins with a draft of the text in force; a proposal that goes back becomes a draft', async () => {
  const { head, teacher } = await signIn()
  const { body } = await head.get('/policy/review')
  const started = await head.post('/policy/review', { id: hiddenField(body, 'id') })
  assert.match(String(started.headers.location), /^\/policy\/drafts\/[0-9a-f-]{36}$/)
  assert.equal(
    (await head.post('/policy/review', { id: hiddenField(body, 'id') })).headers.location,
    started.headers.location,
    'sent twice it starts one review',
  )
  assert.equal((await head.get(String(started.headers.location))).statusCode, 200)
  const at = await propose(head, 'GH')
  const back = await head.post(`${at}/return`, { reason: 'Section 4 is unclear' })
  assert.match(String(back.headers.location), /^\/policy\/drafts\/[0-9a-f-]{36}$/)
  const returned = (await head.get(at)).body
  assert.match(returned, /It went back to be drafted again\. Section 4 is unclear/)
  assert.ok(returned.includes(`href="${back.headers.location}"`), 'the draft made of it is at hand')
  assert.equal((await teacher.get(at)).statusCode, 404, 'nobody was asked about it')
})

test('two people at once: one decision, one version a day, one reply a link', async () => {
  const crowd = await foundTestSchool(app, { name: 'Beckside School' })
  const [office, chair, second] = [
    await app.as(crowd.office),
    await app.as(crowd.chair),
    await app.as(crowd.head),
  ]
  const today = londonDate(app.clock.now())
  const approved = async (pack: string): Promise<string> => {
    const at = await propose(office, pack)
    await office.post(`${at}/close`, { note: 'Staff meeting' })
    await Promise.all([
      approve(chair, at, dateOf('on', today.toString())),
      approve(second, at, dateOf('on', today.toString())),
    ])
    return at
  }
  const [one, two] = [await approved('GH'), await approved('WB')]
  const from = dateOf('from', today.add({ days: 3 }).toString())
  const answers = await Promise.all([
    chair.post(`${one}/adoption`, from),
    second.post(`${two}/adoption`, from),
    chair.post(`${one}/adoption`, from),
  ])
  assert.equal(answers.filter(answer => answer.headers.location === '/policy').length, 1)
  assert.equal((await office.get('/policy/versions')).body.split('Comes into force on').length, 2)

  const at = await propose(office, 'BP')
  await office.post(`${at}/consult`, {
    ...dateOf('until', today.add({ days: 9 }).toString()),
    unions: 'Rep, crowd@union.example',
  })
  await app.jobs.drain()
  const letter = letters.find(found => found.to === 'crowd@union.example')
  const path = /\/consultation\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? ''
  await Promise.all(
    ['First', 'Second', 'Third'].map(reply => app.anonymous().post(path, { id: newId(), reply })),
  )
  assert.match((await office.get(at)).body, /Recognised unions: 1 asked, 1 replied/)
})
