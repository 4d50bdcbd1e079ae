import type { Finding } from '../reading.ts'
import type { Check, Subject } from './check.ts'
import { collisions } from './collisions.ts'
import { nameSpelledTwoWays } from './name-spelled-two-ways.ts'
import { networksGone } from './networks-gone.ts'
import { noSchoolNamed } from './no-school-named.ts'
import { notCovered } from './not-covered.ts'
import { reviewOrder } from './review-order.ts'
import { reviewOverdue } from './review-overdue.ts'
import { templateLeftovers } from './template-leftovers.ts'

/** The checks in the order in which a headteacher should see them. */
const CHECKS: readonly Check[] = [
  reviewOverdue,
  reviewOrder,
  noSchoolNamed,
  nameSpelledTwoWays,
  collisions,
  templateLeftovers,
  networksGone,
  notCovered,
]

/** Everything the checks find in one document. */
export const findingsOf = (subject: Subject): readonly Finding[] => CHECKS.flatMap(check => check(subject))
