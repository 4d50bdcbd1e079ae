import type { Role } from '../../../kernel/actor.ts'
import { type Database, inSchool, type TenantTx } from '../../../platform/database/database.ts'
import { type Answer, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FieldError, type FormErrors, formErrors } from '../../../platform/views/form.ts'
import { isOpenFor, type Proposal, type ProposalStep } from '../proposal.ts'
import { proposalOf } from './proposal.route.ts'

/** One step of a proposal: its page, and what is sent from it. */
export type Step = {
  readonly at: string
  readonly access: readonly Role[]
  readonly step: ProposalStep
  /** The page that asks. */
  ask(visit: Visit, one: Proposal, tx: TenantTx, errors: FormErrors | undefined): Promise<Answer>
  /** What was sent: an answer, or what is wrong with it. */
  send(visit: Visit, one: Proposal): Promise<Answer | FormErrors>
}

/** The page that a step starts from and comes back to. */
export const backOf = (one: Proposal): string => `/policy/proposals/${one.id}`

/** Where a step leads that somebody else has taken meanwhile. */
export const overAndDone = (one: Proposal): Answer =>
  redirect(backOf(one), {
    kind: 'information',
    text: 'The proposal has moved on meanwhile. This is where it stands now.',
  })

/** What is wrong with what was sent, at its field. */
export const wrong = (...errors: readonly FieldError[]): FormErrors => formErrors(errors)

/** The two routes of a step: the page that asks, while the step is open, and what is sent. */
export const stepRoutes = (db: Database, one: Step): readonly Route[] => {
  const path = `/policy/proposals/:id/${one.at}`
  const found = (visit: Visit, errors?: FormErrors): Promise<Answer> =>
    inSchool(db, visit.actor, async tx => {
      const proposal = await proposalOf(tx, visit.params)
      return isOpenFor(one.step, proposal.state)
        ? one.ask(visit, proposal, tx, errors)
        : overAndDone(proposal)
    })
  return [
    { method: 'GET', path, access: one.access, handle: visit => found(visit) },
    {
      method: 'POST',
      path,
      access: one.access,
      async handle(visit) {
        const proposal = await inSchool(db, visit.actor, tx => proposalOf(tx, visit.params))
        const sent = await one.send(visit, proposal)
        return 'kind' in sent ? sent : found(visit, sent)
      },
    },
  ]
}
