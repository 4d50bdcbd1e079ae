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
export { policyRoutes } from './routes.ts'
export { policyToday } from './today.ts'
