export { lastCiting } from './last-citing.ts'
export { auditRoutes } from './routes.ts'
