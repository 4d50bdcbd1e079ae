import assert from 'node:assert/strict'
import { it } from 'node:test'
import { checkContext } from '../../../test/support/checks.ts'
import { packOf } from '../../../test/support/packs.ts'
import { openReadings } from './open-readings.ts'

it('a clause that can be read in two ways is told once, unless another clause is against it', () => {
  const rule = {
    clause: 'ZZ-1',
    says: 'must-not',
    arguable: { because: '“working hours” may leave out breaks' },
  }
  assert.deepEqual(
    openReadings(
      packOf([
        { ...rule, id: 'ZZ-1', when: { act: 'browse' } },
        { ...rule, id: 'ZZ-1/phones', when: { act: 'use-phone' } },
        {
          ...rule,
          id: 'ZZ-2',
          clause: 'ZZ-2',
          when: { act: 'post' },
          arguable: { because: 'they disagree', clause: 'ZZ-1' },
        },
      ]),
      checkContext(),
    ),
    [
      {
        check: 'reading',
        at: 'ZZ-1',
        message: 'ZZ-1 can be read in two ways: “working hours” may leave out breaks.',
        hint: 'Record how you read it. Your reading holds until the next review.',
        clauses: ['ZZ-1'],
      },
    ],
  )
})
