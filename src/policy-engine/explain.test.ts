import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { packOf, randomPack, randomSituation } from '../../test/support/packs.ts'
import { answer, compile } from './compile.ts'
import { decidersWords, explain } from './explain.ts'
import type { Situation } from './vocabulary.ts'

const pack = packOf([
  {
    id: 'ZZ-1',
    clause: 'ZZ-1',
    says: 'must-not',
    when: { act: 'connect', with: 'pupil' },
    unless: [{ tie: 'family' }],
    arguable: { because: 'the other section makes no exception', clause: 'ZZ-9' },
  },
  { id: 'ZZ-2', clause: 'ZZ-2', says: 'may', when: { act: 'connect' } },
  {
    id: 'ZZ-3',
    clause: 'ZZ-3',
    says: 'ask',
    when: { act: 'use-tool', 'risk-assessed': 'no' },
    ask: { any: ['dsl', 'headteacher'] },
  },
])

const said = (situation: Situation, beside = false) => {
  const { headline, sentences } = explain(answer(compile(pack), situation), situation, { beside })
  return [headline, ...sentences]
}

describe('an answer in sentences', () => {
  it('says no, and how it can be argued', () => {
    assert.deepEqual(said({ actor: 'staff', act: 'connect', with: 'pupil', tie: 'none' }), [
      'No. Your policy forbids it.',
      'This can be read in another way: the other section makes no exception (ZZ-9).',
      'This can be read in another way: another clause of the document permits it (ZZ-2).',
    ])
  })

  it('does not say yes while no can still come out', () => {
    assert.deepEqual(said({ actor: 'staff', act: 'connect' }), [
      'It depends.',
      'On what is known so far, your policy allows it; do not rely on that yet.',
      'It may turn out to be forbidden.',
    ])
    assert.equal(said({ actor: 'staff', act: 'connect', with: 'parent' })[0], 'Yes. Your policy allows it.')
  })

  it('says no at once where more facts can only soften it', () => {
    assert.deepEqual(said({ actor: 'staff', act: 'connect', with: 'pupil' }).slice(0, 3), [
      'No. Your policy forbids it.',
      'On what is known so far, your policy forbids it.',
      'More facts may still change it.',
    ])
  })

  it('names who decides', () => {
    assert.equal(
      said({ actor: 'staff', act: 'use-tool', 'risk-assessed': 'no' })[0],
      'Ask first: the DSL or a deputy, or the headteacher.',
    )
    assert.equal(
      decidersWords({ any: [], all: ['headteacher', 'governors'] }),
      'the headteacher and the governors',
    )
  })

  it('does not give silence as leave', () => {
    assert.deepEqual(said({ actor: 'staff', act: 'bring-phone' }), [
      'Your policy does not say.',
      'That is not the same as leave to do it.',
      'Ask before you rely on it.',
    ])
    assert.match(said({ actor: 'staff', act: 'vet' }, true).join(' '), /Law or guidance speaks to it/)
  })

  it('tells somebody the policy is not for', () => {
    assert.deepEqual(said({ actor: 'governor', act: 'connect' }), [
      'This policy is not written for a governor.',
      'That is not the same as leave to do it.',
      'Ask before you rely on it.',
    ])
  })

  it('never says yes or leaves it at silence where something stricter can come out', () => {
    const cases = fc
      .constantFrom('meet' as const, 'use-brand' as const)
      .chain(act => fc.record({ pack: randomPack(act), situation: randomSituation(act) }))
    fc.assert(
      fc.property(cases, ({ pack, situation }) => {
        const got = answer(compile(pack), situation)
        if (!['may', 'silent'].includes(got.verdict) || got.strictest === got.verdict) return
        assert.equal(explain(got, situation, { beside: false }).headline, 'It depends.')
      }),
    )
  })
})
