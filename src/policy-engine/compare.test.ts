import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { packOf, randomPack } from '../../test/support/packs.ts'
import { situationsOf } from './applicability.ts'
import { compareMany, comparePacks, type Row, type Side } from './compare.ts'
import { rowWords, scopeWords, shortName, termsWords, toldGroups } from './compare-words.ts'
import { type Deciders, outcomeOf } from './evaluate.ts'
import type { Pack } from './policy.ts'
import { shippedPack, shippedPacks } from './shipped-packs.ts'
import { type Act, type Conditions, type Facet, holds, type Situation, vocabulary } from './vocabulary.ts'

/** What each policy says in one situation, by its plain meaning. */
const sidesIn = (packs: readonly Pack[], situation: Situation): readonly Side[] =>
  packs.map(pack => {
    const { verdict, clauses } = outcomeOf(pack, situation)
    const covers: readonly (string | undefined)[] = pack.scope.covers
    return { verdict, clauses, outside: verdict === 'silent' && !covers.includes(situation.actor) }
  })

/** What is wrong with rows about an act, found by trying every admissible situation. */
const faults = (act: Act, packs: readonly Pack[], rows: readonly Row[]) => {
  const own = rows.filter(({ when }) => when.act?.includes(act))
  const needed = new Set<Row>()
  const found = { uncovered: 0, wrong: 0 }
  for (const situation of situationsOf(act)) {
    const expected = sidesIn(packs, situation)
    const covering = own.filter(({ when }) => holds(when, situation))
    const differ = new Set(expected.map(({ verdict }) => verdict)).size > 1
    if (differ && covering.length === 0) found.uncovered++
    const [only] = covering
    if (only && covering.length === 1) needed.add(only)
    for (const { sides } of covering) if (!differ || !isDeepStrictEqual(sides, expected)) found.wrong++
  }
  return { ...found, needless: own.filter(row => !needed.has(row)).length }
}

const none = { uncovered: 0, wrong: 0, needless: 0 }

const acts: readonly Act[] = [
  'meet',
  'use-brand',
  'open-account',
  'take-image',
  'use-phone',
  'connect',
  'browse',
]
const actAndPacks = fc
  .constantFrom(...acts)
  .chain(act => fc.record({ act: fc.constant(act), packs: fc.tuple(randomPack(act), randomPack(act)) }))

describe('comparing two policies', () => {
  it('finds what trying everything finds, with no row too many, on random small packs', () => {
    fc.assert(
      fc.property(actAndPacks, ({ act, packs: [a, b] }) => {
        const { differences } = comparePacks(a, b)
        assert.deepEqual(faults(act, [a, b], differences), none)
      }),
      { numRuns: 150 },
    )
  })

  it('finds where only the terms differ, on random small packs, and nowhere else', () => {
    const termsOf = ({ ask, duties }: { ask: Deciders; duties: readonly string[] }): string =>
      [ask.any, ask.all, duties].map(all => all.toSorted().join(' ')).join('/')
    fc.assert(
      fc.property(actAndPacks, ({ act, packs }) => {
        const { terms } = comparePacks(...packs)
        for (const situation of situationsOf(act)) {
          const [a, b] = packs.map(pack => outcomeOf(pack, situation))
          assert.ok(a && b)
          const covering = terms.filter(({ when }) => holds(when, situation))
          const differ = a.verdict === b.verdict && termsOf(a) !== termsOf(b)
          assert.equal(covering.length > 0, differ)
          for (const { sides } of covering) assert.deepEqual(sides.map(termsOf), [termsOf(a), termsOf(b)])
        }
      }),
      { numRuns: 50 },
    )
  })

  it('says each row as widely as it holds: no condition can be dropped, no value added', () => {
    fc.assert(
      fc.property(actAndPacks, ({ act, packs }) => {
        const all = [...situationsOf(act)].map(situation => ({
          situation,
          expected: sidesIn(packs, situation),
        }))
        const { differences } = comparePacks(...packs)
        for (const { when, sides } of differences.filter(row => row.when.act?.includes(act))) {
          const wrongUnder = (wider: Conditions) => {
            const there = all.filter(({ situation }) => holds(wider, situation))
            return there.length === 0 || there.some(({ expected }) => !isDeepStrictEqual(expected, sides))
          }
          for (const [facet, values] of Object.entries(when) as [Facet, readonly string[]][]) {
            if (facet === 'act') continue
            const { [facet]: _, ...without } = when
            assert.ok(wrongUnder(without), `${facet} is said for nothing`)
            for (const value of vocabulary[facet])
              assert.ok(
                values.includes(value) || wrongUnder({ ...when, [facet]: [value] }),
                `${facet} could be ${value} as well`,
              )
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  it('finds what trying everything finds on the shipped policies', () => {
    const packs = shippedPacks()
    const pairs = packs.flatMap((a, index) => packs.slice(index + 1).map(b => [a, b] as const))
    assert.equal(pairs.length, 10)
    for (const [a, b] of pairs) {
      const { differences } = comparePacks(a, b)
      for (const act of vocabulary.act)
        assert.deepEqual(faults(act, [a, b], differences), none, `${a.id} ${b.id} ${act}`)
    }
  })

  it('compares more than two as exactly', () => {
    const packs = ['AL', 'GH', 'BP'].flatMap(id => shippedPack(id) ?? [])
    const { rows } = compareMany(packs)
    for (const act of ['connect', 'vet', 'take-image'] as const)
      assert.deepEqual(faults(act, packs, rows), none)
  })

  it('finds nothing between a policy and itself', () => {
    for (const pack of shippedPacks())
      assert.deepEqual(
        { ...comparePacks(pack, pack), situations: 0 },
        { situations: 0, scope: [], differences: [], terms: [] },
      )
  })

  it('counts the situations of each row, and of all', () => {
    const { situations, differences } = comparePacks(
      packOf([
        {
          id: 'ZZ-1',
          clause: 'ZZ-1',
          says: 'must-not',
          when: { act: 'connect', with: 'former-pupil', age: 'adult' },
        },
      ]),
      packOf([
        {
          id: 'ZZ-1',
          clause: 'ZZ-1',
          says: 'may',
          when: { act: 'meet', accompanied: 'no' },
          unless: [{ actor: vocabulary.actor }],
        },
      ]),
    )
    const all = vocabulary.act.flatMap(act => [...situationsOf(act)])
    assert.equal(situations, all.length)
    assert.deepEqual(
      differences.map(row => [row.when, row.situations]),
      [
        [
          {
            act: ['connect'],
            actor: ['staff', 'slt', 'headteacher'],
            with: ['former-pupil'],
            age: ['adult'],
          },
          all.filter(
            ({ act, actor, with: other, age }) =>
              act === 'connect' &&
              (actor === 'staff' || actor === 'slt' || actor === 'headteacher') &&
              other === 'former-pupil' &&
              age === 'adult',
          ).length,
        ],
      ],
    )
  })

  it('tells first where both speak, then what one alone says, and last what follows from the scope', () => {
    const order = shippedPacks().flatMap(a =>
      shippedPacks().map(b =>
        comparePacks(a, b).differences.map(({ kind, byScope }) =>
          byScope ? 3 : { both: 0, 'only-a': 1, 'only-b': 2 }[kind],
        ),
      ),
    )
    for (const places of order) assert.deepEqual(places, places.toSorted())
  })

  it('tells the strictest first, and of those as strict the widest', () => {
    const { differences } = comparePacks(
      packOf([
        { id: 'ZZ-1', clause: 'ZZ-1', says: 'may', when: { act: 'meet' } },
        { id: 'ZZ-2', clause: 'ZZ-2', says: 'must-not', when: { act: 'take-image', shows: 'pupils' } },
        { id: 'ZZ-3', clause: 'ZZ-3', says: 'must-not', when: { act: 'hold-indecent-image' } },
        { id: 'ZZ-4', clause: 'ZZ-4', says: 'should-not', when: { act: 'browse' } },
      ]),
      packOf([{ id: 'ZZ-5', clause: 'ZZ-5', says: 'do', when: { act: 'post' }, principle: true }]),
    )
    assert.deepEqual(
      differences.map(({ a }) => a.clauses[0]),
      ['ZZ-2', 'ZZ-3', 'ZZ-4', 'ZZ-1'],
    )
  })

  it('tells apart who decides and what has to be done where the verdict is the same', () => {
    const asking = (who: string, duties: readonly string[]) =>
      packOf([
        { id: 'ZZ-1', clause: 'ZZ-1', says: 'ask', when: { act: 'open-account' }, ask: { any: who }, duties },
      ])
    const { differences, terms } = comparePacks(asking('slt', ['train']), asking('headteacher', []))
    assert.deepEqual(differences, [])
    assert.deepEqual(
      terms.map(row => termsWords(row, ['Ours', 'Theirs'])),
      [
        'Open an official account (anyone on the staff): Ours asks a senior leader, “Be trained first.” (ZZ-1); Theirs asks the headteacher (ZZ-1).',
      ],
    )
  })
})

describe('a comparison in words', () => {
  it('says each difference in one sentence', () => {
    const packs = ['AL', 'GH', 'BP'].flatMap(id => shippedPack(id) ?? [])
    const names = packs.map(shortName)
    assert.deepEqual(names, ['Ashlands', 'Great Harwood', 'Barleyhurst Park'])
    assert.equal(
      rowWords(
        {
          when: {
            act: ['connect', 'contact'],
            with: ['former-pupil'],
            age: ['adult'],
            via: ['personal-account'],
          },
          sides: [
            { verdict: 'must-not', clauses: ['AL-10.b'], outside: false },
            { verdict: 'should-not', clauses: ['GH-4.1.v'], outside: false },
            { verdict: 'silent', clauses: [], outside: false },
          ],
        },
        names,
      ),
      'Befriend, follow or accept a request online or write to or call somebody first (the other person is a former pupil; aged 18 or over; using a personal account): Ashlands forbids (AL-10.b); Great Harwood discourages (GH-4.1.v); Barleyhurst Park is silent.',
    )
  })

  it('says once whom not all are written for', () => {
    const wateringbury = shippedPack('WB')
    const greatHarwood = shippedPack('GH')
    assert.ok(wateringbury && greatHarwood)
    const packs = [wateringbury, greatHarwood]
    assert.deepEqual(
      comparePacks(wateringbury, greatHarwood).scope.map(one => scopeWords(one, packs.map(shortName))),
      [
        'Governors, volunteers, contractors, visitors, pupils and parents: Wateringbury is written for them; Great Harwood is not.',
      ],
    )
  })

  it('is told in groups, in the order in which it is read', () => {
    const rule = (number: number, says: string, when: object, more: object = {}) => ({
      id: `ZZ-${number}`,
      clause: `ZZ-${number}`,
      says,
      when,
      ...more,
    })
    const ours = packOf([
      rule(1, 'must-not', { act: 'meet' }),
      rule(2, 'may', { act: 'vet' }),
      rule(3, 'do', { act: 'browse' }, { duties: ['record'] }),
    ])
    const theirs = {
      ...packOf([
        rule(1, 'ask', { act: 'meet' }, { ask: { any: 'dsl' } }),
        rule(3, 'do', { act: 'browse' }),
        rule(4, 'may', { act: 'use-phone' }),
        rule(5, 'may', { act: 'bring-phone', actor: 'visitor' }),
      ]),
      scope: { staff: ours.scope.staff, covers: [...ours.scope.covers, 'visitor' as const] },
    }
    const told = (packs: readonly Pack[], names: readonly string[]) =>
      toldGroups(compareMany(packs), names).map(({ title, rows }) => [title, rows.map(({ sides }) => sides)])
    assert.deepEqual(told([ours, theirs], ['Ours', 'Theirs']), [
      [
        'Where both speak, and they differ',
        [['Ours forbids (ZZ-1)', 'Theirs has somebody decide first (ZZ-1)']],
      ],
      ['Only Ours speaks', [['Ours allows (ZZ-2)', 'Theirs is silent']]],
      ['Only Theirs speaks', [['Ours is silent', 'Theirs allows (ZZ-4)']]],
      [
        'The same answer on other terms',
        [
          [
            'Ours “The decision and the advice given are recorded.” (ZZ-3)',
            'Theirs asks for nothing more (ZZ-3)',
          ],
        ],
      ],
      [
        'What follows from whom they are written for',
        [['Ours is not written for them', 'Theirs allows (ZZ-5)']],
      ],
    ])
    assert.deepEqual(
      told([ours, theirs, theirs], ['Ours', 'Theirs', 'Others']).map(([title]) => title)[0],
      'Where more than one speaks, and they differ',
    )
    assert.deepEqual(told([ours, ours], ['Ours', 'Ours too']), [])
  })
})
