import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Temporal } from '../../kernel/clock.ts'
import { londonDateText, londonDateTimeText } from './london-time.ts'

const cases: readonly [string, string][] = [
  ['2026-03-28T21:40:00Z', 'Saturday 28 March 2026 at 9:40pm'],
  // Summer time: one hour ahead.
  ['2026-07-01T08:00:00Z', 'Wednesday 1 July 2026 at 9am'],
  ['2026-01-05T12:00:00Z', 'Monday 5 January 2026 at midday'],
  ['2026-01-05T12:05:00Z', 'Monday 5 January 2026 at 12:05pm'],
  ['2026-01-05T00:30:00Z', 'Monday 5 January 2026 at 12:30am'],
  // The end of a Monday in summer time is 23:00 of that day in UTC.
  ['2026-03-30T23:00:00Z', 'midnight at the end of Monday 30 March 2026'],
  ['2027-01-01T00:00:00Z', 'midnight at the end of Thursday 31 December 2026'],
]

for (const [at, words] of cases)
  it(`writes ${at} as ${words}`, () => {
    assert.equal(londonDateTimeText(Temporal.Instant.from(at)), words)
  })

it('writes the London date of an instant, and a date as it is', () => {
  assert.equal(londonDateText(Temporal.Instant.from('2026-06-30T23:30:00Z')), 'Wednesday 1 July 2026')
  assert.equal(londonDateText(Temporal.PlainDate.from('2026-11-21')), 'Saturday 21 November 2026')
})
