import type { Route } from '../../platform/http/route.ts'
import { checksRoutes } from './pages/checks.route.ts'
import { clauseRoutes } from './pages/clause.route.ts'
import { detailsRoutes } from './pages/details.route.ts'
import { draftRoutes } from './pages/draft.route.ts'
import { listRoutes } from './pages/list.route.ts'
import { newRoutes } from './pages/new.route.ts'
import type { DraftParts } from './pages/parts.ts'
import { reviewRoutes } from './pages/review.route.ts'
import { settingRoutes } from './pages/setting.route.ts'

/** The pages on which a school's document becomes a draft of its policy. */
export const policyDraftRoutes = (parts: DraftParts): readonly Route[] => [
  ...listRoutes(parts),
  ...newRoutes(parts),
  ...draftRoutes(parts),
  ...detailsRoutes(parts),
  ...reviewRoutes(parts),
  ...clauseRoutes(parts),
  ...settingRoutes(parts),
  ...checksRoutes(parts),
]
