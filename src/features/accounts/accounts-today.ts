import type { PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { acknowledgedBy, isAskedByRole } from '../acknowledgements/index.ts'
import { persons } from '../people/index.ts'
import { policyInForce } from '../policy/index.ts'
import { commentsPractice } from './account-settings.ts'
import { waitingApplications } from './applications.ts'
import { isOnDuty } from './duties.ts'
import { commentsAreOff, officialAccounts } from './register.ts'

/** Everyone who runs an official account or is named in an application for one. */
export async function namedRunners(tx: TenantTx): Promise<ReadonlySet<PersonActor['personId']>> {
  const named = [...(await officialAccounts(tx)), ...(await waitingApplications(tx))]
  return new Set(named.flatMap(one => one.runnerIds))
}

/** What waits for this person about official accounts: to decide, to connect, to acknowledge, to switch on again. */
export async function accountsToday(
  tx: TenantTx,
  actor: PersonActor,
  now: Instant,
): Promise<readonly TodayLine[]> {
  const today = londonDate(now)
  const policy = await policyInForce(tx, today)
  if (!policy) return []
  const { settings } = policy
  const everyone = await persons(tx)
  const approver = settings['accounts.approver']
  const keeper = settings['accounts.credential-keeper']
  const decides = isOnDuty(everyone, approver.value, actor.personId)
  const keeps = isOnDuty(everyone, keeper.value, actor.personId)
  const accounts = await officialAccounts(tx)
  const waiting = await waitingApplications(tx)
  const onlyMeDecides =
    decides && everyone.filter(person => isOnDuty(everyone, approver.value, person.id)).length === 1
  // Whoever must acknowledge by role is told so by the policy's own line.
  const hasToAcknowledge =
    settings['accounts.runner-requirements'].value.includes('acknowledged') &&
    [...waiting, ...accounts].some(one => one.runnerIds.includes(actor.personId)) &&
    !(await isAskedByRole(tx, policy, actor)) &&
    !(await acknowledgedBy(tx, policy.versionId, today)).has(actor.personId)

  return [
    ...waiting
      .filter(one => decides && (one.applicantId !== actor.personId || onlyMeDecides))
      .map(
        (one): TodayLine => ({
          kind: 'decide',
          text: `Decide on the application for ${one.name}`,
          href: `/accounts/applications/${one.id}`,
          basis: approver.basis,
        }),
      ),
    ...(hasToAcknowledge
      ? [
          {
            kind: 'due' as const,
            text: 'Read and acknowledge the policy: you are named to run an official account',
            href: '/policy/acknowledge',
            basis: settings['accounts.runner-requirements'].basis,
          },
        ]
      : []),
    ...accounts
      .filter(account => keeps && account.state !== 'connected')
      .map(
        (account): TodayLine => ({
          kind: account.state === 'reconnect' ? 'problem' : 'due',
          text:
            account.state === 'reconnect'
              ? `Connect ${account.name} again: the network no longer accepts its password`
              : `Connect ${account.name}: it is approved`,
          href: `/accounts/${account.id}/connect`,
          basis: keeper.basis,
        }),
      ),
    ...accounts
      .filter(
        account =>
          account.runnerIds.includes(actor.personId) &&
          account.commentsOffSince !== null &&
          !commentsAreOff(account, now),
      )
      .map(
        (account): TodayLine => ({
          kind: 'due',
          text: `Switch comments on again: ${account.name}`,
          href: `/accounts/${account.id}#comments`,
          basis: [commentsPractice],
        }),
      ),
  ]
}
