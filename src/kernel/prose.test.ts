import assert from 'node:assert/strict'
import { test } from 'node:test'
import { capital, listed } from './prose.ts'

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
