import { z } from 'zod'

const line = (empty: string) => z.string().trim().min(1, empty).max(200, 'Use 200 characters or fewer')

/** Somebody who comes from outside. The date is read apart; what a way of handing the leaflet over needs, too. */
export const visitorForm = z.strictObject({
  id: z.string(),
  name: line('Enter the visitor’s name'),
  organisation: line('Enter whom the visitor comes from'),
  'visit-day': z.string().default(''),
  'visit-month': z.string().default(''),
  'visit-year': z.string().default(''),
  way: z.enum(['paper', 'letter', 'hand'], { error: 'Choose how they get the leaflet' }),
  kept: z.string().trim().max(200, 'Use 200 characters or fewer').default(''),
  address: z.string().trim().max(200, 'Use 200 characters or fewer').default(''),
})
