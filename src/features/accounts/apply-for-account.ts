import type { PersonActor } from '../../kernel/actor.ts'
import { type Basis, citedClauses } from '../../kernel/basis.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { NotAllowed } from '../../kernel/errors.ts'
import type { ApplicationId, PersonId } from '../../kernel/ids.ts'
import type { Channel } from '../../networks/network.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate } from '../../platform/database/database.ts'
import { isStaff, type Person, persons } from '../people/index.ts'
import { policyInForce } from '../policy/index.ts'
import { accountKind } from './account-kinds.ts'
import { possibleRunners } from './duties.ts'

/** The business case. Texts that the school's policy does not ask for are ''. */
export type BusinessCase = {
  readonly channel: Channel
  readonly name: string
  readonly aim: string
  readonly audience: string
  readonly promotion: string
  readonly openness: 'open' | 'closed'
  readonly runnerIds: readonly PersonId[]
}

export type RunnersProblem =
  | { readonly kind: 'unknown-runner' }
  | { readonly kind: 'too-few-staff'; readonly minimum: number; readonly basis: readonly Basis[] }

/** Whether these people can be named: known here, and enough staff among them (AL-3.a names staff, so only they count). */
export const runnersProblem = (
  runnerIds: readonly PersonId[],
  everyone: readonly Person[],
  minimum: { readonly value: number; readonly basis: readonly Basis[] },
): RunnersProblem | undefined => {
  const named = possibleRunners(everyone).filter(person => runnerIds.includes(person.id))
  if (named.length !== new Set(runnerIds).size) return { kind: 'unknown-runner' }
  return named.filter(person => isStaff(person.roles)).length < minimum.value
    ? { kind: 'too-few-staff', minimum: minimum.value, basis: minimum.basis }
    : undefined
}

export type ApplyResult = { readonly kind: 'submitted' } | { readonly kind: 'no-policy' } | RunnersProblem

/**
 * A member of staff applies for an official account. Sending the same id again changes nothing.
 * @throws NotAllowed for somebody who is not staff (AL-3.a: staff apply to senior leaders)
 */
export async function applyForAccount(
  db: Database,
  actor: PersonActor,
  input: { id: ApplicationId; businessCase: BusinessCase; now: Instant },
): Promise<ApplyResult> {
  if (!isStaff(actor.roles)) throw new NotAllowed()
  const { id, businessCase, now } = input
  const kind = accountKind(businessCase.channel)
  if (!kind) throw new TypeError(`no account can be made for ${businessCase.channel}`)
  const runnerIds = [...new Set(businessCase.runnerIds)]
  try {
    return await inSchool(db, actor, async tx => {
      const policy = await policyInForce(tx, londonDate(now))
      if (!policy) return { kind: 'no-policy' }
      const minimum = policy.settings['accounts.minimum-runners']
      const problem = runnersProblem(runnerIds, await persons(tx), minimum)
      if (problem) return problem
      const cited = citedClauses([...policy.settings['accounts.business-case'].basis, ...minimum.basis])
      await tx
        .insertInto('account_application')
        .values({
          school_id: tx.schoolId,
          id,
          applicant_id: actor.personId,
          network: kind.network,
          channel: kind.channel,
          name: businessCase.name,
          aim: businessCase.aim,
          audience: businessCase.audience,
          promotion: businessCase.promotion,
          openness: businessCase.openness,
          state: 'submitted',
          decided_by: null,
          decided_at: null,
          reason: null,
          one_person: false,
          policy_version_id: policy.versionId,
          clauses: [...cited],
          submitted_at: now,
        })
        .execute()
      await tx
        .insertInto('application_runner')
        .values(
          runnerIds.map(personId => ({ school_id: tx.schoolId, application_id: id, person_id: personId })),
        )
        .execute()
      await audit(tx, {
        at: now,
        action: 'account.applied-for',
        subject: { kind: 'account-application', id },
        facts: { channel: kind.channel, runners: runnerIds, clauses: cited, policyVersion: policy.versionId },
        detail: { name: businessCase.name },
      })
      return { kind: 'submitted' }
    })
  } catch (error) {
    if (isDuplicate(error)) return { kind: 'submitted' }
    throw error
  }
}
