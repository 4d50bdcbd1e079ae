import { holdsAny } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route } from '../../../platform/http/route.ts'
import { policyInForce } from '../../policy/index.ts'
import { interpretationsOf } from '../interpretations.ts'
import { findingsPage } from './findings.page.ts'
import { type AdviceParts, interpreters } from './parts.ts'

/** GET /policy/findings: what somebody should look at in the policy in force, and what to do next. */
export const findingsRoutes = ({ db, mayOpen }: AdviceParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/policy/findings',
    access: 'signed-in',
    handle: ({ actor, now }) =>
      inSchool(db, actor, async tx => {
        const today = londonDate(now)
        const policy = await policyInForce(tx, today)
        const title = 'What to look at in your policy'
        const frame = { section: 'policy', backHref: '/policy' }
        if (!policy) return page('features/advice/pages/no-policy.njk', title, {}, frame)
        return page(
          'features/advice/pages/findings.njk',
          title,
          findingsPage(policy.pack, today, await interpretationsOf(tx, policy.versionId), {
            mayRecord: holdsAny(actor, interpreters),
            mayOpen: path => mayOpen(path, actor),
          }),
          frame,
        )
      }),
  },
]
