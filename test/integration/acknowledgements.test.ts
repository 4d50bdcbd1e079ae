import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Insertable } from 'kysely'
import { applyForAccount } from '../../src/features/accounts/index.ts'
import { acknowledgedBy, acknowledgePolicy } from '../../src/features/acknowledgements/index.ts'
import { insertPerson } from '../../src/features/people/index.ts'
import { adoptPolicy } from '../../src/features/policy/index.ts'
import type { PersonActor, Role } from '../../src/kernel/actor.ts'
import { londonDate } from '../../src/kernel/clock.ts'
import {
  type ApplicationId,
  newId,
  newRandomId,
  type PersonId,
  type PolicyVersionId,
} from '../../src/kernel/ids.ts'
import { inSchool, type Tables, type TenantTx } from '../../src/platform/database/database.ts'
import { createFiles } from '../../src/platform/files/files.ts'
import { inForce, rightForm } from '../support/acknowledging.ts'
import { actorOf, startTestApp, type TestBrowser } from '../support/app.ts'
import { startMailServer } from '../support/letters.ts'
import { foundTestSchool, type TestSchool } from '../support/school.ts'

const { smtpUrl, letters } = await startMailServer()
const app = await startTestApp({ smtpUrl })
const path = '/policy/acknowledge'

const add = (
  school: TestSchool,
  givenName: string,
  familyName: string,
  roles: readonly Role[],
  email: string | null,
) =>
  inSchool(app.db, school.head, tx =>
    insertPerson(tx, { givenName, familyName, email, sharedMailbox: false, roles }, app.clock.now()),
  )

const acknowledge = async (person: PersonActor) =>
  acknowledgePolicy(app.db, person, { sha256: (await inForce(app, person)).textSha256, now: app.clock.now() })

const who = async (school: TestSchool): Promise<ReadonlySet<PersonId>> => {
  const { versionId } = await inForce(app, school.head)
  return inSchool(app.db, school.head, tx => acknowledgedBy(tx, versionId, londonDate(app.clock.now())))
}

/** The single-use link on a page or in a letter. */
const linkIn = (text: string): string => /\/acknowledge\/[\w-]{20,}/.exec(text)?.[0] ?? assert.fail(text)

const errorOf = async (
  browser: TestBrowser,
  to: string,
  form: Record<string, string | readonly string[]>,
) => {
  const answer = await browser.post(to, form)
  assert.equal(answer.statusCode, 422, answer.headers.location?.toString())
  return answer.body
}

test('a person reads the text, answers as the policy says and confirms it, once', async () => {
  const school = await foundTestSchool(app)
  const teacher = await app.as(school.teacher)
  const { body } = await teacher.get(path)
  assert.match(body, /You are asked to read this text/)
  assert.match(body, /Why\? AL-2\.d/)
  assert.match(body, /AL-10\.b/, 'the clauses themselves are there')
  assert.equal(body.match(/<fieldset/g)?.length, 3)
  assert.equal(
    (await teacher.get(path)).body.match(/<legend[\s\S]*?<\/legend>/g)?.join(),
    body.match(/<legend[\s\S]*?<\/legend>/g)?.join(),
    'the same questions again',
  )

  const form = await rightForm(app, school.teacher)
  assert.equal((await teacher.post(path, form)).headers.location, '/')
  assert.match((await teacher.get('/')).body, /Your acknowledgement of the social media policy is recorded/)
  assert.equal((await teacher.post(path, form)).headers.location, path)
  const done = (await teacher.get(path)).body
  assert.match(done, /You had acknowledged this text already/)
  assert.match(done, /You have acknowledged this text[\s\S]*on Wednesday 18 November 2026/)
  assert.doesNotMatch(done, /I have read and understood it/)
  assert.match((await teacher.get('/policy')).body, /You have acknowledged this policy/)
})

/** A wrong answer that the page offers to a question. */
const wrongAnswer = (body: string, name: string, right: string | undefined): string =>
  [...body.matchAll(new RegExp(`name="${name}" type="radio" value="([^"]+)"`, 'g'))]
    .map(([, value]) => value ?? '')
    .find(value => value !== right) ?? assert.fail(name)

test('a wrong answer shows the clause and asks again; nothing of it is kept', async () => {
  const school = await foundTestSchool(app)
  const teacher = await app.as(school.teacher)
  const form = await rightForm(app, school.teacher)
  const wrong = wrongAnswer((await teacher.get(path)).body, 'answer-2', form['answer-2'])
  const shown = await errorOf(teacher, path, { ...form, 'answer-2': wrong })
  assert.match(shown, /Look again at question 2\. AL-\S+ says: .* So: /)
  assert.match(shown, new RegExp(`name="answer-2" type="radio" value="${wrong}" checked`))
  assert.doesNotMatch(shown, /Look again at question 1/)
  const { 'answer-3': _left, ...short } = form
  assert.match(await errorOf(teacher, path, short), /Answer question 3/)
  assert.equal((await who(school)).size, 0)
})

test('a text that changed meanwhile is not acknowledged', async () => {
  const school = await foundTestSchool(app)
  const teacher = await app.as(school.teacher)
  const form = { ...(await rightForm(app, school.teacher)), sha256: 'another text' }
  assert.equal((await teacher.post(path, form)).headers.location, path)
  assert.match((await teacher.get(path)).body, /The policy changed after you opened the page/)
  assert.equal((await who(school)).size, 0)
})

test('who is asked follows the policy: governors and volunteers at Wateringbury, staff alone at Ashlands', async () => {
  const ashlands = await foundTestSchool(app)
  const wateringbury = await foundTestSchool(app, { pack: 'WB' })
  for (const key of ['volunteer', 'chair'] as const) {
    const no = await app.as(ashlands[key])
    assert.match((await no.get(path)).body, /You are not asked to acknowledge it/)
    assert.equal((await no.post(path, await rightForm(app, ashlands[key]))).statusCode, 403)
    const yes = await app.as(wateringbury[key])
    assert.match((await yes.get('/')).body, /Read the social media policy and acknowledge it[\s\S]*WB-1\.c/)
    assert.equal((await yes.post(path, await rightForm(app, wateringbury[key]))).headers.location, '/')
  }
  assert.equal((await who(wateringbury)).size, 2)
})

test('a volunteer is asked only once named to run an account, by the clause on runners', async () => {
  const school = await foundTestSchool(app)
  const applied = await applyForAccount(app.db, school.teacher, {
    id: newId<ApplicationId>(),
    businessCase: {
      channel: 'facebook',
      name: 'Friends of the garden',
      aim: 'Find helpers',
      audience: 'Parents',
      promotion: 'Newsletter',
      openness: 'open',
      runnerIds: [school.teacher.personId, school.colleague.personId, school.volunteer.personId],
    },
    now: app.clock.now(),
  })
  assert.equal(applied.kind, 'submitted')
  const volunteer = await app.as(school.volunteer)
  assert.match((await volunteer.get(path)).body, /Why\? AL-3\.b/)
  assert.match((await volunteer.get('/')).body, /you are named to run an official account/)
  assert.equal((await volunteer.post(path, await rightForm(app, school.volunteer))).statusCode, 303)
  assert.doesNotMatch((await volunteer.get('/')).body, /you are named to run/)
})

test('a material change asks everyone again and says so; the old signature stays on record', async () => {
  const school = await foundTestSchool(app)
  await acknowledge(school.teacher)
  app.clock.advance({ hours: 24 })
  const adopted = await adoptPolicy(app.db, school.head, {
    pack: 'GH',
    inForceFrom: londonDate(app.clock.now()),
    minute: 'Item 9',
    now: app.clock.now(),
  })
  assert.equal(adopted.kind, 'adopted')
  assert.equal((await who(school)).size, 0)
  const teacher = await app.as(school.teacher)
  assert.match(
    (await teacher.get('/')).body,
    /The social media policy has changed: read it and acknowledge it/,
  )
  const head = await app.as(school.head)
  const record = (await head.get(`/policy/acknowledgements/people/${school.teacher.personId}`)).body
  assert.match(record, /Has not acknowledged the text in force/)
  assert.match(record, /Wednesday 18 November 2026[\s\S]*signed in/)
})

/** Puts another version into force today, like the one before but for these columns. */
const putInForce = async (
  school: TestSchool,
  columns: (tx: TenantTx) => Promise<Partial<Insertable<Tables['policy_version']>>>,
): Promise<void> => {
  const before = await inForce(app, school.head)
  app.clock.advance({ hours: 24 })
  await inSchool(app.db, school.head, async tx => {
    const row = await tx
      .selectFrom('policy_version')
      .selectAll()
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', before.versionId)
      .executeTakeFirstOrThrow()
    const own = { id: newId<PolicyVersionId>(), in_force_from: londonDate(app.clock.now()) }
    await tx
      .insertInto('policy_version')
      .values({ ...row, ...own, ...(await columns(tx)) })
      .execute()
  })
}

test('a small edit marked not material voids nothing', async () => {
  const school = await foundTestSchool(app)
  await acknowledge(school.teacher)
  const before = await inForce(app, school.head)
  await putInForce(school, async () => ({
    sha256: 'f'.repeat(64),
    material: false,
    replaces: before.versionId,
  }))
  assert.notEqual((await inForce(app, school.head)).versionId, before.versionId)
  assert.deepEqual([...(await who(school))], [school.teacher.personId])
  assert.doesNotMatch((await (await app.as(school.teacher)).get('/')).body, /acknowledge/)
})

test('what is read and signed is the school’s own document where there is one', async () => {
  const school = await foundTestSchool(app)
  const cook = await add(school, 'Nell', 'Ash', ['staff'], null)
  await putInForce(school, async tx => ({
    document_file_id: await createFiles(app.vault).store(tx, {
      purpose: 'policy',
      mediaType: 'text/plain',
      bytes: Buffer.from('Be kind'),
      at: app.clock.now(),
    }),
    document_name: 'our policy.txt',
    document_text: 'Conduct\n\nBe <kind> online.',
    document_sha256: 'd'.repeat(64),
  }))
  const teacher = await app.as(school.teacher)
  const { body } = await teacher.get(path)
  assert.match(body, /Be &lt;kind&gt; online\./)
  assert.equal(
    (await teacher.get(/\/policy\/versions\/[\w-]+\/document/.exec(body)?.[0] ?? '')).body,
    'Be kind',
  )
  assert.equal((await teacher.post(path, await rightForm(app, school.teacher))).headers.location, '/')
  const office = await app.as(school.office)
  assert.match(
    (await office.get(`/policy/acknowledgements/people/${school.teacher.personId}`)).body,
    /fingerprint dddddddddddd/,
  )
  const made = await office.post(`/policy/acknowledgements/people/${cook}/link`, { by: 'hand' })
  const link = linkIn(made.body)
  assert.match((await app.anonymous().get(link)).body, /Be &lt;kind&gt; online\./)
  assert.equal((await app.anonymous().get(`${link}/document`)).body, 'Be kind')
})

test('the list: who has and who has not, by name, role and state, page by page and for a spreadsheet', async () => {
  const school = await foundTestSchool(app)
  await acknowledge(school.teacher)
  const [head, teacher] = [await app.as(school.head), await app.as(school.teacher)]
  const list = '/policy/acknowledgements'
  assert.equal((await teacher.get(list)).statusCode, 403)
  const all = (await head.get(list)).body
  assert.match(all, /1 of 7 people have acknowledged/)
  assert.match(all, /Tess Rowan[\s\S]*?Yes, on [A-Z][a-z]+ \d+ November 2026, signed in/)
  assert.match(all, /Joel Fenn[\s\S]*?Not yet, asked since/)
  assert.doesNotMatch(all, /Rhys Calder/)
  const found = (await head.get(`${list}?search=ROWAN&state=done`)).body
  assert.match(found, /Tess Rowan/)
  assert.doesNotMatch(found, /Joel Fenn/)
  const leaders = (await head.get(`${list}?role=administrator`)).body
  assert.match(leaders, /Orla Pike/)
  assert.doesNotMatch(leaders, /people\/[\w-]+">Tess Rowan/)
  assert.match((await head.get(`${list}?search=%3Cb%3E&page=-4`)).body, /Nobody matches/)
  for (let count = 0; count < 30; count++) await add(school, 'Ann', `Zed${count}`, ['staff'], null)
  assert.match((await head.get(`${list}?page=2`)).body, /Zed9/)
  assert.match((await head.get(list)).body, /govuk-pagination/)

  await add(school, '=HYPERLINK("http://x.example")', '@Sum"', ['staff'], null)
  const csv = await head.get(`${list}/list.csv?state=waiting`)
  assert.match(
    String(csv.headers['content-disposition']),
    /attachment; filename="acknowledgements-2026-11-\d+\.csv"/,
  )
  assert.match(String(csv.headers['content-type']), /text\/csv/)
  const lines = csv.body.split('\r\n')
  assert.match(lines[0] ?? '', /^\uFEFF"Family name","Given name"/)
  assert.ok(
    lines.some(line =>
      line.startsWith(`"'@Sum""","'=HYPERLINK(""http://x.example"")","Member of staff","no"`),
    ),
    csv.body,
  )
  assert.doesNotMatch(csv.body, /Rowan/)
})

test('a signed attendance list counts, and is taken back with a reason while no account rests on it', async () => {
  const school = await foundTestSchool(app)
  const cook = await add(school, 'Nell', 'Ash', ['staff'], null)
  const office = await app.as(school.office)
  const attendance = '/policy/acknowledgements/attendance'
  for (const key of ['teacher', 'leader'] as const)
    assert.equal((await (await app.as(school[key])).get(attendance)).statusCode, 403)
  const leader = await app.as(school.leader)
  assert.doesNotMatch((await leader.get('/policy/acknowledgements')).body, /Attendance lists/)
  assert.match((await office.get(attendance)).body, /No list is recorded yet/)
  const { textSha256 } = await inForce(app, school.head)
  assert.match((await office.get(`${attendance}/new`)).body, /Nell Ash/)
  const id = newId<never>() as string
  const form = {
    id,
    sha256: textSha256,
    'held-day': '2',
    'held-month': '11',
    'held-year': '2026',
    kept: 'Training folder',
    people: [cook, school.teacher.personId],
  }
  const wrong = [
    [{ 'held-day': '31' }, /Enter the day of the session as a date/],
    [{ 'held-day': '', 'held-month': '', 'held-year': '' }, /Enter the day of the session/],
    [{ 'held-year': '2027' }, /cannot be in the future/],
    [{ 'held-year': '2016' }, /Check the year/],
    [{ kept: ' ' }, /Enter where the signed paper is kept/],
    [{ people: [] }, /Tick at least one person/],
    [{ sha256: 'another' }, /The policy changed after you opened the page/],
  ] as const
  for (const [change, words] of wrong) {
    const shown = await errorOf(office, `${attendance}/new`, { ...form, ...change })
    assert.match(shown, words)
    if (!('people' in change)) assert.match(shown, new RegExp(`value="${cook}" checked`))
  }
  assert.equal((await office.post(`${attendance}/new`, form)).headers.location, attendance)
  assert.match((await office.get(attendance)).body, /2 people/)
  assert.deepEqual(await who(school), new Set([cook, school.teacher.personId]))
  const head = await app.as(school.head)
  assert.match(
    (await head.get('/policy/acknowledgements?state=done')).body,
    /Nell Ash[\s\S]*?Yes, on Monday 2 November 2026, by attendance list/,
  )

  const one = `${attendance}/${id}`
  assert.match(await errorOf(office, one, { because: '', people: [cook] }), /Enter why they are taken off/)
  assert.match(await errorOf(office, one, { because: 'A slip', people: [] }), /Tick whom to take off/)
  assert.equal((await office.post(one, { because: 'She was at home', people: [cook] })).headers.location, one)
  assert.match((await office.get(one)).body, /Nell Ash, on [\s\S]*She was at home/)
  assert.deepEqual(await who(school), new Set([school.teacher.personId]))

  await applyForAccount(app.db, school.teacher, {
    id: newId<ApplicationId>(),
    businessCase: {
      channel: 'facebook',
      name: 'Choir',
      aim: 'Tell parents',
      audience: 'Parents',
      promotion: 'Newsletter',
      openness: 'open',
      runnerIds: [school.teacher.personId, school.colleague.personId],
    },
    now: app.clock.now(),
  })
  const take = { because: 'The paper is lost', people: [school.teacher.personId] }
  assert.match(
    await errorOf(office, one, take),
    /Tess Rowan cannot be taken off: they run an official account/,
  )
  // A signature of her own carries the account; then the paper may go.
  await inSchool(app.db, school.teacher, async tx => {
    const policy = await inForce(app, school.teacher)
    await tx
      .insertInto('acknowledgement')
      .values({
        school_id: tx.schoolId,
        id: newId<never>() as string,
        person_id: school.teacher.personId,
        policy_version_id: policy.versionId,
        sha256: policy.textSha256,
        acknowledged_at: app.clock.now(),
        signed_on: londonDate(app.clock.now()),
        list_id: null,
        link_id: null,
        signed_as: null,
        struck_at: null,
        struck_by: null,
        struck_because: null,
      })
      .execute()
  })
  assert.equal((await office.post(one, take)).headers.location, one)
  assert.deepEqual(await who(school), new Set([school.teacher.personId]))
  // Who was taken off can be put on a list of the same day again.
  assert.equal(
    (await office.post(`${attendance}/new`, { ...form, id: newId<never>() as string, people: [cook] }))
      .headers.location,
    attendance,
  )
  assert.ok((await who(school)).has(cook))
  const stranger = await foundTestSchool(app)
  assert.equal((await (await app.as(stranger.office)).get(one)).statusCode, 404)
})

test('somebody without a sign-in signs through a link, once, and sees nothing else of the school', async () => {
  const school = await foundTestSchool(app)
  const cook = await add(school, 'Nell', 'Ash', ['staff'], null)
  const office = await app.as(school.office)
  const person = `/policy/acknowledgements/people/${cook}`
  assert.match((await office.get(person)).body, /has no sign-in/)
  const first = linkIn((await office.post(`${person}/link`, { by: 'hand' })).body)
  const link = linkIn((await office.post(`${person}/link`, { by: 'hand' })).body)
  const anybody = app.anonymous()
  assert.match((await anybody.get(first)).body, /This link no longer works/, 'a new link ends the one before')
  const { body } = await anybody.get(link)
  assert.match(body, /Thornfield Primary School asks you to read/)
  assert.match(body, /AL-10\.b/)
  assert.equal(body.match(/<fieldset/g)?.length, 3, 'the same kind of questions as on the screen')
  assert.doesNotMatch(body, /Nell|Ash|Rowan|href="\/(?!")[a-z](?!ccess|elp|ssets)/)
  const form: Record<string, string> = {
    ...(await rightForm(app, actorOf(school.schoolId, cook, ['staff']))),
    name: 'Nell Ash',
  }
  const wrong = wrongAnswer(body, 'answer-1', form['answer-1'])
  const typed = await errorOf(anybody, link, { ...form, name: ' ', 'answer-1': wrong })
  assert.match(typed, /Enter your name/)
  assert.match(typed, /Look again at question 1\. AL-\S+ says: /)
  assert.match(typed, new RegExp(`name="answer-1" type="radio" value="${wrong}" checked`))
  assert.match(
    await errorOf(anybody, link, { sha256: form.sha256 ?? '', name: 'Nell Ash' }),
    /Answer question 3/,
  )
  assert.match((await anybody.post(link, { ...form, sha256: 'another' })).body, /The text changed/)
  assert.equal((await who(school)).size, 0, 'and the link still works')
  assert.match((await anybody.post(link, form)).body, /Thank you/)
  for (const again of [await anybody.post(link, form), await anybody.get(link)])
    assert.match(again.body, /You have signed already[\s\S]*your signature of \w+ \d+ November 2026/)
  assert.deepEqual([...(await who(school))], [cook])
  assert.match((await office.get(person)).body, /through a link, as “Nell Ash”/)
  const other = await add(school, 'Ida', 'Moss', ['staff'], 'ida@home.example')
  await office.post(`/policy/acknowledgements/people/${other}/link`, { by: 'letter' })
  await app.jobs.drain()
  const letter = letters.find(({ to }) => to === 'ida@home.example')
  assert.match(letter?.text ?? '', /asks you to read its social media policy/)
  app.clock.advance({ hours: 31 * 24 })
  assert.match((await anybody.get(linkIn(letter?.text ?? ''))).body, /no longer works/, 'after 30 days')
  assert.equal((await anybody.get(`/acknowledge/${newRandomId()}`)).statusCode, 200)
  assert.equal((await anybody.get(`/acknowledge/${newRandomId()}/document`)).statusCode, 404)
})

test('visitors sign for one page, on paper or through a link; the list is by date', async () => {
  const school = await foundTestSchool(app, { pack: 'WB' })
  const office = await app.as(school.office)
  assert.match((await office.get('/policy/visitors')).body, /Nobody is on the list yet/)
  assert.match((await office.get('/policy/visitors')).body, /href="\/policy\/handouts\/visitors"/)
  const today = londonDate(app.clock.now())
  const form = {
    id: newId<never>() as string,
    name: 'Petra Vale',
    organisation: 'Vale Heating',
    'visit-day': String(today.day),
    'visit-month': String(today.month),
    'visit-year': String(today.year),
    way: 'paper',
    kept: 'Visitors’ book',
    address: '',
  }
  const wrong = [
    [{ name: '' }, /Enter the visitor’s name/],
    [{ way: '' }, /Choose how they get the leaflet/],
    [{ kept: '' }, /Enter where the signed paper is kept/],
    [{ way: 'letter', address: 'nowhere' }, /Enter an email address/],
    [{ 'visit-year': '2062' }, /Check the year of the visit/],
  ] as const
  for (const [change, words] of wrong)
    assert.match(await errorOf(office, '/policy/visitors/new', { ...form, ...change }), words)
  for (const _twice of [1, 2])
    assert.equal((await office.post('/policy/visitors/new', form)).headers.location, '/policy/visitors')
  const byHand = { ...form, id: newId<never>() as string, name: 'Otto Brand', way: 'hand' }
  const link = linkIn((await office.post('/policy/visitors/new', byHand)).body)
  const anybody = app.anonymous()
  const read = (await anybody.get(link)).body
  assert.match(read, /Keep your phone away/)
  assert.doesNotMatch(read, /WB-4\.2\.b|Otto|Petra/)
  const sha256 = /name="sha256" value="(\w+)"/.exec(read)?.[1] ?? ''
  assert.match((await anybody.post(link, { sha256, name: 'O. Brand' })).body, /Thank you/)
  assert.match((await anybody.post(link, { sha256, name: 'O. Brand' })).body, /You have signed already/)
  const list = (await office.get('/policy/visitors')).body
  assert.match(list, /Otto Brand[\s\S]*as “O\. Brand”, through a link/)
  assert.match(list, /Petra Vale[\s\S]*Vale Heating[\s\S]*on paper \(Visitors’ book\)/)
  assert.equal(list.match(/Petra Vale<\/th>/g)?.length, 1)
  assert.doesNotMatch((await office.get('/policy/visitors?search=otto')).body, /Petra/)
  assert.match((await office.get('/policy/visitors?search=%25')).body, /Nobody matches/)
})
