import type { Route } from '../../platform/http/route.ts'
import { invitationRoutes } from './pages/invitation.route.ts'
import { passwordRoutes } from './pages/password.route.ts'
import { schoolsRoutes } from './pages/schools.route.ts'
import { signInOutRoutes } from './pages/sign-in.route.ts'
import type { SignInParts } from './parts.ts'

/** Signing in and out, choosing a school, following an invitation, and changing one's password. */
export const signInRoutes = (parts: SignInParts): readonly Route[] => [
  ...signInOutRoutes(parts),
  ...schoolsRoutes(parts),
  ...invitationRoutes(parts),
  ...passwordRoutes(parts),
]
