import { Temporal } from '../../kernel/clock.ts'
import type { StatedValue } from '../../policy-engine/catalogue.ts'
import { lastDayOf } from '../../policy-engine/stated-date.ts'

/**
 * The last London day on which the policy can be reviewed on time: the date the policy states, a month or term counted to
 * its end, else its interval from the day it came into force.
 */
export const reviewDue = (
  { next, every }: StatedValue<'policy.review'>,
  inForceFrom: Temporal.PlainDate,
): Temporal.PlainDate =>
  next === undefined ? inForceFrom.add(Temporal.Duration.from(every ?? 'P1Y')) : lastDayOf(next)
