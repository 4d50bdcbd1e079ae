import type { Route } from '../../../platform/http/route.ts'
import { adoptionStep, endingStep } from './adoption.step.ts'
import { closeStep, consultStep } from './consult.step.ts'
import { approvalStep, editStep } from './decision.step.ts'
import type { PolicyParts } from './parts.ts'
import { stepRoutes } from './proposal-step.ts'
import { considerStep, writeDownStep } from './replies.step.ts'

/** The steps of a proposal, a page each: asking people, their replies, the decision, the day it is in force. */
export const proposalStepRoutes = (parts: PolicyParts): readonly Route[] =>
  [
    consultStep(parts),
    writeDownStep(parts),
    considerStep(parts),
    closeStep(parts),
    editStep(parts),
    approvalStep(parts),
    adoptionStep(parts),
    endingStep(parts, 'return'),
    endingStep(parts, 'withdraw'),
  ].flatMap(one => stepRoutes(parts.db, one))
