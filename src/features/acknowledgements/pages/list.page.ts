import { type Role, roleNames, roles } from '../../../kernel/actor.ts'
import { type Instant, londonDate, type Temporal } from '../../../kernel/clock.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { InputParams, SelectParams } from '../../../platform/views/macro-params.ts'
import { listPage, rowsPerPage } from '../../../platform/views/pagination.ts'
import {
  type Around,
  addressOf,
  filtered,
  filterOf,
  type ListFilter,
  noSite,
  orders,
  states,
} from '../list-filter.ts'
import type { AskedPerson, SignedHow } from '../queries.ts'
import { isLate, type Occasion, type Terms } from '../standing.ts'

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

/** How they were asked: by a reminder, by a link, or not at all yet where nothing can reach them. */
const reachedWords = (
  { standing, remindedAt, linkedAt, person }: AskedPerson,
  today: Temporal.PlainDate,
  signsIn: boolean,
): string => {
  if (standing.kind === 'done') return 'Not needed'
  const reached = [
    ...(remindedAt ? [`Reminded on ${londonDateText(remindedAt)}`] : []),
    ...(linkedAt ? [`Link given on ${londonDateText(linkedAt)}`] : []),
  ]
  if (reached.length > 0) return reached.join('. ')
  if (signsIn) return 'None yet'
  return isLate(standing, today) && person.email === null
    ? 'No email address: hand over a link'
    : 'No sign-in and no link yet'
}

const path = '/policy/acknowledgements'

const select = (id: string, label: string, items: SelectParams['items'], value: string): SelectParams => ({
  id,
  name: id,
  label: { text: label },
  items,
  value,
})

/** The boxes that narrow and sort a list. */
const filterBoxes = (asked: readonly AskedPerson[], filter: ListFilter, sites: readonly string[]) => ({
  search: {
    id: 'search',
    name: 'search',
    label: { text: 'Name' },
    classes: 'govuk-input--width-20',
    value: filter.search,
  } satisfies InputParams,
  state: select('state', 'Show', states, filter.state),
  furtherTitle: sites.length > 0 ? 'By role or site, or in another order' : 'By role, or in another order',
  narrowed: filter.role !== undefined || filter.site !== undefined || filter.order !== 'name',
  further: [
    select(
      'role',
      'Role',
      [
        { value: '', text: 'Any role' },
        ...roles
          .filter(one => asked.some(({ person }) => person.roles.includes(one)))
          .map(one => ({ value: one, text: roleNames[one] })),
      ],
      filter.role ?? '',
    ),
    ...(sites.length > 0
      ? [select('site', 'Site', [{ value: '', text: 'Any site' }, ...siteChoices(sites)], filter.site ?? '')]
      : []),
    select('order', 'Sort by', orders, filter.order),
  ],
})

/** The sites in force, and those of whom none is recorded. */
export const siteChoices = (sites: readonly string[]) => [
  ...sites.map(site => ({ value: site, text: site })),
  { value: noSite, text: 'None in particular' },
]

/** A page for everyone, and for each site; one link alone at a school that is one place. */
export const siteLinks = (path: string, sites: readonly string[], chosen: string | undefined) => [
  { text: 'Everyone', href: path, current: chosen === undefined },
  ...(sites.length > 0 ? siteChoices(sites) : []).map(({ value, text }) => ({
    text: value === noSite ? 'No site in particular' : text,
    href: `${path}?${new URLSearchParams({ site: value })}`,
    current: value === chosen,
  })),
]

/** Everyone who is asked to acknowledge, as far as the search goes. */
export const acknowledgementsPage = (
  asked: readonly AskedPerson[],
  terms: Terms,
  around: Around,
  query: Readonly<Record<string, string>>,
  records: boolean,
) => {
  const today = londonDate(around.now)
  const filter = filterOf(query, around.sites)
  const address = addressOf(filter)
  const found = filtered(asked, filter, around)
  const unsigned = filtered(asked, { ...filter, state: 'waiting' }, around).filter(
    ({ person }) => !around.signsIn.has(person.id),
  )
  const list = listPage(
    found.length,
    query.page,
    number => `${path}?${new URLSearchParams({ ...address, page: String(number) })}`,
  )
  return {
    records,
    asked: asked.length,
    acknowledged: asked.filter(({ standing }) => standing.kind === 'done').length,
    late: asked.filter(({ standing }) => isLate(standing, today)).length,
    withoutSignIn: unsigned.length,
    linksHref: `${path}/links?${new URLSearchParams({ ...address, state: 'waiting' })}`,
    found: found.length,
    csvHref: `${path}/list.csv?${new URLSearchParams(address)}`,
    rows: found.slice(list.offset, list.offset + rowsPerPage).map(one => ({
      id: one.person.id,
      name: one.person.name,
      roles: rolesInWords(one.person.roles),
      site: around.sites.includes(one.person.site ?? '') ? one.person.site : null,
      runs: one.runs,
      text: standingWords(one),
      reached: reachedWords(one, today, around.signsIn.has(one.person.id)),
    })),
    ...filterBoxes(asked, filter, around.sites),
    pagination: list.pagination ?? null,
    basisList: [...terms.roleBasis, ...(terms.runnerBasis ?? [])],
    occasionBasis: terms.occasionBasis,
  }
}

/** The list for a spreadsheet: a heading and a row a person, dates as 2026-11-18. */
export const acknowledgementRows = (
  asked: readonly AskedPerson[],
  sites: readonly string[],
): readonly (readonly string[])[] => {
  const siteCells = (site: string | null): readonly string[] =>
    sites.length === 0 ? [] : [site !== null && sites.includes(site) ? site : '']
  const dayOf = (at: Instant | undefined): string => (at ? String(londonDate(at)) : '')
  return [
    [
      'Family name',
      'Given name',
      'Roles',
      ...(sites.length === 0 ? [] : ['Site']),
      'Acknowledged',
      'On',
      'How',
      'Asked since',
      'Why',
      'Reminded on',
      'Link given on',
    ],
    ...asked.map(({ person, standing, how, remindedAt, linkedAt }) => {
      const who = [person.familyName, person.givenName, rolesInWords(person.roles), ...siteCells(person.site)]
      return standing.kind === 'done'
        ? [...who, 'yes', String(standing.signed.on), how ? howWords(how) : '', '', '', '', '']
        : [
            ...who,
            'no',
            '',
            '',
            standing.since ? String(standing.since) : '',
            occasionWords[standing.occasion],
            dayOf(remindedAt),
            dayOf(linkedAt),
          ]
    }),
  ]
}
