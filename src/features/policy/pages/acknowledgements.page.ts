import type { Instant } from '../../../kernel/clock.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { InputParams, SelectParams } from '../../../platform/views/macro-params.ts'
import { listPage, rowsPerPage } from '../../../platform/views/pagination.ts'
import type { Person } from '../../people/index.ts'
import type { PolicyInForce } from '../policy-in-force.ts'

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
  const list = listPage(
    found.length,
    query.page,
    number => `/policy/acknowledgements?${new URLSearchParams({ search, state, page: String(number) })}`,
  )
  return {
    asked: asked.length,
    acknowledged: asked.filter(person => done.has(person.id)).length,
    rows: found.slice(list.offset, list.offset + rowsPerPage).map(person => {
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
    pagination: list.pagination ?? null,
    basisList: [...byRole.basis, ...(runnersAsked ? forRunners.basis : [])],
  }
}
