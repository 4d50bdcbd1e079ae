import type { Route } from '../../platform/http/route.ts'
import { accountRoutes } from './pages/account.route.ts'
import { applicationRoutes } from './pages/application.route.ts'
import { applyRoutes } from './pages/apply.route.ts'
import { connectRoutes } from './pages/connect.route.ts'
import type { AccountsParts } from './pages/parts.ts'
import { registerRoutes } from './pages/register.route.ts'

/** The pages of official accounts: applying, deciding, connecting, the register. */
export const accountsRoutes = (parts: AccountsParts): readonly Route[] => [
  ...registerRoutes(parts),
  ...applyRoutes(parts),
  ...applicationRoutes(parts),
  ...connectRoutes(parts),
  ...accountRoutes(parts),
]
