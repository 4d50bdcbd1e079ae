import { z } from 'zod'
import { several } from './attendance.form.ts'

/** Whom to give links, and how. */
export const linksForm = z.strictObject({
  id: z.string(),
  by: z.enum(['letter', 'hand'], { error: 'Choose how they get their links' }),
  people: several,
})
