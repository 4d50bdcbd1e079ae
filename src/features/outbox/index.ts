export { outboxToday } from './outbox-today.ts'
export { outboxRoutes } from './routes.ts'
