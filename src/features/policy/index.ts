export { type AcknowledgeResult, acknowledgePolicy } from './acknowledge-policy.ts'
export { type AdoptResult, adoptPolicy } from './adopt-policy.ts'
export { acknowledgedBy, type PolicyInForce, policyInForce } from './policy-in-force.ts'
export { policyToday } from './today.ts'
