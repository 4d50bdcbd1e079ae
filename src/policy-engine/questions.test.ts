import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { packOf } from '../../test/support/packs.ts'
import { questionsAsked } from '../../test/support/questions-asked.ts'
import { compile } from './compile.ts'
import { nextQuestion, withImplied } from './questions.ts'
import { shippedPacks } from './shipped-packs.ts'
import { vocabulary } from './vocabulary.ts'

const compiled = compile(
  packOf([
    { id: 'ZZ-1', clause: 'ZZ-1', says: 'must-not', when: { act: 'connect', with: 'pupil', tie: 'none' } },
    { id: 'ZZ-2', clause: 'ZZ-2', says: 'should-not', when: { act: 'connect', with: 'parent' } },
    {
      id: 'ZZ-3',
      clause: 'ZZ-3',
      says: 'do',
      when: { act: 'answer-press', with: 'journalist' },
    },
    {
      id: 'ZZ-4',
      clause: 'ZZ-4',
      says: 'must-not',
      when: { act: 'open-account', runners: 'one', trained: 'no' },
    },
  ]),
)

describe('the next question', () => {
  it('is the act while that is not known', () => {
    assert.deepEqual(nextQuestion(compiled, { actor: 'staff' }), { facet: 'act', values: vocabulary.act })
  })

  it('is one that matters, with the values that can be answered, until nothing does', () => {
    const connect = { actor: 'staff', act: 'connect' } as const
    assert.deepEqual(nextQuestion(compiled, connect), {
      facet: 'with',
      values: ['pupil', 'former-pupil', 'parent', 'colleague', 'public'],
    })
    assert.deepEqual(nextQuestion(compiled, { ...connect, with: 'pupil' }), {
      facet: 'tie',
      values: ['none', 'family', 'pre-existing'],
    })
    assert.equal(nextQuestion(compiled, { ...connect, with: 'parent' }), undefined)
    assert.equal(nextQuestion(compiled, { ...connect, with: 'pupil', tie: 'none' }), undefined)
  })

  it('is not asked again of somebody who does not know', () => {
    assert.equal(
      nextQuestion(compiled, { actor: 'staff', act: 'connect', with: 'pupil' }, ['tie']),
      undefined,
    )
  })

  it('is not one to which there is a single answer', () => {
    const press = { actor: 'staff', act: 'answer-press' } as const
    assert.equal(nextQuestion(compiled, press), undefined)
    assert.deepEqual(withImplied(press), { ...press, with: 'journalist' })
    assert.deepEqual(withImplied({ ...press, with: 'public' }), { ...press, with: 'public' })
  })

  it('is the earlier of the table where two leave as little', () => {
    assert.equal(nextQuestion(compiled, { actor: 'staff', act: 'open-account' })?.facet, 'runners')
  })

  it('leaves few questions under every shipped policy', () => {
    for (const pack of shippedPacks()) {
      const { mean, most } = questionsAsked(compile(pack))
      assert.ok(
        mean < 1 && most <= 5,
        `${pack.id}: ${mean.toFixed(2)} questions in the mean, at most ${most}`,
      )
    }
  })
})
