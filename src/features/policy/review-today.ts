import { holdsAny, type PersonActor } from '../../kernel/actor.ts'
import { type Instant, LONDON, londonDate } from '../../kernel/clock.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { type PolicyInForce, policyInForce } from './policy-in-force.ts'
import { reviewDue } from './review-date.ts'
import { earlyReasons, type ReviewReasonProvider } from './review-reasons.ts'

/** From when on a coming review stands on Today: governors meet about twice a term. */
const reviewNotice = { days: 60 }

/**
 * The review of the policy, for the headteacher and whoever looks after the policy: near or overdue by its date, else the
 * reasons that speak for it earlier and that nobody has looked at.
 */
export const reviewToday =
  (providers: readonly ReviewReasonProvider[]) =>
  async (tx: TenantTx, actor: PersonActor, now: Instant): Promise<readonly TodayLine[]> => {
    const policy = await policyInForce(tx, londonDate(now))
    if (!policy || !holdsAny(actor, ['headteacher', policy.settings['policy.owner'].value])) return []
    const byDate = dateLine(policy, now)
    if (byDate) return [byDate]
    const open = (await earlyReasons(tx, policy, londonDate(now), providers)).filter(reason => !reason.left)
    return open.length === 0
      ? []
      : [
          {
            kind: 'decide',
            text:
              open.length === 1
                ? 'Something speaks for reviewing the social media policy early'
                : `${open.length} reasons speak for reviewing the social media policy early`,
            href: '/policy/review',
            basis: policy.settings['policy.review-triggers'].basis,
          },
        ]
  }

function dateLine(policy: PolicyInForce, now: Instant): TodayLine | undefined {
  const { value, basis } = policy.settings['policy.review']
  const dueAt = reviewDue(value, policy.inForceFrom).add({ days: 1 }).toZonedDateTime(LONDON).toInstant()
  const late = dueAt.epochMilliseconds <= now.epochMilliseconds
  const near =
    dueAt.toZonedDateTimeISO(LONDON).subtract(reviewNotice).epochMilliseconds <= now.epochMilliseconds
  return late || near
    ? {
        kind: late ? 'overdue' : 'due',
        text: 'Review the social media policy',
        href: '/policy/review',
        dueAt,
        basis,
      }
    : undefined
}
