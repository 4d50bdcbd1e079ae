import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openActs } from './acts.ts'

const policyActs = ['hide', 'block', 'report', 'delete'] as const
const here = { policyActs, network: 'bluesky', underOurPost: true, authorKnown: true, answer: 'no' } as const

describe('what a moderator may do', () => {
  it('is what the policy names and the network can do', () => {
    assert.deepEqual(openActs(here), ['hide', 'block'])
    assert.deepEqual(openActs({ ...here, network: 'manual' }), policyActs)
    assert.deepEqual(openActs({ ...here, policyActs: ['report', 'block'] }), ['block'])
  })
  it('leaves hiding out where the message is under somebody else’s post', () => {
    assert.deepEqual(openActs({ ...here, underOurPost: false }), ['block'])
  })
  it('never opens, reports by hand or deletes what could be indecent', () => {
    for (const answer of ['yes', 'unsure'] as const) {
      assert.deepEqual(openActs({ ...here, answer }), ['hide', 'block'])
      assert.deepEqual(openActs({ ...here, network: 'manual', answer }), [])
    }
  })
})
