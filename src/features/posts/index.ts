export { postLoader } from './loader.ts'
export { postsToday } from './posts-today.ts'
export { postByUri, postsShowing } from './queries.ts'
export { postsRoutes } from './routes.ts'
