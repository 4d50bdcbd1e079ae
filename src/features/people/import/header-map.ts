import type { CsvTable } from './decode-csv.ts'
import { type RowError, type RowErrors, rowErrors, shorten } from './row-errors.ts'

/** A column that a reader understands. Management information systems have no fixed headings, so each has several. */
export type Column = {
  /** What it holds, as it continues "There is no column for …". */
  readonly holds: string
  /** Accepted headings, the one to prefer first. Case, spaces and punctuation do not matter. */
  readonly headings: readonly string[]
  readonly required: boolean
  /**
   * 'first-filled': where a file has several of the headings, a row's value is the first that is not empty
   * (preferred name before legal name). 'one': several are refused, since they could contradict each other.
   */
  readonly several: 'first-filled' | 'one'
  /** Longest text in characters. */
  readonly longest: number
}

export type ColumnPlaces<Name extends string> = Readonly<Record<Name, readonly number[]>>

export type HeaderMap<Name extends string> =
  | {
      readonly kind: 'ok'
      /** Where each column stands in a row, best heading first; empty for an optional column that is not there. */
      readonly places: ColumnPlaces<Name>
      /** Headings nobody asked for: their cells are not read. */
      readonly ignored: readonly string[]
    }
  | RowErrors

const normalised = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Finds the columns by their headings; an error for each that is missing or there twice. */
export const mapHeader = <Name extends string>(
  table: CsvTable,
  columns: Readonly<Record<Name, Column>>,
): HeaderMap<Name> => {
  const { row, cells } = table.header
  const found = cells.map(normalised)
  const used = new Set<number>()
  const errors: RowError[] = []

  const placesOf = (column: Column): number[] => {
    const matches = column.headings.map(heading =>
      [...found.keys()].filter(index => found[index] === normalised(heading)),
    )
    const places = matches.flat()
    for (const index of places) used.add(index)
    if (places.length === 0 && column.required) {
      errors.push({ row, column: column.headings[0] ?? '', value: '', problem: missing(column) })
    }
    const clash = column.several === 'one' ? places : (matches.find(match => match.length > 1) ?? [])
    if (clash.length > 1) {
      const names = clash.map(index => `“${shorten(cells[index] ?? '')}”`).join(' and ')
      errors.push({
        row,
        column: shorten(cells[clash[1] ?? 0] ?? ''),
        value: '',
        problem: `More than one column says what ${column.holds} is: ${names}. Keep one of them.`,
      })
    }
    return places
  }

  const places = Object.fromEntries(
    Object.entries<Column>(columns).map(([name, column]) => [name, placesOf(column)]),
  ) as unknown as ColumnPlaces<Name>
  if (errors.length > 0) return rowErrors(errors)
  const ignored = cells.filter((cell, index) => cell.trim() !== '' && !used.has(index)).map(shorten)
  return { kind: 'ok', places, ignored }
}

/** The heading, as the file has it, under which a column stands; undefined when it is not there. */
export const headingOf = (table: CsvTable, column: Column): string | undefined => {
  const accepted = column.headings.map(normalised)
  const heading = table.header.cells.find(cell => accepted.includes(normalised(cell)))
  return heading === undefined ? undefined : shorten(heading)
}

const missing = (column: Column): string =>
  column.headings.length === 1
    ? `There is no column for ${column.holds}. Add one with the heading ${column.headings[0]}.`
    : `There is no column for ${column.holds}. Add one with one of these headings: ${column.headings.join(', ')}.`
