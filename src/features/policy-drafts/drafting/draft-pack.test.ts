import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type PolicyDocument,
  policyDocuments,
  policyDocumentsMissing,
  policyText,
} from '../../../../test/support/policy-documents.ts'
import { Temporal } from '../../../kernel/clock.ts'
import { compile } from '../../../policy-engine/compile.ts'
import { outcomeOf } from '../../../policy-engine/evaluate.ts'
import type { Pack } from '../../../policy-engine/policy.ts'
import { packSnapshot, parseSnapshot, shippedPack } from '../../../policy-engine/shipped-packs.ts'
import type { Situation } from '../../../policy-engine/vocabulary.ts'
import { readPolicy } from '../../../policy-reader/read-policy.ts'
import type { Strength, Topic } from '../../../policy-reader/reading.ts'
import { blocksOfText } from '../../../policy-reader/text-blocks.ts'
import type { ClauseWording } from '../draft.ts'
import { clauseCodes, freeCode } from './clause-codes.ts'
import { draftPack, type PackSource } from './draft-pack.ts'
import { packId } from './pack-id.ts'
import { scopeOf } from './scope-of.ts'

const documents = Object.keys(policyDocuments) as readonly PolicyDocument[]
const skip = policyDocumentsMissing

const staffAlone = ['staff', 'slt', 'headteacher'] as const
const source: PackSource = {
  id: 'TS',
  school: 'Thornfield Primary School',
  title: 'Social media policy',
  adopted: '2026-03',
  lastReviewed: null,
  nextReview: null,
  reviewEvery: null,
  ownerRole: null,
  scope: { staff: staffAlone, covers: staffAlone },
  scopeClause: null,
  clauses: [],
  base: undefined,
  settings: {},
}

const wording = (
  says: Strength,
  topic: Topic | null,
  gist: string,
  who: ClauseWording['who'] = 'staff',
): ClauseWording => ({ section: 'Conduct', who, says, topic, gist, capability: 'advice.verdict' })

const kept = (code: string, read: ClauseWording, corrected: ClauseWording = read) => ({
  code,
  read,
  wording: corrected,
})

const packWith = (...wordings: readonly ClauseWording[]): Pack =>
  draftPack({ ...source, clauses: wordings.map((one, index) => kept(`1.${index + 1}`, one)) }).pack

/** The document as it is read, every clause accepted. */
const drafted = (name: PolicyDocument): Pack => {
  const blocks = blocksOfText(policyText(name))
  const reading = readPolicy({ blocks, remarks: [] }, { today: Temporal.PlainDate.from('2026-11-20') })
  const codes = clauseCodes(reading.clauses)
  return draftPack({
    ...source,
    reviewEvery: reading.reviewEvery,
    scope: scopeOf(
      { blocks, remarks: [] },
      reading.clauses.map(({ who }) => who),
    ),
    clauses: reading.clauses.map(({ section, who, says, topic, text, capability }, index) =>
      kept(codes[index] ?? '', { section: section || 'Opening', who, says, topic, gist: text, capability }),
    ),
  }).pack
}

const plain: readonly Situation[] = [
  { actor: 'staff', act: 'connect', with: 'pupil', via: 'personal-account', tie: 'none' },
  { actor: 'staff', act: 'reply', with: 'pupil', via: 'personal-account', tie: 'none' },
  {
    actor: 'staff',
    act: 'connect',
    with: 'former-pupil',
    age: '13-17',
    via: 'personal-account',
    tie: 'none',
  },
  {
    actor: 'staff',
    act: 'connect',
    with: 'former-pupil',
    age: 'adult',
    via: 'personal-account',
    tie: 'none',
  },
  { actor: 'staff', act: 'connect', with: 'parent', via: 'personal-account', tie: 'none' },
  {
    actor: 'staff',
    act: 'contact',
    with: 'parent',
    via: 'school-email',
    tie: 'none',
    content: 'school-work',
  },
  { actor: 'staff', act: 'receive', with: 'pupil', via: 'personal-account', tie: 'none' },
  { actor: 'staff', act: 'browse', when: 'teaching', where: 'school' },
  { actor: 'staff', act: 'browse', when: 'break', where: 'school', level: 'reasonable' },
  { actor: 'staff', act: 'post', via: 'personal-account', about: 'school', content: 'derogatory' },
  { actor: 'staff', act: 'post', via: 'personal-account', content: 'party-political' },
  { actor: 'staff', act: 'share-information', about: 'pupils', content: 'confidential', via: 'staff-group' },
  { actor: 'staff', act: 'share-image', shows: 'pupils', via: 'personal-account', consent: 'given' },
  { actor: 'staff', act: 'share-image', shows: 'pupils', via: 'school-account', consent: 'unknown' },
  { actor: 'staff', act: 'take-image', shows: 'pupils', device: 'personal', consent: 'given' },
  { actor: 'staff', act: 'give-contact', with: 'pupil', via: 'personal-phone' },
  { actor: 'staff', act: 'identify-school', via: 'personal-account', disclaimer: 'no' },
  { actor: 'staff', act: 'use-brand', via: 'personal-account', permission: 'none' },
  { actor: 'staff', act: 'open-account', permission: 'none', runners: 'two-or-more', trained: 'yes' },
  { actor: 'staff', act: 'use-phone', when: 'teaching', where: 'with-pupils', permission: 'none' },
  { actor: 'headteacher', act: 'vet', with: 'candidate' },
  { actor: 'staff', act: 'view-profile', with: 'pupil', via: 'personal-account' },
  { actor: 'staff', act: 'answer-press', with: 'journalist', via: 'school-account' },
  { actor: 'governor', act: 'connect', with: 'pupil', via: 'personal-account', tie: 'none' },
  { actor: 'parent', act: 'post', via: 'personal-account', about: 'colleagues', content: 'hurtful' },
]

const forbids = (verdict: string): boolean => verdict === 'must-not' || verdict === 'should-not'

test('each of the five documents, read and accepted, speaks as its pack does where it speaks', {
  skip,
}, () => {
  const counted = { spoken: 0, agreed: 0, silentToo: 0 }
  for (const id of documents) {
    const own = drafted(id)
    const written = shippedPack(id)
    assert.ok(written)
    assert.deepEqual(parseSnapshot(packSnapshot(own).text), own, id)
    assert.ok(compile(own))
    for (const situation of plain) {
      const read = outcomeOf(own, situation)
      const meant = outcomeOf(written, situation)
      const about = `${id}: ${JSON.stringify(situation)}: ${read.verdict}, meant ${meant.verdict}`
      // A slip of the reader may weaken a clause or miss it; it must not turn it round.
      if (forbids(meant.verdict)) assert.ok(!['may', 'do'].includes(read.verdict), about)
      if (meant.verdict === 'may') assert.ok(!forbids(read.verdict), about)
      if (read.verdict !== 'silent') assert.ok(meant.verdict !== 'silent', about)
      if (meant.verdict !== 'silent') {
        counted.spoken++
        if (forbids(read.verdict) === forbids(meant.verdict) && read.verdict !== 'silent') counted.agreed++
      }
    }
  }
  assert.ok(counted.spoken > 50)
  assert.ok(counted.agreed / counted.spoken >= 0.74, JSON.stringify(counted))
})

test('befriending a pupil is forbidden or advised against in every one of the five', { skip }, () => {
  for (const id of documents) {
    const { verdict, clauses } = outcomeOf(drafted(id), plain[0] ?? {})
    assert.ok(forbids(verdict), `${id}: ${verdict}`)
    assert.ok(clauses.length > 0)
  }
})

test('what a clause decides follows from its strength, topic, addressee and words', () => {
  const friends: Situation = { actor: 'staff', act: 'connect', with: 'pupil', via: 'personal-account' }
  const pack = packWith(
    wording(
      'must-not',
      'befriending-pupils',
      'Staff must not befriend pupils, except where they are family.',
    ),
    wording('must-not', 'derogatory-comments', 'Parents must not post rude comments.', 'parent'),
    wording('needs-approval', 'official-account-approval', 'The headteacher must approve an account.'),
    wording('must', 'other', 'Staff must be kind.'),
  )
  assert.equal(outcomeOf(pack, friends).verdict, 'must-not')
  assert.equal(outcomeOf(pack, { ...friends, tie: 'family' }).verdict, 'silent')
  assert.equal(outcomeOf(pack, { ...friends, with: 'parent' }).verdict, 'silent')
  const rude: Situation = { actor: 'parent', act: 'post', content: 'derogatory' }
  assert.deepEqual(outcomeOf(pack, rude).clauses, ['TS-1.2'])
  assert.equal(outcomeOf(pack, { ...rude, actor: 'staff' }).verdict, 'silent')
  const account = outcomeOf(pack, { actor: 'staff', act: 'open-account', permission: 'none' })
  assert.equal(account.verdict, 'ask')
  assert.deepEqual(account.ask.any, ['headteacher'])
  assert.deepEqual(pack.settings['accounts.approver']?.value, ['headteacher'])
  assert.deepEqual(
    pack.clauses.map(({ kind }) => kind),
    ['rule', 'rule', 'rule', 'notice'],
  )
})

test('the document’s own procedure for a tie from before goes before its ban', () => {
  const pack = packWith(
    wording(
      'must-not',
      'befriending-pupils',
      'Staff must not befriend or message pupils or their family members.',
    ),
    wording(
      'process',
      'other',
      'Any pre-existing relationships will be discussed with both the DSL and the headteacher.',
    ),
  )
  const answer = outcomeOf(pack, {
    actor: 'staff',
    act: 'connect',
    with: 'parent',
    via: 'personal-account',
    tie: 'pre-existing',
  })
  assert.equal(answer.verdict, 'ask')
  assert.deepEqual(answer.clauses, ['TS-1.2'])
  assert.deepEqual([...answer.ask.all].sort(), ['dsl', 'headteacher'])
})

const clocks: readonly (readonly [string, unknown])[] = [
  ['Messages are answered within 24 hours.', { hours: 24, weekend: 'same-hours' }],
  ['Comments on school accounts are answered within 48 hours.', { hours: 48, weekend: 'same-hours' }],
  ['We reply by the next working day.', { hours: 24, weekend: 'next-working-day' }],
  ['Replies are sent within two working days.', { hours: 48, weekend: 'next-working-day' }],
  ['We aim to answer within 5 school days.', { hours: 120, weekend: 'next-working-day' }],
  ['We answer as soon as we can.', undefined],
]
for (const [text, value] of clocks)
  test(`response time: ${text}`, () => {
    assert.deepEqual(packWith(wording('must', 'response-time', text)).settings['inbox.clock']?.value, value)
  })

test('how few may run an account is a number or not settled, whatever word stands there', () => {
  const fewest = (word: string) =>
    packWith(wording('must', 'official-account-approval', `At least ${word} people run each account.`))
      .settings['accounts.minimum-runners']?.value
  assert.equal(fewest('two'), 2)
  assert.equal(fewest('3'), 3)
  for (const word of ['some', 'constructor', '__proto__']) assert.equal(fewest(word), undefined, word)
})

test('two clauses that settle a thing differently: the first counts, and a note says so', () => {
  const { pack, notes } = draftPack({
    ...source,
    clauses: [
      kept('1.1', wording('must', 'response-time', 'We answer within 24 hours.')),
      kept('1.2', wording('must', 'response-time', 'We answer within 48 hours.')),
    ],
  })
  assert.deepEqual(pack.settings['inbox.clock'], {
    value: { hours: 24, weekend: 'same-hours' },
    basis: [{ clause: 'TS-1.1' }],
  })
  assert.match(notes[0]?.text ?? '', /How soon a message is answered/)
})

test('review and owner rest on the document’s head where no clause says them', () => {
  const pack = draftPack({
    ...source,
    reviewEvery: 'P1Y',
    nextReview: '2027-03',
    ownerRole: 'headteacher',
    clauses: [kept('1.1', wording('must', 'other', 'Staff must be kind.'))],
  }).pack
  assert.deepEqual(pack.settings['policy.review'], {
    value: { every: 'P1Y', next: '2027-03' },
    basis: [{ clause: 'TS-0' }],
  })
  assert.deepEqual(pack.settings['policy.owner']?.basis, [{ clause: 'TS-0' }])
  assert.equal(pack.clauses[0]?.id, 'TS-0')
})

const taken = (
  base: Pack,
  change: (wording: ClauseWording, id: string) => ClauseWording | undefined,
  details: Partial<PackSource> = {},
) =>
  draftPack({
    ...source,
    id: base.id,
    reviewEvery: base.settings['policy.review']?.value.every ?? null,
    nextReview: base.settings['policy.review']?.value.next ?? null,
    ownerRole: base.settings['policy.owner']?.value ?? null,
    ...details,
    scope: base.scope,
    base,
    clauses: base.clauses.flatMap(({ id, section, who, kind, strength, gist, capability }) => {
      const read: ClauseWording = {
        section,
        who,
        says: kind === 'process' ? 'process' : strength,
        topic: null,
        gist,
        capability,
      }
      const corrected = change(read, id)
      return corrected ? [kept(id.slice(3), read, corrected)] : []
    }),
  })

test('a pack taken up keeps its rules and settings as long as their clauses stand', () => {
  const base = shippedPack('AL')
  assert.ok(base)
  const same = taken(base, one => one)
  assert.deepEqual(same.notes, [])
  assert.deepEqual(same.pack.rules, base.rules)
  assert.deepEqual(same.pack.settings, base.settings)

  const without = taken(base, (one, id) => (id === 'AL-10.b' ? undefined : one)).pack
  assert.ok(!without.rules.some(rule => rule.clause === 'AL-10.b'))
  assert.ok(!without.rules.some(rule => rule.over.some(id => id.startsWith('AL-10.b'))))

  const reworded = taken(base, (one, id) =>
    id === 'AL-10.b' ? { ...one, gist: 'In other words' } : one,
  ).pack
  assert.deepEqual(reworded.rules, base.rules)

  const stricter = taken(base, (one, id) =>
    id === 'AL-1.f'
      ? {
          ...one,
          says: 'must-not',
          topic: 'befriending-pupils',
          gist: 'Staff must not look at pupils’ pages.',
        }
      : one,
  ).pack
  assert.equal(
    outcomeOf(stricter, { actor: 'staff', act: 'view-profile', with: 'pupil' }).verdict,
    'must-not',
  )
})

test('review and owner of the pack taken up go where people leave them empty', () => {
  const base = shippedPack('WB')
  assert.ok(base?.settings['policy.review'])
  assert.ok(base.settings['policy.owner'])
  const { settings } = taken(base, one => one, {
    reviewEvery: null,
    nextReview: null,
    ownerRole: null,
  }).pack
  assert.equal(settings['policy.review'], undefined)
  assert.equal(settings['policy.owner'], undefined)
  const { notes, pack } = taken(base, one => one, { nextReview: null })
  assert.deepEqual(notes, [])
  assert.deepEqual(pack.settings['policy.review']?.value, { every: 'P1Y' })
})

test('a school’s letters come from its name and are no shipped pack’s', () => {
  const shipped = new Set(['GH', 'BP', 'SM', 'WB', 'AL'])
  assert.equal(packId('Oak Hill Primary School', shipped), 'OH')
  assert.equal(packId('St Mary’s CE Primary School', shipped), 'MS')
  assert.equal(packId('Barley Park Primary School', shipped), 'BA')
  assert.equal(packId('123', shipped), 'SS')
  const nearlyAll = new Set([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].flatMap(one => [`O${one}`]))
  assert.match(packId('Oak Hill', nearlyAll), /^[A-Z]{2}$/)
  assert.ok(!nearlyAll.has(packId('Oak Hill', nearlyAll)))
})

test('clauses are called by their own numbers, else by section and letter; none twice', () => {
  const codes = clauseCodes([
    { ref: '4.1(iv)', section: 'Advice' },
    { ref: 'Roles', section: 'Roles' },
    { ref: 'Roles', section: 'Roles' },
    { ref: '4.1 (iv)', section: 'Advice' },
    { ref: '0', section: 'Head' },
  ])
  assert.deepEqual(codes, ['4.1.iv', '2.a', '2.b', '4.1.iv.2', '0.2'])
  assert.equal(new Set(codes).size, codes.length)
  for (const code of codes) assert.match(`TS-${code}`, /^[A-Z]{2}-[0-9a-z.*]+$/)
  assert.equal(freeCode('1', new Set(['1', '1.2'])), '1.3')
})

test('clauses keep the number of a numbered section', () => {
  const codes = clauseCodes([
    { ref: '2, 1', section: 'Staff' },
    { ref: '2, 2', section: 'Staff' },
    { ref: '2.1, 1', section: 'Pupils' },
    { ref: '3.4', section: 'Accounts' },
    { ref: '3, 1', section: 'Accounts' },
  ])
  assert.deepEqual(codes, ['2.a', '2.b', '2.1.a', '3.4', '3.a'])
})

test('whom a document is for comes from the sentences that say so', () => {
  const of = (text: string) => scopeOf({ blocks: blocksOfText(text), remarks: [] }, [])
  assert.deepEqual(of('Staff must be kind.').covers, staffAlone)
  assert.deepEqual(of('The term staff includes governors, volunteers and visitors.').staff, [
    ...staffAlone,
    'governor',
    'volunteer',
    'visitor',
  ])
  assert.deepEqual(of('Our policy is short. It applies to all staff, governors and volunteers.').covers, [
    ...staffAlone,
    'governor',
    'volunteer',
  ])
  assert.deepEqual(of('This policy applies to pupils, parents and staff.').covers, [
    ...staffAlone,
    'pupil',
    'parent',
  ])
  assert.deepEqual(of('Staff must be kind. Bullying includes what visitors do.').staff, staffAlone)
  assert.deepEqual(of('Members of staff include:\n\n- governors\n- volunteers\n\nVisitors come by.').staff, [
    ...staffAlone,
    'governor',
    'volunteer',
  ])
})
