export { type AdoptResult, adoptPolicy } from './adopt-policy.ts'
export { textView } from './pages/text.page.ts'
export {
  type PolicyInForce,
  type PolicyText,
  type PolicyVersion,
  policyInForce,
  policyVersion,
  policyVersions,
  versionsThatCount,
} from './policy-in-force.ts'
export { clausesBySection, settingLines } from './policy-words.ts'
export { proposalsToday } from './proposals-today.ts'
export type { ReviewReason } from './review.ts'
export type { ReviewReasonProvider } from './review-reasons.ts'
export {
  remindAllOfReviews,
  remindOfReviewJob,
  startReviewReminders,
} from './review-reminders.ts'
export { reviewToday } from './review-today.ts'
export { policyRoutes } from './routes.ts'
