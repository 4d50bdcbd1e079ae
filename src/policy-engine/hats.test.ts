import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { packOf } from '../../test/support/packs.ts'
import type { Role } from '../kernel/actor.ts'
import { compile } from './compile.ts'
import { hatsOf, judge, mainHat } from './hats.ts'

const compiled = compile({
  ...packOf([
    { id: 'ZZ-1', clause: 'ZZ-1', says: 'should-not', when: { act: 'connect', with: 'pupil' } },
    { id: 'ZZ-2', clause: 'ZZ-2', says: 'may', when: { actor: 'parent', act: 'connect' } },
    { id: 'ZZ-3', clause: 'ZZ-3', says: 'must-not', when: { act: 'post', content: 'derogatory' } },
    { id: 'ZZ-4', clause: 'ZZ-4', says: 'must-not', when: { act: 'post', content: 'confidential' } },
    { id: 'ZZ-5', clause: 'ZZ-5', says: 'ask', when: { act: 'use-phone' }, ask: { any: 'slt' } },
    {
      id: 'ZZ-6',
      clause: 'ZZ-6',
      says: 'should-not',
      when: { actor: 'parent', act: 'use-phone', where: 'with-pupils' },
    },
  ]),
  scope: { staff: ['staff'], covers: ['staff', 'parent'] },
})

describe('several hats', () => {
  it('lets the strictest stand, and says under which hat', () => {
    const when = { act: 'connect', with: 'pupil' } as const
    const { verdict, holding, final } = judge(compiled, [
      { ...when, actor: 'parent' },
      { ...when, actor: 'staff' },
    ])
    assert.equal(verdict, 'should-not')
    assert.deepEqual(
      holding.map(({ situation, answer }) => [situation.actor, answer.clauses]),
      [['staff', ['ZZ-1']]],
    )
    assert.ok(final)
  })

  it('shows every clause that holds the verdict where a post is several things at once', () => {
    const when = { actor: 'staff', act: 'post' } as const
    const { holding } = judge(compiled, [
      { ...when, content: 'derogatory' },
      { ...when, content: 'confidential' },
    ])
    assert.deepEqual(
      holding.flatMap(({ answer }) => answer.clauses),
      ['ZZ-3', 'ZZ-4'],
    )
  })

  it('asks only about hats that can still reach the verdict', () => {
    const when = { act: 'use-phone', when: 'break' } as const
    const both = judge(compiled, [
      { ...when, actor: 'staff' },
      { ...when, actor: 'parent' },
    ])
    assert.equal(both.verdict, 'ask')
    assert.ok(both.final)
    const parent = judge(compiled, [{ ...when, actor: 'parent' }])
    assert.equal(parent.verdict, 'silent')
    assert.deepEqual(parent.undecided, [{ ...when, actor: 'parent' }])
    // It cannot come out stricter, but it can come out as strict, with a clause of its own.
    const level = judge(compiled, [
      { actor: 'staff', act: 'connect', with: 'pupil' },
      { ...when, actor: 'parent' },
    ])
    assert.equal(level.verdict, 'should-not')
    assert.deepEqual(level.undecided, [{ ...when, actor: 'parent' }])
  })

  it('does not take nobody for silence', () => {
    assert.throws(() => judge(compiled, []), /no situation/)
  })
})

describe('the hats of a person', () => {
  const hats = (...roles: readonly Role[]) => hatsOf(new Set(roles))

  it('are one for each thing they are at the school', () => {
    assert.deepEqual(hats('parent', 'staff'), ['staff', 'parent'])
    assert.deepEqual(hats('chair', 'governor', 'volunteer'), ['governor', 'volunteer'])
    assert.equal(mainHat(new Set<Role>(['parent', 'governor'])), 'governor')
  })

  it('leave out the staff’s where somebody leads', () => {
    assert.deepEqual(hats('senior-leader', 'dsl', 'parent'), ['slt', 'parent'])
    assert.deepEqual(hats('headteacher', 'senior-leader', 'staff'), ['headteacher'])
    assert.deepEqual(hats('headteacher', 'staff'), ['headteacher'])
  })

  it('are a visitor’s for somebody from outside', () => {
    assert.deepEqual(hats('outside-second'), ['visitor'])
    assert.equal(mainHat(new Set()), 'visitor')
  })
})
