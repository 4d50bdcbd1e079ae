import { z } from 'zod'

const tooLong = (most: number): string => `Use ${most.toLocaleString('en-GB')} characters or fewer`

/** Words that have to be given, at most `most` characters, without the space around them. */
export const words = (empty: string, most: number) =>
  z.string({ error: empty }).trim().min(1, empty).max(most, tooLong(most))

/** Words that may be left out. */
export const optionalWords = (most: number) => z.string().trim().max(most, tooLong(most)).default('')

/** A web address that may be left out. */
export const webAddress = optionalWords(500).refine(
  text => text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
  'Enter a web address that begins with https://',
)
