import { holdsAny, type PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { type PolicyInForce, policyInForce } from './policy-in-force.ts'

/**
 * Whether this person has not yet acknowledged the text in force. Nothing while no policy is adopted: the first steps say
 * that.
 */
export async function policyToday(
  tx: TenantTx,
  actor: PersonActor,
  now: Instant,
): Promise<readonly TodayLine[]> {
  const policy = await policyInForce(tx, londonDate(now))
  if (!policy) return []
  return acknowledgement(tx, actor, policy)
}

async function acknowledgement(
  tx: TenantTx,
  actor: PersonActor,
  policy: PolicyInForce,
): Promise<readonly TodayLine[]> {
  const { value, basis } = policy.settings['policy.acknowledgers']
  if (!holdsAny(actor, value)) return []
  const given = await tx
    .selectFrom('acknowledgement')
    .select('sha256')
    .where('school_id', '=', tx.schoolId)
    .where('person_id', '=', actor.personId)
    .where('policy_version_id', '=', policy.versionId)
    .executeTakeFirst()
  return given
    ? []
    : [{ kind: 'decide', text: 'Read the social media policy and acknowledge it', href: '/policy', basis }]
}
