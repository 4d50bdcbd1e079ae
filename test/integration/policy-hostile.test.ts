import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertPerson } from '../../src/features/people/index.ts'
import { propose as proposeText } from '../../src/features/policy/index.ts'
import type { Role } from '../../src/kernel/actor.ts'
import { londonDate } from '../../src/kernel/clock.ts'
import { newId, newRandomId, type PersonId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { createFiles } from '../../src/platform/files/files.ts'
import { shippedPack } from '../../src/policy-engine/shipped-packs.ts'
import { inForce, rightForm } from '../support/acknowledging.ts'
import { actorOf, startTestApp, type TestBrowser } from '../support/app.ts'
import { dateOf, hiddenField } from '../support/forms.ts'
import { startMailServer } from '../support/letters.ts'
import { mainWords } from '../support/page-words.ts'
import { foundTestSchool, type TestSchool } from '../support/school.ts'

/** The policy's life, signatures and questions under forged ids, stolen and shared links, and people who leave midway. */
const { smtpUrl, letters } = await startMailServer()
const app = await startTestApp({ smtpUrl })
const school = await foundTestSchool(app)
const stranger = await foundTestSchool(app, { name: 'Hillbrook Primary School' })
const head = await app.as(school.head)
const dsl = await app.as(school.dsl)
const leader = await app.as(school.leader)
const office = await app.as(school.office)
const teacher = await app.as(school.teacher)
const volunteer = await app.as(school.volunteer)
const other = await app.as(stranger.head)

const add = (
  givenName: string,
  familyName: string,
  email: string | null,
  roles: readonly Role[] = ['staff'],
): Promise<PersonId> =>
  inSchool(app.db, school.head, tx =>
    insertPerson(tx, { givenName, familyName, email, sharedMailbox: false, roles }, app.clock.now()),
  )

const propose = async (browser: TestBrowser): Promise<string> => {
  const { body } = await browser.get('/policy/proposals/new?pack=GH')
  const sent = await browser.post('/policy/proposals/new', {
    id: hiddenField(body, 'id'),
    draft: '',
    pack: 'GH',
    why: 'The review',
  })
  return String(sent.headers.location)
}

const linkTo = (address: string, room: string): string => {
  const letter = letters.findLast(one => one.to === address)
  return (
    new RegExp(`/${room}/[\\w-]{20,}`).exec(letter?.text ?? '')?.[0] ?? assert.fail(`no letter to ${address}`)
  )
}

const signatureCount = (of: TestSchool) =>
  inSchool(
    app.db,
    of.head,
    async tx =>
      (await tx.selectFrom('acknowledgement').select('id').where('school_id', '=', tx.schoolId).execute())
        .length,
  )

const ask = async (browser: TestBrowser, words = 'May I follow a parent?'): Promise<string> => {
  const id = newRandomId<never>() as string
  await browser.post('/advice/questions/new', { id, page: '', words })
  return id
}

test('who left the school replies through no link any more, and signs through none', async () => {
  const at = await propose(head)
  const leaver = await add('Nell', 'Ash', 'nell@home.example')
  await head.post(`${at}/consult`, { ...dateOf('until', '2026-12-20'), groups: ['staff'] })
  const made = await office.post(`/policy/acknowledgements/people/${leaver}/link`, { by: 'hand' })
  const sign = /\/acknowledge\/[\w-]{20,}/.exec(made.body)?.[0] ?? ''
  await app.jobs.drain()
  const consultation = linkTo('nell@home.example', 'consultation')
  const anybody = app.anonymous()
  assert.match((await anybody.get(consultation)).body, /asks for your view/)
  assert.match((await anybody.get(sign)).body, /asks you to read/)
  await head.post(`/people/${leaver}/left`)
  for (const link of [consultation, sign]) {
    assert.match((await anybody.get(link)).body, /no longer works/)
    const sent = await anybody.post(link, {
      id: newId<string>(),
      reply: 'Still here',
      sha256: (await inForce(app, school.head)).textSha256,
      name: 'Nell Ash',
    })
    assert.doesNotMatch(sent.body, /Thank you/)
  }
  assert.doesNotMatch((await head.get(`${at}/replies`)).body, /Still here/)
  await head.post(`${at}/withdraw`, { reason: 'Done with' })
})

test('a link opens only what it was made for, and a race of two uses signs once', async () => {
  const cook = await add('Ida', 'Moss', null)
  const made = await office.post(`/policy/acknowledgements/people/${cook}/link`, { by: 'hand' })
  const link = /\/acknowledge\/([\w-]{20,})/.exec(made.body)?.[1] ?? ''
  const anybody = app.anonymous()
  for (const room of ['consultation', 'invitation', 'set-up'])
    assert.doesNotMatch((await anybody.get(`/${room}/${link}`)).body, /Ida|Moss|AL-10/, room)
  for (const token of [`${link}x`, link.slice(1), link.toUpperCase(), '%00', 'x'.repeat(190)])
    assert.match((await anybody.get(`/acknowledge/${token}`)).body, /no longer works/)
  const before = await signatureCount(school)
  const form = await rightForm(app, actorOf(school.schoolId, cook, ['staff']))
  const sent = await Promise.all(
    ['Ida Moss', 'Somebody Else'].map(name =>
      app.anonymous().post(`/acknowledge/${link}`, { ...form, name }),
    ),
  )
  assert.deepEqual(
    sent.map(answer => answer.statusCode),
    [200, 200],
  )
  assert.equal(await signatureCount(school), before + 1)
  assert.match((await anybody.get(`/acknowledge/${link}`)).body, /You have signed already/)
})

test('forged people on an attendance list, in a link and in a strike are of no use', async () => {
  const { textSha256 } = await inForce(app, school.head)
  const before = await signatureCount(school)
  const list = {
    id: newId<string>(),
    sha256: textSha256,
    ...dateOf('held', '2026-11-18'),
    kept: '=HYPERLINK("http://evil.example")',
    people: [stranger.teacher.personId, newId<string>(), 'nobody'],
  }
  const path = '/policy/acknowledgements/attendance'
  assert.match((await office.post(`${path}/new`, list)).body, /Tick at least one person/)
  assert.equal((await leader.post(`${path}/new`, list)).statusCode, 403)
  await office.post(`${path}/new`, {
    ...list,
    people: [school.colleague.personId, stranger.teacher.personId],
  })
  assert.equal(await signatureCount(school), before + 1)
  assert.equal(await signatureCount(stranger), 0)
  for (const browser of [other, await app.as(stranger.office)]) {
    assert.equal((await browser.get(`${path}/${list.id}`)).statusCode, 404)
    const struck = await browser.post(`${path}/${list.id}`, {
      people: school.colleague.personId,
      because: 'Not there',
    })
    assert.equal(struck.statusCode, 404)
    const made = await browser.post(`/policy/acknowledgements/people/${school.colleague.personId}/link`, {
      by: 'hand',
    })
    assert.equal(made.statusCode, 404)
  }
  assert.equal(await signatureCount(school), before + 1)
  for (const line of (await head.get('/policy/acknowledgements/list.csv')).body.split('\n'))
    assert.doesNotMatch(line, /(^|,)"?[=+@-]/)
})

/** Proposes a text that was read from a document; where its page is. */
const proposeDocument = async (): Promise<string> => {
  const [id, pack] = [newId<string>(), shippedPack('GH')]
  assert.ok(pack)
  await proposeText(app.db, school.head, {
    id,
    why: 'Marzipan in every clause',
    draftId: null,
    source: async tx => ({
      kind: 'ready',
      title: 'The marzipan policy',
      pack,
      document: {
        fileId: await createFiles(app.vault).store(tx, {
          purpose: 'policy',
          mediaType: 'text/plain',
          bytes: Buffer.from('Marzipan for all'),
          at: app.clock.now(),
        }),
        fileName: 'marzipan.txt',
        text: 'Marzipan for all',
      },
    }),
    now: app.clock.now(),
  })
  return `/policy/proposals/${id}`
}

test('a proposal is not there for whoever is not in it yet: no page, file, list, count or line tells of it', async () => {
  const at = await proposeDocument()
  const governor = await app.as({
    schoolId: school.schoolId,
    personId: await add('Gwen', 'Tarr', 'gwen@home.example', ['governor']),
  })
  const ends = ['', '/text', '/document', '/changes']
  const nowhere = `/policy/proposals/${newId()}`
  const seesNothing = async (browser: TestBrowser, who: string) => {
    for (const end of ends) {
      const [real, none] = [await browser.get(`${at}${end}`), await browser.get(`${nowhere}${end}`)]
      assert.equal(real.statusCode, 404, `${who} ${end}`)
      assert.equal(mainWords(real.body), mainWords(none.body), `${who} ${end}`)
    }
    const [sent, lost] = [
      await browser.post(`${at}/reply`, { id: '', reply: 'Let me in' }),
      await browser.post(`${nowhere}/reply`, { id: '', reply: 'Let me in' }),
    ]
    assert.equal(sent.statusCode, 404, who)
    assert.equal(mainWords(sent.body), mainWords(lost.body), who)
    for (const end of ['consult', 'replies', 'replies/new', 'close', 'edit', 'approval', 'adoption'])
      assert.equal((await browser.get(`${at}/${end}`)).statusCode, 403, `${who} ${end}`)
    for (const path of ['/', '/policy', '/policy?search=marzipan', '/policy/versions', '/policy/compare'])
      assert.doesNotMatch(
        mainWords((await browser.get(path)).body),
        /marzipan policy|propos/i,
        `${who} ${path}`,
      )
    const list = mainWords((await browser.get('/policy/proposals')).body)
    assert.doesNotMatch(list, /marzipan/i, who)
    for (const path of [
      `/policy/clauses/GH-4.2?of=${at.split('/').at(-1)}`,
      `/policy/versions/${at.split('/').at(-1)}`,
    ])
      assert.equal((await browser.get(path)).statusCode, 404, `${who} ${path}`)
  }
  const sees = async (browser: TestBrowser, who: string) => {
    for (const end of ends) assert.equal((await browser.get(`${at}${end}`)).statusCode, 200, `${who} ${end}`)
    assert.match(mainWords((await browser.get('/policy/proposals')).body), /The marzipan policy/, who)
    assert.match(mainWords((await browser.get('/policy')).body), /A new text is proposed/, who)
  }
  const outside = async () => {
    for (const end of ends) assert.equal((await other.get(`${at}${end}`)).statusCode, 404)
    assert.doesNotMatch((await other.get('/policy/proposals')).body, /marzipan/)
  }

  assert.match((await volunteer.get('/policy/proposals')).body, /There is nothing here for you/)
  for (const [who, browser] of Object.entries({ teacher, volunteer })) await seesNothing(browser, who)
  for (const [who, browser] of Object.entries({ head, dsl, leader, office, governor }))
    await sees(browser, who)
  await outside()

  await head.post(`${at}/consult`, { ...dateOf('until', '2026-12-20'), groups: ['staff'] })
  await sees(teacher, 'teacher, asked')
  await seesNothing(volunteer, 'volunteer, not asked')
  await outside()

  await head.post(`${at}/close`, { note: 'Enough' })
  await sees(teacher, 'teacher, after the consultation')
  await seesNothing(volunteer, 'volunteer, after the consultation')
  await governor.post(`${at}/approval`, { ...dateOf('on', '2026-11-18'), minute: 'Item 2', reason: '' })
  await sees(volunteer, 'volunteer, once it is approved')
  await outside()
  await head.post(`${at}/withdraw`, { reason: 'Done with' })
})

test('another school’s proposal, version, question and reading do not exist', async () => {
  const at = await propose(head)
  const id = await ask(teacher)
  const { versionId } = await inForce(app, school.head)
  const posts = [
    [`${at}/consult`, { ...dateOf('until', '2026-12-20'), groups: ['staff'] }],
    [`${at}/close`, { note: 'None' }],
    [`${at}/approval`, { ...dateOf('on', '2026-11-18'), minute: 'Item 1', reason: 'One' }],
    [`${at}/adoption`, dateOf('from', '2026-11-18')],
    [`${at}/withdraw`, { reason: 'Mine now' }],
    [`${at}/reply`, { id: newId<string>(), reply: 'No' }],
  ] as const
  for (const [path, form] of posts) {
    assert.equal((await other.post(path, form)).statusCode, 404, path)
    const answer = await volunteer.post(path, form)
    assert.equal(answer.statusCode, path.endsWith('/reply') ? 404 : 403, path)
  }
  for (const path of [at, `${at}/text`, `/policy/versions/${versionId}`, `/advice/questions/${id}`])
    assert.equal((await other.get(path)).statusCode, 404, path)
  assert.equal((await other.get(`/policy/clauses/AL-1.a?of=${versionId}`)).statusCode, 404)
  await other.post(`/advice/questions/${id}/answer`, { answer: 'From elsewhere' })
  await other.post(`/advice/questions/${id}/withdraw`)
  assert.match((await teacher.get(`/advice/questions/${id}`)).body, /Withdraw/)
  await head.post(`${at}/withdraw`, { reason: 'Done with' })
})

test('a question is moved by whoever has it or asked it, and only to somebody who answers for others', async () => {
  const id = await ask(teacher, 'About a colleague’s page')
  const path = `/advice/questions/${id}`
  await dsl.post(`${path}/hand-on`, { to: school.volunteer.personId })
  assert.equal((await volunteer.get(path)).statusCode, 404)
  await teacher.post(`${path}/hand-on`, { to: school.colleague.personId })
  assert.equal((await (await app.as(school.colleague)).get(path)).statusCode, 404)
  await dsl.post(`${path}/hand-on`, { to: stranger.head.personId })
  const deputy = await app.as(school.deputy)
  const chair = await app.as(school.chair)
  assert.equal((await deputy.get(path)).statusCode, 404)
  await dsl.post(`${path}/hand-on`, { to: school.deputy.personId })
  assert.match((await deputy.get(path)).body, /Your answer/)
  // Those who had it still read it, and neither move nor answer it any more.
  for (const before of [dsl, leader, head]) {
    assert.equal((await before.get(path)).statusCode, 200)
    await before.post(`${path}/hand-on`, { to: school.chair.personId })
    await before.post(`${path}/answer`, { answer: 'Mine after all' })
  }
  assert.equal((await chair.get(path)).statusCode, 404)
  assert.doesNotMatch((await teacher.get(path)).body, /Mine after all/)
  const answers = await Promise.all([
    deputy.post(`${path}/answer`, { answer: 'First answer' }),
    deputy.post(`${path}/answer`, { answer: 'Second answer' }),
  ])
  assert.ok(answers.every(answer => answer.statusCode === 303))
  const shown = (await teacher.get(path)).body
  assert.equal(/First answer/.test(shown) !== /Second answer/.test(shown), true, 'one answer stands')
})

test('two readings of the same clauses at one moment: both are on record, one stands', async () => {
  const { body } = await head.get('/policy/interpretations')
  const [, clause = '', otherClause = ''] =
    /name="clause" value="([^"]*)">\s*<input type="hidden" name="other" value="([^"]*)"/.exec(body) ?? []
  const record = (reads: string) =>
    head.post('/policy/interpretations', {
      id: newId<string>(),
      clause,
      other: otherClause,
      reads,
      reason: `Read as ${reads}`,
    })
  const sent = await Promise.all([record('ask'), record('may'), record('as-written')])
  assert.ok(sent.every(answer => answer.statusCode === 303))
  const rows = await inSchool(app.db, school.head, tx =>
    tx.selectFrom('interpretation').select('ended_at').where('school_id', '=', tx.schoolId).execute(),
  )
  assert.equal(rows.length, 3)
  assert.equal(rows.filter(row => row.ended_at === null).length, 1)
})

test('what is asked of the adviser shows nowhere else: not in the trail, the outbox, Today or an error', async () => {
  const secret = 'zebrafish'
  const id = await ask(teacher, `About ${secret}`)
  await app.jobs.drain()
  const long = await teacher.post('/advice/questions/new', {
    id: newRandomId<never>() as string,
    page: '',
    words: secret.repeat(1000),
  })
  assert.equal(long.statusCode, 422)
  // The headteacher advises here, and so reads it, on its own page.
  for (const person of [school.head, school.chair, school.office, school.deputy, school.colleague]) {
    const browser = await app.as(person)
    const elsewhere = [
      '/',
      '/audit',
      '/outbox',
      '/policy/review',
      '/policy/findings',
      '/policy/interpretations',
    ]
    for (const path of person === school.head ? elsewhere : [...elsewhere, '/advice/questions']) {
      const { body } = await browser.get(path)
      assert.ok(!body.includes(secret), `${path} for ${person.name}`)
      assert.ok(!body.includes(id), `${path} for ${person.name}`)
    }
  }
  const trail = (await head.get('/audit')).body
  assert.match(trail, /Tess Rowan|Harriet Oakes/)
  assert.doesNotMatch(trail, /adviser|advice\.asked/, 'not even that somebody asked')
  assert.ok(letters.every(({ subject, text }) => !`${subject} ${text}`.includes(secret)))
  for (const row of await inSchool(app.db, school.dsl, tx =>
    tx.selectFrom('advice_question').select(['content']).where('school_id', '=', tx.schoolId).execute(),
  ))
    assert.ok(!row.content.includes(secret), 'sealed where it lies')
})

test('no form of these rooms makes a page fail: fields missing, repeated, enormous or of another form', async () => {
  const at = await propose(head)
  const id = await ask(teacher)
  const failed: string[] = []
  const values = [
    ['a\0b'],
    ['a\ud800b'],
    ['9'.repeat(40)],
    ['-1'],
    ['x'.repeat(60_000)],
    ['\u202eabc'],
    ['1', '2'],
    [],
  ]
  const names = ['id', 'sha256', 'name', 'kept', 'people', 'because', 'way', 'address', 'organisation', 'by']
    .concat(['held-day', 'held-month', 'held-year', 'visit-day', 'visit-month', 'visit-year', 'answer-1'])
    .concat([
      'groups',
      'unions',
      'parents',
      'until-day',
      'until-month',
      'until-year',
      'party',
      'text',
      'note',
    ])
    .concat([
      'reason',
      'minute',
      'on-day',
      'on-month',
      'on-year',
      'from-day',
      'material',
      'considered',
      'reply',
    ])
    .concat(['title', 'href', 'consulted', 'owner', 'review-day', 'committee', 'sites', 'trigger', 'reasons'])
    .concat(['words', 'page', 'answer', 'to', 'clause', 'other', 'reads', 'draft', 'pack', 'why'])
  const rooms = /^\/(policy|advice|answer|acknowledge|consultation)/
  const routes = app.routes.filter(
    one =>
      one.method === 'POST' &&
      rooms.test(one.path) &&
      !one.path.startsWith('/policy/drafts') &&
      !/withdraw|return/.test(one.path),
  )
  assert.ok(routes.length >= 20)
  for (const route of routes) {
    const own = route.path.startsWith('/advice') ? id : (at.split('/').at(-1) ?? '')
    const address = route.path
      .replace('/people/:id', `/people/${school.colleague.personId}`)
      .replace(':pack', 'GH')
      .replace(/:\w+/, own)
      .replaceAll(/:\w+/g, newId<string>())
    for (const value of values)
      for (const browser of [head, teacher]) {
        const { statusCode } = await browser.post(
          address,
          Object.fromEntries(names.map(name => [name, value])),
        )
        if (statusCode >= 500) failed.push(`${address} answered ${statusCode} to ${value[0]?.slice(0, 9)}`)
      }
  }
  assert.deepEqual(failed, [])
  assert.equal(
    (await inForce(app, school.head)).inForceFrom.toString(),
    londonDate(app.clock.now()).toString(),
  )
})
