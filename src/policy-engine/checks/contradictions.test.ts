import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkContext } from '../../../test/support/checks.ts'
import { packOf } from '../../../test/support/packs.ts'
import { shippedPacks } from '../shipped-packs.ts'
import { contradictions } from './contradictions.ts'

const forbids = {
  id: 'ZZ-2',
  clause: 'ZZ-2',
  says: 'must-not',
  when: { act: ['connect', 'reply'], with: ['pupil', 'former-pupil'], via: 'personal-account' },
}
const allows = {
  id: 'ZZ-1/family',
  clause: 'ZZ-1',
  says: 'may',
  when: { act: ['connect', 'reply'], with: 'pupil', tie: 'family' },
}
const found = (...rules: readonly object[]) =>
  contradictions(packOf(rules as Parameters<typeof packOf>[0]), checkContext())

describe('clauses that are at odds', () => {
  it('are told once, with where and what to do', () => {
    assert.deepEqual(found(forbids, allows), [
      {
        check: 'contradiction',
        at: 'ZZ-2',
        message:
          'ZZ-2 forbids what ZZ-1 allows. Befriend, follow or accept a request online or answer somebody who got in touch privately (anyone on the staff; the other person is a pupil; family; using a personal account).',
        hint: 'Say in the policy which of the two holds. Until then, record how you read them.',
        clauses: ['ZZ-2', 'ZZ-1'],
      },
    ])
  })

  it('are told with the acts about which they are so in the same circumstances, each once', () => {
    const acts = (...rules: readonly object[]) =>
      found(...rules).map(({ message }) => /allows\. (.*) \(/.exec(message)?.[1])
    const befriending = 'Befriend, follow or accept a request online'
    assert.deepEqual(
      acts(
        forbids,
        { ...allows, when: { act: 'connect', with: 'pupil', tie: 'family' } },
        { ...allows, id: 'ZZ-1/parent', when: { act: 'reply', with: 'former-pupil' } },
      ),
      [befriending],
    )
    const anyTie = { ...forbids, when: { act: 'connect', with: 'pupil' } }
    assert.deepEqual(
      acts(anyTie, { ...anyTie, id: 'ZZ-2/again' }, { ...allows, when: { act: 'connect', tie: 'family' } }),
      [befriending],
    )
  })

  it('are at odds too where the author knows: two clauses, one finding', () => {
    const says = { because: 'one advises and the other forbids' }
    assert.deepEqual(
      found(
        { ...forbids, arguable: { ...says, clause: 'ZZ-1' } },
        { ...allows, arguable: { ...says, clause: 'ZZ-2' } },
      ).map(({ at, message }) => [at, message]),
      [['ZZ-2', 'ZZ-2 and ZZ-1 are at odds: one advises and the other forbids.']],
    )
  })

  it('are not at odds where one is an exception, goes before the other, or is about something else', () => {
    assert.deepEqual(found(forbids, { ...allows, over: ['ZZ-2'] }), [])
    assert.deepEqual(found({ ...forbids, over: ['ZZ-1/family'] }, allows), [])
    assert.deepEqual(found({ ...forbids, unless: [{ tie: ['family'] }] }, allows), [])
    assert.deepEqual(found(forbids, { ...allows, when: { act: 'connect', with: 'parent' } }), [])
    assert.deepEqual(found(forbids, { ...allows, principle: true }), [])
  })

  it('are at odds where one only discourages to befriend those whom the other forbids to write to', () => {
    const people = { with: ['pupil', 'parent'], via: 'personal-account' }
    const adding = { id: 'ZZ-1', clause: 'ZZ-1', says: 'should-not', when: { act: 'connect', ...people } }
    const writing = {
      id: 'ZZ-2',
      clause: 'ZZ-2',
      says: 'must-not',
      when: { act: ['contact', 'reply'], with: 'pupil', via: 'personal-account' },
    }
    assert.deepEqual(
      found(adding, writing).map(({ at, message, clauses }) => [at, message, clauses]),
      [
        [
          'ZZ-2',
          'ZZ-2 forbids to write to or call somebody first or answer somebody who got in touch privately, while ZZ-1 only discourages to befriend, follow or accept a request online. Anyone on the staff; the other person is a pupil; using a personal account.',
          ['ZZ-2', 'ZZ-1'],
        ],
      ],
    )
    assert.equal(found({ ...adding, says: 'may' }, { ...writing, says: 'should-not' }).length, 1)
    // As strict, about others, by another way, of one clause, an exception, or milder about writing: nothing at odds.
    assert.deepEqual(found({ ...adding, says: 'must-not' }, writing), [])
    assert.deepEqual(found(adding, { ...writing, when: { ...writing.when, with: 'former-pupil' } }), [])
    assert.deepEqual(found(adding, { ...writing, when: { ...writing.when, via: 'personal-phone' } }), [])
    assert.deepEqual(found(adding, { ...writing, clause: 'ZZ-1' }), [])
    assert.deepEqual(found({ ...adding, over: ['ZZ-2'] }, writing), [])
    assert.deepEqual(found({ ...adding, says: 'must-not' }, { ...writing, says: 'should-not' }), [])
  })

  it('are in the shipped packs those that were known: the rule of what an act amounts to adds none', () => {
    const told = shippedPacks().flatMap(pack =>
      contradictions(pack, checkContext()).map(({ clauses }) => clauses.toSorted().join(' and ')),
    )
    assert.deepEqual(told, [
      'AL-1.e and AL-10.b',
      'BP-4.4 and BP-8.4',
      'GH-3.2 and GH-4.1.i',
      'GH-3.2 and GH-4.1.iv',
      'WB-4.2.a and WB-4.2.b',
    ])
  })
})
