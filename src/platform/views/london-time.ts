import { type Instant, LONDON, Temporal } from '../../kernel/clock.ts'

// Written out instead of asking Intl, whose commas change between Node versions.
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A London date in GOV.UK style: "Saturday 28 March 2026". Takes an instant or a date. */
export const londonDateText = (when: Instant | Temporal.PlainDate): string => {
  const date = when instanceof Temporal.Instant ? when.toZonedDateTimeISO(LONDON).toPlainDate() : when
  return `${days[date.dayOfWeek - 1]} ${date.day} ${monthNames[date.month - 1]} ${date.year}`
}

/**
 * A London date and time in GOV.UK style: "Saturday 28 March 2026 at 9:40pm".
 * Midnight is given to the day that it ends, because "Monday at midnight" is read both ways and deadlines fall on it.
 */
export const londonDateTimeText = (at: Instant): string => {
  const london = at.toZonedDateTimeISO(LONDON)
  const { hour, minute } = london
  if (hour === 0 && minute === 0)
    return `midnight at the end of ${londonDateText(at.subtract({ minutes: 1 }))}`
  return `${londonDateText(london.toPlainDate())} at ${clockTime(hour, minute)}`
}

const clockTime = (hour: number, minute: number): string => {
  if (hour === 12 && minute === 0) return 'midday'
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}
