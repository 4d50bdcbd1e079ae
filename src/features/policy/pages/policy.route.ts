import { holdsAny } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route } from '../../../platform/http/route.ts'
import { nameIn, persons } from '../../people/index.ts'
import { additionalGuidance } from '../additional-guidance.ts'
import { linkedPolicies } from '../linked-policies.ts'
import { adopters, keepers } from '../permissions.ts'
import { policyInForce, policyVersions } from '../policy-in-force.ts'
import { policyLinks } from '../policy-links.ts'
import { openProposals } from '../proposals.ts'
import { policyOwners } from '../review-reminders.ts'
import { stewardship } from '../stewardship.ts'
import { type PolicyParts, section } from './parts.ts'
import { policyPage } from './policy.page.ts'
import { stateWords } from './proposal.page.ts'

/** GET /policy: the policy in force. */
export const policyPageRoutes = (parts: PolicyParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/policy',
    access: 'signed-in',
    handle: ({ actor, now, query }) =>
      inSchool(parts.db, actor, async tx => {
        const today = londonDate(now)
        const policy = await policyInForce(tx, today)
        const everyone = await persons(tx)
        const versions = await policyVersions(tx)
        if (!policy)
          return page(
            'features/policy/pages/no-policy.njk',
            'No policy is in force yet',
            {
              planned: versions,
              proposals: (await openProposals(tx)).map(one => ({ ...one, state: stateWords(one) })),
              mayAdopt: holdsAny(actor, adopters),
              mayPropose: holdsAny(actor, keepers),
              adopter:
                everyone
                  .filter(person => person.roles.some(role => adopters.includes(role)))
                  .map(person => person.name)
                  .join(' or ') || 'The headteacher',
            },
            { section },
          )
        return page(
          'features/policy/pages/policy.njk',
          policy.pack.title,
          policyPage(
            policy,
            {
              versions,
              proposals: await openProposals(tx),
              owners: await policyOwners(tx, policy),
              stewardship: await stewardship(tx),
              guidance: await additionalGuidance(tx, policy.versionId),
              links: linkedPolicies(
                policy.settings['policy.links'].value.map(one => one.name),
                await policyLinks(tx),
                today,
              ),
              nameOf: nameIn(everyone),
            },
            (await parts.acknowledgedBy(tx, policy.versionId)).has(actor.personId),
            actor,
            now,
            query.search ?? '',
          ),
          { section },
        )
      }),
  },
]
