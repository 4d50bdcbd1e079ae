import { z } from 'zod'

/** Somebody not among the school's people, or not known. */
export const someoneElse = 'someone-else'

export const raiseForm = z.strictObject({
  id: z.string(),
  message: z.string().optional(),
  indecent: z.enum(['no', 'yes', 'unsure'], {
    error: 'Answer whether a picture or video could show a child nude, semi-nude or sexual',
  }),
  about: z.enum(['child', 'adult', 'headteacher'], { error: 'Choose whom the concern is about' }),
  who: z.string().optional(),
  account: z
    .string({ error: 'Write what you saw or heard' })
    .trim()
    .min(1, 'Write what you saw or heard')
    .max(20_000, 'What you saw or heard must be 20,000 characters or fewer'),
})
