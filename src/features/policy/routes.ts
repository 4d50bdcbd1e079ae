import type { Route } from '../../platform/http/route.ts'
import { adoptRoutes } from './pages/adopt.route.ts'
import { changesRoutes } from './pages/changes.route.ts'
import { consultationRoutes } from './pages/consultation.route.ts'
import { guidanceRoutes } from './pages/guidance.route.ts'
import { linkRoutes } from './pages/links.route.ts'
import type { PolicyParts } from './pages/parts.ts'
import { policyPageRoutes } from './pages/policy.route.ts'
import { proposalRoutes } from './pages/proposal.route.ts'
import { proposalStepRoutes } from './pages/proposal-steps.route.ts'
import { proposalsRoutes } from './pages/proposals.route.ts'
import { reviewRoutes } from './pages/review.route.ts'
import { stewardshipRoutes } from './pages/stewardship.route.ts'
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
  ...guidanceRoutes(parts),
  ...linkRoutes(parts),
  ...stewardshipRoutes(parts),
  ...reviewRoutes(parts),
]
