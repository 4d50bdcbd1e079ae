import { against, anybody, asking, obliging, type Row } from './row.ts'

/** Accounts and services in the school’s name, and looking candidates up. */
export const officialRules: readonly Row[] = [
  {
    topics: ['official-account-approval'],
    says: [...asking, ...against],
    words: /\b(permission|approv\w*|agree\w*|authoris\w*|consent|business case|appl(y|ication))\b/i,
    rule: () => ({
      says: 'ask',
      when: { act: ['open-account'] },
      unless: [{ permission: ['slt', 'leadership', 'headteacher-in-writing'] }],
    }),
  },
  {
    topics: ['official-account-approval'],
    says: obliging,
    words:
      /\b(must|should) (be|have|seek|obtain|get|request|gain|ask)\b[^.]*\b(permission|approv\w*|agree\w*|authoris\w*|consent)\b/i,
    rule: () => ({
      says: 'ask',
      when: { act: ['open-account'] },
      unless: [{ permission: ['slt', 'leadership', 'headteacher-in-writing'] }],
    }),
  },
  {
    topics: ['official-account-approval'],
    says: ['process', ...obliging],
    words: /\brisk[- ]assess/i,
    rule: () => ({
      says: 'ask',
      when: { act: ['use-tool'], with: ['pupil'] },
      unless: [{ 'risk-assessed': ['yes'] }],
      duties: ['risk-assess'],
      forStaff: true,
    }),
  },

  {
    topics: ['pupil-age-limits'],
    says: [...against, ...obliging],
    who: anybody,
    words: /\b(13|thirteen|age)\b/i,
    without: /\btaught\b/i,
    rule: () => ({ says: 'must-not', when: { act: ['create-pupil-account'], age: ['under-13'] } }),
  },
  {
    topics: ['vetting-candidates'],
    says: against,
    rule: () => ({ when: { act: ['vet'], with: ['candidate'] } }),
  },
]
