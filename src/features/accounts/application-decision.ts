import type { Basis } from '../../kernel/basis.ts'
import type { PersonId } from '../../kernel/ids.ts'
import type { Application } from './applications.ts'

/** What a runner can lack before running an account. */
export type RunnerNeed = 'acknowledged' | 'trained'

/** A named runner and what is still missing; nothing missing means ready. */
export type Runner = {
  readonly personId: PersonId
  readonly name: string
  /** False for somebody who has left the school meanwhile. */
  readonly here: boolean
  readonly staff: boolean
  readonly missing: readonly RunnerNeed[]
}

/** What each runner still lacks, of what the policy asks (AL-3.b; volunteers and parents included). */
export const runnerStanding = (
  person: { readonly id: PersonId; readonly name: string; readonly here: boolean; readonly staff: boolean },
  required: readonly RunnerNeed[],
  fulfilled: { readonly acknowledged: ReadonlySet<PersonId>; readonly trained: ReadonlySet<PersonId> },
): Runner => ({
  personId: person.id,
  name: person.name,
  here: person.here,
  staff: person.staff,
  missing: required.filter(need => !fulfilled[need].has(person.id)),
})

/** What a decision is judged by. */
export type DecisionCase = {
  readonly application: Pick<Application, 'state' | 'applicantId'>
  readonly runners: readonly Runner[]
  readonly minimumRunners: { readonly value: number; readonly basis: readonly Basis[] }
  readonly runnerRequirements: { readonly basis: readonly Basis[] }
  /** Everyone who may decide on accounts here. */
  readonly approverIds: readonly PersonId[]
  readonly approverBasis: readonly Basis[]
}

/** Two people for a decision: no policy of a school says it, the product does. */
const twoPeople: Basis = {
  kind: 'practice',
  gist: 'whoever applies for an account does not decide on it, unless nobody else can',
}

/** Who may decide: an approver other than the applicant, or the applicant where no other approver exists. */
export type DeciderStanding =
  | { readonly kind: 'may-decide' }
  /** Nobody else holds a role that decides: goes ahead with a stated reason, and is shown as decided by one person. */
  | { readonly kind: 'alone'; readonly basis: readonly Basis[] }
  | { readonly kind: 'own-application'; readonly basis: readonly Basis[] }
  | { readonly kind: 'no-approver'; readonly basis: readonly Basis[] }

export const deciderStanding = (actorId: PersonId, one: DecisionCase): DeciderStanding => {
  if (!one.approverIds.includes(actorId)) return { kind: 'no-approver', basis: one.approverBasis }
  if (actorId !== one.application.applicantId) return { kind: 'may-decide' }
  return one.approverIds.some(id => id !== actorId)
    ? { kind: 'own-application', basis: [twoPeople] }
    : { kind: 'alone', basis: [twoPeople] }
}

/** What keeps an application from being approved, whoever decides. */
export type Obstacle =
  | { readonly kind: 'too-few-staff'; readonly minimum: number; readonly basis: readonly Basis[] }
  | { readonly kind: 'not-ready'; readonly runners: readonly Runner[]; readonly basis: readonly Basis[] }

/**
 * AL-3.a: enough staff named (those who left no longer count); AL-3.b: everyone who would run the account is ready.
 * Somebody who has left is no obstacle: they are not put on the register.
 */
export const approvalObstacles = (one: DecisionCase): readonly Obstacle[] => {
  const here = one.runners.filter(runner => runner.here)
  const unready = here.filter(runner => runner.missing.length > 0)
  return [
    ...(here.filter(runner => runner.staff).length < one.minimumRunners.value
      ? [
          {
            kind: 'too-few-staff' as const,
            minimum: one.minimumRunners.value,
            basis: one.minimumRunners.basis,
          },
        ]
      : []),
    ...(unready.length > 0
      ? [{ kind: 'not-ready' as const, runners: unready, basis: one.runnerRequirements.basis }]
      : []),
  ]
}

export type Verdict =
  | { readonly kind: 'go-ahead'; readonly onePerson: boolean }
  | { readonly kind: 'already-decided' }
  | { readonly kind: 'reason-missing' }
  | { readonly kind: 'obstacles'; readonly obstacles: readonly Obstacle[] }
  | Extract<DeciderStanding, { kind: 'own-application' | 'no-approver' }>

/** Whether this person may decide the application in this way now. */
export const decisionVerdict = (
  actorId: PersonId,
  decision: { readonly outcome: 'approve' | 'reject'; readonly reason: string },
  one: DecisionCase,
): Verdict => {
  const standing = deciderStanding(actorId, one)
  if (standing.kind === 'no-approver' || standing.kind === 'own-application') return standing
  if (one.application.state !== 'submitted') return { kind: 'already-decided' }
  const obstacles = decision.outcome === 'approve' ? approvalObstacles(one) : []
  if (obstacles.length > 0) return { kind: 'obstacles', obstacles }
  const onePerson = standing.kind === 'alone'
  if ((decision.outcome === 'reject' || onePerson) && decision.reason === '')
    return { kind: 'reason-missing' }
  return { kind: 'go-ahead', onePerson }
}
