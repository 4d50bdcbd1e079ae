import { type Instant, Temporal } from '../../../kernel/clock.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { settingKeys } from '../../../policy-engine/catalogue.ts'
import { checkPack } from '../../../policy-engine/checks/check-pack.ts'
import type { PackFinding } from '../../../policy-engine/checks/finding.ts'
import { type Guidance, lawAndGuidance } from '../../../policy-engine/guidance.ts'
import { shippedPacks } from '../../../policy-engine/shipped-packs.ts'
import type { AdditionalGuidance } from '../additional-guidance.ts'
import type { LinkedPolicy } from '../linked-policies.ts'
import type { PolicyInForce } from '../policy-in-force.ts'
import { originOf, settingLines } from '../policy-words.ts'
import type { EarlyReason } from '../review-reasons.ts'
import { reviewView } from './policy.page.ts'

/** Everything that the next review of this policy has to look at. */
export const reviewPage = (
  policy: PolicyInForce,
  today: Temporal.PlainDate,
  found: {
    readonly reasons: readonly EarlyReason[]
    readonly newer: readonly Guidance[]
    readonly guidance: readonly AdditionalGuidance[]
    readonly links: readonly LinkedPolicy[]
    readonly owners: readonly string[]
    readonly reminders: readonly { readonly sentAt: Instant; readonly letters: number }[]
  },
) => {
  const review = reviewView(policy, today)
  const findings = checkPack(policy.pack, {
    on: today,
    others: shippedPacks().filter(pack => pack.id !== policy.pack.id),
    guidance: lawAndGuidance(),
  })
  const of = (...checks: readonly PackFinding['check'][]) =>
    findings
      .filter(finding => checks.includes(finding.check))
      // Only clauses of this policy can be looked up here.
      .map(finding => ({
        ...finding,
        clauses: finding.clauses.filter(id => policy.pack.clauses.some(clause => clause.id === id)),
      }))
  return {
    review,
    when: `${review.overdue ? 'Overdue since' : 'Due by'} ${londonDateText(review.lastDay)}`,
    owners: found.owners.join(', ') || 'Nobody holds the role',
    ownerBasis: policy.settings['policy.owner'].basis,
    reminders: found.reminders.map(
      one => `${londonDateText(one.sentAt)}: ${one.letters === 1 ? '1 letter' : `${one.letters} letters`}`,
    ),
    reasons: found.reasons,
    openReasons: found.reasons.filter(reason => !reason.left).map(reason => reason.text),
    triggerBasis: policy.settings['policy.review-triggers'].basis,
    gaps: settingLines(policy.settings).filter(line => originOf(line) === 'practice'),
    decisions: of('contradiction', 'decision'),
    readings: of('reading'),
    // What a setting leaves open stands with the school practice that fills it.
    elsewhere: of('gap').filter(finding => !settingKeys.some(key => key === finding.at)),
    newer: found.newer.map(({ source, gist, asOf }) => ({
      source,
      gist,
      asOf: Temporal.PlainDate.from(asOf),
    })),
    guidance: found.guidance.filter(one => one.endedAt === null),
    overdueLinks: found.links.filter(link => link.overdue),
  }
}
