import type { Route } from '../../platform/http/route.ts'
import { answerRoutes } from './pages/answer.route.ts'
import { askRoutes } from './pages/ask.route.ts'
import { canIRoutes } from './pages/can-i.route.ts'
import { clauseRoutes } from './pages/clause.route.ts'
import { compareRoutes } from './pages/compare.route.ts'
import { findingsRoutes } from './pages/findings.route.ts'
import { interpretationRoutes } from './pages/interpretations.route.ts'
import type { AdviceParts } from './pages/parts.ts'
import { questionRoutes } from './pages/questions.route.ts'

export { answerQuestion, askAdviser } from './ask-adviser.ts'
export { interpretationReasons, recordInterpretation } from './interpretations.ts'
export { adviceToday, unansweredReasons } from './today.ts'

/** "Can I…?", questions to the adviser, how the school reads what is open, and the policy looked into: clause, comparison, findings. */
export const adviceRoutes = (parts: AdviceParts): readonly Route[] => [
  ...canIRoutes(parts),
  ...askRoutes(parts),
  ...questionRoutes(parts),
  ...answerRoutes(parts),
  ...interpretationRoutes(parts),
  ...clauseRoutes(parts),
  ...compareRoutes(parts),
  ...findingsRoutes(parts),
]
