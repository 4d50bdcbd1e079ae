import type { Conditions } from '../../../../policy-engine/vocabulary.ts'
import { ours, permissionsIn } from '../wordings.ts'
import { against, anybody, asking, obliging, otherwiseNot, ownPages, permitting, type Row } from './row.ts'

const schoolDevice = new RegExp(
  `\\b(${ours})([’']s)?(-owned| owned| provided)? (equipment|computer|device|system|laptop|network|resource)s?\\b`,
  'i',
)
const schoolPages = new RegExp(`\\b(${ours})([’']s)? (web ?site|intranet|e-?mail)`, 'i')
const breaks =
  /\b(break|lunch|non-contact|outside of teaching|outside (of )?(lesson|teaching|working|contracted))/i
const wholeDay = /\b(school day|school hours|on (the )?(school )?(premises|site)|at any time)\b/i
const hours =
  /\b(hours?|time|day|lessons?|class\w*|duty|teach\w*|work(ing)?|premises|site|(in|at) (school|nursery))\b/i
const amidPupils =
  /\b(around|near|in front of|in the (presence|sight) of|with) (the )?(children|pupils|students)\b/i
const excessive = /\b(excessive|interfer\w*)\b/i
const monitored = /\bmay be (monitored|checked)\b/i
const branding = /\b(logo|brand\w*|crest|badge|uniform|published material|school([’']s)? name)/i
const onOwnPages = /\b(personal|own|private)\b[^.]*\b(account|profile|page|site|network\w*)s?\b/i
const allowed = /\b(consent|permission|approv\w*|agree\w*|authoris\w*)\b/i

/** When a clause forbids private use: "save during a break" leaves the breaks out, "the school day" takes them in. */
const hoursIn = (text: string): Conditions =>
  wholeDay.test(text) && !breaks.test(text) ? { when: ['teaching', 'break'] } : { when: ['teaching'] }

/** The school's name or logo: with the permission that the clause asks for, or not at all. */
const brandRule: Row['rule'] = text => {
  const when: Conditions = { act: ['use-brand'], ...(onOwnPages.test(text) ? { via: ownPages } : {}) }
  const permission = permissionsIn(text)
  return allowed.test(text)
    ? [
        { says: 'ask', when, unless: [{ permission }] },
        { says: 'may', when: { ...when, permission } },
      ]
    : { when }
}

/** What one does with one's own accounts: when, on whose equipment, and under whose name. */
export const ownUseRules: readonly Row[] = [
  {
    topics: ['personal-use-in-hours'],
    says: against,
    who: anybody,
    words: excessive,
    rule: () => ({ when: { act: ['browse'], when: ['teaching', 'break'], level: ['excessive'] } }),
  },
  // What leads to disciplinary action is forbidden.
  {
    topics: ['personal-use-in-hours', 'breach-discipline'],
    says: [...obliging, 'process'],
    words: /\bexcessive\b[^.]*\b(use|access)\b[^.]*\b(disciplin\w*|misconduct|removal|withdraw\w*)\b/i,
    rule: () => ({
      says: 'must-not',
      when: { act: ['browse'], when: ['teaching', 'break'], level: ['excessive'] },
      forStaff: true,
    }),
  },
  {
    topics: ['personal-use-in-hours', 'other', 'official-account-monitoring'],
    says: against,
    who: anybody,
    words: [
      schoolDevice,
      /\b(personal|private|own)\b/i,
      /\b(social|network\w*|accounts?|media|brows\w*|use)\b/i,
    ],
    without: excessive,
    rule: text => {
      const either = /\bor\b/i.test(text) && hours.test(text.replace(/\bat any time\b/gi, ''))
      return [
        { when: { act: ['browse'], device: ['school'] } },
        ...(either ? [{ when: { act: ['browse'] as const, ...hoursIn(text) } }] : []),
      ]
    },
  },
  {
    topics: ['personal-use-in-hours'],
    says: against,
    who: anybody,
    words: hours,
    without: [excessive, schoolDevice, schoolPages],
    rule: text => ({ when: { act: ['browse'], ...hoursIn(text) } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: permitting,
    words: breaks,
    without: monitored,
    rule: text => [
      {
        when: { act: ['browse'], when: ['break'] },
        unless: [
          { level: ['excessive'] },
          ...(amidPupils.test(text) ? [{ where: ['with-pupils'] as const }] : []),
        ],
      },
      ...(/\bonly\b/i.test(text)
        ? [{ says: 'must-not' as const, when: { act: ['browse'] as const, when: ['teaching'] as const } }]
        : []),
      ...(/\bnot\b/i.test(text) && amidPupils.test(text)
        ? [{ says: 'must-not' as const, when: { act: ['browse'] as const, where: ['with-pupils'] as const } }]
        : []),
    ],
  },
  {
    topics: ['personal-use-in-hours'],
    says: permitting,
    without: monitored,
    otherwise: true,
    rule: () => ({ when: { act: ['browse'], when: ['break'], level: ['reasonable'] } }),
  },
  {
    topics: ['other'],
    says: permitting,
    words: /\breasonable\b[^.]*\b(personal|private)\b/i,
    rule: () => ({ when: { act: ['browse'], when: ['break'], level: ['reasonable'] } }),
  },

  {
    topics: ['identifying-school'],
    says: [...against, ...asking],
    words: branding,
    rule: brandRule,
  },
  {
    topics: ['other'],
    says: asking,
    words: branding,
    rule: brandRule,
  },
  {
    topics: ['other'],
    says: against,
    words: [/\b(logo|brand\w*|crest|badge)\b/i, onOwnPages],
    rule: brandRule,
  },
  {
    topics: ['other'],
    says: against,
    words: [
      /\b(where (they|you|we|staff|employees) work|place of work|workplace)\b/i,
      /\b(profile|account|page|online)s?\b/i,
    ],
    rule: () => ({ when: { act: ['identify-school'], via: ownPages } }),
  },
  {
    topics: ['identifying-school'],
    says: against,
    words: /\b(profession|occupation|as an? teacher|what they do)\b/i,
    without: branding,
    rule: text => ({
      when: {
        act: /\b(school|workplace|employer|where they work)\b/i.test(text)
          ? ['identify-profession', 'identify-school']
          : ['identify-profession'],
        via: ownPages,
      },
    }),
  },
  {
    topics: ['identifying-school'],
    says: [...against, ...asking],
    otherwise: true,
    rule: () => ({ when: { act: ['identify-school'], via: ownPages } }),
  },
  {
    topics: ['disclaimer'],
    says: obliging,
    rule: (_, says) => ({
      says: otherwiseNot(says),
      when: { act: ['identify-school'], via: ownPages, disclaimer: ['no'] },
      duties: ['disclaimer'],
      forStaff: true,
    }),
  },
]
