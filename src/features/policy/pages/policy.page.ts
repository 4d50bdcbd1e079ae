import { holdsAny, type PersonActor, roleNames } from '../../../kernel/actor.ts'
import { type Basis, basisLabel } from '../../../kernel/basis.ts'
import { type Instant, londonDate, Temporal } from '../../../kernel/clock.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { InputParams } from '../../../platform/views/macro-params.ts'
import type { Pack } from '../../../policy-engine/policy.ts'
import { effectiveSettings } from '../../../policy-engine/settings.ts'
import { statedDateWords } from '../../../policy-engine/stated-date.ts'
import type { Person } from '../../people/index.ts'
import type { AdditionalGuidance } from '../additional-guidance.ts'
import type { LinkedPolicy } from '../linked-policies.ts'
import { adopters, keepers, listReaders, reviewReaders } from '../permissions.ts'
import type { PolicyInForce, PolicyVersion } from '../policy-in-force.ts'
import { clausesBySection, originOf, settingLines } from '../policy-words.ts'
import type { Proposal } from '../proposal.ts'
import { reviewDue } from '../review-date.ts'
import type { Stewardship } from '../stewardship.ts'
import { stateWords } from './proposal.page.ts'

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

/** What is said of a text that is not in force yet and would be overdue for review from its first day, or ''. */
export const overdueAtOnce = (pack: Pack, today: Temporal.PlainDate): string => {
  const review = reviewView({ settings: effectiveSettings(pack), inForceFrom: today }, today)
  return review.overdue
    ? `This text names ${review.text} for its own review. It will show as overdue from the first day, until the governors adopt a newer text.`
    : ''
}

/** What else of the policy page comes from elsewhere than the policy itself. */
export type PolicySurroundings = {
  readonly versions: readonly PolicyVersion[]
  readonly proposals: readonly Proposal[]
  readonly owners: readonly Person[]
  readonly stewardship: Stewardship
  readonly guidance: readonly AdditionalGuidance[]
  readonly links: readonly LinkedPolicy[]
  nameOf(id: PersonId): string
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** Where the policy page leads: what everybody uses it for, what comes of it, and what keeps it up to date. */
const pageLinks = (around: PolicySurroundings, actor: PersonActor) => {
  const guidance = around.guidance.filter(one => one.endedAt === null).length
  const overdue = around.links.filter(link => link.overdue).length
  const keeps = holdsAny(actor, keepers)
  const when = <Link>(shown: boolean, link: Link): readonly Link[] => (shown ? [link] : [])
  return [
    {
      name: 'Use it',
      links: [
        { text: 'Can I…? Look up what it says', href: '/advice' },
        { text: 'How we read it', href: '/policy/interpretations' },
        { text: 'The policy to print: handbook, parents, pupils, visitors', href: '/policy/handouts' },
        ...when(holdsAny(actor, listReaders), {
          text: 'Who has acknowledged it',
          href: '/policy/acknowledgements',
        }),
      ],
    },
    {
      name: 'Beside it',
      links: [
        ...when(keeps || guidance > 0, {
          text: `Additional guidance (${guidance})`,
          href: '/policy/guidance',
        }),
        ...when(keeps || around.links.length > 0, {
          text: `Policies this one belongs with (${around.links.length}${overdue > 0 ? `, ${counted(overdue, 'review', 'reviews')} overdue` : ''})`,
          href: '/policy/links',
        }),
        ...when(keeps, { text: 'Committee and sites', href: '/policy/details' }),
        { text: 'Compare it with other policies', href: '/policy/compare' },
      ],
    },
    {
      name: 'Keep it up to date',
      links: [
        ...when(holdsAny(actor, reviewReaders), {
          text: 'What the next review has to look at',
          href: '/policy/review',
        }),
        { text: 'What to look at in it', href: '/policy/findings' },
        ...when(keeps || around.proposals.length > 0, {
          text: 'Proposed policies',
          href: '/policy/proposals',
        }),
        ...when(keeps, { text: 'Drafts, and reading in your own policy', href: '/policy/drafts' }),
        { text: `Versions of the policy (${around.versions.length})`, href: '/policy/versions' },
      ],
    },
  ]
}

/** The sections with the clauses that have these words, in their id, section or gist; all of them for no words. */
const matching = (sections: ReturnType<typeof clausesBySection>, words: string) => {
  const wanted = words.toLocaleLowerCase('en-GB')
  return sections
    .map(one => ({
      ...one,
      clauses: one.clauses.filter(clause =>
        `${clause.id} ${one.name} ${clause.gist}`.toLocaleLowerCase('en-GB').includes(wanted),
      ),
    }))
    .filter(one => one.clauses.length > 0)
}

/** The policy in force as everyone at the school reads it. */
export const policyPage = (
  policy: PolicyInForce,
  around: PolicySurroundings,
  acknowledged: boolean,
  actor: PersonActor,
  now: Instant,
  asked: string,
) => {
  const today = londonDate(now)
  const lines = settingLines(policy.settings)
  const { versions, nameOf } = around
  const version = versions.find(one => one.id === policy.versionId)
  const all = clausesBySection(policy.pack, lines)
  const search = asked.trim()
  const sections = matching(all, search)
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
    fingerprint: policy.textSha256.slice(0, 12),
    inForceFrom: policy.inForceFrom,
    adoptedBy: version ? nameOf(version.adoptedBy) : '',
    minute: version?.minute ?? '',
    owner: `${roleNames[policy.settings['policy.owner'].value]} (${around.owners.map(person => person.name).join(', ') || 'nobody holds the role'})`,
    committee: around.stewardship.committee,
    sites: [...policy.settings['policy.sites'].value, ...around.stewardship.sites],
    proposals: around.proposals.map(one => ({ id: one.id, title: one.title, state: stateWords(one) })),
    links: pageLinks(around, actor),
    review: reviewView(policy, today),
    acknowledged,
    sections,
    search: {
      id: 'search',
      name: 'search',
      label: { text: 'Find a clause' },
      classes: 'govuk-input--width-20',
      value: search,
    } satisfies InputParams,
    found: sections.flatMap(one => one.clauses).length,
    acting: all.flatMap(one => one.clauses).filter(clause => clause.acts.length > 0).length,
    clauseCount: policy.pack.clauses.length,
    ownDocument: policy.text.kind === 'document',
    gaps: lines.filter(line => originOf(line) === 'practice'),
    byLaw: lines
      .filter(line => originOf(line) === 'law')
      .map(line => ({ ...line, source: line.basis.map(basisLabel).join('; ') })),
    planned: versions
      .filter(one => Temporal.PlainDate.compare(one.inForceFrom, today) > 0)
      .map(one => ({ ...one, by: nameOf(one.adoptedBy) })),
    mayAdopt: holdsAny(actor, adopters),
  }
}
