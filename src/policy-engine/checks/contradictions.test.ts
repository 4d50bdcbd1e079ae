import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkContext } from '../../../test/support/checks.ts'
import { packOf } from '../../../test/support/packs.ts'
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
})
