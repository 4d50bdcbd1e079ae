import { holdsAny, type PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import type { PersonId } from '../../kernel/ids.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { policyInForce } from '../policy/index.ts'
import { askedPersons, standingOfPerson } from './queries.ts'
import { isLate, type Occasion } from './standing.ts'

const lineWords: Readonly<Record<Occasion, string>> = {
  first: 'Read the social media policy and acknowledge it',
  changed: 'The social media policy has changed: read it and acknowledge it',
  yearly: 'A year has passed: read the social media policy and acknowledge it again',
}

/**
 * What somebody still has to acknowledge by their role; and for the headteacher who has not acknowledged although the
 * reminder has passed. Those who run accounts without such a role are told by the accounts' own line.
 */
export const acknowledgementsToday =
  (namedRunners: (tx: TenantTx) => Promise<ReadonlySet<PersonId>>) =>
  async (tx: TenantTx, actor: PersonActor, now: Instant): Promise<readonly TodayLine[]> => {
    const today = londonDate(now)
    const policy = await policyInForce(tx, today)
    if (!policy) return []
    const mine = await standingOfPerson(tx, policy, { personId: actor.personId, runs: false }, today)
    const late = holdsAny(actor, ['headteacher'])
      ? (await askedPersons(tx, policy, await namedRunners(tx), now)).filter(
          ({ person, standing }) => person.id !== actor.personId && isLate(standing, today),
        )
      : []
    return [
      ...(mine.kind === 'due'
        ? [
            {
              kind: 'decide' as const,
              text: lineWords[mine.occasion],
              href: '/policy/acknowledge',
              basis: mine.basis,
            },
          ]
        : []),
      ...(late.length > 0
        ? [
            {
              kind: 'overdue' as const,
              text: `${late.length === 1 ? '1 person has' : `${late.length} people have`} not acknowledged the policy a week after being asked`,
              href: '/policy/acknowledgements?state=late',
              basis: policy.settings['policy.acknowledgers'].basis,
            },
          ]
        : []),
    ]
  }
