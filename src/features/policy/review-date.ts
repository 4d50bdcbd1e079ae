import { Temporal } from '../../kernel/clock.ts'
import type { StatedValue } from '../../policy-engine/settings.ts'

/** Terms end when most schools' do: a policy that says "summer term" is late once August begins. */
const lastDayOfTerm: Readonly<Record<string, string>> = { autumn: '12-31', spring: '04-30', summer: '07-31' }

/**
 * The last London day on which the policy can be reviewed on time: the date the policy states, a month or term counted to
 * its end, else its interval from the day it came into force.
 */
export function reviewDue(
  review: StatedValue<'policy.review'>,
  inForceFrom: Temporal.PlainDate,
): Temporal.PlainDate {
  const { next, every } = review
  if (next !== undefined) {
    const [, year, term] = /^(\d{4})-(\w+)-term$/.exec(next) ?? []
    if (year !== undefined && term !== undefined)
      return Temporal.PlainDate.from(`${year}-${lastDayOfTerm[term]}`)
    if (/^\d{4}-\d{2}$/.test(next)) {
      const month = Temporal.PlainYearMonth.from(next)
      return month.toPlainDate({ day: month.daysInMonth })
    }
    if (/^\d{4}$/.test(next)) return Temporal.PlainDate.from(`${next}-12-31`)
    return Temporal.PlainDate.from(next)
  }
  return inForceFrom.add(Temporal.Duration.from(every ?? 'P1Y'))
}
