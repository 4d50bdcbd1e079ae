import { untriedRules } from '../cases.ts'
import type { Check } from './finding.ts'

const lackWords = {
  fires: 'no case shows where it applies',
  'does-not-fire': 'no case shows where it does not apply',
} as const

/** Deciding rules that the pack's cases do not pin down. */
export const rulesWithoutCase: Check = (pack, { cases }) =>
  cases === undefined
    ? []
    : untriedRules(pack, cases).map(({ rule, lacks }) => ({
        check: 'case',
        at: rule.id,
        message: `The rule ${rule.id} is not tried out: ${lackWords[lacks]}.`,
        hint: 'Add a situation to cases.yaml, with the answer you expect.',
        clauses: [rule.clause],
      }))
