import { holdsAny, type PersonActor } from '../../kernel/actor.ts'
import { type Instant, LONDON, londonDate } from '../../kernel/clock.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { type PolicyInForce, policyInForce } from './policy-in-force.ts'
import { reviewDue } from './review-date.ts'

/** From when on a coming review stands on the headteacher's page: governors meet about twice a term. */
const reviewNotice = { days: 60 }

/**
 * The policy's own lines of Today: this person has not yet acknowledged the text in force, and, for the headteacher, the
 * review the policy promises is near or overdue. Nothing while no policy is adopted: the first steps say that.
 */
export async function policyToday(
  tx: TenantTx,
  actor: PersonActor,
  now: Instant,
): Promise<readonly TodayLine[]> {
  const policy = await policyInForce(tx, londonDate(now))
  if (!policy) return []
  return [
    ...(await acknowledgement(tx, actor, policy)),
    ...(holdsAny(actor, ['headteacher']) ? review(policy, now) : []),
  ]
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

function review(policy: PolicyInForce, now: Instant): readonly TodayLine[] {
  const { value, basis } = policy.settings['policy.review']
  const dueAt = reviewDue(value, policy.inForceFrom).add({ days: 1 }).toZonedDateTime(LONDON).toInstant()
  const late = dueAt.epochMilliseconds <= now.epochMilliseconds
  const near =
    dueAt.toZonedDateTimeISO(LONDON).subtract(reviewNotice).epochMilliseconds <= now.epochMilliseconds
  return late || near
    ? [
        {
          kind: late ? 'overdue' : 'due',
          text: 'Review the social media policy',
          href: '/policy',
          dueAt,
          basis,
        },
      ]
    : []
}
