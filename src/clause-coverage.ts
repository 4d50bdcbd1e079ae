import { type SettingKey, settingKeys } from './policy-engine/catalogue.ts'
import type { Clause, Pack } from './policy-engine/policy.ts'

/** What Gatepost does for a capability that clauses name, besides answering “Can I…?”. */
export type Coverage = {
  /** Pages on which it is carried out; none where it is not there yet. */
  readonly where: readonly { readonly text: string; readonly path: string }[]
  /** What is not there yet; left out where all of it is. */
  readonly lacks?: string
  /** Tests of the capability, whichever clause asks for it. */
  readonly tests: readonly string[]
}

const notYet = (lacks: string): Coverage => ({ where: [], lacks, tests: [] })

const canI = { text: 'Can I…?', path: '/advice' }
const inbox = { text: 'Inbox', path: '/inbox' }
const posts = { text: 'Posts', path: '/posts' }
const accounts = { text: 'Official accounts', path: '/accounts' }
const people = { text: 'People', path: '/people' }
const raise = { text: 'Raise a concern', path: '/concerns/raise' }

/**
 * Every capability that a clause of the shipped packs names, and how far it is built. Its tests hold it against the packs,
 * the routes and the files there are; what it says of completeness is a judgement, made to be read sternly.
 */
const capabilities: Readonly<Record<string, Coverage>> = {
  'accounts.apply': {
    where: [{ text: 'Apply for an account', path: '/accounts/apply' }, accounts],
    tests: ['test/integration/accounts-journey.test.ts'],
  },
  'accounts.handover': notYet('closing an account or handing it over when somebody leaves'),
  'accounts.vault': { where: [accounts], tests: ['test/integration/accounts-register.test.ts'] },
  'advice.adviser': {
    where: [{ text: 'Ask the adviser', path: '/advice/questions' }],
    tests: ['test/integration/advice.test.ts'],
  },
  'advice.verdict': {
    where: [canI],
    tests: ['src/policy-engine/cases.test.ts', 'src/policy-engine/compile.test.ts'],
  },
  'concerns.confidential': {
    where: [{ text: 'Concerns', path: '/concerns' }],
    tests: ['test/integration/concerns-subject.test.ts'],
  },
  'concerns.debrief': notYet('looking back after an investigation, and what was learnt'),
  'concerns.indecent-images': {
    where: [raise, inbox],
    tests: ['test/integration/concerns-raise.test.ts', 'test/integration/inbox-step-in.test.ts'],
  },
  'concerns.investigate': notYet('the case that follows a concern'),
  'concerns.outcome': notYet('what a case leads to, and telling those concerned'),
  'concerns.refer': notYet('recording a referral to the police or another agency'),
  'concerns.report': {
    where: [raise],
    tests: ['test/integration/concerns-raise.test.ts', 'test/integration/concerns-mail.test.ts'],
  },
  'concerns.route': {
    where: [raise, { text: 'Concerns', path: '/concerns' }],
    lacks: 'the case that follows once the right person has confirmed the concern',
    tests: ['src/features/concerns/routing.test.ts', 'test/integration/concerns-raise.test.ts'],
  },
  'concerns.whistleblowing': notYet('the complaints and whistleblowing procedures'),
  'contacts.received': notYet('reporting a private contact that was received'),
  'declarations.judgement': notYet('recording a judgement about oneself or others'),
  'declarations.relationship': notYet('declaring a relationship, and the advice given'),
  'education.parents': notYet('what parents are taught and told, and when'),
  'education.pupils': notYet('what pupils are taught, and when'),
  'education.staff': notYet('planning induction and training for all staff'),
  'inbox.clock': {
    where: [inbox],
    tests: ['src/features/inbox/deadline.test.ts', 'test/integration/inbox-replies.test.ts'],
  },
  'inbox.mentions': {
    where: [inbox],
    lacks: 'watching the internet beyond the school’s own accounts',
    tests: ['test/integration/inbox-replies.test.ts'],
  },
  'inbox.moderate': { where: [inbox], tests: ['test/integration/inbox-step-in.test.ts'] },
  'inbox.press': { where: [inbox], tests: ['test/integration/inbox-replies.test.ts'] },
  'inbox.removal-request': notYet('asking somebody to take a post down, and inviting them to talk'),
  'inbox.rota': {
    where: [inbox, { text: 'Today', path: '/' }],
    lacks: 'who looks on which day',
    tests: ['test/integration/today-page.test.ts'],
  },
  'monitoring.filtering': notYet('filtering and monitoring of the school’s network'),
  'people.roles': { where: [people], tests: ['test/integration/people-pages.test.ts'] },
  'permissions.brand': notYet('asking for leave to use the name or the logo'),
  'permissions.contact': notYet('asking for leave to be in contact'),
  'permissions.phone': notYet('asking for leave to use a phone'),
  'policy.acknowledge': {
    where: [{ text: 'Read and acknowledge', path: '/policy/acknowledge' }],
    tests: ['test/integration/acknowledgements.test.ts'],
  },
  'policy.links': {
    where: [{ text: 'Linked policies', path: '/policy/links' }],
    tests: ['test/integration/policy-life.test.ts'],
  },
  'policy.review': {
    where: [
      { text: 'Review', path: '/policy/review' },
      { text: 'Proposals', path: '/policy/proposals' },
      { text: 'Additional guidance', path: '/policy/guidance' },
    ],
    tests: ['test/integration/policy-life.test.ts', 'test/integration/policy-life-review.test.ts'],
  },
  'policy.scope': { where: [canI], tests: ['src/policy-engine/compile.test.ts'] },
  'publishing.checks': { where: [posts], tests: ['test/integration/posts-journey.test.ts'] },
  'publishing.consent': { where: [posts, people], tests: ['test/integration/posts-pictures.test.ts'] },
  'publishing.images': { where: [posts], tests: ['test/integration/posts-pictures.test.ts'] },
  'selfreview.disclaimer': notYet('looking over one’s own profiles for the disclaimer'),
  'selfreview.privacy': notYet('looking over one’s own privacy settings'),
  'site.pupil-phones': notYet('handing in and giving back pupils’ phones'),
  'site.school-devices': notYet('lending school phones and cameras'),
  'tools.minimum-age': notYet('a register of apps with their minimum ages'),
  'tools.risk-assessment': notYet('the risk assessment of an app'),
}

/** The names of all capabilities that are known here. */
export const knownCapabilities = Object.keys(capabilities)

/** How far a capability is built; one that is unknown here is not there yet. */
export const coverageOf = (capability: string): Coverage =>
  capabilities[capability] ?? notYet('it is not known to Gatepost')

/** How much of a clause is carried out. A clause that only has its answer in “Can I…?” is carried out in part. */
export type ClauseState = 'carried-out' | 'in-part' | 'not-yet'

export type ClauseCoverage = {
  readonly clause: Clause
  readonly state: ClauseState
  readonly where: Coverage['where']
  readonly lacks: string | undefined
  /** Rules that carry it out, and settings that rest on it. */
  readonly rules: readonly string[]
  readonly settings: readonly SettingKey[]
  /** Tests of its capability. Tests of the clause itself are found where they stand. */
  readonly tests: readonly string[]
}

/** Where a pack's clauses are carried out, and what of them is not there yet. */
export const clauseCoverage = (pack: Pack): readonly ClauseCoverage[] =>
  pack.clauses.map(clause => {
    const { where, lacks, tests } = coverageOf(clause.capability)
    const rules = pack.rules.filter(rule => rule.clause === clause.id).map(({ id }) => id)
    const settings = settingKeys.filter(key =>
      pack.settings[key]?.basis.some(one => 'clause' in one && one.clause === clause.id),
    )
    const answered = rules.length > 0 || pack.scope.clause === clause.id
    // A rule that no answer follows from is a promise, whatever its capability says.
    const unanswered = clause.kind === 'rule' && !answered
    const there = !unanswered && (answered || where.length > 0)
    return {
      clause,
      state: !there ? 'not-yet' : lacks === undefined ? 'carried-out' : 'in-part',
      where: !there ? [] : rules.length > 0 && !where.includes(canI) ? [...where, canI] : where,
      lacks: unanswered ? 'a rule that answers “Can I…?”' : lacks,
      rules,
      settings,
      tests,
    }
  })
