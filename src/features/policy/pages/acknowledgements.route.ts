import { londonDate } from '../../../kernel/clock.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route, redirect } from '../../../platform/http/route.ts'
import { persons } from '../../people/index.ts'
import { acknowledgements, policyInForce } from '../policy-in-force.ts'
import { acknowledgementsPage } from './acknowledgements.page.ts'
import { listReaders, type PolicyParts, section } from './parts.ts'

/** GET /policy/acknowledgements: who has read and understood the text in force, and who has not yet. */
export const acknowledgementsRoutes = (parts: PolicyParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/policy/acknowledgements',
    access: listReaders,
    handle: ({ actor, now, query }) =>
      inSchool(parts.db, actor, async tx => {
        const policy = await policyInForce(tx, londonDate(now))
        if (!policy) return redirect('/policy')
        return page(
          'features/policy/pages/acknowledgements.njk',
          'Who has acknowledged the policy',
          acknowledgementsPage(
            policy,
            await persons(tx),
            await acknowledgements(tx, policy.versionId),
            await parts.namedRunners(tx),
            query,
          ),
          { section, backHref: '/policy' },
        )
      }),
  },
]
