import type { Pack } from '../policy.ts'
import { contradictions } from './contradictions.ts'
import { decisionsBesideGuidance } from './decisions-beside-guidance.ts'
import type { Check, CheckContext, PackFinding } from './finding.ts'
import { gaps } from './gaps.ts'
import { openReadings } from './open-readings.ts'
import { reviewOverdue } from './review-overdue.ts'
import { rulesWithoutCase } from './rules-without-case.ts'
import { settingsWithoutBasis } from './settings-without-basis.ts'
import { unreachableRules } from './unreachable-rules.ts'

/** Every check there is, what a headteacher decides first and what an author mends last. */
const checks: readonly Check[] = [
  contradictions,
  decisionsBesideGuidance,
  openReadings,
  reviewOverdue,
  gaps,
  settingsWithoutBasis,
  unreachableRules,
  rulesWithoutCase,
]

/** What somebody should look at in a pack, with what to do about it. Nothing found does not mean that all is well. */
export const checkPack = (pack: Pack, context: CheckContext): readonly PackFinding[] =>
  checks.flatMap(check => check(pack, context))
