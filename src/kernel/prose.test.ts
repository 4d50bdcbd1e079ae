import assert from 'node:assert/strict'
import { test } from 'node:test'
import { capital, excerpt, listed } from './prose.ts'

test('words are listed as people say them', () => {
  assert.equal(listed([]), '')
  assert.equal(listed(['staff']), 'staff')
  assert.equal(listed(['staff', 'pupils']), 'staff and pupils')
  assert.equal(listed(['staff', 'pupils', 'parents'], 'or'), 'staff, pupils or parents')
})

test('only the first letter becomes a capital', () => {
  assert.equal(capital('the DSL at Larkmere'), 'The DSL at Larkmere')
  assert.equal(capital(''), '')
})

test('an excerpt is the beginning of a text on one line, in characters as a reader counts them', () => {
  assert.equal(excerpt('  one\n\ntwo\tthree ', 90), 'one two three')
  assert.equal(excerpt('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2), '👩‍👩‍👧…')
  assert.equal(excerpt('abc', 3), 'abc')
})
