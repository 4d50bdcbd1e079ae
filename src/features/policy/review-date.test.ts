import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from '../../kernel/clock.ts'
import { reviewDue } from './review-date.ts'

const inForce = Temporal.PlainDate.from('2026-02-28')

test('a stated date is kept as exactly as it was stated', () => {
  const cases = {
    '2024-10-16': '2024-10-16',
    '2024-04': '2024-04-30',
    '2028-02': '2028-02-29',
    '2027': '2027-12-31',
    '2025-summer-term': '2025-07-31',
    '2025-autumn-term': '2025-12-31',
    '2025-spring-term': '2025-04-30',
  }
  for (const [next, due] of Object.entries(cases))
    assert.equal(reviewDue({ next, every: 'P3Y' }, inForce).toString(), due, next)
})

test('an interval counts from the day the policy came into force', () => {
  assert.equal(reviewDue({ every: 'P1Y' }, inForce).toString(), '2027-02-28')
  assert.equal(reviewDue({ every: 'P18M' }, inForce).toString(), '2027-08-28')
})
