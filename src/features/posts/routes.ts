import type { Route } from '../../platform/http/route.ts'
import { checkRoutes } from './pages/check.route.ts'
import { listRoutes } from './pages/list.route.ts'
import { photoRoutes } from './pages/photo.route.ts'
import { postRoutes } from './pages/post.route.ts'
import { reviewRoutes } from './pages/review.route.ts'
import { secondRoutes } from './pages/second.route.ts'
import { writeRoutes } from './pages/write.route.ts'
import type { PostParts } from './parts.ts'

/** The pages of posts: writing, pictures and who is in them, the second person, publishing. */
export const postsRoutes = (parts: PostParts): readonly Route[] => [
  ...listRoutes(parts),
  ...writeRoutes(parts),
  ...photoRoutes(parts),
  ...checkRoutes(parts),
  ...postRoutes(parts),
  ...reviewRoutes(parts),
  ...secondRoutes(parts),
]
