import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from '../../kernel/clock.ts'
import { waitedFor } from './waiting-notice.ts'

test('how long a concern has waited, as a person would say it', () => {
  const since = Temporal.Instant.from('2026-03-28T21:40:00Z')
  const cases: Readonly<Record<string, Temporal.DurationLike>> = {
    'less than a minute': { seconds: 59 },
    '1 minute': { seconds: 60 },
    '59 minutes': { minutes: 59, seconds: 59 },
    '1 hour': { minutes: 60 },
    '47 hours': { hours: 47, minutes: 59 },
    '2 days': { hours: 48 },
    '400 days': { hours: 24 * 400 },
  }
  for (const [words, passed] of Object.entries(cases))
    assert.equal(waitedFor(since, since.add(passed)), words)
})
