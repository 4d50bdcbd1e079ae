import type { Route } from '../../platform/http/route.ts'
import { inboxListRoutes } from './pages/inbox.route.ts'
import { messageRoutes } from './pages/message.route.ts'
import { pasteRoutes } from './pages/paste.route.ts'
import { replyRoutes } from './pages/reply.route.ts'
import { stepInRoutes } from './pages/step-in.route.ts'
import type { InboxParts } from './parts.ts'

/** Every page of the inbox. */
export const inboxRoutes = (parts: InboxParts): readonly Route[] => [
  ...inboxListRoutes(parts),
  ...pasteRoutes(parts),
  ...messageRoutes(parts),
  ...replyRoutes(parts),
  ...stepInRoutes(parts),
]
