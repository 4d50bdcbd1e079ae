import { holdsAny } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotAllowed } from '../../../kernel/errors.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { field, page, type Route, redirect } from '../../../platform/http/route.ts'
import { persons } from '../../people/index.ts'
import { acknowledgePolicy } from '../acknowledge-policy.ts'
import { additionalGuidance, policyLinks, stewardship } from '../beside.ts'
import { linkedPolicies } from '../linked-policies.ts'
import { acknowledgements, policyInForce, policyVersions } from '../policy-in-force.ts'
import { openProposals } from '../proposals.ts'
import { policyOwners } from '../review-reminders.ts'
import { adopters, keepers, nameIn, type PolicyParts, section } from './parts.ts'
import { acknowledgementOf, policyPage } from './policy.page.ts'
import { stateWords } from './proposal.page.ts'

/** GET /policy: the policy in force. POST /policy/acknowledge: this person has read and understood it. */
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
            acknowledgementOf(
              policy,
              actor,
              await acknowledgements(tx, policy.versionId),
              await parts.namedRunners(tx),
            ),
            actor,
            now,
            query.search ?? '',
          ),
          { section },
        )
      }),
  },
  {
    method: 'POST',
    path: '/policy/acknowledge',
    access: 'signed-in',
    async handle({ actor, now, form }) {
      const asked = await inSchool(parts.db, actor, async tx => {
        const policy = await policyInForce(tx, londonDate(now))
        return (
          policy === undefined ||
          acknowledgementOf(policy, actor, new Map(), await parts.namedRunners(tx)).kind === 'asked'
        )
      })
      if (!asked) throw new NotAllowed()
      const result = await acknowledgePolicy(parts.db, actor, { sha256: field(form, 'sha256'), now })
      switch (result.kind) {
        case 'acknowledged':
          return redirect('/policy', {
            kind: 'success',
            text: 'Thank you. Your acknowledgement is recorded.',
          })
        case 'already':
          return redirect('/policy', {
            kind: 'information',
            text: 'You had acknowledged this text already. Nothing more to do.',
          })
        case 'text-changed':
          return redirect('/policy', {
            kind: 'warning',
            text: 'The policy changed after you opened the page, so nothing was recorded. Read the text that is in force now, then confirm it.',
          })
        case 'no-policy':
          return redirect('/policy')
      }
    },
  },
]
