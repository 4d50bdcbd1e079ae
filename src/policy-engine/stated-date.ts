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
