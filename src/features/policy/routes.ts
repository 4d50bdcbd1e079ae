import type { Route } from '../../platform/http/route.ts'
import { adoptRoutes } from './pages/adopt.route.ts'
import { besideRoutes } from './pages/beside.route.ts'
import { changesRoutes } from './pages/changes.route.ts'
import { consultationRoutes } from './pages/consultation.route.ts'
import type { PolicyParts } from './pages/parts.ts'
import { policyPageRoutes } from './pages/policy.route.ts'
import { proposalRoutes } from './pages/proposal.route.ts'
import { proposalStepRoutes } from './pages/proposal-steps.route.ts'
import { proposalsRoutes } from './pages/proposals.route.ts'
import { reviewRoutes } from './pages/review.route.ts'
import { versionRoutes } from './pages/versions.route.ts'

/**
 * The pages of the policy: the text in force and its versions, adopting one at once, proposing one and asking people
 * about it, what stands beside it, and its review.
 */
export const policyRoutes = (parts: PolicyParts): readonly Route[] => [
  ...policyPageRoutes(parts),
  ...adoptRoutes(parts),
  ...versionRoutes(parts),
  ...proposalsRoutes(parts),
  ...proposalRoutes(parts),
  ...proposalStepRoutes(parts),
  ...consultationRoutes(parts),
  ...changesRoutes(parts),
  ...besideRoutes(parts),
  ...reviewRoutes(parts),
]
