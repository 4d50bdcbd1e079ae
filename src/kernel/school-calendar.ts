import bankHolidays from './bank-holidays.json' with { type: 'json' }
import type { Temporal } from './clock.ts'

/** Days as the clocks need them. The module itself is one: `import * as calendar from '…/school-calendar.ts'`. */
export type SchoolCalendar = {
  isWeekend(date: Temporal.PlainDate): boolean
  isBankHoliday(date: Temporal.PlainDate): boolean
  isWorkingDay(date: Temporal.PlainDate): boolean
  nextWorkingDay(date: Temporal.PlainDate): Temporal.PlainDate
  isVerified(date: Temporal.PlainDate): boolean
}

const holidays = new Set(Object.keys(bankHolidays.days))

/** Saturday or Sunday. */
export const isWeekend = (date: Temporal.PlainDate): boolean => date.dayOfWeek >= 6

/**
 * Whether the bundled list of bank holidays in England and Wales names this date, substitute days included.
 * The list is a dated copy of the one on GOV.UK; ask `isVerified` whether it reaches this far.
 */
export const isBankHoliday = (date: Temporal.PlainDate): boolean => holidays.has(date.toString())

/** Monday to Friday and no bank holiday, in term time or not. */
export const isWorkingDay = (date: Temporal.PlainDate): boolean => !isWeekend(date) && !isBankHoliday(date)

/** The first working day after this date. */
export const nextWorkingDay = (date: Temporal.PlainDate): Temporal.PlainDate => {
  const next = date.add({ days: 1 })
  return isWorkingDay(next) ? next : nextWorkingDay(next)
}

/** False for years whose bank holidays were not published when the list was copied: only weekends are known there. */
export const isVerified = (date: Temporal.PlainDate): boolean =>
  date.year >= bankHolidays.firstYear && date.year <= bankHolidays.lastYear
