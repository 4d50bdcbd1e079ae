import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newRandomId } from '../../src/kernel/ids.ts'
import { audit } from '../../src/platform/audit/audit.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { shippedPacks } from '../../src/policy-engine/shipped-packs.ts'
import { rightForm } from '../support/acknowledging.ts'
import { startTestApp, type TestBrowser } from '../support/app.ts'
import { dateOf, hiddenField } from '../support/forms.ts'
import { mainWords } from '../support/page-words.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const ashlands = await foundTestSchool(app)
const harwood = await foundTestSchool(app, { pack: 'GH', name: 'Brook Primary School' })

const bare = await foundTestSchool(app, { pack: null, name: 'Cedar Primary School' })

const shown = async (browser: TestBrowser, path: string): Promise<string> => {
  const answer = await browser.get(path)
  assert.equal(answer.statusCode, 200, `${path}: ${answer.body}`)
  return answer.body
}

test('a clause tells what it decides, for whom, when not, and what stands beside it', async () => {
  const teacher = await app.as(ashlands.teacher)
  const body = await shown(teacher, '/policy/clauses/AL-10.b')
  assert.match(mainWords(body), /Not allowed/)
  assert.match(mainWords(body), /Befriend, follow or accept a request online/)
  assert.match(mainWords(body), /It can be read in two ways/)
  assert.match(body, /href="\/policy#AL-10\.b"/)
  assert.match(body, /href="\/advice\?act=connect"/)
  assert.match(mainWords(body), /Last exercised Never yet\./)
})

test('a clause of the settings tells what rests on it', async () => {
  const body = mainWords(await shown(await app.as(ashlands.teacher), '/policy/clauses/AL-4.b'))
  assert.match(body, /Within 24 hours/)
  const watching = mainWords(await shown(await app.as(ashlands.teacher), '/policy/clauses/AL-4.a'))
  assert.match(watching, /It decides no question of “Can I…\?”/)
})

test('every clause of every shipped policy has its page, whatever stands in its id', async () => {
  const teacher = await app.as(harwood.teacher)
  for (const pack of shippedPacks())
    for (const { id, gist } of pack.clauses) {
      const body = await shown(teacher, `/policy/clauses/${encodeURIComponent(id)}`)
      assert.ok(body.includes(`>${id}</h1>`), id)
      assert.ok(mainWords(body).length > gist.length, id)
    }
  assert.match(mainWords(await shown(teacher, '/policy/clauses/AL-4.b')), /This is no clause of your policy/)
  assert.match(mainWords(await shown(teacher, '/policy/clauses/AL-4.b?of=AL')), /the policy of Ashlands/)
  assert.equal((await teacher.get('/policy/clauses/AL-4.b?of=GH')).statusCode, 404)
  assert.equal((await teacher.get('/policy/clauses/ZZ-1')).statusCode, 404)
})

test('the newest event that cites a clause tells its kind and its day, and no event of a concern does', async () => {
  const now = app.clock.now()
  const cite = (stream: 'school' | 'concerns', action: string, clause: string) =>
    inSchool(app.db, ashlands.head, tx =>
      audit(tx, {
        at: now,
        action,
        subject: { kind: 'account-application', id: newRandomId() },
        facts: { clauses: [clause] },
        stream,
      }),
    )
  await cite('concerns', 'concern.raised', 'AL-3.b')
  await cite('school', 'policy.draft-clauses-accepted', 'AL-3.b')
  const teacher = await app.as(ashlands.teacher)
  assert.match(mainWords(await shown(teacher, '/policy/clauses/AL-3.b')), /Last exercised Never yet\./)
  await cite('school', 'account-application.decided', 'AL-3.b')
  assert.match(
    mainWords(await shown(teacher, '/policy/clauses/AL-3.b')),
    /Last exercised Account application decided, Wednesday 18 November 2026/,
  )
  const other = await app.as((await foundTestSchool(app, { name: 'Dale Primary School' })).teacher)
  assert.match(mainWords(await shown(other, '/policy/clauses/AL-3.b')), /Never yet/)
})

test('what people do by a clause shows on its page: signing, asking people; who asked the adviser does not', async () => {
  const lastOf = async (clause: string, reader = harwood.teacher): Promise<string> =>
    /Last exercised (.*?) Concerns,/.exec(
      mainWords(await shown(await app.as(reader), `/policy/clauses/${clause}`)),
    )?.[1] ?? 'nothing'
  const asker = await app.as(harwood.colleague)
  await asker.post('/advice/questions/new', { id: newRandomId(), page: '', words: 'May I?' })
  for (const clause of ['GH-0', 'GH-2', 'GH-6.i']) assert.equal(await lastOf(clause), 'Never yet.', clause)

  const teacher = await app.as(harwood.teacher)
  await teacher.post('/policy/acknowledge', await rightForm(app, harwood.teacher))
  for (const clause of ['GH-2', 'GH-6.i'])
    assert.equal(await lastOf(clause), 'Policy acknowledged, Wednesday 18 November 2026', clause)

  const head = await app.as(harwood.head)
  const form = (await head.get('/policy/proposals/new?pack=AL')).body
  const at = String(
    (
      await head.post('/policy/proposals/new', {
        id: hiddenField(form, 'id'),
        draft: '',
        pack: 'AL',
        why: 'The review',
      })
    ).headers.location,
  )
  assert.equal(await lastOf('GH-0'), 'Never yet.')
  await head.post(`${at}/consult`, { ...dateOf('until', '2026-12-09'), groups: ['staff'] })
  assert.equal(await lastOf('GH-0'), 'Policy consulted, Wednesday 18 November 2026')
  assert.equal(await lastOf('GH-0', harwood.volunteer), 'Never yet.', 'a proposal is not there for them')
})

test('why something is so leads to the page of its clause', async () => {
  const body = await shown(await app.as(ashlands.teacher), '/advice/questions/new')
  assert.match(body, /href="\/policy\/clauses\/[A-Z]{2}-|school practice/)
  const policy = await shown(await app.as(ashlands.teacher), '/policy')
  assert.match(policy, /href="\/policy\/clauses\/AL-0"/)
})

test('two or three policies are compared: whom they are for, then where more than one speaks, each clause a link', async () => {
  const teacher = await app.as(ashlands.teacher)
  const form = await shown(teacher, '/policy/compare')
  assert.match(form, /<option value="in-force" selected>Your policy, in force since/)
  assert.doesNotMatch(mainWords(form), /There is a problem/)

  const body = await shown(teacher, '/policy/compare?a=in-force&b=GH&c=BP')
  const told = mainWords(body)
  assert.match(told, /Your policy, Great Harwood and Barleyhurst Park/)
  assert.match(told, /Whom they are written for .*Where more than one speaks, and they differ \(\d+\)/)
  assert.match(told, /your policy forbids \( AL-[^)]*\); Great Harwood [^;]+; Barleyhurst Park [^;]+\. /)
  assert.match(body, /href="\/policy\/clauses\/GH-4\.1\.\*\?of=GH"/)
  assert.match(body, /href="\/policy\/clauses\/AL-10\.[a-z]"/)
  const unfolded = (html: string): number => html.match(/<details class="govuk-details" open>/g)?.length ?? 0
  assert.equal(unfolded(body), 0, 'a long group is folded too')
  assert.ok(unfolded(await shown(teacher, '/policy/compare?a=in-force&b=GH&c=BP&all=yes')) > 3)
})

test('what cannot be compared is told at the field; the same policy twice has no difference', async () => {
  const teacher = await app.as(ashlands.teacher)
  const one = await teacher.get('/policy/compare?a=in-force&b=&c=')
  assert.equal(one.statusCode, 422)
  assert.match(mainWords(one.body), /Choose two policies to compare/)
  const twice = await teacher.get('/policy/compare?a=AL&b=AL')
  assert.match(mainWords(twice.body), /Choose policies that differ/)
  assert.equal((await teacher.get('/policy/compare?a=AL&b=nonsense')).statusCode, 422)
  assert.match(
    mainWords(await shown(teacher, '/policy/compare?a=in-force&b=AL')),
    /They do not differ: the same answer in each of these situations\./,
  )
  const shipped = await shown(await app.as(bare.teacher), '/policy/compare?a=AL&b=SM')
  assert.match(shipped, /<h2 class="govuk-heading-l">Ashlands and/)
  assert.match(mainWords(shipped), /Where both speak, and they differ/)
})

test('what to look at in the policy: grouped, with clauses and a next step that whoever reads it can take', async () => {
  const head = await app.as(ashlands.head)
  const body = await shown(head, '/policy/findings')
  const told = mainWords(body)
  for (const found of [
    /Needs a decision .*AL-9\.d needs a decision beside .* delete nothing/,
    /AL-9\.0 needs a decision beside UK GDPR/,
    /Clauses at odds .*AL-10\.b forbids what AL-1\.e allows/,
    /Overdue .*The review is overdue/,
    /Left out .*In other policies: .*GH-5\.c/,
  ])
    assert.match(told, found)
  assert.match(body, /href="\/policy\/interpretations">Record how you read it/)
  assert.match(body, /href="\/policy\/review">Take it to the review/)
  assert.match(body, /href="\/policy\/clauses\/GH-5\.c\?of=GH"/)
  const volunteer = await shown(await app.as(ashlands.volunteer), '/policy/findings')
  assert.doesNotMatch(volunteer, /href="\/policy\/review"/)
  assert.match(volunteer, /href="\/policy\/interpretations">How your school reads it/)
  assert.match(
    mainWords(await shown(await app.as(bare.head), '/policy/findings')),
    /has not adopted a policy/,
  )
})

test('a recorded reading stands with the finding and with both clauses', async () => {
  const head = await app.as(ashlands.head)
  const page = await shown(head, '/policy/interpretations')
  const [, clause = '', other = ''] =
    /name="clause" value="(AL-10\.b)">\s*<input type="hidden" name="other" value="(AL-1\.e)"/.exec(page) ?? []
  await head.post('/policy/interpretations', {
    id: newRandomId(),
    clause,
    other,
    reads: 'ask',
    reason: 'Families differ.',
  })
  const teacher = await app.as(ashlands.teacher)
  for (const path of ['/policy/findings', '/policy/clauses/AL-10.b', '/policy/clauses/AL-1.e'])
    assert.match(
      mainWords(await shown(teacher, path)),
      /Your school reads it: ask the headteacher each time\. Families differ\./,
      path,
    )
})
