export { type AcknowledgeResult, acknowledgePolicy } from './acknowledge-policy.ts'
export { type AdoptResult, adoptPolicy } from './adopt-policy.ts'
export {
  acknowledgedBy,
  type PolicyInForce,
  type PolicyText,
  policyInForce,
  policyVersion,
  versionsThatCount,
} from './policy-in-force.ts'
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
export { policyToday } from './today.ts'
export { clausesBySection, settingLines } from './policy-words.ts'
