import { Temporal } from '../../../kernel/clock.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { Guidance } from '../../../policy-engine/guidance.ts'

/** Law or guidance as a page shows it beside the policy, with its date and how sure Gatepost is of it. */
export const guidanceView = ({ gist, source, asOf, binding, verified }: Guidance) => ({
  gist,
  source,
  asOf: londonDateText(Temporal.PlainDate.from(asOf)),
  kind: binding === 'law' ? 'Law' : 'Guidance',
  caution: {
    read: '',
    'check-wording': 'Check the wording before you quote it.',
    unverified: 'Not confirmed to be in force.',
  }[verified],
})
