import { z } from 'zod'
import type { Role } from '../../../kernel/actor.ts'
import type { CsvTable } from './decode-csv.ts'
import type { Column } from './header-map.ts'
import { type ReadRows, type RowCells, readRows } from './read-rows.ts'

export type StaffRow = {
  readonly givenName: string
  readonly familyName: string
  /** In small letters. */
  readonly email: string
  /** At least one, each once, in the order of the file. */
  readonly roles: readonly Role[]
  /** Others read this mailbox too: no confidential alert may go there. Null where the file does not say. */
  readonly sharedMailbox: boolean | null
  /** Where they work, at a school with several sites. Null where the file does not say. */
  readonly site: string | null
}

const columns = {
  givenName: {
    holds: 'the first name',
    headings: [
      'Preferred forename',
      'Preferred first name',
      'First name',
      'Forename',
      'Given name',
      'Legal forename',
    ],
    required: true,
    several: 'first-filled',
    longest: 100,
  },
  familyName: {
    holds: 'the surname',
    headings: ['Preferred surname', 'Surname', 'Last name', 'Family name', 'Legal surname'],
    required: true,
    several: 'first-filled',
    longest: 100,
  },
  email: {
    holds: 'the email address',
    headings: ['Email', 'Email address', 'Work email', 'Work email address', 'School email'],
    required: true,
    several: 'one',
    longest: 254,
  },
  roles: {
    holds: 'what the person is at the school',
    headings: ['Roles', 'Role'],
    required: true,
    several: 'one',
    longest: 200,
  },
  sharedMailbox: {
    holds: 'whether others read the mailbox',
    headings: ['Shared mailbox'],
    required: false,
    several: 'one',
    longest: 40,
  },
} as const satisfies Record<string, Column>

/** At a school that is one place nothing is called a site, so that such a column is one nobody asked for. */
const siteColumn = (sites: readonly string[]): Column => ({
  holds: 'the site',
  headings: sites.length > 0 ? ['Site'] : [],
  required: false,
  several: 'one',
  longest: 200,
})

type Cells = RowCells<keyof typeof columns | 'site'>

const roleWords: ReadonlyMap<string, Role> = new Map([
  ['staff', 'staff'],
  ['member of staff', 'staff'],
  ['teacher', 'staff'],
  ['class teacher', 'staff'],
  ['ta', 'staff'],
  ['teaching assistant', 'staff'],
  ['senior leader', 'senior-leader'],
  ['administrator', 'administrator'],
  ['governor', 'governor'],
  ['volunteer', 'volunteer'],
  ['parent', 'parent'],
  ['dsl', 'dsl'],
  ['designated safeguarding lead', 'dsl'],
  ['deputy dsl', 'deputy-dsl'],
  ['deputy designated safeguarding lead', 'deputy-dsl'],
])

const KNOWN_ROLES =
  'staff, teacher, TA, senior leader, administrator, governor, volunteer, parent, DSL, deputy DSL'

/** There is one of each, and they decide about others: a file must not move these by the way. */
const NAMED_ELSEWHERE = ['headteacher', 'head teacher', 'head', 'chair', 'chair of governors']

/**
 * Reads staff, governors and volunteers, with the roles each holds (several separated by commas or semicolons).
 * @param sites the sites under the policy in force; none at a school that is one place
 */
export const readStaffRows = (table: CsvTable, sites: readonly string[] = []): ReadRows<StaffRow> => {
  const read = { ...columns, site: siteColumn(sites) }
  return readRows(table, read, (cells): StaffRow | undefined => {
    const givenName = cells.required('givenName', 'The first name is missing. Enter it.')
    const familyName = cells.required('familyName', 'The surname is missing. Enter it.')
    const email = readEmail(cells)
    const roles = readRoles(cells)
    const sharedMailbox = readSharedMailbox(cells)
    const site = readSite(cells, sites)
    if (!givenName || !familyName || !email || !roles) return undefined
    if (sharedMailbox === undefined || site === undefined) return undefined
    return { givenName, familyName, email, roles, sharedMailbox, site }
  })
}

const readEmail = (cells: Cells): string | undefined => {
  const text = cells.required('email', 'The email address is missing. Enter it: the person signs in with it.')
  if (text === undefined) return undefined
  const email = text.toLowerCase()
  if (!z.email().safeParse(email).success) {
    return cells.refuse('email', 'This is not an email address. Write one like name@school.sch.uk.')
  }
  cells.onlyOnce('email', email)
  return email
}

const readRoles = (cells: Cells): readonly Role[] | undefined => {
  const text = cells.required('roles', `The role is missing. Write one or more of: ${KNOWN_ROLES}.`)
  if (text === undefined) return undefined
  const words = text.split(/[,;/|]/).map(word => word.trim())
  const roles = words
    .filter(word => word !== '')
    .map(word => ({ word, role: roleWords.get(word.toLowerCase()) }))
  const unknown = roles.filter(({ role }) => role === undefined).map(({ word }) => word)
  const [elsewhere] = unknown.filter(word => NAMED_ELSEWHERE.includes(word.toLowerCase()))
  if (elsewhere !== undefined) {
    return cells.refuse(
      'roles',
      `“${elsewhere}” cannot be given by a file: the headteacher and the chair of governors are named in Gatepost itself. Write staff or governor here; a role that somebody already holds stays.`,
    )
  }
  if (unknown.length > 0 || roles.length === 0) {
    const what =
      unknown.length > 0 ? `Gatepost does not know “${unknown.join('”, “')}”.` : 'The role is missing.'
    return cells.refuse('roles', `${what} Write one or more of: ${KNOWN_ROLES}.`)
  }
  return [...new Set(roles.flatMap(({ role }) => role ?? []))]
}

const readSharedMailbox = (cells: Cells): boolean | null | undefined => {
  const text = cells.text('sharedMailbox')?.toLowerCase()
  if (text === undefined) return undefined
  if (['yes', 'y', 'true'].includes(text)) return true
  if (['no', 'n', 'false'].includes(text)) return false
  if (text === '') return null
  return cells.refuse('sharedMailbox', 'Write yes if others read this mailbox too, otherwise no.')
}

const readSite = (cells: Cells, sites: readonly string[]): string | null | undefined => {
  const text = cells.text('site')
  if (text === undefined) return undefined
  if (text === '') return null
  const lower = (words: string): string => words.toLocaleLowerCase('en-GB')
  return (
    sites.find(site => lower(site) === lower(text)) ??
    cells.refuse('site', `The policy in force has no site of this name. Write one of: ${sites.join(', ')}.`)
  )
}
