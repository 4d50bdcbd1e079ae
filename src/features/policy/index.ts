export { addGuidance } from './additional-guidance.ts'
export { type AdoptResult, adoptPolicy } from './adopt-policy.ts'
export { inviteToConsultation } from './commands/invite-to-consultation.ts'
export { propose } from './commands/propose.ts'
export { considerReply, recordReply, replyAsConsultee } from './commands/reply-to-proposal.ts'
export { textView } from './pages/text.page.ts'
export {
  type PolicyInForce,
  type PolicyVersion,
  policyInForce,
  policyVersion,
  policyVersions,
  versionsThatCount,
} from './policy-in-force.ts'
export { savePolicyLink } from './policy-links.ts'
export type { PolicyText } from './policy-text.ts'
export { clausesBySection, settingLines } from './policy-words.ts'
export { consultees, proposalIds, replies } from './proposals.ts'
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
export { sitesInForce } from './stewardship.ts'
