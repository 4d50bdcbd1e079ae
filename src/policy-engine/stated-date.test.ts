import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cycleWords, statedDateWords } from './stated-date.ts'

test('dates are said as exactly as the document states them', () => {
  assert.equal(statedDateWords('2024-10-06'), '6 October 2024')
  assert.equal(statedDateWords('2021-04'), 'April 2021')
  assert.equal(statedDateWords('2025-summer-term'), 'summer term 2025')
  assert.equal(statedDateWords('2024'), '2024')
})

test('a review cycle is said in years or months', () => {
  assert.equal(cycleWords('P1Y'), 'every year')
  assert.equal(cycleWords('P3Y'), 'every 3 years')
  assert.equal(cycleWords('P18M'), 'every 18 months')
})
