import { z } from 'zod'
import { type Instant, Temporal } from '../../kernel/clock.ts'

/**
 * How far an account's notifications were read: the content of the cursor.
 *
 * Notifications come newest first by a date that their author can set back (a telephone with a wrong clock is
 * enough), so reading until the last known one would miss some. Each reading therefore goes back 48 hours, and once a
 * day to the very end. A long list is read in several goes: `unfinished` says where the next one carries on.
 */
export type Reading = {
  /** When the last complete reading began, and the last one that went to the very end. */
  readonly readAt: Instant | null
  readonly sweptAt: Instant | null
  readonly unfinished: { readonly page: string; readonly startedAt: Instant; readonly sweep: boolean } | null
}

export const notReadYet: Reading = { readAt: null, sweptAt: null, unfinished: null }

const instant = z.string().transform(text => Temporal.Instant.from(text))
const stored = z.object({
  readAt: instant.nullable(),
  sweptAt: instant.nullable(),
  unfinished: z.object({ page: z.string(), startedAt: instant, sweep: z.boolean() }).nullable(),
})

/** A cursor that cannot be read starts from the beginning: messages repeat, none is lost. */
export const readingOf = (cursor: string | null): Reading => {
  if (cursor === null) return notReadYet
  try {
    return stored.parse(JSON.parse(cursor))
  } catch {
    return notReadYet
  }
}

export const cursorOf = (reading: Reading): string => JSON.stringify(reading)

/** How to go on: from which page, and down to which date (null: to the very end). */
export const nextGo = (
  reading: Reading,
  now: Instant,
): {
  readonly page: string | undefined
  readonly startedAt: Instant
  readonly sweep: boolean
  readonly downTo: Instant | null
} => {
  const { readAt, sweptAt, unfinished } = reading
  const sweep =
    unfinished?.sweep ?? (sweptAt === null || Temporal.Instant.compare(sweptAt.add({ hours: 24 }), now) <= 0)
  return {
    page: unfinished?.page,
    startedAt: unfinished?.startedAt ?? now,
    sweep,
    downTo: sweep || readAt === null ? null : readAt.subtract({ hours: 48 }),
  }
}
