import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PupilId } from '../../kernel/ids.ts'
import { effectiveSettings } from '../../policy-engine/settings.ts'
import { shippedPack } from '../../policy-engine/shipped-packs.ts'
import { consentGate, type ImageRules, stopReason } from './consent-gate.ts'

const pack = shippedPack('AL')
assert.ok(pack)
const rules: ImageRules = effectiveSettings(pack)
const lax: ImageRules = {
  'images.consent-required': { ...rules['images.consent-required'], value: false },
  'images.do-not-publish-list': { ...rules['images.do-not-publish-list'], value: false },
}
const child = (name: string, consent: 'given' | 'refused' | 'withdrawn' | 'none', doNotPublish = false) => ({
  id: name as PupilId,
  consent,
  doNotPublish,
})

describe('the consent gate', () => {
  it('is clear for nobody, and for children with consent', () => {
    assert.deepEqual(consentGate([], [], rules), { kind: 'clear' })
    assert.deepEqual(consentGate(['a' as PupilId], [child('a', 'given')], rules), { kind: 'clear' })
  })

  it('stops for each reason with the clause it rests on', () => {
    for (const [consent, why] of [
      ['none', 'no-consent'],
      ['refused', 'refused'],
      ['withdrawn', 'withdrawn'],
    ] as const) {
      const verdict = consentGate(['a' as PupilId], [child('a', consent)], rules)
      assert.equal(verdict.kind, 'stopped')
      assert.ok(verdict.kind === 'stopped')
      assert.deepEqual(verdict.children, [{ id: 'a', why }])
      assert.deepEqual(verdict.basis, rules['images.consent-required'].basis)
      assert.ok(verdict.basis.some(basis => basis.kind === 'clause' && basis.clause === 'AL-9.a'))
    }
    const listed = consentGate(['a' as PupilId], [child('a', 'given', true)], rules)
    assert.ok(listed.kind === 'stopped')
    assert.deepEqual(listed.children, [{ id: 'a', why: 'do-not-publish' }])
    assert.ok(listed.basis.some(basis => basis.kind === 'clause' && basis.clause === 'AL-9.c'))
  })

  it('takes the strictest reason of a child, and one child stops all', () => {
    assert.equal(stopReason(child('a', 'withdrawn', true), rules), 'do-not-publish')
    const verdict = consentGate(
      ['a' as PupilId, 'b' as PupilId],
      [child('a', 'given'), child('b', 'refused')],
      rules,
    )
    assert.ok(verdict.kind === 'stopped')
    assert.deepEqual(verdict.children, [{ id: 'b', why: 'refused' }])
  })

  it('stops for a child who has left: nobody can say that the consent still holds', () => {
    assert.equal(consentGate(['gone' as PupilId], [], rules).kind, 'stopped')
  })

  it('lets a lax policy allow silence, but no refusal, no withdrawal and nobody on the list', () => {
    assert.equal(stopReason(child('a', 'none'), lax), undefined)
    assert.equal(stopReason(child('a', 'refused'), lax), 'refused')
    assert.equal(stopReason(child('a', 'withdrawn'), lax), 'withdrawn')
    assert.equal(stopReason(child('a', 'given', true), lax), 'do-not-publish')
  })
})
