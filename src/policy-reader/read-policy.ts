import type { Temporal } from '../kernel/clock.ts'
import { clausesOf } from './clauses.ts'
import type { DocumentText } from './document.ts'
import { basisOf, committeeOf, ownerOf, policyDates, reviewCycle } from './document-facts.ts'
import { findingsOf } from './findings/all-findings.ts'
import type { Reading } from './reading.ts'
import { rolesIn } from './roles.ts'
import { schoolName } from './school-name.ts'
import { titleOf } from './title.ts'

/**
 * What a policy document says: whose it is, its dates, its clauses, and what its school should know about it.
 * A proposal for a person to check, never a decision. `today` (London) decides whether a review is overdue.
 */
export const readPolicy = (
  { blocks }: DocumentText,
  { today }: { readonly today: Temporal.PlainDate },
): Reading => {
  const school = schoolName(blocks)
  const dates = policyDates(blocks)
  const reviewEvery = reviewCycle(blocks)
  const clauses = clausesOf(blocks, school)
  return {
    school,
    title: titleOf(blocks),
    adopted: dates.adopted?.iso ?? null,
    lastReview: dates.lastReview?.iso ?? null,
    nextReview: dates.nextReview?.iso ?? null,
    reviewEvery,
    owner: ownerOf(blocks),
    committee: committeeOf(blocks),
    basis: basisOf(blocks),
    roles: rolesIn(clauses.map(({ text }) => text)),
    clauses,
    findings: findingsOf({ blocks, school, dates, reviewEvery, clauses, today: today.toString() }),
  }
}
