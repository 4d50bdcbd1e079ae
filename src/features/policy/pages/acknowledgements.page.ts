import type { Instant } from '../../../kernel/clock.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { InputParams, PaginationParams, SelectParams } from '../../../platform/views/macro-params.ts'
import type { Person } from '../../people/index.ts'
import type { PolicyInForce } from '../policy-in-force.ts'

const pageSize = 25

const states = [
  { value: 'all', text: 'Everyone' },
  { value: 'waiting', text: 'Not yet' },
  { value: 'done', text: 'Acknowledged' },
] as const

/** Everyone who is asked to acknowledge, by name, as far as the search goes. */
export const acknowledgementsPage = (
  policy: PolicyInForce,
  everyone: readonly Person[],
  done: ReadonlyMap<PersonId, Instant>,
  runners: ReadonlySet<PersonId>,
  query: Readonly<Record<string, string>>,
) => {
  const byRole = policy.settings['policy.acknowledgers']
  const forRunners = policy.settings['accounts.runner-requirements']
  const runnersAsked = forRunners.value.includes('acknowledged')
  const asked = everyone.filter(
    person =>
      person.roles.some(role => byRole.value.includes(role)) || (runnersAsked && runners.has(person.id)),
  )
  const search = (query.search ?? '').trim()
  const state = states.find(one => one.value === query.state)?.value ?? 'all'
  const found = asked.filter(
    person =>
      person.name.toLocaleLowerCase('en-GB').includes(search.toLocaleLowerCase('en-GB')) &&
      (state === 'all' || done.has(person.id) === (state === 'done')),
  )
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const current = Math.min(Math.max(1, Number.parseInt(query.page ?? '1', 10) || 1), pages)
  const href = (number: number): string =>
    `/policy/acknowledgements?${new URLSearchParams({ search, state, page: String(number) })}`
  return {
    asked: asked.length,
    acknowledged: asked.filter(person => done.has(person.id)).length,
    rows: found.slice((current - 1) * pageSize, current * pageSize).map(person => {
      const at = done.get(person.id)
      return {
        name: person.name,
        runs: runners.has(person.id),
        text: at ? `Yes, on ${londonDateText(at)}` : 'Not yet',
      }
    }),
    search: {
      id: 'search',
      name: 'search',
      label: { text: 'Name' },
      classes: 'govuk-input--width-20',
      value: search,
    } satisfies InputParams,
    state: {
      id: 'state',
      name: 'state',
      label: { text: 'Show' },
      items: states,
      value: state,
    } satisfies SelectParams,
    pagination:
      pages === 1
        ? null
        : ({
            ...(current > 1 ? { previous: { href: href(current - 1) } } : {}),
            ...(current < pages ? { next: { href: href(current + 1) } } : {}),
            items: Array.from({ length: pages }, (_, index) => ({
              number: String(index + 1),
              href: href(index + 1),
              current: index + 1 === current,
            })),
          } satisfies PaginationParams),
    basisList: [...byRole.basis, ...(runnersAsked ? forRunners.basis : [])],
  }
}
