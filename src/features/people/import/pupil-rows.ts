import type { CsvTable } from './decode-csv.ts'
import type { Column } from './header-map.ts'
import { type ReadRows, type RowCells, readRows } from './read-rows.ts'
import { checkUpn } from './upn.ts'

export type PupilRow = {
  readonly upn: string
  /** The preferred name where the file has one, else the legal one: what the child is called at school. */
  readonly givenName: string
  readonly familyName: string
  readonly className: string
  /** 'Nursery', 'Reception', 'Year 1' … 'Year 13', or null where the file does not say. */
  readonly yearGroup: string | null
}

export const upnColumn: Column = {
  holds: 'the UPN',
  headings: ['UPN', 'Unique pupil number'],
  required: true,
  several: 'one',
  longest: 40,
}

const columns = {
  upn: upnColumn,
  givenName: {
    holds: 'the first name',
    headings: [
      'Preferred forename',
      'Preferred first name',
      'Preferred given name',
      'Known as',
      'First name',
      'Forename',
      'Given name',
      'Legal forename',
      'Legal first name',
    ],
    required: true,
    several: 'first-filled',
    longest: 100,
  },
  familyName: {
    holds: 'the surname',
    headings: [
      'Preferred surname',
      'Preferred last name',
      'Surname',
      'Last name',
      'Family name',
      'Legal surname',
      'Legal last name',
    ],
    required: true,
    several: 'first-filled',
    longest: 100,
  },
  className: {
    holds: 'the class',
    headings: [
      'Class',
      'Class name',
      'Reg',
      'Reg group',
      'Registration group',
      'Form',
      'Form group',
      'Tutor group',
    ],
    required: true,
    several: 'first-filled',
    longest: 100,
  },
  yearGroup: {
    holds: 'the year group',
    headings: [
      'Year group',
      'Year',
      'NC year',
      'NC year group',
      'National curriculum year',
      'Year taught in',
    ],
    required: false,
    several: 'first-filled',
    longest: 40,
  },
} as const satisfies Record<string, Column>

type Cells = RowCells<keyof typeof columns>

/** Reads pupils; nothing but these five columns leaves the file. */
export const readPupilRows = (table: CsvTable): ReadRows<PupilRow> =>
  readRows(table, columns, (cells): PupilRow | undefined => {
    const upn = readUpn(cells)
    const givenName = cells.required('givenName', 'The first name is missing. Enter it.')
    const familyName = cells.required('familyName', 'The surname is missing. Enter it.')
    const className = cells.required(
      'className',
      'The class is missing. Enter it: without a class the child would be left out when a picture of the class is checked.',
    )
    const yearGroup = readYearGroup(cells)
    if (!upn || !givenName || !familyName || !className || yearGroup === undefined) return undefined
    return { upn, givenName, familyName, className, yearGroup }
  })

/** The UPN of a row that may name each pupil only once; undefined after its problem was reported. */
export const readUpn = (cells: RowCells<'upn'>): string | undefined => {
  const text = cells.required('upn', 'The UPN is missing. Copy it from your management information system.')
  if (text === undefined) return undefined
  const check = checkUpn(text)
  if (check.kind === 'wrong') return cells.refuse('upn', check.reason)
  cells.onlyOnce('upn', check.upn)
  return check.upn
}

const readYearGroup = (cells: Cells): string | null | undefined => {
  const text = cells.text('yearGroup')
  if (text === undefined) return undefined
  if (text === '') return null
  const year = text.toLowerCase().replace(/^(?:nc )?(?:year|yr|y) ?(?=\d|r$|n)/, '')
  if (/^(n|n1|n2|nursery)$/.test(year)) return 'Nursery'
  if (/^(r|reception)$/.test(year)) return 'Reception'
  const number = /^0?(\d{1,2})$/.test(year) ? Number(year) : 0
  if (number >= 1 && number <= 13) return `Year ${number}`
  return cells.refuse(
    'yearGroup',
    'This is not a year group. Write Nursery, Reception or a number from 1 to 13, or clear the cell.',
  )
}
