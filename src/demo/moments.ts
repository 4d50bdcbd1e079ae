import { type Instant, LONDON, londonDate, type Temporal } from '../kernel/clock.ts'
import { isWorkingDay } from '../kernel/school-calendar.ts'

/** When things happened at the demonstration school, counted back from the moment it is built. */
export type Moments = {
  /** A London time on the working day that lies so many working days before today; on the last one no later than 16:00. */
  schoolDay(daysBack: number, time: string): Instant
  /** Today, at most six and a half hours ago: after everything of the last working day, even just past midnight. */
  hoursAgo(hours: number): Instant
  readonly today: Temporal.PlainDate
  /** The latest 8 September that lies at least six weeks back: when families’ answers came in. */
  readonly consentDay: Temporal.PlainDate
}

export function moments(now: Instant): Moments {
  const today = londonDate(now)
  const workingDay = (daysBack: number): Temporal.PlainDate => {
    let day = today
    for (let left = daysBack; left > 0; ) {
      day = day.subtract({ days: 1 })
      if (isWorkingDay(day)) left--
    }
    return day
  }
  const september = today.subtract({ weeks: 6 }).with({ month: 9, day: 8 })
  return {
    schoolDay: (daysBack, time) =>
      workingDay(daysBack).toZonedDateTime({ timeZone: LONDON, plainTime: time }).toInstant(),
    hoursAgo: hours => now.subtract({ minutes: Math.round(hours * 60) }),
    today,
    consentDay:
      today.subtract({ weeks: 6 }).since(september).sign >= 0 ? september : september.subtract({ years: 1 }),
  }
}
