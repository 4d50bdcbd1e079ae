/** How strongly a clause is put; `process` = what the school or an officer does, a role, what a breach leads to. */
export const strengths = [
  'must',
  'must-not',
  'should',
  'should-not',
  'may',
  'needs-approval',
  'process',
] as const
export type Strength = (typeof strengths)[number]

export const addressees = ['staff', 'pupil', 'parent', 'governor', 'volunteer', 'school', 'all'] as const
export type Addressee = (typeof addressees)[number]

/** What such clauses are about. */
export const topics = [
  'befriending-pupils',
  'befriending-former-pupils',
  'contacting-parents',
  'personal-use-in-hours',
  'identifying-school',
  'disclosing-confidential',
  'images-of-children',
  'derogatory-comments',
  'privacy-settings',
  'official-account-approval',
  'official-account-monitoring',
  'response-time',
  'reporting-concerns',
  'breach-discipline',
  'pupil-age-limits',
  'training',
  'policy-review',
  'personal-devices',
  'personal-contact-details',
  'vetting-candidates',
  'parents-conduct',
  'disclaimer',
  'party-politics',
  'copyright',
  'press',
  'other',
] as const
export type Topic = (typeof topics)[number]

/** A sentence or list item that imposes, forbids, advises, permits or assigns. */
export type ReadClause = {
  /** Its number or heading in the document, and a running number where it has none. */
  readonly ref: string
  readonly section: string
  /** The document's words, with the stem of its list where the item needs it to be understood. */
  readonly text: string
  readonly who: Addressee
  readonly says: Strength
  readonly topic: Topic
  /** The part of the product that would carry it out (inbox.clock, say), as a suggestion. */
  readonly capability: string
  /** Index of its block in the document. */
  readonly block: number
  readonly place: string
}

/** Something about the document that its school should know; nobody's fault, never a verdict on people. */
export type Finding = {
  readonly check: string
  /** Where: a block's place, or "the whole document". */
  readonly at: string
  readonly message: string
}

/** What a policy document says of itself and of others, as read by the software and not yet checked by a person. */
export type Reading = {
  readonly school: string | null
  readonly title: string | null
  /** As exact as the document: 2024, 2024-03, 2024-03-15. A term ("Summer 2025") gives its year alone. */
  readonly adopted: string | null
  readonly lastReview: string | null
  readonly nextReview: string | null
  /** ISO 8601 duration: P1Y. */
  readonly reviewEvery: string | null
  readonly owner: string | null
  readonly committee: string | null
  /** The model or template it says it is built on. */
  readonly basis: string | null
  /** Roles that the document gives something to do, never persons' names. */
  readonly roles: readonly string[]
  readonly clauses: readonly ReadClause[]
  readonly findings: readonly Finding[]
}
