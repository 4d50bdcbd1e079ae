import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkContext } from '../../../test/support/checks.ts'
import { packOf } from '../../../test/support/packs.ts'
import { readGuidance } from '../guidance.ts'
import { decisionsBesideGuidance } from './decisions-beside-guidance.ts'

const guidance = readGuidance(`
- id: searches
  source: Guidance on recruitment
  asOf: 2026-11-20
  reviewBy: 2027-09-01
  gist: Schools consider searching online for candidates.
  binding: guidance
  verified: read
  when: { act: vet }
  collides:
    - { when: { act: vet }, says: [must-not, should-not], decide: Decide whether a search is meant as well. }
`)
const everywhere = readGuidance(`
- id: kindness
  source: A guide
  asOf: 2026-11-20
  reviewBy: 2027-09-01
  gist: Staff do not hurt anybody.
  binding: guidance
  verified: read
  when: { content: hurtful }
  collides:
    - { when: { content: hurtful }, says: may, decide: Decide. }
`)
const found = (...rules: Parameters<typeof packOf>[0]) =>
  decisionsBesideGuidance(packOf(rules), checkContext({ guidance }))
const rule = { id: 'ZZ-4', clause: 'ZZ-4', when: { act: 'vet' } }

describe('what a policy says beside current guidance', () => {
  it('needs a decision where the two do not go together', () => {
    assert.deepEqual(found({ ...rule, says: 'should-not' }), [
      {
        check: 'decision',
        at: 'searches',
        message:
          'ZZ-4 needs a decision beside Guidance on recruitment: Schools consider searching online for candidates.',
        hint: 'Decide whether a search is meant as well.',
        clauses: ['ZZ-4'],
      },
    ])
  })

  it('needs one for a principle too, whatever the verdict beside it', () => {
    assert.deepEqual(
      found(
        { ...rule, says: 'must-not', principle: true },
        { id: 'ZZ-5', clause: 'ZZ-5', says: 'may', when: { act: 'vet' } },
      ).map(({ clauses }) => clauses),
      [['ZZ-4']],
    )
  })

  it('is looked for in every act where the guidance names none', () => {
    const pack = packOf([
      { id: 'ZZ-4', clause: 'ZZ-4', says: 'may', when: { act: 'receive', content: ['neutral', 'hurtful'] } },
    ])
    assert.deepEqual(
      decisionsBesideGuidance(pack, checkContext({ guidance: everywhere })).map(({ at }) => at),
      ['kindness'],
    )
  })

  it('needs none where the policy says something else, or nothing', () => {
    assert.deepEqual(found({ ...rule, says: 'may' }), [])
    assert.deepEqual(found({ ...rule, says: 'must-not', when: { act: 'view-profile' } }), [])
  })
})
