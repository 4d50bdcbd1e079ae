import { holdsAny, type PersonActor, staffRoles } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route } from '../../../platform/http/route.ts'
import { isStaff, persons } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { type Application, waitingApplications } from '../applications.ts'
import { isOnDuty } from '../duties.ts'
import { officialAccounts } from '../register.ts'
import { type AccountsParts, adoptFirst, section } from './parts.ts'
import { registerPage } from './register.page.ts'

/** Who sees the whole register; others see the accounts they run. */
export const seesEveryAccount = (actor: PersonActor): boolean =>
  holdsAny(actor, [...staffRoles, 'governor', 'chair'])

/** GET /accounts: the register of official accounts, and the applications this person has to do with. */
export const registerRoutes = (parts: AccountsParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/accounts',
    access: 'signed-in',
    handle: ({ actor, now }) =>
      inSchool(parts.db, actor, async tx => {
        const policy = await policyInForce(tx, londonDate(now))
        if (!policy) return adoptFirst()
        const everyone = await persons(tx)
        const { settings } = policy
        const decides = isOnDuty(everyone, settings['accounts.approver'].value, actor.personId)
        const keeps = isOnDuty(everyone, settings['accounts.credential-keeper'].value, actor.personId)
        const concerns = (one: Application) =>
          decides || keeps || [one.applicantId, ...one.runnerIds].includes(actor.personId)
        const accounts = await officialAccounts(tx)
        return page(
          'features/accounts/pages/register.njk',
          'Official accounts',
          registerPage(
            seesEveryAccount(actor)
              ? accounts
              : accounts.filter(account => account.runnerIds.includes(actor.personId)),
            (await waitingApplications(tx)).filter(concerns),
            everyone,
            { apply: isStaff(actor.roles), connect: keeps },
            now,
          ),
          { section },
        )
      }),
  },
]
