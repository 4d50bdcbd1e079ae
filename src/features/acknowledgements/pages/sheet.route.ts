import { londonDate } from '../../../kernel/clock.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route, redirect } from '../../../platform/http/route.ts'
import { compiledOf } from '../../../policy-engine/compile.ts'
import { policyInForce, sitesInForce } from '../../policy/index.ts'
import { isAt, siteOf } from '../list-filter.ts'
import type { AcknowledgementParts } from '../parts.ts'
import { attendanceRecorders } from '../permissions.ts'
import { askedPersons } from '../queries.ts'
import { understandingQuestions } from '../understanding.ts'

const path = '/policy/acknowledgements/attendance'

/** A sheet to print for a training day: who still has to sign, which text, and questions to talk through. */
export const sheetRoutes = (parts: AcknowledgementParts): readonly Route[] => [
  {
    method: 'GET',
    path: `${path}/sheet`,
    access: attendanceRecorders,
    handle: ({ actor, now, query }) =>
      inSchool(parts.db, actor, async tx => {
        const today = londonDate(now)
        const policy = await policyInForce(tx, today)
        if (!policy) return redirect('/policy')
        const sites = await sitesInForce(tx, today)
        const site = siteOf(query, sites)
        const asked = await askedPersons(tx, policy, await parts.namedRunners(tx), now)
        return page(
          'features/acknowledgements/pages/sheet.njk',
          'Sheet to sign',
          {
            title: policy.pack.title,
            inForceFrom: policy.inForceFrom,
            fingerprint: policy.textSha256.slice(0, 12),
            site: site !== undefined && sites.includes(site) ? site : null,
            names: asked
              .filter(({ person, standing }) => standing.kind === 'due' && isAt(person, site, sites))
              .map(({ person }) => person.name),
            questions: understandingQuestions(compiledOf(policy.pack), 'staff', policy.textSha256),
          },
          { section: 'policy', backHref: path },
        )
      }),
  },
]
