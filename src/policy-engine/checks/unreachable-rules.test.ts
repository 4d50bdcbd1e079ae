import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkContext } from '../../../test/support/checks.ts'
import { packOf } from '../../../test/support/packs.ts'
import { unreachableRules } from './unreachable-rules.ts'

const found = (...rules: Parameters<typeof packOf>[0]) => unreachableRules(packOf(rules), checkContext())

describe('rules that come to nothing', () => {
  it('are told where nothing fits their conditions', () => {
    assert.deepEqual(
      found({ id: 'ZZ-1', clause: 'ZZ-1', says: 'must-not', when: { act: 'post', age: 'adult' } }),
      [
        {
          check: 'unreachable',
          at: 'ZZ-1',
          message: 'The rule ZZ-1 never applies: “age: adult” does not occur with “publish words”.',
          hint: 'Correct its conditions, or take it out.',
          clauses: ['ZZ-1'],
        },
      ],
    )
    assert.deepEqual(
      found({
        id: 'ZZ-1',
        clause: 'ZZ-1',
        says: 'ask',
        when: { act: 'meet', accompanied: 'no' },
        unless: [{ accompanied: ['no'] }],
      }).map(({ message }) => message),
      ['The rule ZZ-1 never applies: its conditions and exceptions leave no situation over.'],
    )
  })

  it('are told with the first condition that none of their acts knows', () => {
    const message = (when: object) =>
      found({ id: 'ZZ-1', clause: 'ZZ-1', says: 'may', when }).map(one => one.message)
    assert.deepEqual(message({ act: 'post', age: 'adult', tie: 'family' }), [
      'The rule ZZ-1 never applies: “age: adult” does not occur with “publish words”.',
    ])
    assert.deepEqual(message({ act: 'meet', with: 'journalist' }), [
      'The rule ZZ-1 never applies: “with: journalist” does not occur with “meet somebody known from online”.',
    ])
    assert.deepEqual(message({ act: ['post', 'meet'], content: 'neutral', accompanied: 'no' }), [
      'The rule ZZ-1 never applies: its conditions and exceptions leave no situation over.',
    ])
  })

  it('are told where another rule goes before them everywhere', () => {
    const general = { id: 'ZZ-1', clause: 'ZZ-1', says: 'must-not', when: { act: 'connect', with: 'pupil' } }
    const weaker = {
      id: 'ZZ-2/family',
      clause: 'ZZ-2',
      says: 'ask',
      when: { act: 'connect', with: 'pupil', tie: 'family' },
    }
    assert.deepEqual(found(general, weaker), [
      {
        check: 'unreachable',
        at: 'ZZ-2/family',
        message: 'The rule ZZ-2/family never decides: wherever it applies, ZZ-1 goes before it.',
        hint: 'If it is an exception, let it be “over” the other rule. If it says nothing of its own, take it out.',
        clauses: ['ZZ-2'],
      },
    ])
    const weakest = { ...weaker, id: 'ZZ-3', clause: 'ZZ-3', says: 'do' }
    assert.deepEqual(
      found(general, weaker, weakest).map(({ message }) => message.split('applies, ')[1]),
      ['ZZ-1 goes before it.', 'ZZ-1 goes before it.'],
    )
    assert.deepEqual(found(general, { ...weaker, over: ['ZZ-1'] }), [])
  })

  it('are none where a permission loses to a prohibition: that is a contradiction', () => {
    assert.deepEqual(
      found(
        { id: 'ZZ-1', clause: 'ZZ-1', says: 'must-not', when: { act: 'connect', with: 'pupil' } },
        { id: 'ZZ-2', clause: 'ZZ-2', says: 'may', when: { act: 'connect', with: 'pupil', tie: 'family' } },
      ),
      [],
    )
  })

  it('are none among principles, which never decide', () => {
    assert.deepEqual(
      found({ id: 'ZZ-1', clause: 'ZZ-1', says: 'must-not', when: { act: 'post' }, principle: true }),
      [],
    )
  })
})
