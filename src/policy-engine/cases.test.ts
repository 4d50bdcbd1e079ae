import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { packOf } from '../../test/support/packs.ts'
import { Inconsistent } from '../kernel/errors.ts'
import { readCases, untriedRules, wrongCases } from './cases.ts'
import { shippedCases, shippedPack, shippedPacks } from './shipped-packs.ts'

const pack = packOf([
  { id: 'ZZ-1', clause: 'ZZ-1', says: 'must-not', when: { act: 'connect', with: 'pupil' } },
  {
    id: 'ZZ-2',
    clause: 'ZZ-2',
    says: 'ask',
    when: { act: 'connect', with: 'parent' },
    ask: { all: ['headteacher', 'dsl'] },
    duties: ['record'],
  },
  { id: 'ZZ-3', clause: 'ZZ-3', says: 'should-not', when: { act: 'connect' }, principle: true },
])

const cases = (...lines: readonly string[]) => readCases(lines.join('\n'), 'cases.yaml')
const pupil = `- case: A pupil
  when: {actor: staff, act: connect, with: pupil}
  expect: {verdict: must-not, clauses: [ZZ-1]}`
const parent = `- case: A parent
  when: {actor: staff, act: connect, with: parent}
  expect: {verdict: ask, clauses: [ZZ-2], ask: [dsl, headteacher], duties: [record]}`

describe('cases of a pack', () => {
  it('are answered as expected, in whatever order deciders are written', () => {
    assert.deepEqual(wrongCases(pack, cases(pupil, parent)), [])
  })

  it('are told where the answer is another one', () => {
    for (const [from, to] of [
      ['must-not', 'should-not'],
      ['clauses: [ZZ-1]', 'clauses: []'],
      ['clauses: [ZZ-1]', 'clauses: [ZZ-1], duties: [train]'],
      ['clauses: [ZZ-1]', 'clauses: [ZZ-1], arguable: true'],
      ['clauses: [ZZ-1]', 'clauses: [ZZ-1], ask: [dsl]'],
    ] as const) {
      assert.ok(pupil.includes(from))
      const [wrong] = wrongCases(pack, cases(pupil.replace(from, to)))
      assert.deepEqual(wrong?.answer, {
        verdict: 'must-not',
        clauses: ['ZZ-1'],
        ask: [],
        duties: [],
        arguable: false,
      })
    }
  })

  it('show which deciding rules nobody tried both ways', () => {
    const lacks = (...lines: readonly string[]) =>
      untriedRules(pack, cases(...lines)).map(({ rule, lacks }) => [rule.id, lacks])
    assert.deepEqual(lacks(pupil, parent), [])
    assert.deepEqual(lacks(pupil), [
      ['ZZ-1', 'does-not-fire'],
      ['ZZ-2', 'fires'],
    ])
    assert.deepEqual(lacks('[]'), [
      ['ZZ-1', 'fires'],
      ['ZZ-1', 'does-not-fire'],
      ['ZZ-2', 'fires'],
      ['ZZ-2', 'does-not-fire'],
    ])
  })

  it('try a rule for every act by any act, but not by none', () => {
    const everywhere = packOf([
      { id: 'ZZ-1', clause: 'ZZ-1', says: 'must-not', when: { content: 'derogatory' } },
    ])
    const lacks = (...whens: readonly string[]) =>
      untriedRules(
        everywhere,
        cases(...whens.map(when => `- {case: One, when: ${when}, expect: {verdict: silent}}`)),
      ).map(({ lacks }) => lacks)
    const fires = '{actor: staff, act: post, content: derogatory}'
    assert.deepEqual(lacks(fires, '{actor: staff, act: meet}'), [])
    assert.deepEqual(lacks(fires, '{actor: staff}'), ['does-not-fire'])
  })

  it('are refused where they use words there are not', () => {
    assert.throws(() => cases(pupil.replace('with: pupil', 'wiht: pupil')), Inconsistent)
    assert.throws(() => cases(pupil.replace('with: pupil', 'with: pupils')), /“with” cannot be "pupils"/)
    assert.throws(() => cases(pupil.replace('must-not', 'never')), /verdict/)
    assert.throws(() => cases(pupil.replace('expect:', 'expects:')), /expect/)
  })
})

describe('the shipped packs', () => {
  for (const shipped of shippedPacks()) {
    it(`answer every case of ${shipped.title} (${shipped.id}) as thought through`, () => {
      assert.deepEqual(wrongCases(shipped, shippedCases(shipped.id)), [])
    })

    it(`have for each deciding rule of ${shipped.id} a case in which it fires and one in which it does not`, () => {
      assert.deepEqual(
        untriedRules(shipped, shippedCases(shipped.id)).map(({ rule, lacks }) => `${rule.id}: ${lacks}`),
        [],
      )
    })

    it(`cite only clauses of ${shipped.id} in its cases`, () => {
      const known = new Set(shipped.clauses.map(({ id }) => id))
      for (const { expect } of shippedCases(shipped.id))
        for (const clause of expect.clauses) assert.ok(known.has(clause), clause)
    })
  }

  it('have no cases where there is no pack', () => {
    assert.deepEqual(shippedCases('XX'), [])
  })

  it('have a rule for every clause that decides or guides', () => {
    const without = shippedPacks().flatMap(({ clauses, rules, scope }) =>
      clauses.filter(
        ({ id, kind }) =>
          kind === 'rule' && scope.clause !== id && !rules.some(({ clause }) => clause === id),
      ),
    )
    assert.deepEqual(without, [])
  })
})

describe('a pupil, a governor and a volunteer', () => {
  const verdictOf = (id: string, actor: string, act: string) => {
    const shipped = shippedPack(id)
    assert.ok(shipped)
    const one = shippedCases(id).find(({ when }) => when.actor === actor && when.act === act)
    assert.ok(one, `${id} has no case of ${actor} and ${act}`)
    assert.deepEqual(wrongCases(shipped, [one]), [])
    return one.expect.verdict
  }

  it('are spoken to at Wateringbury and not at Great Harwood', () => {
    assert.deepEqual(
      ['governor', 'volunteer', 'pupil'].map(actor => verdictOf('WB', actor, 'connect')),
      ['should-not', 'should-not', 'should-not'],
    )
    assert.deepEqual(
      ['governor', 'volunteer', 'pupil'].map(actor => verdictOf('GH', actor, 'connect')),
      ['silent', 'silent', 'silent'],
    )
  })
})
