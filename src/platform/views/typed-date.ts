import { Temporal } from '../../kernel/clock.ts'
import type { Typed } from './form.ts'

const part = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** The three fields of a date input as they were typed, for showing them again. */
export const typedDateParts = (typed: Typed, name: string) => ({
  day: part(typed, `${name}-day`),
  month: part(typed, `${name}-month`),
  year: part(typed, `${name}-year`),
})

/** The date in the fields `name-day`, `name-month` and `name-year` of a GOV.UK date input; undefined where they make none. */
export const typedDate = (typed: Typed, name: string): Temporal.PlainDate | undefined => {
  const { day, month, year } = typedDateParts(typed, name)
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return undefined
  try {
    return Temporal.PlainDate.from(
      { day: Number(day), month: Number(month), year: Number(year) },
      { overflow: 'reject' },
    )
  } catch {
    return undefined
  }
}
