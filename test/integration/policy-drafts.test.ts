import assert from 'node:assert/strict'
import { test } from 'node:test'
import { policyInForce } from '../../src/features/policy/index.ts'
import type { DraftId } from '../../src/features/policy-drafts/index.ts'
import { proposalFrom, startDraft } from '../../src/features/policy-drafts/index.ts'
import { londonDate } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { outcomeOf } from '../../src/policy-engine/evaluate.ts'
import { startTestApp, type TestBrowser } from '../support/app.ts'
import { asDocx, asPdf, policyDocumentsMissing, policyText } from '../support/policy-documents.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const school = await foundTestSchool(app)
const stranger = await foundTestSchool(app, { name: 'Hillbrook Primary School' })
const head = await app.as(school.head)
const leader = await app.as(school.leader)

const document = `Social Media Policy

Thornfield Primary School

Adopted by the governing body: 12 March 2025

Next review: March 2026

1. Contact

1.1 Staff must not be friends with pupils on social networking sites.

1.2 Staff should not accept friend requests from parents on their personal accounts.

1.3 Photographs of pupils must not be published on personal accounts.

2. Official accounts

2.1 Messages must be answered within 48 hours, or on the next working day after a weekend.

2.2 Any official account must be approved by the headteacher.

3. Review

3.1 This policy will be reviewed every year.
`

const words = (body: string): string =>
  body
    .replace(/^[\s\S]*<main/, '<main')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const upload = async (browser: TestBrowser, text = document, fileName = 'Our policy 2025.txt') => {
  const sent = await browser.upload(
    '/policy/drafts/new',
    { id: newId<string>(), text: '' },
    { file: { fileName, bytes: Buffer.from(text) } },
  )
  assert.equal(sent.statusCode, 303, words(sent.body))
  return String(sent.headers.location).replace('/findings', '')
}

type Card = { readonly href: string; readonly version: string; readonly text: string }

/** The cards of a page of the review. */
const cards = (body: string): readonly Card[] =>
  body
    .split('gatepost-original"')
    .slice(1)
    .map(part => ({
      href: /action="([^"]+)"/.exec(part)?.[1] ?? '',
      version: /name="version" value="(\d+)"/.exec(part)?.[1] ?? '',
      text: words(`<main>${part}`),
    }))

const review = async (browser: TestBrowser, base: string) => {
  const { body } = await browser.get(`${base}/review`)
  return { body, cards: cards(body) }
}

const card = (all: readonly Card[], has: string): Card => {
  const found = all.find(({ text }) => text.includes(has))
  assert.ok(found, `no clause with “${has}” in ${all.map(({ text }) => text).join('\n')}`)
  return found
}

const decide = (browser: TestBrowser, one: Card, decision: string) =>
  browser.post(one.href, { version: one.version, decision })

const acceptAll = async (browser: TestBrowser, base: string) => {
  for (const one of (await review(browser, base)).cards)
    if (one.text.includes('To decide')) await decide(browser, one, 'accept')
}

test('a document is read, decided on clause by clause, and becomes a pack', async () => {
  const base = await upload(head)
  const findings = words((await head.get(`${base}/findings`)).body)
  assert.match(findings, /12 March 2025/)
  assert.match(findings, /overdue|should have been reviewed|March 2026/)

  const first = await review(head, base)
  assert.match(first.body, /0 of \d+ decided/)
  const befriending = card(first.cards, 'must not be friends with pupils')
  const after = await decide(head, befriending, 'accept')
  assert.equal(after.statusCode, 303)
  assert.match(String(after.headers.location), /review\?page=1#clause-/)
  assert.match((await review(head, base)).body, /1 of \d+ decided/)
  assert.match(
    card((await review(head, base)).cards, 'friends with pupils').text,
    /Accepted by Harriet Oakes/,
  )

  assert.equal((await head.post(`${base}/ready`)).statusCode, 303)
  assert.match(words((await head.get(base)).body), /It is not ready yet. \d+ clauses are still to decide/)
  await acceptAll(head, base)
  assert.equal((await head.post(`${base}/ready`)).statusCode, 303)
  assert.match(words((await head.get(base)).body), /Propose it/)

  const made = await inSchool(app.db, school.head, tx => proposalFrom(tx, base.split('/').at(-1) as DraftId))
  assert.ok(made.kind === 'ready')
  assert.equal(made.document?.fileName, 'Our policy 2025.txt')
  assert.match(made.document.text, /Staff must not be friends/)
  assert.equal(made.pack.id, 'TS')
  assert.equal(made.pack.dates.adopted, '2025-03-12')
  assert.deepEqual(made.pack.settings['inbox.clock']?.value, { hours: 48, weekend: 'next-working-day' })
  assert.deepEqual(made.pack.settings['accounts.approver']?.value, ['headteacher'])
  const verdict = outcomeOf(made.pack, {
    actor: 'staff',
    act: 'connect',
    with: 'pupil',
    via: 'personal-account',
  })
  assert.equal(verdict.verdict, 'must-not')
  assert.deepEqual(verdict.clauses, ['TS-1.1'])
})

test('a correction changes what the clause decides; undo brings back what was read', async () => {
  const base = await upload(head)
  const parents = card((await review(head, base)).cards, 'friend requests from parents')
  const { body } = await head.get(`${parents.href}/correct`)
  assert.match(body, /Staff should not accept friend requests/)
  const wrong = await head.post(`${parents.href}/correct`, {
    version: parents.version,
    section: 'Contact',
    who: 'staff',
    says: 'must-not',
    topic: 'contacting-parents',
    gist: ' ',
    capability: 'advice.verdict',
  })
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /Say what it says/)
  const right = {
    version: parents.version,
    section: 'Contact',
    who: 'staff',
    says: 'must-not',
    topic: 'contacting-parents',
    gist: 'Staff must not befriend parents on personal accounts.',
    capability: 'advice.verdict',
  }
  assert.equal((await head.post(`${parents.href}/correct`, right)).statusCode, 303)
  const effect = words((await head.get(`${base}/effect`)).body)
  assert.match(effect, /Not allowed\. .*a parent or carer/)
  const corrected = card((await review(head, base)).cards, 'friend requests from parents')
  assert.match(corrected.text, /Corrected/)
  await decide(head, corrected, 'undo')
  const undone = card((await review(head, base)).cards, 'friend requests from parents')
  assert.match(undone.text, /To decide/)
  assert.match(undone.text, /should not/)
})

test('two people on one clause: the second is told who decided, and nothing is lost', async () => {
  const base = await upload(head)
  const one = card((await review(head, base)).cards, 'friends with pupils')
  await decide(head, one, 'accept')
  const late = await decide(leader, one, 'drop')
  assert.equal(late.statusCode, 303)
  const told = words((await leader.get(String(late.headers.location).replace(/#.*/, ''))).body)
  assert.match(told, /Nothing was changed: Harriet Oakes decided on this clause .*accepted/)
  const form = {
    version: one.version,
    section: 'Contact',
    who: 'staff',
    says: 'must-not',
    topic: 'befriending-pupils',
    gist: 'My own words for it',
    capability: 'advice.verdict',
  }
  const kept = await leader.post(`${one.href}/correct`, form)
  assert.equal(kept.statusCode, 422)
  assert.match(kept.body, /My own words for it/)
  assert.match(words(kept.body), /Harriet Oakes decided on this clause/)
})

test('the same button pressed again, as after “back”, changes nothing and warns of nothing', async () => {
  const base = await upload(head)
  const one = card((await review(head, base)).cards, 'friends with pupils')
  await decide(head, one, 'accept')
  const again = await decide(head, one, 'accept')
  assert.ok(!again.cookies.some(({ name }) => name === 'flash'))
  const accepted = card((await review(head, base)).cards, 'friends with pupils')
  assert.equal(accepted.version, String(Number(one.version) + 1))
  const other = await decide(head, one, 'drop')
  const told = words((await head.get(String(other.headers.location).replace(/#.*/, ''))).body)
  assert.match(told, /you decided on this clause after you opened the page/)
})

test('what a clause would decide stands beside it before it is decided, and after the last one comes the next step', async () => {
  const base = await upload(head)
  const { cards: before } = await review(head, base)
  assert.match(card(before, 'friends with pupils').text, /Not allowed\. Befriend/)
  for (const one of before) {
    const answer = await decide(head, one, 'accept')
    if (one !== before.at(-1)) assert.match(String(answer.headers.location), /\/review\?page=/)
    else assert.equal(answer.headers.location, base)
  }
})

test('of two decisions at the same moment one is taken', async () => {
  const base = await upload(head)
  const one = card((await review(head, base)).cards, 'friends with pupils')
  const answers = await Promise.all([decide(head, one, 'accept'), decide(leader, one, 'drop')])
  const warned = answers.filter(({ cookies }) => cookies.some(({ name }) => name === 'flash'))
  assert.equal(warned.length, 1)
  const trail = words((await head.get('/audit')).body)
  assert.match(trail, /Policy draft clause decided/)
})

test('a section is accepted at once, and leaves what somebody else decided', async () => {
  const base = await upload(head)
  const { body } = await review(head, base)
  const form = /action="([^"]+\/accept)"[\s\S]*?<\/form>/.exec(body)?.[0] ?? ''
  const ids = [...form.matchAll(/name="clause" value="([^"]+)"/g)].map(([, id]) => id ?? '')
  assert.ok(ids.length > 1, 'the section has several clauses')
  const first = card(cards(body), 'friends with pupils')
  await decide(leader, first, 'drop')
  const answer = await head.post(`${base}/accept`, { clause: ids })
  assert.equal(answer.statusCode, 303)
  const after = await review(head, base)
  assert.match(words(after.body), /One clause was left as decided after you opened the page/)
  assert.match(card(after.cards, 'friends with pupils').text, /Dropped by Sana Whitlock/)
})

test('a clause that was missed is added at its place, once', async () => {
  const base = await upload(head)
  const { body } = await head.get(`${base}/add`)
  const id = /name="id" value="([^"]+)"/.exec(body)?.[1] ?? ''
  const form = {
    id,
    block: '',
    section: 'Contact',
    who: 'staff',
    says: 'must-not',
    topic: 'party-politics',
    gist: 'Staff must not post for a party.',
    capability: 'advice.verdict',
  }
  assert.equal((await head.post(`${base}/add`, form)).statusCode, 303)
  assert.equal((await head.post(`${base}/add`, form)).statusCode, 303)
  const after = await review(head, base)
  assert.equal(after.cards.filter(({ text }) => text.includes('post for a party')).length, 1)
  assert.match(card(after.cards, 'post for a party').text, /Added by a person/)
})

test('dates may be a month or a term; what is wrong is said at the field and kept', async () => {
  const base = await upload(head)
  const { body } = await head.get(`${base}/details`)
  const version = /name="version" value="(\d+)"/.exec(body)?.[1] ?? ''
  const details = {
    version,
    title: 'Social media policy',
    namedSchool: 'Thornfield Primary School',
    'adopted-day': '31',
    'adopted-month': '2',
    'adopted-year': '2026',
    'lastReviewed-day': '',
    'lastReviewed-month': '',
    'lastReviewed-year': '',
    'nextReview-day': '',
    'nextReview-month': 'summer',
    'nextReview-year': '2027',
    reviewEvery: 'P1Y',
    ownerRole: 'headteacher',
    committee: 'Full governing body',
    staff: ['staff', 'slt', 'headteacher', 'volunteer'],
    covers: ['pupil'],
  }
  const wrong = await head.post(`${base}/details`, details)
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /href="#adopted-day"/)
  assert.match(wrong.body, /value="31"/)
  const right = { ...details, 'adopted-day': '', 'adopted-month': 'March' }
  assert.equal((await head.post(`${base}/details`, right)).statusCode, 303)
  const shown = words((await head.get(base)).body)
  assert.match(shown, /March 2026/)
  assert.match(shown, /summer term 2027/)
  assert.match(shown, /a volunteer/)
  const stale = await leader.post(`${base}/details`, { ...right, title: 'Another name' })
  assert.equal(stale.statusCode, 422)
  assert.match(words(stale.body), /Harriet Oakes changed the draft/)
  assert.match(stale.body, /Another name/)
})

test('a setting is stated under a clause, or left to school practice', async () => {
  const base = await upload(head)
  await acceptAll(head, base)
  const path = `${base}/settings/inbox.clock`
  const { body } = await head.get(path)
  assert.match(body, /value="48"/)
  const version = /name="version" value="(\d+)"/.exec(body)?.[1] ?? ''
  const wrong = await head.post(path, { version, value: 'soon', weekend: 'next-working-day', clause: '' })
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /Enter a whole number/)
  assert.match(wrong.body, /Choose the clause that says so/)
  const saved = await head.post(path, { version, value: '24', weekend: 'same-hours', clause: '2.1' })
  assert.equal(saved.statusCode, 303)
  assert.match(
    words((await head.get(`${base}/effect`)).body),
    /Within 24 hours; what comes at a weekend, within the same hours .*TS-2\.1/,
  )
})

test('Word and PDF are read as they are, and come back with their own type', {
  skip: policyDocumentsMissing,
}, async () => {
  const files = [
    ['Policy.docx', await asDocx(policyText('WB')), /officedocument\.wordprocessingml/],
    ['Policy.pdf', await asPdf(policyText('WB')), /application\/pdf/],
  ] as const
  for (const [fileName, bytes, type] of files) {
    const sent = await head.upload(
      '/policy/drafts/new',
      { id: newId<string>(), text: '' },
      { file: { fileName, bytes } },
    )
    assert.equal(sent.statusCode, 303, words(sent.body))
    const base = String(sent.headers.location).replace('/findings', '')
    const findings = words((await head.get(`${base}/findings`)).body)
    assert.match(findings, /March 2025/)
    assert.match(findings, /It names Wateringbury CE Primary School, and this school is Thornfield/)
    assert.match(findings, /a contractor/)
    const file = await head.get(`${base}/document`)
    assert.match(String(file.headers['content-type']), type)
    assert.ok(file.rawPayload.equals(bytes))
  }
})

test('pasted text is read too; a file and text together, nothing, and what cannot be read are said at the field', async () => {
  const send = (form: Record<string, string>, file?: { fileName: string; bytes: Uint8Array }) =>
    head.upload('/policy/drafts/new', { id: newId<string>(), ...form }, file ? { file } : {})
  const pasted = await send({ text: document })
  assert.equal(pasted.statusCode, 303)
  assert.match((await head.get(String(pasted.headers.location))).body, /Pasted text/)
  assert.match((await send({ text: '' })).body, /Choose a file, or paste the text/)
  const both = await send({ text: document }, { fileName: 'a.txt', bytes: Buffer.from(document) })
  assert.equal(both.statusCode, 422)
  assert.match(both.body, /Staff must not be friends with pupils/, 'what was pasted is still there')
  const damaged = await send({ text: '' }, { fileName: 'a.pdf', bytes: Buffer.from('%PDF-1.7\nnothing') })
  assert.equal(damaged.statusCode, 422)
  assert.match(damaged.body, /href="#file"/)
})

test('sent twice, a document makes one draft', async () => {
  const id = newId<string>()
  const send = () =>
    head.upload(
      '/policy/drafts/new',
      { id, text: '' },
      { file: { fileName: 'a.txt', bytes: Buffer.from(document) } },
    )
  const [one, two] = [await send(), await send()]
  assert.equal(one.headers.location, two.headers.location)
})

test('a draft is withdrawn and comes back; a ready one stands until it is opened again', async () => {
  const base = await upload(head)
  await acceptAll(head, base)
  await head.post(`${base}/withdraw`)
  assert.match(words((await head.get(base)).body), /It was withdrawn/)
  const [one] = (await review(head, base)).cards
  assert.equal(one?.href, '', 'no decision is offered')
  await head.post(`${base}/reopen`)
  await head.post(`${base}/ready`)
  const made = (await review(leader, base)).body
  assert.doesNotMatch(made, /value="undo"/)
  await head.post(`${base}/reopen`)
  assert.match((await review(leader, base)).body, /value="undo"/)
})

test('the file comes back as it was, as an attachment; another school sees neither it nor the draft', async () => {
  const base = await upload(head)
  const file = await head.get(`${base}/document`)
  assert.equal(file.body, document)
  assert.match(String(file.headers['content-disposition']), /^attachment; filename="Our-policy-2025\.txt"/)
  assert.equal(file.headers['x-content-type-options'], 'nosniff')
  const other = await app.as(stranger.head)
  for (const path of ['', '/document', '/review', '/findings', '/effect', '/details', '/add', '/checks'])
    assert.equal((await other.get(`${base}${path}`)).statusCode, 404, path)
  assert.equal((await (await app.as(school.teacher)).get(base)).statusCode, 403)
  assert.match((await other.get('/policy/drafts')).body, /There is no draft yet/)
})

test('the policy in force is taken up: nothing changes until a clause does', async () => {
  const policy = await inSchool(app.db, school.head, tx => policyInForce(tx, londonDate(app.clock.now())))
  assert.ok(policy)
  const id = await startDraft(app.db, school.head, {
    pack: policy.pack,
    title: policy.pack.title,
    from: policy.versionId,
    now: app.clock.now(),
  })
  await head.post(`/policy/drafts/${id}/ready`)
  const made = await inSchool(app.db, school.head, tx => proposalFrom(tx, id))
  assert.ok(made.kind === 'ready')
  assert.deepEqual(made.pack, policy.pack)
  assert.equal(made.document, undefined)

  await head.post(`/policy/drafts/${id}/reopen`)
  const clock = card(await allCards(`/policy/drafts/${id}`), 'AL-4.b')
  await decide(head, clock, 'undo')
  await decide(head, { ...clock, version: String(Number(clock.version) + 1) }, 'drop')
  await head.post(`/policy/drafts/${id}/ready`)
  const changed = await inSchool(app.db, school.head, tx => proposalFrom(tx, id))
  assert.ok(changed.kind === 'ready')
  assert.equal(changed.pack.settings['inbox.clock'], undefined)
  assert.ok(!changed.pack.clauses.some(clause => clause.id === 'AL-4.b'))
  assert.match(
    words((await head.get(`/policy/drafts/${id}/effect`)).body),
    /rested on a clause that is no longer there/,
  )
})

const allCards = async (base: string): Promise<readonly Card[]> => {
  const found: Card[] = []
  for (let page = 1; page < 30; page++) {
    const { body } = await head.get(`${base}/review?page=${page}`)
    found.push(...cards(body))
    if (!body.includes(`review?page=${page + 1}"`)) break
  }
  return found
}

test('a shipped policy made one’s own gets letters and a name of its own', async () => {
  const { body } = await head.get('/policy/drafts/start')
  assert.match(body, /Your policy in force/)
  const id = /name="id" value="([^"]+)"/.exec(body)?.[1] ?? ''
  assert.equal((await head.post('/policy/drafts/start', { id, pack: 'XX' })).statusCode, 422)
  const started = await head.post('/policy/drafts/start', { id, pack: 'WB' })
  assert.equal(started.statusCode, 303)
  const page = words((await head.get(String(started.headers.location))).body)
  assert.match(page, /does not say when it was adopted/)
  assert.match(page, /Thornfield Primary School/)
  const all = await allCards(String(started.headers.location))
  assert.match(card(all, 'TS-6.a').text, /Accepted by Harriet Oakes/)
})

test('the checks look at the pack that the draft comes to', async () => {
  const base = await upload(head)
  // With nothing accepted there is no pack: silence of the checks, or of school practice, would be a false all-clear.
  for (const end of ['/checks', '/effect']) {
    const empty = words((await head.get(`${base}${end}`)).body)
    assert.match(empty, /No clause is accepted yet/)
    assert.doesNotMatch(empty, /found nothing to look at|settles everything/)
  }
  await acceptAll(head, base)
  const shown = words((await head.get(`${base}/checks`)).body)
  assert.match(shown, /The review is overdue/)
  assert.match(shown, /What it leaves open/)
})

test('a long document is reviewed in pages of whole sections', async () => {
  const long = Array.from(
    { length: 12 },
    (_, section) =>
      `${section + 1}. Part ${section + 1}\n\n${Array.from({ length: 10 }, (_clause, nth) => `${section + 1}.${nth + 1} Staff must not do thing ${section + 1}-${nth + 1} online.`).join('\n\n')}`,
  ).join('\n\n')
  const base = await upload(head, `Thornfield Primary School\n\nSocial Media Policy\n\n${long}`)
  const first = await review(head, base)
  assert.match(first.body, /0 of 120 decided/)
  assert.match(first.body, /govuk-pagination/)
  assert.match(
    first.body,
    /review\?page=1#[^"]+">Go to the next one to decide/,
    'what is on the page comes first',
  )
  assert.ok(first.cards.length <= 12)
  assert.match((await head.get(`${base}/review?page=12`)).body, /thing 12-10/)
})

test('Today tells whoever started a draft how many clauses are left', async () => {
  const deputyHead = await app.as(school.dsl)
  await upload(deputyHead)
  assert.match(words((await deputyHead.get('/')).body), /Decide on the clauses of “.*”: \d+ of \d+ are left/)
})
