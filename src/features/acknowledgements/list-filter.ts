import { type Role, roles } from '../../kernel/actor.ts'
import { type Instant, londonDate, Temporal } from '../../kernel/clock.ts'
import type { PersonId } from '../../kernel/ids.ts'
import type { AskedPerson } from './queries.ts'
import { isLate } from './standing.ts'

/** What people can be narrowed to, by where they stand. */
export const states = [
  { value: 'all', text: 'Everyone' },
  { value: 'waiting', text: 'Not yet' },
  { value: 'late', text: 'Not yet, a week after being asked' },
  { value: 'unreached', text: 'Not yet, without a sign-in or a link' },
  { value: 'linked', text: 'Not yet, has a link' },
  { value: 'done', text: 'Acknowledged' },
  { value: 'signed-in', text: 'Acknowledged, signed in' },
  { value: 'list', text: 'Acknowledged, by attendance list' },
  { value: 'link', text: 'Acknowledged, through a link' },
] as const

export const orders = [
  { value: 'name', text: 'Surname' },
  { value: 'longest', text: 'Waiting longest' },
] as const

/** In an address: those of whom no site is recorded that is still in force. */
export const noSite = '-'

/** What a list of people is narrowed to and sorted by. */
export type ListFilter = {
  readonly search: string
  readonly state: (typeof states)[number]['value']
  readonly role: Role | undefined
  /** One of the sites in force, `noSite`, or undefined for all. */
  readonly site: string | undefined
  readonly order: (typeof orders)[number]['value']
}

type Query = Readonly<Record<string, string>>

/** The site that an address names. */
export const siteOf = (query: Query, sites: readonly string[]): string | undefined =>
  [...sites, ...(sites.length > 0 ? [noSite] : [])].find(site => site === query.site)

export const filterOf = (query: Query, sites: readonly string[]): ListFilter => ({
  search: (query.search ?? '').trim(),
  state: states.find(({ value }) => value === query.state)?.value ?? 'all',
  role: roles.find(role => role === query.role),
  site: siteOf(query, sites),
  order: orders.find(({ value }) => value === query.order)?.value ?? 'name',
})

/** The same narrowing as the query of an address. */
export const addressOf = ({ search, state, role, site, order }: ListFilter): Record<string, string> => ({
  search,
  state,
  role: role ?? '',
  ...(site === undefined ? {} : { site }),
  order,
})

/** What the people of a list are seen against. */
export type Around = {
  readonly sites: readonly string[]
  readonly signsIn: ReadonlySet<PersonId>
  readonly now: Instant
}

/** Whether somebody is of a site; a site that is no longer in force counts as none. */
export const isAt = (
  person: { readonly site: string | null },
  site: string | undefined,
  sites: readonly string[],
) => site === undefined || (site === noSite ? !sites.includes(person.site ?? '') : person.site === site)

const isIn = (one: AskedPerson, state: ListFilter['state'], { signsIn, now }: Around): boolean => {
  const due = one.standing.kind === 'due'
  switch (state) {
    case 'all':
      return true
    case 'waiting':
      return due
    case 'late':
      return isLate(one.standing, londonDate(now))
    case 'unreached':
      return due && !signsIn.has(one.person.id) && one.linkedAt === undefined
    case 'linked':
      return due && one.linkedAt !== undefined
    case 'done':
      return !due
    case 'signed-in':
    case 'list':
    case 'link':
      return one.how?.kind === state
  }
}

/** Those of the people asked whom a filter names, in its order. */
export const filtered = (
  asked: readonly AskedPerson[],
  filter: ListFilter,
  around: Around,
): readonly AskedPerson[] => {
  const wanted = filter.search.toLocaleLowerCase('en-GB')
  const found = asked.filter(
    one =>
      one.person.name.toLocaleLowerCase('en-GB').includes(wanted) &&
      (filter.role === undefined || one.person.roles.includes(filter.role)) &&
      isAt(one.person, filter.site, around.sites) &&
      isIn(one, filter.state, around),
  )
  return filter.order === 'name' ? found : found.toSorted(byWaiting)
}

/** Those who have waited longest first, then those for whom no clock runs, then those who have signed. */
const byWaiting = (one: AskedPerson, other: AskedPerson): number => {
  const [a, b] = [waitingSince(one), waitingSince(other)]
  if (a && b) return Temporal.PlainDate.compare(a, b)
  return place(one) - place(other)
}

const waitingSince = ({ standing }: AskedPerson): Temporal.PlainDate | undefined =>
  standing.kind === 'due' ? standing.since : undefined

const place = ({ standing }: AskedPerson): number =>
  standing.kind === 'done' ? 2 : standing.since === undefined ? 1 : 0
