import { z } from 'zod'
import { isPhoneNumber, likeAPhoneNumber } from '../telephone.ts'

const text = (longest: number) =>
  z
    .string()
    .transform(typed => typed.trim().normalize('NFC').replaceAll(/\s+/g, ' '))
    .refine(typed => [...typed].length <= longest, `Use ${longest} characters or fewer here`)

const phone = (missing: string) =>
  text(40)
    .refine(typed => typed !== '', missing)
    .refine(typed => typed === '' || isPhoneNumber(typed), likeAPhoneNumber)

/** The numbers and contacts of the school, held to the same rules as at set-up. Nobody need be named for journalists. */
export const schoolForm = z.strictObject({
  phone: phone('Enter the school’s telephone number'),
  'urgent-name': text(100).refine(typed => typed !== '', 'Enter what the out-of-hours service is called'),
  'urgent-phone': phone(
    'Enter the out-of-hours number of children’s social care: your local authority’s website has it',
  ),
  'media-contact': text(200),
})
