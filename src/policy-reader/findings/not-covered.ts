import type { Topic } from '../reading.ts'
import { topicsIn } from '../topics.ts'
import { type Check, WHOLE_DOCUMENT } from './check.ts'

/** What at least three of the five shipped policies cover, in plain words (policies/, November 2026). */
const USUAL: readonly (readonly [topic: Topic, words: string])[] = [
  ['befriending-pupils', 'staff and pupils as friends online'],
  ['befriending-former-pupils', 'former pupils'],
  ['contacting-parents', 'staff and parents online'],
  ['personal-use-in-hours', 'personal use in working hours'],
  ['identifying-school', 'naming the school on a personal account'],
  ['disclosing-confidential', 'confidential information'],
  ['images-of-children', 'pictures of children'],
  ['derogatory-comments', 'comments that insult or bring into disrepute'],
  ['privacy-settings', 'privacy settings'],
  ['reporting-concerns', 'where to take a concern'],
  ['breach-discipline', 'what a breach leads to'],
  ['training', 'training and induction'],
  ['policy-review', 'when the policy is reviewed'],
]

/** What such policies usually cover and this one does not, in one finding. */
export const notCovered: Check = ({ clauses, dates }) => {
  const covered = new Set(clauses.flatMap(({ topic, text }) => [topic, ...topicsIn(text)]))
  const missing = USUAL.filter(
    ([topic]) => !covered.has(topic) && !(topic === 'policy-review' && dates.nextReview !== undefined),
  )
  if (missing.length === 0) return []
  const message = `Most school policies also say something about: ${missing.map(([, words]) => words).join('; ')}. This one does not, as far as the software can tell.`
  return [{ check: 'not-covered', at: WHOLE_DOCUMENT, message }]
}
