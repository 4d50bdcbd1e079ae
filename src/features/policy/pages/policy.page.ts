import { holdsAny, type PersonActor } from '../../../kernel/actor.ts'
import { type Basis, basisLabel } from '../../../kernel/basis.ts'
import { type Instant, londonDate, Temporal } from '../../../kernel/clock.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { PolicyInForce, PolicyVersion } from '../policy-in-force.ts'
import { clausesBySection, originOf, settingLines, statedDateWords } from '../policy-words.ts'
import { reviewDue } from '../review-date.ts'
import { adopters, listReaders } from './parts.ts'

/** Whether the review this policy promises is late, in words, with what it rests on. */
export const reviewView = (
  policy: Pick<PolicyInForce, 'settings' | 'inForceFrom'>,
  today: Temporal.PlainDate,
): {
  readonly text: string
  readonly overdue: boolean
  readonly lastDay: Temporal.PlainDate
  readonly basis: readonly Basis[]
} => {
  const { value, basis } = policy.settings['policy.review']
  const lastDay = reviewDue(value, policy.inForceFrom)
  return {
    text: value.next === undefined ? '' : statedDateWords(value.next),
    overdue: Temporal.PlainDate.compare(today, lastDay) > 0,
    lastDay,
    basis,
  }
}

export type Acknowledgement =
  | { readonly kind: 'done'; readonly at: Instant }
  | { readonly kind: 'asked'; readonly basis: readonly Basis[] }
  | { readonly kind: 'not-asked' }

/** Whether this person is asked to acknowledge: by role, or because they run an official account. */
export const acknowledgementOf = (
  policy: PolicyInForce,
  actor: PersonActor,
  done: ReadonlyMap<PersonId, Instant>,
  runners: ReadonlySet<PersonId>,
): Acknowledgement => {
  const at = done.get(actor.personId)
  if (at) return { kind: 'done', at }
  const byRole = policy.settings['policy.acknowledgers']
  if (holdsAny(actor, byRole.value)) return { kind: 'asked', basis: byRole.basis }
  const forRunners = policy.settings['accounts.runner-requirements']
  return runners.has(actor.personId) && forRunners.value.includes('acknowledged')
    ? { kind: 'asked', basis: forRunners.basis }
    : { kind: 'not-asked' }
}

/** The policy in force as everyone at the school reads it. */
export const policyPage = (
  policy: PolicyInForce,
  versions: readonly PolicyVersion[],
  acknowledgement: Acknowledgement,
  nameOf: (id: PersonId) => string,
  actor: PersonActor,
  now: Instant,
) => {
  const today = londonDate(now)
  const lines = settingLines(policy.settings)
  const version = versions.find(one => one.id === policy.versionId)
  const sections = clausesBySection(policy.pack, lines)
  return {
    title: policy.pack.title,
    source: policy.pack.school ?? 'a document that names no school',
    stated: [
      `adopted ${statedDateWords(policy.pack.dates.adopted)}`,
      policy.pack.dates.lastReviewed === undefined
        ? []
        : `last reviewed ${statedDateWords(policy.pack.dates.lastReviewed)}`,
    ]
      .flat()
      .join(', '),
    sha256: policy.sha256,
    fingerprint: policy.sha256.slice(0, 12),
    inForceFrom: policy.inForceFrom,
    adoptedBy: version ? nameOf(version.adoptedBy) : '',
    minute: version?.minute ?? '',
    review: reviewView(policy, today),
    acknowledgement,
    sections,
    acting: sections.flatMap(one => one.clauses).filter(clause => clause.acts.length > 0).length,
    clauseCount: policy.pack.clauses.length,
    gaps: lines.filter(line => originOf(line) === 'practice'),
    byLaw: lines
      .filter(line => originOf(line) === 'law')
      .map(line => ({ ...line, source: line.basis.map(basisLabel).join('; ') })),
    planned: versions
      .filter(one => Temporal.PlainDate.compare(one.inForceFrom, today) > 0)
      .map(one => ({ ...one, by: nameOf(one.adoptedBy) })),
    earlier: versions
      .filter(one => Temporal.PlainDate.compare(one.inForceFrom, policy.inForceFrom) < 0)
      .map(one => ({ ...one, by: nameOf(one.adoptedBy) })),
    mayAdopt: holdsAny(actor, adopters),
    mayList: holdsAny(actor, listReaders),
  }
}
