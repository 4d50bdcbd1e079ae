import { permissionsIn } from '../wordings.ts'
import { against, anybody, asking, obliging, otherwiseNot, type Row } from './row.ts'

const official = ['official-account-approval', 'official-account-monitoring'] as const
const leave =
  /\b(ask\w*|permission|approv\w*|agree\w*|authoris\w*|consent|business case|appl(y|ies|ication))\b/i
const opening =
  /\b(creat\w*|set(s|ting)?[- ]?up|open\w*|start\w*|establish\w*|launch\w*|new|such an?|have an?|register\w*)\b[^.]*\b(account|page|group|site|channel|profile|presence|anything|name)s?\b|\b(account|page|group|site|channel)s?\b[^.]*\b(creat\w*|set up|opened|started|established|approv\w*|authoris\w*)\b|\b(approv|authoris|agree)\w*\b[^.]*\baccounts?\b/i
const pairs =
  /\b(at least|minimum of|no fewer than|not fewer than) (two|2)\b|\btwo (named |or more )?(people|persons|members|employees|administrators|staff|colleagues|adults)\b/i

/** Accounts and services in the school's name, and looking candidates up. */
export const officialRules: readonly Row[] = [
  {
    topics: ['official-account-approval'],
    says: [...asking, ...against, ...obliging, 'process'],
    words: [leave, opening],
    without: /\brisk[- ]assess|\btrain/i,
    rule: text => ({
      says: 'ask',
      when: { act: ['open-account'] },
      unless: [{ permission: permissionsIn(text) }],
    }),
  },
  {
    topics: official,
    says: obliging,
    words: /\btrain(ed|ing)\b/i,
    rule: (_, says) => ({
      says: otherwiseNot(says),
      when: { act: ['run-account'], trained: ['no'] },
      duties: ['train'],
    }),
  },
  {
    topics: official,
    says: obliging,
    words: pairs,
    rule: (_, says) => ({
      says: otherwiseNot(says),
      when: { act: ['open-account', 'run-account'], runners: ['one'] },
      duties: ['two-named-people'],
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
    topics: ['vetting-candidates', 'personal-use-in-hours', 'other'],
    says: against,
    words: [
      /\b(candidate|applicant|recruit\w*|prospective (employee|staff|colleague)|applications? for (employment|a post|a job)|shortlist\w*)s?\b/i,
      /\b(social|network\w*|online|internet|sites?|profiles?|search\w*|vet\w*|look\w*)\b/i,
    ],
    rule: () => ({ when: { act: ['vet'], with: ['candidate'] } }),
  },
]
