import type { Route } from '../../platform/http/route.ts'
import { acknowledgementsRoutes } from './pages/acknowledgements.route.ts'
import { adoptRoutes } from './pages/adopt.route.ts'
import type { PolicyParts } from './pages/parts.ts'
import { policyPageRoutes } from './pages/policy.route.ts'

/** The pages of the policy: reading and acknowledging it, adopting one, who has acknowledged. */
export const policyRoutes = (parts: PolicyParts): readonly Route[] => [
  ...policyPageRoutes(parts),
  ...adoptRoutes(parts),
  ...acknowledgementsRoutes(parts),
]
