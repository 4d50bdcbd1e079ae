import { Temporal } from '../kernel/clock.ts'

/** Terms end when most schools' do: a policy that says "summer term" is late once August begins. */
const lastDayOfTerm: Readonly<Record<string, string>> = { autumn: '12-31', spring: '04-30', summer: '07-31' }

/** The last day that a date as documents state it can mean: 2024-10-16, 2024-10, 2024 or 2025-summer-term. */
export const lastDayOf = (stated: string): Temporal.PlainDate => {
  const [, year, term] = /^(\d{4})-(\w+)-term$/.exec(stated) ?? []
  if (year !== undefined && term !== undefined)
    return Temporal.PlainDate.from(`${year}-${lastDayOfTerm[term]}`)
  if (/^\d{4}-\d{2}$/.test(stated)) {
    const month = Temporal.PlainYearMonth.from(stated)
    return month.toPlainDate({ day: month.daysInMonth })
  }
  if (/^\d{4}$/.test(stated)) return Temporal.PlainDate.from(`${stated}-12-31`)
  return Temporal.PlainDate.from(stated)
}

const inWords = (day: string, parts: Intl.DateTimeFormatOptions): string =>
  Temporal.PlainDate.from(day).toLocaleString('en-GB', parts)

/** A date as exactly as a document states it: "16 October 2024", "April 2021", "summer term 2025", "2024". */
export const statedDateWords = (stated: string): string => {
  const [year, second, third] = stated.split('-')
  if (third === 'term') return `${second} term ${year}`
  if (second === undefined) return stated
  return third === undefined
    ? inWords(`${stated}-01`, { month: 'long', year: 'numeric' })
    : inWords(stated, { day: 'numeric', month: 'long', year: 'numeric' })
}

/** A review cycle in words: P3Y is "every 3 years", P18M "every 18 months". */
export const cycleWords = (cycle: string): string => {
  const count = Number(cycle.slice(1, -1))
  const unit = cycle.endsWith('Y') ? 'year' : 'month'
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`
}
