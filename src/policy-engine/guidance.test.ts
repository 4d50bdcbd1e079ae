import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { besideOf, lawAndGuidance, readGuidance } from './guidance.ts'

const written = (more = '') => `
- id: searches
  source: A guide
  asOf: 2026-11-20
  reviewBy: 2027-09-01
  gist: shortlisted candidates may be searched for
  binding: guidance
  verified: read
  when: {act: vet}
- id: pictures
  source: An act
  asOf: 2026-11-20
  reviewBy: 2027-09-01
  gist: never
  binding: law
  verified: check-wording
  when:
    - {act: vet, actor: slt}
    - {act: [take-image, share-image], shows: pupils}
${more}`

describe('law and guidance', () => {
  it('stands beside the situations it is about, law first', () => {
    const among = readGuidance(written())
    const beside = (situation: Parameters<typeof besideOf>[0]) =>
      besideOf(situation, among).map(({ id }) => id)
    assert.deepEqual(beside({ act: 'vet', actor: 'slt' }), ['pictures', 'searches'])
    assert.deepEqual(beside({ act: 'share-image', shows: 'pupils' }), ['pictures'])
    assert.deepEqual(beside({ act: 'share-image', shows: 'colleagues' }), [])
  })

  it('is not shown on what is not known', () => {
    assert.deepEqual(besideOf({ act: 'share-image' }, readGuidance(written())), [])
  })

  it('is refused with what is wrong', () => {
    assert.throws(() => readGuidance(written('- id: pictures\n  source: x')), /gist/)
    assert.throws(() => readGuidance(written('- {id: more, act: vet}')), /Unrecognized key: "act"/)
    assert.throws(() => readGuidance(`${written()}${written()}`), /two entries “searches”/)
  })

  it('ships with dates, each to be looked at again after it was read', () => {
    assert.ok(lawAndGuidance().length > 0)
    for (const { id, asOf, reviewBy } of lawAndGuidance()) assert.ok(asOf < reviewBy, id)
  })
})
