import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import bankHolidays from './bank-holidays.json' with { type: 'json' }
import { Temporal } from './clock.ts'
import { isBankHoliday, isVerified, isWorkingDay, nextWorkingDay } from './school-calendar.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const holidays = Object.keys(bankHolidays.days).map(date)
const inYear = (year: number) => holidays.filter(day => day.year === year)

/** Gauss's method as published by Meeus: an independent source for Good Friday and Easter Monday. */
const easterSunday = (year: number): Temporal.PlainDate => {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return new Temporal.PlainDate(year, Math.floor(f / 31), (f % 31) + 1)
}

describe('the bundled bank holidays', () => {
  it('are eight a year, more only where one was added by proclamation', () => {
    const added: Record<number, number> = { 2022: 2, 2023: 1 }
    for (let year = bankHolidays.firstYear; year <= bankHolidays.lastYear; year++)
      assert.equal(inYear(year).length, 8 + (added[year] ?? 0), `${year}`)
  })

  it('fall on weekdays', () => {
    for (const day of holidays) assert.ok(day.dayOfWeek <= 5, `${day}`)
  })

  it('hold the Friday before and the Monday after every Easter', () => {
    for (let year = bankHolidays.firstYear; year <= bankHolidays.lastYear; year++) {
      assert.ok(isBankHoliday(easterSunday(year).subtract({ days: 2 })), `Good Friday ${year}`)
      assert.ok(isBankHoliday(easterSunday(year).add({ days: 1 })), `Easter Monday ${year}`)
    }
  })

  it('hold the moved and the single days', () => {
    for (const day of ['2020-05-08', '2022-06-02', '2022-06-03', '2022-09-19', '2023-05-08', '2026-12-28'])
      assert.ok(isBankHoliday(date(day)), day)
    for (const day of ['2020-05-04', '2022-05-30', '2026-12-26', '2022-01-01'])
      assert.ok(!isBankHoliday(date(day)), day)
  })
})

describe('working days', () => {
  it('skip weekends and bank holidays', () => {
    assert.ok(!isWorkingDay(date('2026-11-21')))
    assert.ok(!isWorkingDay(date('2026-12-25')))
    assert.ok(isWorkingDay(date('2026-12-24')))
    assert.equal(nextWorkingDay(date('2026-12-24')).toString(), '2026-12-29')
    assert.equal(nextWorkingDay(date('2026-04-02')).toString(), '2026-04-07')
    assert.equal(nextWorkingDay(date('2027-12-24')).toString(), '2027-12-29')
  })

  it('are verified within the years that were published', () => {
    assert.ok(isVerified(date('2019-01-01')))
    assert.ok(isVerified(date('2027-12-31')))
    assert.ok(!isVerified(date('2028-01-01')))
    assert.ok(!isVerified(date('2018-12-31')))
  })
})
