import type { Temporal } from '../../kernel/clock.ts'

/** What a person can record as a reason to review early; the others come from what Gatepost itself knows. */
export const recordedTriggers = ['technical-change', 'local-concern'] as const
export type RecordedTrigger = (typeof recordedTriggers)[number]

export const triggerNames: Readonly<Record<RecordedTrigger, string>> = {
  'technical-change': 'Our technology changed',
  'local-concern': 'Something happened here or nearby',
}

/** When the owner is reminded of a review: so many days before its last day. */
const daysBefore = { '12-weeks': 84, '4-weeks': 28, '1-week': 7, due: 0 } as const
export type ReminderStep = keyof typeof daysBefore

/** The reminder that holds on this London day; undefined while the review is more than twelve weeks away. */
export const reminderStep = (
  lastDay: Temporal.PlainDate,
  today: Temporal.PlainDate,
): ReminderStep | undefined => {
  const left = today.until(lastDay, { largestUnit: 'days' }).days
  return (['due', '1-week', '4-weeks', '12-weeks'] as const).find(step => left <= daysBefore[step])
}

/** A reason to review before the date, in words, with where it is read up. */
export type ReviewReason = { readonly text: string; readonly href?: string | undefined }
