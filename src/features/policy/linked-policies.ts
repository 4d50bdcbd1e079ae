import { Temporal } from '../../kernel/clock.ts'
import type { PolicyLink } from './policy-links.ts'

/** Another policy as the page shows it: named by the policy, added by the school, or both. */
export type LinkedPolicy = {
  readonly id: string | null
  readonly name: string
  readonly owner: string
  readonly reviewBy: Temporal.PlainDate | null
  readonly href: string | null
  readonly namedByPolicy: boolean
  readonly overdue: boolean
}

/** The policies that the policy names, with what the school knows of them, then the school's own. */
export const linkedPolicies = (
  named: readonly string[],
  known: readonly PolicyLink[],
  today: Temporal.PlainDate,
): readonly LinkedPolicy[] => {
  const view = (link: PolicyLink, namedByPolicy: boolean): LinkedPolicy => ({
    ...link,
    namedByPolicy,
    overdue: link.reviewBy !== null && Temporal.PlainDate.compare(today, link.reviewBy) > 0,
  })
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
  return [
    ...named.map((name): LinkedPolicy => {
      const link = known.find(one => same(one.name, name))
      return link
        ? view(link, true)
        : { id: null, name, owner: '', reviewBy: null, href: null, namedByPolicy: true, overdue: false }
    }),
    ...known.filter(link => !named.some(name => same(name, link.name))).map(link => view(link, false)),
  ]
}
