import type { Role } from '../../kernel/actor.ts'
import type { Temporal } from '../../kernel/clock.ts'
import type { PersonId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { acknowledgedBy } from '../acknowledgements/index.ts'
import { isStaff, type Person, persons, trainedPersons } from '../people/index.ts'
import type { PolicyInForce } from '../policy/index.ts'
import { type DecisionCase, type Runner, runnerStanding } from './application-decision.ts'
import type { Application } from './applications.ts'

/** Whoever holds one of these roles; where nobody does, the headteacher, so that nothing waits for ever. */
export const peopleOnDuty = (everyone: readonly Person[], roles: readonly Role[]): readonly Person[] => {
  const holders = everyone.filter(person => person.roles.some(role => roles.includes(role)))
  return holders.length > 0 ? holders : everyone.filter(person => person.roles.includes('headteacher'))
}

export const isOnDuty = (
  everyone: readonly Person[],
  roles: readonly Role[],
  personId: PersonId | undefined,
): boolean => peopleOnDuty(everyone, roles).some(person => person.id === personId)

/** People from outside the school, who never run its accounts. */
const outside: readonly Role[] = ['recovery-contact', 'outside-second']

/** Who can be named to run an account: staff, governors, volunteers and parents here. */
export const possibleRunners = (everyone: readonly Person[]): readonly Person[] =>
  everyone.filter(person => person.roles.some(role => !outside.includes(role)))

/** These people as runners: who they are, and what each still lacks under the policy in force on a London date. */
export async function runnersStanding(
  tx: TenantTx,
  policy: PolicyInForce,
  everyone: readonly Person[],
  ids: readonly PersonId[],
  on: Temporal.PlainDate,
): Promise<readonly Runner[]> {
  const fulfilled = {
    acknowledged: await acknowledgedBy(tx, policy.versionId, on),
    trained: await trainedPersons(tx),
  }
  return ids.map(id => {
    const person = everyone.find(other => other.id === id)
    return runnerStanding(
      {
        id,
        name: person?.name ?? 'Somebody who has left',
        here: person !== undefined,
        staff: isStaff(person?.roles ?? []),
      },
      policy.settings['accounts.runner-requirements'].value,
      fulfilled,
    )
  })
}

/** Everything a decision on this application is judged by, as it stands on a London date. */
export async function decisionCase(
  tx: TenantTx,
  policy: PolicyInForce,
  one: Application,
  on: Temporal.PlainDate,
): Promise<DecisionCase> {
  const everyone = await persons(tx)
  const { settings } = policy
  return {
    application: one,
    runners: await runnersStanding(tx, policy, everyone, one.runnerIds, on),
    minimumRunners: settings['accounts.minimum-runners'],
    runnerRequirements: settings['accounts.runner-requirements'],
    approverIds: peopleOnDuty(everyone, settings['accounts.approver'].value).map(person => person.id),
    approverBasis: settings['accounts.approver'].basis,
  }
}
