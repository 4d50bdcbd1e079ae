export { handoutRoutes } from './routes.ts'
