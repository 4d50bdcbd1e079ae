import type { Route } from '../../platform/http/route.ts'
import { type ImportParts, importRoutes } from './import-routes.ts'
import { type PeopleRouteParts, peopleRoutes as personRoutes } from './people-routes.ts'
import { type PupilParts, pupilRoutes } from './pupil-routes.ts'

export type PeopleParts = PeopleRouteParts & ImportParts & PupilParts

/** Every page of this room. */
export const peopleRoutes = (parts: PeopleParts): readonly Route[] => [
  ...importRoutes(parts),
  ...pupilRoutes(parts),
  ...personRoutes(parts),
]
