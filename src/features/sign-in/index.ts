export { identify } from './identify.ts'
export {
  createLink,
  findLink,
  type LinkPurpose,
  type OneTimeLink,
  revokeLinks,
  useLink,
} from './one-time-links.ts'
export { signInRoutes } from './routes.ts'
export { giveLogin, personsWithLogin, startSession } from './sessions.ts'
