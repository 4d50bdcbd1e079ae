export type { ConcernMessage } from './account.ts'
export { concernsToday } from './queries.ts'
export { type ConcernParts, concernRoutes, raiseHref } from './routes.ts'
export { type WaitingNotice, waitingNotice } from './waiting-notice.ts'
