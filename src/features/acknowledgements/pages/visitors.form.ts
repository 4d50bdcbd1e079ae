import { z } from 'zod'
import { dateBoxes } from '../../../platform/views/date-field.ts'
import { optionalWords, words } from '../../../platform/views/form-words.ts'

/** Somebody who comes from outside. The date is read apart; what a way of handing the leaflet over needs, too. */
export const visitorForm = z.strictObject({
  id: z.string(),
  name: words('Enter the visitor’s name', 200),
  organisation: words('Enter whom the visitor comes from', 200),
  ...dateBoxes('visit'),
  way: z.enum(['paper', 'letter', 'hand'], { error: 'Choose how they get the leaflet' }),
  kept: optionalWords(200),
  address: optionalWords(200),
})
