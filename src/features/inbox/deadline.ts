import type { Basis } from '../../kernel/basis.ts'
import { type Instant, LONDON, londonDate, type Temporal } from '../../kernel/clock.ts'
import type { SchoolCalendar } from '../../kernel/school-calendar.ts'
import type { EffectiveSettings } from '../../policy-engine/settings.ts'

/** When a message must be answered, and why. */
export type ResponseDeadline = {
  readonly dueAt: Instant
  /** Plain English with London times, for the page. */
  readonly why: string
  readonly basis: readonly Basis[]
  /** Where the policy's words can be read otherwise: how. The deadline keeps to the words. */
  readonly arguable?: string
  /** The year's bank holidays were not yet published when the bundled list was made. */
  readonly unverified: boolean
}

const weekdayWords = new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, weekday: 'long' })
const dateWords = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const timeWords = new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, hour: '2-digit', minute: '2-digit' })

// Apart, because some versions of the locale data put a comma between weekday and date.
const dayInWords = (at: Instant): string =>
  `${weekdayWords.format(at.epochMilliseconds)} ${dateWords.format(at.epochMilliseconds)}`

const inWords = (at: Instant): string => `${dayInWords(at)} at ${timeWords.format(at.epochMilliseconds)}`

const midnightBefore = (date: Temporal.PlainDate): Instant => date.toZonedDateTime(LONDON).toInstant()

/** Why hours that run from one day to another can be argued with: nobody is at work, and no extra time is stated. */
const outOfWork = (
  received: Temporal.PlainDate,
  due: Temporal.PlainDate,
  calendar: SchoolCalendar,
): string | undefined => {
  if (calendar.isBankHoliday(received)) return 'It arrived on a bank holiday.'
  if (calendar.isBankHoliday(due)) return 'The time ends on a bank holiday.'
  if (calendar.isWeekend(due)) return 'The time ends at a weekend.'
  return undefined
}

/** Elapsed hours, through the hour changes. */
const afterHours = (receivedAt: Instant, hours: number, calendar: SchoolCalendar) => {
  const dueAt = receivedAt.add({ hours })
  const lastDay = londonDate(dueAt)
  const reason = outOfWork(londonDate(receivedAt), lastDay, calendar)
  return {
    dueAt,
    lastDay,
    words: `so it must be answered within ${hours} hours, by ${inWords(dueAt)}.`,
    ...(reason !== undefined && {
      arguable: `${reason} No extra time is stated for that, so the hours count as they stand; the school may read it otherwise.`,
    }),
  }
}

const byNextWorkingDay = (receivedAt: Instant, calendar: SchoolCalendar) => {
  const day = calendar.nextWorkingDay(londonDate(receivedAt))
  return {
    dueAt: midnightBefore(day.add({ days: 1 })),
    lastDay: day,
    words: `so it must be answered by the end of the next working day, ${dayInWords(midnightBefore(day))}.`,
  }
}

/**
 * The response clock (AL-4.b): elapsed hours, except that what arrives on a London Saturday or Sunday has until the
 * midnight that ends the next working day. A Friday or a bank holiday on a weekday keeps its hours, marked arguable.
 */
export const responseDeadline = ({
  receivedAt,
  clock,
  calendar,
}: {
  readonly receivedAt: Instant
  readonly clock: EffectiveSettings['inbox.clock']
  readonly calendar: SchoolCalendar
}): ResponseDeadline => {
  const received = londonDate(receivedAt)
  const { hours, weekend } = clock.value
  const { lastDay, words, ...due } =
    weekend === 'next-working-day' && calendar.isWeekend(received)
      ? byNextWorkingDay(receivedAt, calendar)
      : afterHours(receivedAt, hours, calendar)
  const unknown = [received, lastDay].find(date => !calendar.isVerified(date))
  const why = [`Received on ${inWords(receivedAt)}, ${words}`]
  if (!clock.basis.some(({ kind }) => kind === 'clause'))
    why.push('The school’s policy sets no time for answers, so this is school practice.')
  if (unknown !== undefined)
    why.push(`The bank holidays of ${unknown.year} are not in Gatepost’s list, so check this date.`)
  return { ...due, why: why.join(' '), basis: clock.basis, unverified: unknown !== undefined }
}
