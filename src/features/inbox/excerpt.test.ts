import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { excerpt } from './excerpt.ts'

describe('an excerpt', () => {
  it('is one line', () => assert.equal(excerpt('  one\n\ntwo\tthree '), 'one two three'))
  it('is cut between characters as a reader sees them', () => {
    assert.equal(excerpt('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2), '👩‍👩‍👧…')
    assert.equal(excerpt('abc', 3), 'abc')
  })
})
