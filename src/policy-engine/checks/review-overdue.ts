import { Temporal } from '../../kernel/clock.ts'
import type { Pack } from '../policy.ts'
import { lastDayOf, statedDateWords } from '../stated-date.ts'
import type { Check } from './finding.ts'

/** The last day on which the document can be reviewed on time, by its own dates; undefined where it states none. */
const dueOn = ({ dates, settings }: Pack): Temporal.PlainDate | undefined => {
  const { next, every } = settings['policy.review']?.value ?? {}
  if (next !== undefined) return lastDayOf(next)
  return every === undefined
    ? undefined
    : lastDayOf(dates.lastReviewed ?? dates.adopted).add(Temporal.Duration.from(every))
}

/** The review that the document states is overdue, or its next review is no later than its last one. */
export const reviewOverdue: Check = (pack, { on }) => {
  const due = dueOn(pack)
  if (due === undefined) return []
  const { basis = [] } = pack.settings['policy.review'] ?? {}
  const clauses = basis.flatMap(one => ('clause' in one ? [one.clause] : []))
  const last = pack.dates.lastReviewed
  const finding = { check: 'review', at: 'policy.review', clauses } as const
  return [
    ...(Temporal.PlainDate.compare(due, on) < 0
      ? [
          {
            ...finding,
            message: `The review is overdue: it was due by ${statedDateWords(due.toString())}.`,
            hint: 'Review the policy, and put the date of the next review into it.',
          },
        ]
      : []),
    ...(last !== undefined && Temporal.PlainDate.compare(due, lastDayOf(last)) <= 0
      ? [
          {
            ...finding,
            message: `The next review (${statedDateWords(due.toString())}) is not after the last one (${statedDateWords(lastDayOf(last).toString())}).`,
            hint: 'Put the right date of the next review into the policy.',
          },
        ]
      : []),
  ]
}
