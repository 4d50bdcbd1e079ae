import { type Role, roleNames, roles } from '../../../kernel/actor.ts'
import type { Temporal } from '../../../kernel/clock.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { InputParams, SelectParams } from '../../../platform/views/macro-params.ts'
import { listPage, rowsPerPage } from '../../../platform/views/pagination.ts'
import type { AskedPerson, SignedHow } from '../queries.ts'
import { isLate, type Occasion, type Terms } from '../standing.ts'

const states = [
  { value: 'all', text: 'Everyone' },
  { value: 'waiting', text: 'Not yet' },
  { value: 'late', text: 'Not yet, a week after being asked' },
  { value: 'done', text: 'Acknowledged' },
] as const

const occasionWords: Readonly<Record<Occasion, string>> = {
  first: 'not acknowledged before',
  changed: 'the text has changed since',
  yearly: 'a year has passed since',
}

/** How somebody signed, in words. */
export const howWords = (how: SignedHow): string => {
  switch (how.kind) {
    case 'signed-in':
      return 'signed in'
    case 'list':
      return 'by attendance list'
    case 'link':
      return `through a link, as “${how.signedAs}”`
  }
}

const rolesInWords = (held: readonly Role[]): string =>
  roles
    .filter(role => held.includes(role))
    .map(role => roleNames[role])
    .join(', ')

/** Where somebody stands, in one line. */
const standingWords = ({ standing, how }: AskedPerson): string => {
  if (standing.kind === 'done')
    return `Yes, on ${londonDateText(standing.signed.on)}${how ? `, ${howWords(how)}` : ''}`
  return standing.since
    ? `Not yet, asked since ${londonDateText(standing.since)}: ${occasionWords[standing.occasion]}`
    : 'Not yet: the account waits for it'
}

const reminderWords = ({ standing, remindedAt, person }: AskedPerson, today: Temporal.PlainDate): string => {
  if (standing.kind === 'done') return 'Not needed'
  if (remindedAt) return `Reminded on ${londonDateText(remindedAt)}`
  return isLate(standing, today) && person.email === null ? 'No email address: hand over a link' : 'None yet'
}

type Query = Readonly<Record<string, string>>

/** What the list is narrowed to, from its address. */
const filterOf = (query: Query) => ({
  search: (query.search ?? '').trim(),
  state: states.find(one => one.value === query.state)?.value ?? 'all',
  role: roles.find(one => one === query.role),
})

/** Those of the people asked whom the address names. */
export const filtered = (
  asked: readonly AskedPerson[],
  query: Query,
  today: Temporal.PlainDate,
): readonly AskedPerson[] => {
  const { search, state, role } = filterOf(query)
  const wanted = search.toLocaleLowerCase('en-GB')
  return asked.filter(
    ({ person, standing }) =>
      person.name.toLocaleLowerCase('en-GB').includes(wanted) &&
      (role === undefined || person.roles.includes(role)) &&
      (state === 'all' ||
        (state === 'late' ? isLate(standing, today) : standing.kind === (state === 'done' ? 'done' : 'due'))),
  )
}

/** Everyone who is asked to acknowledge, by name, as far as the search goes. */
export const acknowledgementsPage = (
  asked: readonly AskedPerson[],
  terms: Terms,
  signsIn: ReadonlySet<PersonId>,
  query: Query,
  today: Temporal.PlainDate,
  records: boolean,
) => {
  const found = filtered(asked, query, today)
  const { search, state, role } = filterOf(query)
  const address = { search, state, role: role ?? '' }
  const list = listPage(
    found.length,
    query.page,
    number => `/policy/acknowledgements?${new URLSearchParams({ ...address, page: String(number) })}`,
  )
  return {
    records,
    asked: asked.length,
    acknowledged: asked.filter(({ standing }) => standing.kind === 'done').length,
    late: asked.filter(({ standing }) => isLate(standing, today)).length,
    found: found.length,
    csvHref: `/policy/acknowledgements/list.csv?${new URLSearchParams(address)}`,
    rows: found.slice(list.offset, list.offset + rowsPerPage).map(one => ({
      id: one.person.id,
      name: one.person.name,
      roles: rolesInWords(one.person.roles),
      runs: one.runs,
      text: standingWords(one),
      reminder: reminderWords(one, today),
      signsIn: signsIn.has(one.person.id),
      due: one.standing.kind === 'due',
    })),
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
    role: {
      id: 'role',
      name: 'role',
      label: { text: 'Role' },
      items: [
        { value: '', text: 'Any role' },
        ...roles
          .filter(one => asked.some(({ person }) => person.roles.includes(one)))
          .map(one => ({ value: one, text: roleNames[one] })),
      ],
      value: role ?? '',
    } satisfies SelectParams,
    pagination: list.pagination ?? null,
    basisList: [...terms.roleBasis, ...(terms.runnerBasis ?? [])],
    occasionBasis: terms.occasionBasis,
  }
}

/** The list for a spreadsheet: a heading and a row a person, dates as 2026-11-18. */
export const acknowledgementRows = (asked: readonly AskedPerson[]): readonly (readonly string[])[] => [
  ['Family name', 'Given name', 'Roles', 'Acknowledged', 'On', 'How', 'Asked since', 'Why', 'Reminded on'],
  ...asked.map(({ person, standing, how, remindedAt }) => {
    const who = [person.familyName, person.givenName, rolesInWords(person.roles)]
    return standing.kind === 'done'
      ? [...who, 'yes', String(standing.signed.on), how ? howWords(how) : '', '', '', '']
      : [
          ...who,
          'no',
          '',
          '',
          standing.since ? String(standing.since) : '',
          occasionWords[standing.occasion],
          remindedAt ? londonDateText(remindedAt) : '',
        ]
  }),
]
