import { statedDate } from '../../../policy-engine/catalogue.ts'

/** Whether a date is as exact as a policy states it: a day, a month or a school term, and not a year alone. */
export const isStatedDate = (date: string): boolean => statedDate.safeParse(date).success
