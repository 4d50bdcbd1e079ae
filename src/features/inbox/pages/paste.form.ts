import { z } from 'zod'
import { type Instant, LONDON, Temporal } from '../../../kernel/clock.ts'
import { type AccountId, type MessageId, readId } from '../../../kernel/ids.ts'

const oldestDays = 366

/** The London time a person typed as a date and a 24-hour or am/pm time; the first of an hour that comes twice. */
export const readLondonTime = (
  day: string,
  month: string,
  year: string,
  time: string,
): Instant | undefined => {
  const clock = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(time.trim())
  const whole = /^\d{1,4}$/
  if (!clock || ![day, month, year].every(part => whole.test(part.trim()))) return undefined
  const hour = Number(clock[1])
  const half = clock[3]?.toLowerCase()
  if ((!half && clock[2] === undefined) || (half && (hour < 1 || hour > 12))) return undefined
  try {
    return Temporal.PlainDateTime.from(
      {
        year: Number(year),
        month: Number(month),
        day: Number(day),
        hour: half ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour,
        minute: Number(clock[2] ?? 0),
      },
      { overflow: 'reject' },
    )
      .toZonedDateTime(LONDON)
      .toInstant()
  } catch {
    return undefined
  }
}

const text = z.string().optional().default('')

/** A comment copied from a notification. Its times are checked against `now`. */
export const pasteForm = (now: Instant, accountIds: readonly AccountId[]) =>
  z
    .strictObject({
      id: z.string().transform(typed => readId<MessageId>(typed)),
      account: z
        .string({ error: 'Choose the account it was written to' })
        .refine(typed => accountIds.some(id => id === typed), 'Choose the account it was written to'),
      kind: z.enum(['comment', 'mention', 'private'], { error: 'Choose what kind of message it is' }),
      author: z
        .string()
        .trim()
        .min(1, 'Enter the name of the person who wrote it, as the network shows it')
        .max(200, 'The name must be 200 characters or fewer'),
      text: z
        .string()
        .trim()
        .min(1, 'Enter what was written')
        .max(10_000, 'The message must be 10,000 characters or fewer'),
      'received-day': text,
      'received-month': text,
      'received-year': text,
      time: text,
      url: z
        .string()
        .trim()
        .max(2_000, 'The address must be 2,000 characters or fewer')
        .refine(
          typed => typed === '' || (URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol)),
          'Enter an address that starts with https://, or leave this empty',
        ),
    })
    .transform((typed, check) => {
      const wrong = (path: string, message: string) => {
        check.addIssue({ code: 'custom', path: [path], message, input: typed })
        return z.NEVER
      }
      const at = readLondonTime(
        typed['received-day'],
        typed['received-month'],
        typed['received-year'],
        typed.time,
      )
      if (!at) {
        const midday = readLondonTime(
          typed['received-day'],
          typed['received-month'],
          typed['received-year'],
          '12:00',
        )
        return midday
          ? wrong('time', 'Enter the time it was received, like 21:40 or 9:40pm')
          : wrong('received-day', 'Enter the date it was received, like 21 11 2026')
      }
      if (Temporal.Instant.compare(at, now) > 0)
        return wrong('received-day', 'The time it was received must not be in the future')
      if (Temporal.Instant.compare(at, now.subtract({ hours: oldestDays * 24 })) < 0)
        return wrong(
          'received-day',
          'The message must have been received within the last year: check the date',
        )
      return {
        id: typed.id,
        accountId: typed.account as AccountId,
        kind: typed.kind,
        authorName: typed.author,
        text: typed.text,
        url: typed.url || null,
        receivedAt: at,
      }
    })
