export { switchCommentsOff } from './account-settings.ts'
export { accountsToday, namedRunners } from './accounts-today.ts'
export { applyForAccount, type BusinessCase } from './apply-for-account.ts'
export { connectAccount, recordPage } from './connect-account.ts'
export { decideApplication } from './decide-application.ts'
export {
  accountCredential,
  markForReconnect,
  type OfficialAccount,
  officialAccount,
  officialAccounts,
} from './register.ts'
export { accountsRoutes } from './routes.ts'
export type { SecondApproval } from './tables.ts'
