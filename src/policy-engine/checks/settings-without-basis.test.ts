import assert from 'node:assert/strict'
import { it } from 'node:test'
import { checkContext } from '../../../test/support/checks.ts'
import { packOf } from '../../../test/support/packs.ts'
import type { Pack } from '../policy.ts'
import { settingsWithoutBasis } from './settings-without-basis.ts'

const pack = packOf([{ id: 'ZZ-1', clause: 'ZZ-1', says: 'must-not', when: { act: 'meet' } }])
const withBasis = (basis: readonly { readonly clause: string }[]): Pack => ({
  ...pack,
  settings: { 'policy.handbook': { value: true, basis } },
})

it('a setting that rests on nothing, or on a clause that is gone, is told', () => {
  assert.deepEqual(settingsWithoutBasis(withBasis([{ clause: 'ZZ-7' }]), checkContext()), [
    {
      check: 'basis',
      at: 'policy.handbook',
      message: '“Whether the policy stands in the staff handbook” has no basis: ZZ-7 is not in the policy.',
      hint: 'Name the clause or the law it rests on, or leave the setting out: it is school practice then.',
      clauses: [],
    },
  ])
  assert.deepEqual(
    settingsWithoutBasis(withBasis([]), checkContext()).map(({ message }) => message),
    ['“Whether the policy stands in the staff handbook” has no basis: it cites nothing.'],
  )
  assert.deepEqual(settingsWithoutBasis(withBasis([{ clause: 'ZZ-1' }]), checkContext()), [])
})
