import { Temporal } from 'temporal-polyfill'

export { Temporal }
export type Instant = Temporal.Instant

/** All school time is London time, summer and winter. */
export const LONDON = 'Europe/London'

/** The only source of "now": tests pass a clock that they move. */
export type Clock = { now(): Instant }

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** The London date of an instant. */
export const londonDate = (at: Instant): Temporal.PlainDate => at.toZonedDateTimeISO(LONDON).toPlainDate()
