import type { Route } from '../../platform/http/route.ts'
import { acknowledgeRoutes } from './pages/acknowledge.route.ts'
import { attendanceRoutes } from './pages/attendance.route.ts'
import { linksRoutes } from './pages/links.route.ts'
import { listRoutes } from './pages/list.route.ts'
import { personRoutes } from './pages/person.route.ts'
import { sheetRoutes } from './pages/sheet.route.ts'
import { signRoutes } from './pages/sign.route.ts'
import { visitorRoutes } from './pages/visitors.route.ts'
import type { AcknowledgementParts } from './parts.ts'

/** Reading and acknowledging the policy, who has, attendance lists, visitors, and the page behind a single-use link. */
export const acknowledgementRoutes = (parts: AcknowledgementParts): readonly Route[] => [
  ...acknowledgeRoutes(parts),
  ...listRoutes(parts),
  ...personRoutes(parts),
  ...linksRoutes(parts),
  ...sheetRoutes(parts),
  ...attendanceRoutes(parts),
  ...visitorRoutes(parts),
  ...signRoutes(parts),
]
