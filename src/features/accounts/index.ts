export { switchCommentsOff, switchCommentsOn } from './account-settings.ts'
export { accountsToday, namedRunners } from './accounts-today.ts'
export { type ApplyResult, applyForAccount, type BusinessCase } from './apply-for-account.ts'
export { type ConnectResult, connectAccount, type RecordPageResult, recordPage } from './connect-account.ts'
export { type DecideResult, decideApplication } from './decide-application.ts'
export {
  accountCredential,
  commentsAreOff,
  markForReconnect,
  type OfficialAccount,
  officialAccount,
  officialAccounts,
} from './register.ts'
export { accountsRoutes } from './routes.ts'
export type { SecondApproval } from './tables.ts'
