import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { clauseCoverage, coverageOf, knownCapabilities } from './clause-coverage.ts'
import type { Pack } from './policy-engine/policy.ts'
import { shippedPacks } from './policy-engine/shipped-packs.ts'

const [shipped] = shippedPacks()
assert.ok(shipped)

const rule: Pack['rules'][number] = {
  id: 'AL-1',
  clause: 'AL-1',
  says: 'must-not',
  when: { act: ['meet'] },
  unless: [],
  duties: [],
  over: [],
  principle: false,
}

/** A pack of one clause, with or without a rule for it. */
const packOf = (kind: 'rule' | 'process', capability: string, rules: Pack['rules'] = []): Pack => ({
  ...shipped,
  settings: {},
  scope: { ...shipped.scope, clause: undefined },
  clauses: [
    { id: 'AL-1', section: '1', who: 'staff', kind, strength: 'must', gist: 'something', capability },
  ],
  rules,
})
const stateOf = (pack: Pack) => clauseCoverage(pack).map(({ state, lacks }) => [state, lacks])

describe('where clauses are carried out', () => {
  it('knows every capability that a shipped clause names, and no other', () => {
    const named = new Set(
      shippedPacks().flatMap(({ clauses }) => clauses.map(({ capability }) => capability)),
    )
    assert.deepEqual(knownCapabilities.toSorted(), [...named].toSorted())
  })

  it('names tests that are there, and at least one for whatever is built', () => {
    for (const capability of knownCapabilities) {
      const { where, tests } = coverageOf(capability)
      assert.equal(where.length > 0, tests.length > 0, capability)
      for (const test of tests) assert.ok(existsSync(join(import.meta.dirname, '..', test)), test)
    }
  })

  it('covers all 157 clauses, and hides nothing that is not there yet', () => {
    const lines = shippedPacks().flatMap(clauseCoverage)
    assert.equal(lines.length, 157)
    for (const { clause, state, where, lacks } of lines) {
      assert.equal(state === 'carried-out', lacks === undefined, clause.id)
      assert.equal(state === 'not-yet', where.length === 0, clause.id)
    }
  })

  it('counts a clause whose answer is all there is as carried out in part', () => {
    const lacks = 'declaring a relationship, and the advice given'
    assert.deepEqual(stateOf(packOf('process', 'declarations.relationship')), [['not-yet', lacks]])
    assert.deepEqual(stateOf(packOf('rule', 'declarations.relationship', [rule])), [['in-part', lacks]])
    assert.deepEqual(stateOf(packOf('rule', 'advice.verdict', [rule])), [['carried-out', undefined]])
  })

  it('does not count a rule that no answer follows from', () => {
    assert.deepEqual(stateOf(packOf('rule', 'advice.verdict')), [
      ['not-yet', 'a rule that answers “Can I…?”'],
    ])
    assert.deepEqual(stateOf(packOf('process', 'inbox.clock')), [['carried-out', undefined]])
    assert.deepEqual(stateOf(packOf('process', 'garden.paths')), [['not-yet', 'it is not known to Gatepost']])
  })
})
