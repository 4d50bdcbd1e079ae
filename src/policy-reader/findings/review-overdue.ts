import { Temporal } from '../../kernel/clock.ts'
import { statedDateWords } from '../../policy-engine/stated-date.ts'
import { type Check, type Subject, WHOLE_DOCUMENT } from './check.ts'

/** The day by which the document should have been reviewed: as it says, or its latest date and its cycle. */
const dueDay = ({ dates, reviewEvery }: Subject): string | undefined => {
  if (dates.nextReview) return dates.nextReview.last
  const from = dates.lastReview ?? dates.adopted
  if (!from || reviewEvery === null) return undefined
  return Temporal.PlainDate.from(from.last).add(reviewEvery).toString()
}

/** The day of the next review has passed. */
export const reviewOverdue: Check = subject => {
  const due = dueDay(subject)
  if (due === undefined || due >= subject.today) return []
  const at = subject.dates.nextAt === undefined ? undefined : subject.blocks[subject.dates.nextAt]?.place
  const source = subject.dates.nextReview
    ? `The document gives its next review as ${subject.dates.nextReview.words}.`
    : 'The document gives a date and how often it is to be reviewed.'
  const message = `The review is overdue: it was due by ${statedDateWords(due)}. ${source}`
  return [{ check: 'review-overdue', at: at ?? WHOLE_DOCUMENT, message }]
}
