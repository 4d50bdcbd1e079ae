import type { Route } from '../../platform/http/route.ts'
import { type ImportParts, importRoutes } from './import-routes.ts'
import { consentRoutes } from './pages/consent.route.ts'
import { detailsRoutes } from './pages/details.route.ts'
import { doNotPublishRoutes } from './pages/do-not-publish.route.ts'
import { leftRoutes } from './pages/left.route.ts'
import type { PeopleRouteParts } from './pages/parts.ts'
import { peopleListRoutes } from './pages/people.route.ts'
import { personRoutes } from './pages/person.route.ts'
import { pupilRoutes } from './pages/pupil.route.ts'
import type { PupilParts } from './pages/pupil-parts.ts'
import { pupilListRoutes } from './pages/pupils.route.ts'
import { rolesRoutes } from './pages/roles.route.ts'
import { schoolRoutes } from './pages/school.route.ts'

export type PeopleParts = PeopleRouteParts & ImportParts & PupilParts

/** Every page of this room. */
export const peopleRoutes = (parts: PeopleParts): readonly Route[] => [
  ...importRoutes(parts),
  ...pupilListRoutes(parts),
  ...pupilRoutes(parts),
  ...consentRoutes(parts),
  ...doNotPublishRoutes(parts),
  ...peopleListRoutes(parts),
  ...personRoutes(parts),
  ...rolesRoutes(parts),
  ...detailsRoutes(parts),
  ...leftRoutes(parts),
  ...schoolRoutes(parts),
]
