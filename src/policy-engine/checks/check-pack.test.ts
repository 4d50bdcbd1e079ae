import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkContext } from '../../../test/support/checks.ts'
import { lawAndGuidance } from '../guidance.ts'
import { shippedCases, shippedPacks } from '../shipped-packs.ts'
import { checkPack } from './check-pack.ts'

const findings = shippedPacks().flatMap(pack =>
  checkPack(
    pack,
    checkContext({
      others: shippedPacks().filter(other => other !== pack),
      cases: shippedCases(pack.id),
      guidance: lawAndGuidance(),
    }),
  ),
)
const clausesOf = (check: string) =>
  findings.filter(found => found.check === check).map(({ clauses }) => clauses.toSorted().join(' '))

describe('the shipped policies, checked', () => {
  it('show the four real collisions, with no more than as many others', () => {
    const found = clausesOf('contradiction')
    for (const known of ['AL-1.e AL-10.b', 'BP-4.4 BP-8.4', 'WB-4.2.a WB-4.2.b', 'GH-3.2 GH-4.1.iv'])
      assert.ok(found.includes(known), known)
    assert.ok(found.length <= 8, found.join(', '))
  })

  it('show the four decisions beside current guidance, with no more than as many others', () => {
    const found = clausesOf('decision')
    for (const known of ['GH-4.2', 'AL-9.0', 'AL-9.d', 'AL-10.c']) assert.ok(found.includes(known), known)
    assert.ok(found.length <= 8, found.join(', '))
  })

  it('are all overdue for review', () => {
    assert.equal(
      findings.filter(({ check, message }) => check === 'review' && message.includes('overdue')).length,
      5,
    )
  })

  it('have no rule that comes to nothing or is not tried out, and no setting without a basis', () => {
    for (const check of ['unreachable', 'case', 'basis'])
      assert.deepEqual(
        findings.filter(found => found.check === check).map(({ message }) => message),
        [],
      )
  })
})
