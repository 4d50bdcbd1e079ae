import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Instant, LONDON, londonDate, Temporal } from '../../kernel/clock.ts'
import * as calendar from '../../kernel/school-calendar.ts'
import { effectiveSettings } from '../../policy-engine/settings.ts'
import { shippedPack } from '../../policy-engine/shipped-packs.ts'
import { responseDeadline } from './deadline.ts'

const clockOf = (policy: string) => {
  const pack = shippedPack(policy)
  assert.ok(pack)
  return effectiveSettings(pack)['inbox.clock']
}
const ashlands = clockOf('AL')

const dueAfter = (receivedAt: Instant) => responseDeadline({ receivedAt, clock: ashlands, calendar })

/** Received at a London time; the due time as London sees it. */
const london = (local: string) => {
  const deadline = dueAfter(Temporal.PlainDateTime.from(local).toZonedDateTime(LONDON).toInstant())
  return { ...deadline, local: deadline.dueAt.toZonedDateTimeISO(LONDON).toPlainDateTime().toString() }
}

/** Every half hour from a London midnight, for so many hours. */
const halfHours = (from: string, hours: number): Instant[] => {
  const start = Temporal.PlainDate.from(from).toZonedDateTime(LONDON).toInstant()
  return Array.from({ length: hours * 2 }, (_, index) => start.add({ minutes: index * 30 }))
}

const isWeekend = (at: Instant) => londonDate(at).dayOfWeek >= 6

describe('the response clock of Ashlands', () => {
  it('gives a weekend message until the end of the next working day, in words', () => {
    const deadline = dueAfter(Temporal.Instant.from('2026-03-28T21:40:00Z'))
    assert.equal(deadline.dueAt.toString(), '2026-03-30T23:00:00Z')
    assert.equal(
      deadline.why,
      'Received on Saturday 28 March 2026 at 21:40, so it must be answered by the end of the next working day, Monday 30 March 2026.',
    )
    assert.deepEqual(
      deadline.basis.map(basis => basis.kind === 'clause' && basis.clause),
      ['AL-4.b'],
    )
    assert.equal(deadline.arguable, undefined)
    assert.equal(deadline.unverified, false)
  })

  it('gives a weekday message its hours, in words', () => {
    const deadline = london('2026-11-17T09:05')
    assert.equal(deadline.local, '2026-11-18T09:05:00')
    assert.equal(
      deadline.why,
      'Received on Tuesday 17 November 2026 at 09:05, so it must be answered within 24 hours, by Wednesday 18 November 2026 at 09:05.',
    )
    assert.equal(deadline.arguable, undefined)
  })

  it('keeps the hours of a Friday and of a bank holiday on a weekday, marked arguable', () => {
    const friday = london('2026-11-20T16:00')
    assert.equal(friday.local, '2026-11-21T16:00:00')
    assert.match(friday.arguable ?? '', /ends at a weekend/)

    const bankHoliday = london('2026-08-31T10:00')
    assert.equal(bankHoliday.local, '2026-09-01T10:00:00')
    assert.match(bankHoliday.arguable ?? '', /arrived on a bank holiday/)

    const dayBefore = london('2026-12-24T10:00')
    assert.equal(dayBefore.local, '2026-12-25T10:00:00')
    assert.match(dayBefore.arguable ?? '', /ends on a bank holiday/)
  })

  it('decides what is a weekend by London, not by UTC', () => {
    assert.equal(
      dueAfter(Temporal.Instant.from('2026-07-03T23:30:00Z')).dueAt.toString(),
      '2026-07-06T23:00:00Z',
    )
    assert.equal(
      dueAfter(Temporal.Instant.from('2026-07-05T23:30:00Z')).dueAt.toString(),
      '2026-07-06T23:30:00Z',
    )
  })

  it('passes over Easter Monday', () => {
    for (const at of halfHours('2026-04-04', 48))
      assert.equal(dueAfter(at).dueAt.toString(), '2026-04-07T23:00:00Z', at.toString())
    assert.equal(london('2026-04-03T12:00').local, '2026-04-04T12:00:00')
    assert.equal(london('2026-04-06T12:00').local, '2026-04-07T12:00:00')
  })

  it('passes over Christmas where it touches a weekend', () => {
    assert.equal(london('2026-12-26T12:00').local, '2026-12-30T00:00:00')
    assert.equal(london('2026-12-27T12:00').local, '2026-12-30T00:00:00')
    assert.equal(london('2027-12-25T12:00').local, '2027-12-30T00:00:00')
    assert.equal(london('2027-01-02T12:00').local, '2027-01-05T00:00:00')
  })

  it('counts working days in the holidays as in term', () => {
    assert.equal(london('2026-08-08T12:00').local, '2026-08-11T00:00:00')
  })

  it('holds in every hour of the weekends when the clocks change', () => {
    for (const [from, hours, due] of [
      ['2026-03-28', 47, '2026-03-30T23:00:00Z'],
      ['2026-10-24', 49, '2026-10-27T00:00:00Z'],
      ['2025-03-29', 47, '2025-03-31T23:00:00Z'],
      ['2025-10-25', 49, '2025-10-28T00:00:00Z'],
    ] as const) {
      const weekend = halfHours(from, hours)
      assert.ok(weekend.every(isWeekend))
      for (const at of weekend) assert.equal(dueAfter(at).dueAt.toString(), due, at.toString())
    }
  })

  it('is never before the message, and 24 elapsed hours on each weekday, over two years of half hours', () => {
    for (const at of halfHours('2026-01-01', 24 * 365 * 2)) {
      const { dueAt } = dueAfter(at)
      const hours = at.until(dueAt).total('hours')
      if (isWeekend(at)) {
        assert.ok(hours >= 24, at.toString())
        const lastMoment = dueAt.subtract({ nanoseconds: 1 })
        assert.ok(calendar.isWorkingDay(londonDate(lastMoment)), at.toString())
        assert.equal(dueAt.toZonedDateTimeISO(LONDON).toPlainTime().toString(), '00:00:00', at.toString())
      } else assert.equal(hours, 24, at.toString())
    }
  })

  it('never gives a later message of the same day an earlier deadline', () => {
    for (let day = Temporal.PlainDate.from('2026-01-01'); day.year === 2026; day = day.add({ days: 1 })) {
      const dues = halfHours(day.toString(), 23).map(at => dueAfter(at).dueAt)
      dues.slice(1).forEach((due, index) => {
        assert.ok(Temporal.Instant.compare(dues[index] ?? due, due) <= 0, day.toString())
      })
    }
  })

  it('marks years without known bank holidays, in a field and in the words', () => {
    const far = london('2031-06-14T12:00')
    assert.equal(far.local, '2031-06-17T00:00:00')
    assert.ok(far.unverified)
    assert.match(far.why, /bank holidays of 2031 are not in Gatepost’s list/)
    assert.ok(london('2027-12-31T12:00').unverified, 'the time ends in a year that is not known')
    assert.ok(london('2018-12-31T12:00').unverified, 'it came in a year that is not known')
    assert.ok(!london('2027-12-30T12:00').unverified)
  })
})

describe('other clocks', () => {
  it('is school practice where the policy is silent, and says so', () => {
    for (const policy of ['GH', 'BP', 'SM', 'WB']) {
      const receivedAt = Temporal.Instant.from('2026-03-28T21:40:00Z')
      const deadline = responseDeadline({ receivedAt, clock: clockOf(policy), calendar })
      assert.equal(deadline.dueAt.toString(), '2026-03-30T23:00:00Z')
      assert.match(deadline.why, /sets no time for answers, so this is school practice/)
      assert.deepEqual(
        deadline.basis.map(({ kind }) => kind),
        ['practice'],
      )
    }
  })

  it('keeps a policy’s own hours, through the weekend where it says so', () => {
    const clock = { ...ashlands, value: { hours: 48, weekend: 'same-hours' as const } }
    const receivedAt = Temporal.Instant.from('2026-10-24T12:00:00Z')
    const deadline = responseDeadline({ receivedAt, clock, calendar })
    assert.equal(deadline.dueAt.toString(), '2026-10-26T12:00:00Z')
    assert.match(deadline.why, /within 48 hours, by Monday 26 October 2026 at 12:00/)
  })
})
