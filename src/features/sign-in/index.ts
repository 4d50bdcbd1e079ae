export { identify } from './identify.ts'
export { newPasswordField, passwordProblem } from './new-password.ts'
export {
  createLink,
  findLink,
  linkBehind,
  linkLifetime,
  type OneTimeLink,
  openInvitations,
  revokeAllLinks,
  revokeLinks,
  useLink,
} from './one-time-links.ts'
export { signInRoutes } from './routes.ts'
export { endMembership, giveLogin, personsWithLogin, startSession } from './sessions.ts'
