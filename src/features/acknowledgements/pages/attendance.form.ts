import { z } from 'zod'
import { dateBoxes } from '../../../platform/views/date-field.ts'
import { words } from '../../../platform/views/form-words.ts'

/** Boxes that were ticked: none, one or more. */
export const several = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform(sent => [sent].flat())

/** A signed attendance list. The date is read apart. */
export const attendanceForm = z.strictObject({
  id: z.string(),
  sha256: z.string(),
  ...dateBoxes('held'),
  kept: words('Enter where the signed paper is kept', 200),
  people: several,
})

/** Whom to take off a list, and why. */
export const strikeForm = z.strictObject({
  people: several,
  because: words('Enter why they are taken off the list', 500),
})
