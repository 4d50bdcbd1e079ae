import assert from 'node:assert/strict'
import { it } from 'node:test'
import { checkContext } from '../../../test/support/checks.ts'
import { packOf } from '../../../test/support/packs.ts'
import type { Situation } from '../vocabulary.ts'
import { rulesWithoutCase } from './rules-without-case.ts'

const pack = packOf([
  { id: 'ZZ-1', clause: 'ZZ-1', says: 'must-not', when: { act: 'meet', accompanied: 'no' } },
])
const caseOf = (when: Situation) => ({
  case: 'somebody met online',
  when,
  expect: { verdict: 'must-not' as const, clauses: [], ask: [], duties: [], arguable: false },
})
const alone = caseOf({ actor: 'staff', act: 'meet', accompanied: 'no' })
const together = caseOf({ actor: 'staff', act: 'meet', accompanied: 'yes' })

it('a deciding rule needs a case that makes it apply and one that does not', () => {
  assert.deepEqual(rulesWithoutCase(pack, checkContext({ cases: [together] })), [
    {
      check: 'case',
      at: 'ZZ-1',
      message: 'The rule ZZ-1 is not tried out: no case shows where it applies.',
      hint: 'Add a situation to cases.yaml, with the answer you expect.',
      clauses: ['ZZ-1'],
    },
  ])
  assert.deepEqual(
    rulesWithoutCase(pack, checkContext({ cases: [alone] })).map(({ message }) => message),
    ['The rule ZZ-1 is not tried out: no case shows where it does not apply.'],
  )
  assert.deepEqual(rulesWithoutCase(pack, checkContext({ cases: [alone, together] })), [])
})

it('a pack that comes without cases is not held to have any', () => {
  assert.deepEqual(rulesWithoutCase(pack, checkContext()), [])
})
