import { z } from 'zod'

const several = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform(sent => [sent].flat())

const dateBoxes = {
  'held-day': z.string().default(''),
  'held-month': z.string().default(''),
  'held-year': z.string().default(''),
}

/** A signed attendance list. The date is read apart. */
export const attendanceForm = z.strictObject({
  id: z.string(),
  sha256: z.string(),
  ...dateBoxes,
  kept: z
    .string()
    .trim()
    .min(1, 'Enter where the signed paper is kept')
    .max(200, 'Use 200 characters or fewer'),
  people: several,
})

/** Whom to take off a list, and why. */
export const strikeForm = z.strictObject({
  people: several,
  because: z
    .string()
    .trim()
    .min(1, 'Enter why they are taken off the list')
    .max(500, 'Use 500 characters or fewer'),
})
