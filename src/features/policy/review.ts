/** What a person can record as a reason to review early; the others come from what Gatepost itself knows. */
export const recordedTriggers = ['technical-change', 'local-concern'] as const
export type RecordedTrigger = (typeof recordedTriggers)[number]

/** When the owner is reminded of a review. */
export const reminderSteps = ['12-weeks', '4-weeks', '1-week', 'due'] as const
export type ReminderStep = (typeof reminderSteps)[number]
