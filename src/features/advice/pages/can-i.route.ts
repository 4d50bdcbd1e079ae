import { londonDate } from '../../../kernel/clock.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route } from '../../../platform/http/route.ts'
import { hatsOf } from '../../../policy-engine/hats.ts'
import { type Facet, facets } from '../../../policy-engine/vocabulary.ts'
import { isStaff, persons } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { readAsked } from '../asked.ts'
import { interpretationsOf } from '../interpretations.ts'
import { canIPage } from './can-i.page.ts'
import { type AdviceParts, section } from './parts.ts'

/** GET /advice: may I do this? All that is asked stands in the address; nothing is kept of it. */
export const canIRoutes = ({ db }: AdviceParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/advice',
    access: 'signed-in',
    handle: ({ actor, now, query, queryForm }) =>
      inSchool(db, actor, async tx => {
        const policy = await policyInForce(tx, londonDate(now))
        if (!policy) return page('features/advice/pages/no-policy.njk', 'Can I…?', {}, { section })
        const asked = readAsked(queryForm)
        const sent = facets.find(facet => facet === query.asking)
        const missed: Facet | undefined =
          sent !== undefined && queryForm[sent] === undefined ? sent : undefined
        const params = canIPage({
          policy,
          asked,
          hats: hatsOf(actor.roles),
          people: await persons(tx),
          interpretations: await interpretationsOf(tx, policy.versionId),
          looked: query.find ?? '',
          missed,
          forOthers: isStaff(actor.roles),
        })
        return page(
          asked.given.act === undefined
            ? 'features/advice/pages/acts.njk'
            : 'features/advice/pages/can-i.njk',
          'Can I…?',
          params,
          {
            section,
            ...(missed
              ? { errors: [{ text: 'Choose an answer, or “I do not know”', href: `#${missed}` }] }
              : {}),
          },
        )
      }),
  },
]
