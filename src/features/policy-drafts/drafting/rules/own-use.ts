import { against, anybody, asking, obliging, ownPages, permitting, type Row } from './row.ts'

/** What one does with one’s own accounts: when, on whose equipment, and under whose name. */
export const ownUseRules: readonly Row[] = [
  {
    topics: ['personal-use-in-hours'],
    says: against,
    who: anybody,
    words: /\b(excessive|interfer\w*)\b/i,
    rule: () => ({ when: { act: ['browse'], when: ['teaching', 'break'], level: ['excessive'] } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: against,
    who: anybody,
    words: /\b(school day|school hours|on (the )?(school )?(premises|site)|at any time)\b/i,
    rule: () => ({ when: { act: ['browse'], when: ['teaching', 'break'] } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: against,
    who: anybody,
    words: /\b(school|work)([’']s)? (equipment|computer|device|system|laptop|network|resource)s?\b/i,
    rule: () => ({ when: { act: ['browse'], device: ['school'] } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: against,
    who: anybody,
    otherwise: true,
    rule: () => ({ when: { act: ['browse'], when: ['teaching'] } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: permitting,
    words: /\b(outside|break|lunch|non-contact)/i,
    without: /\bmay be (monitored|checked)\b/i,
    rule: () => ({ when: { act: ['browse'], when: ['break'] } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: permitting,
    words: /\bonly\b[^.]*\b(outside|break|lunch|non-contact)/i,
    rule: () => ({ says: 'must-not', when: { act: ['browse'], when: ['teaching'] } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: permitting,
    without: /\bmay be (monitored|checked)\b/i,
    otherwise: true,
    rule: () => ({ when: { act: ['browse'], when: ['teaching', 'break'], level: ['reasonable'] } }),
  },
  {
    topics: ['other'],
    says: permitting,
    words: /\breasonable\b[^.]*\b(personal|private)\b/i,
    rule: () => ({ when: { act: ['browse'], when: ['teaching', 'break'], level: ['reasonable'] } }),
  },

  {
    topics: ['identifying-school'],
    says: [...against, ...asking],
    words: /\b(logo|brand|crest|badge|uniform|published material)/i,
    rule: () => ({ when: { act: ['use-brand'] }, unless: [{ permission: ['headteacher-in-writing'] }] }),
  },
  {
    topics: ['identifying-school'],
    says: against,
    words: /\b(profession|as (a )?(teacher|employee|member of staff)|occupation)/i,
    rule: () => ({ when: { act: ['identify-profession', 'identify-school'], via: ownPages } }),
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
    rule: text => ({
      says: /\bmust\b/i.test(text) ? 'must-not' : 'should-not',
      when: { act: ['identify-school'], via: ownPages, disclaimer: ['no'] },
      duties: ['disclaimer'],
    }),
  },
]
