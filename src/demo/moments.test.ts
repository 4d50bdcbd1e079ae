import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from '../kernel/clock.ts'
import { moments } from './moments.ts'

const everyThirdHour = function* () {
  const start = Temporal.Instant.from('2026-01-01T00:10:00Z')
  for (let hour = 0; hour < 366 * 24; hour += 3) yield start.add({ hours: hour })
}

test('the last hours come after the last working day, and a day has passed since the one before, at any hour of a year', () => {
  for (const now of everyThirdHour()) {
    const { schoolDay, hoursAgo } = moments(now)
    assert.ok(schoolDay(1, '16:00').until(hoursAgo(6.5)).sign >= 0, `${now}`)
    assert.ok(schoolDay(2, '15:40').add({ hours: 24 }).until(now).sign >= 0, `${now}`)
  }
})

test('families answered before the school set Gatepost up', () => {
  for (const now of everyThirdHour()) {
    const { schoolDay, consentDay } = moments(now)
    const setUp = schoolDay(14, '08:30').toZonedDateTimeISO('Europe/London').toPlainDate()
    assert.ok(consentDay.until(setUp).days > 0, `${now}`)
    assert.ok(consentDay.until(setUp).days < 400, `${now}`)
  }
})
