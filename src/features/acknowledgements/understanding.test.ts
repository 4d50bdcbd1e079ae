import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compiledOf } from '../../policy-engine/compile.ts'
import type { Pack } from '../../policy-engine/policy.ts'
import { shippedPack, shippedPacks } from '../../policy-engine/shipped-packs.ts'
import type { Actor } from '../../policy-engine/vocabulary.ts'
import { understandingQuestions } from './understanding.ts'
import { ruleQuestions } from './understanding-rules.ts'

const seeds = Array.from({ length: 20 }, (_, number) => `seed ${number}`)
const packOf = (id: string): Pack => shippedPack(id) ?? assert.fail()

/** Every question that these seeds draw from a pack. */
const drawn = (pack: Pack, actor: Actor) => {
  const compiled = compiledOf(pack)
  return seeds.flatMap(seed => understandingQuestions(compiled, actor, seed))
}

/** What a question takes as right, by the rule or setting it was drawn from. */
const rightOf = (pack: Pack, id: string, actor: Actor = 'staff'): string | undefined => {
  const question = drawn(pack, actor).find(one => one.id === id)
  return question?.choices.find(({ value }) => value === question.right)?.text
}

describe('understanding questions', () => {
  it('are three for the staff of every school, each about something else, with one right answer and its clauses', () => {
    for (const pack of shippedPacks())
      for (const actor of ['staff', 'slt', 'headteacher'] as const)
        for (const seed of seeds) {
          const questions = understandingQuestions(compiledOf(pack), actor, seed)
          assert.equal(questions.length, 3, `${pack.id} ${actor}`)
          assert.equal(new Set(questions.map(({ about }) => about)).size, 3)
          for (const { choices, right, clauses } of questions) {
            assert.equal(new Set(choices.map(({ text }) => text)).size, choices.length)
            assert.equal(choices.filter(({ value }) => value === right).length, 1)
            assert.ok(clauses.length > 0 && clauses.every(id => pack.clauses.some(one => one.id === id)))
          }
        }
  })

  it('are the same for one person and text, and others for the next', () => {
    for (const pack of shippedPacks()) {
      const ids = (seed: string) =>
        understandingQuestions(compiledOf(pack), 'staff', seed)
          .map(({ id }) => id)
          .join()
      assert.equal(ids('one'), ids('one'))
      assert.ok(new Set(seeds.map(ids)).size > 1, pack.id)
    }
  })

  it('have the answer of the policy: a no, an ask, a yes; advice against something is a no', () => {
    const ashlands = packOf('AL')
    const rule = (id: string) => ruleQuestions(compiledOf(ashlands), 'staff').find(one => one.id === id)
    assert.equal(rule('AL-10.b')?.right, 'no')
    assert.equal(rule('AL-3.a/apply')?.right, 'ask')
    assert.equal(rule('AL-10.a')?.right, 'yes')
    assert.equal(rightOf(packOf('SM'), 'SM-4.5'), 'No, or better not')
  })

  it('ask whom to tell, where a rule has something told; not whoever would be told', () => {
    assert.equal(rightOf(packOf('SM'), 'SM-4.7'), 'Tell a senior leader.')
    assert.equal(rightOf(packOf('GH'), 'GH-5.c/report'), 'Tell your line manager.')
    const question = drawn(packOf('SM'), 'staff').find(({ id }) => id === 'SM-4.7')
    assert.ok(
      question?.choices.every(({ value }) => value !== 'report:headteacher'),
      'who is a senior leader',
    )
    assert.equal(rightOf(packOf('SM'), 'SM-4.7', 'slt'), undefined)
  })

  it('ask who and how soon, where a clause says so; a neighbour of the right answer is not offered as wrong', () => {
    assert.equal(rightOf(packOf('AL'), 'inbox.clock', 'volunteer'), 'Within 24 hours')
    assert.equal(rightOf(packOf('SM'), 'advice.adviser'), 'Senior leader or Headteacher')
    assert.equal(rightOf(packOf('WB'), 'concerns.about-headteacher'), 'Chair of governors')
    assert.equal(rightOf(packOf('WB'), 'concerns.about-headteacher', 'headteacher'), undefined)
    for (const { id, choices, right } of drawn(packOf('SM'), 'staff'))
      if (id === 'advice.adviser')
        for (const { value, text } of choices)
          assert.equal(value === right, /leader|Headteacher/.test(text), text)
    // School practice is no clause: a school that states no hours is not asked about them.
    assert.ok(drawn(packOf('GH'), 'staff').every(({ id }) => id !== 'inbox.clock'))
  })

  it('never drill what is arguable, what law or guidance asks to decide, or what nobody should picture', () => {
    for (const pack of shippedPacks()) {
      const questions = ruleQuestions(compiledOf(pack), 'staff')
      assert.ok(questions.every(({ about }) => about !== 'hold-indecent-image' && about !== 'vet'))
      const arguable = pack.rules.filter(rule => rule.arguable && rule.id.startsWith('SM-'))
      for (const rule of arguable)
        assert.ok(
          questions.every(({ id }) => id !== rule.id),
          rule.id,
        )
    }
  })
})
