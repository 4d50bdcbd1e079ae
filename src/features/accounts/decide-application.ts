import type { PersonActor } from '../../kernel/actor.ts'
import { basisLabel, citedClauses } from '../../kernel/basis.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import { type AccountId, type ApplicationId, newId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool } from '../../platform/database/database.ts'
import { policyInForce } from '../policy/index.ts'
import { accountKind } from './account-kinds.ts'
import { decisionVerdict, type Verdict } from './application-decision.ts'
import { application } from './applications.ts'
import { decisionCase } from './duties.ts'

export type DecideResult =
  | { readonly kind: 'approved'; readonly accountId: AccountId; readonly onePerson: boolean }
  | { readonly kind: 'rejected'; readonly onePerson: boolean }
  | { readonly kind: 'no-policy' }
  | Exclude<Verdict, { kind: 'go-ahead' }>

/**
 * Approves or rejects an application for an official account. An approved account stands in the register at once, with
 * the runners who are still here, and waits to be connected.
 * @throws NotFound for an application that does not exist
 */
export async function decideApplication(
  db: Database,
  actor: PersonActor,
  input: { id: ApplicationId; outcome: 'approve' | 'reject'; reason: string; now: Instant },
): Promise<DecideResult> {
  const { id, outcome, now } = input
  const reason = input.reason.trim()
  return inSchool(db, actor, async (tx): Promise<DecideResult> => {
    const one = await application(tx, id, { lock: true })
    if (!one) throw new NotFound('application')
    const policy = await policyInForce(tx, londonDate(now))
    if (!policy) return { kind: 'no-policy' }
    const facts = await decisionCase(tx, policy, one, londonDate(now))
    const verdict = decisionVerdict(actor.personId, { outcome, reason }, facts)
    if (verdict.kind !== 'go-ahead') return verdict
    const { onePerson } = verdict
    await tx
      .updateTable('account_application')
      .set({
        state: outcome === 'approve' ? 'approved' : 'rejected',
        decided_by: actor.personId,
        decided_at: now,
        reason: reason || null,
        one_person: onePerson,
      })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .execute()
    const decided = {
      at: now,
      subject: { kind: 'account-application', id },
      ...(reason ? { detail: { reason } } : {}),
    }
    if (outcome === 'reject') {
      await audit(tx, { ...decided, action: 'account.rejected', facts: { onePerson } })
      return { kind: 'rejected', onePerson }
    }
    const accountId = newId<AccountId>()
    const secondApproval = policy.settings['posts.second-approval']
    await tx
      .insertInto('official_account')
      .values({
        school_id: tx.schoolId,
        id: accountId,
        application_id: id,
        network: accountKind(one.channel)?.network ?? 'manual',
        channel: one.channel,
        name: one.name,
        handle: null,
        external_id: null,
        url: null,
        state: 'approved',
        comments_off_since: null,
        comments_off_until: null,
        second_approval: secondApproval.value,
        second_approval_basis: secondApproval.basis.map(basisLabel).join('; '),
        cursor: null,
        polled_at: null,
        poll_failure: null,
        created_at: now,
      })
      .execute()
    const runners = facts.runners.filter(runner => runner.here).map(runner => runner.personId)
    await tx
      .insertInto('account_runner')
      .values(
        runners.map(personId => ({
          school_id: tx.schoolId,
          account_id: accountId,
          person_id: personId,
          since: londonDate(now),
        })),
      )
      .execute()
    await audit(tx, {
      ...decided,
      action: 'account.approved',
      facts: {
        account: accountId,
        runners,
        onePerson,
        clauses: citedClauses([...facts.minimumRunners.basis, ...facts.runnerRequirements.basis]),
      },
    })
    return { kind: 'approved', accountId, onePerson }
  })
}
