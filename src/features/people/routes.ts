import type { Route } from '../../platform/http/route.ts'
import { type PeopleRouteParts, peopleRoutes as personRoutes } from './people-routes.ts'

export type PeopleParts = PeopleRouteParts

export const peopleRoutes = (parts: PeopleParts): readonly Route[] => [...personRoutes(parts)]
