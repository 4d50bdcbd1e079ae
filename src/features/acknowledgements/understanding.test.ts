import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answer, compile } from '../../policy-engine/compile.ts'
import { shippedPacks } from '../../policy-engine/shipped-packs.ts'
import { answers, understandingQuestions } from './understanding.ts'

const compiled = shippedPacks().map(pack => compile(pack))
const seeds = ['one', 'two', 'three', 'four']

describe('understanding questions', () => {
  it('have the answer that the policy gives, finally and beyond argument, for everyone in its scope', () => {
    let asked = 0
    for (const one of compiled)
      for (const actor of ['staff', 'slt', 'headteacher', 'governor', 'volunteer'] as const)
        for (const seed of seeds)
          for (const { situation, right, clauses } of understandingQuestions(one, actor, seed)) {
            const found = answer(one, situation)
            assert.equal(answers[right].verdict, found.verdict)
            assert.ok(found.final)
            assert.deepEqual(found.arguable, [])
            assert.deepEqual(found.clauses, clauses)
            assert.equal(situation.actor, actor)
            asked++
          }
    assert.ok(asked > 50)
  })

  it('are three about different acts, the same for one person and text, and others for the next', () => {
    for (const one of compiled.filter(({ pack }) => pack.rules.length > 20)) {
      const first = understandingQuestions(one, 'staff', 'one')
      assert.equal(first.length, 3, one.pack.id)
      assert.equal(new Set(first.map(({ situation }) => situation.act)).size, 3)
      assert.ok(new Set(first.map(({ right }) => right)).size > 1, 'not three times the same answer')
      assert.deepEqual(understandingQuestions(one, 'staff', 'one'), first)
      const sets = seeds.map(seed =>
        understandingQuestions(one, 'staff', seed)
          .map(({ id }) => id)
          .join(),
      )
      assert.ok(new Set(sets).size > 1)
    }
  })

  it('never make anybody picture an indecent image', () => {
    for (const one of compiled)
      for (let seed = 0; seed < 50; seed++)
        for (const { situation } of understandingQuestions(one, 'staff', String(seed)))
          assert.notEqual(situation.act, 'hold-indecent-image')
  })
})
