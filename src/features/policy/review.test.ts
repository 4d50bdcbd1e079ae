import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from '../../kernel/clock.ts'
import { reminderStep } from './review.ts'

test('the owner is reminded 12, 4 and 1 weeks before the last day, and on it', () => {
  const lastDay = Temporal.PlainDate.from('2027-03-31')
  const cases = {
    '2027-01-05': undefined,
    '2027-01-06': '12-weeks',
    '2027-03-02': '12-weeks',
    '2027-03-03': '4-weeks',
    '2027-03-23': '4-weeks',
    '2027-03-24': '1-week',
    '2027-03-30': '1-week',
    '2027-03-31': 'due',
    '2027-06-01': 'due',
  }
  for (const [today, step] of Object.entries(cases))
    assert.equal(reminderStep(lastDay, Temporal.PlainDate.from(today)), step, today)
})
