export { identify } from './identify.ts'
export {
  createLink,
  findLink,
  linkBehind,
  linkLifetime,
  type OneTimeLink,
  openInvitations,
  revokeLinks,
  useLink,
} from './one-time-links.ts'
export { signInRoutes } from './routes.ts'
export { endMembership, giveLogin, personsWithLogin, shortestPassword, startSession } from './sessions.ts'
