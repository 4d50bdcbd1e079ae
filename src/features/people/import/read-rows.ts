import type { CsvRow, CsvTable } from './decode-csv.ts'
import { type Column, type ColumnPlaces, mapHeader } from './header-map.ts'
import { type RowError, type RowErrors, rowErrors, shorten } from './row-errors.ts'

export type ReadRows<Row> =
  | {
      readonly kind: 'ok'
      readonly rows: readonly Row[]
      /** Headings that nobody asked for, to be shown in the preview. */
      readonly ignored: readonly string[]
    }
  | RowErrors

/** One row of the file by column name. What it finds wrong is collected, so that every error is told at once. */
export type RowCells<Name extends string> = {
  readonly row: number
  /** The tidied text, '' when empty, undefined when it was unacceptable and has been reported. */
  text(name: Name): string | undefined
  /** As `text`, but an empty cell is reported with this problem and undefined. */
  required(name: Name, problem: string): string | undefined
  /** Reports a problem with a cell; undefined, so that a reader can return it. */
  refuse(name: Name, problem: string): undefined
  /** Reports every row that has the same value in this column as another. */
  onlyOnce(name: Name, value: string): void
}

/**
 * Reads a table row by row. All or nothing: a single error anywhere gives errors only.
 * @param readRow the row in the feature's words, or undefined after it has reported what is wrong
 */
export const readRows = <Name extends string, Row>(
  table: CsvTable,
  columns: Readonly<Record<Name, Column>>,
  readRow: (cells: RowCells<Name>) => Row | undefined,
): ReadRows<Row> => {
  const header = mapHeader(table, columns)
  if (header.kind === 'errors') return header
  const errors: RowError[] = []
  const seen = new Map<Name, Map<string, Place[]>>()
  const rows: Row[] = []
  for (const line of table.rows) {
    errors.push(...withoutHeading(table.header, line))
    const row = readRow(rowCells(table.header, header.places, columns, line, errors, seen))
    if (row !== undefined) rows.push(row)
  }
  for (const values of seen.values()) for (const places of values.values()) errors.push(...repeated(places))
  if (table.rows.length === 0) {
    errors.push({
      row: table.header.row,
      column: '',
      value: '',
      problem: 'There are no rows below the headings.',
    })
  }
  return errors.length > 0 ? rowErrors(errors) : { kind: 'ok', rows, ignored: header.ignored }
}

type Place = { readonly row: number; readonly column: string; readonly value: string }

const rowCells = <Name extends string>(
  header: CsvRow,
  places: ColumnPlaces<Name>,
  columns: Readonly<Record<Name, Column>>,
  line: CsvRow,
  errors: RowError[],
  seen: Map<Name, Map<string, Place[]>>,
): RowCells<Name> => {
  const place = (name: Name): Place => {
    const index = places[name].find(at => (line.cells[at] ?? '').trim() !== '') ?? places[name][0]
    return index === undefined
      ? { row: line.row, column: columns[name].headings[0] ?? '', value: '' }
      : { row: line.row, column: shorten(header.cells[index] ?? ''), value: line.cells[index] ?? '' }
  }
  const refuse = (name: Name, problem: string): undefined => {
    const { row, column, value } = place(name)
    errors.push({ row, column, value: shorten(value), problem })
  }
  const text = (name: Name): string | undefined => {
    const value = place(name).value.trim().normalize('NFC')
    const problem = unacceptable(value, columns[name].longest)
    return problem === undefined ? value.replaceAll(/\s+/g, ' ') : refuse(name, problem)
  }
  return {
    row: line.row,
    text,
    refuse,
    required: (name, problem) => {
      const value = text(name)
      return value === '' ? refuse(name, problem) : value
    },
    onlyOnce: (name, value) => {
      const values = seen.get(name) ?? new Map<string, Place[]>()
      const places = values.get(value) ?? []
      places.push(place(name))
      seen.set(name, values.set(value, places))
    },
  }
}

/** Control characters, and the marks that turn the direction of text round and so can disguise it. */
const INVISIBLE = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u

const unacceptable = (value: string, longest: number): string | undefined => {
  const first = value.charAt(0)
  // A spreadsheet that opens a later export would run the cell.
  if (/[=+\-@]/.test(first)) {
    return `This starts with “${first}”, which a spreadsheet takes for a formula. Replace it with plain text, or clear the cell.`
  }
  if (INVISIBLE.test(value)) {
    return 'This contains a line break or another character that cannot be seen. Type it again by hand.'
  }
  if (value.includes('\ufffd')) {
    return 'A letter was lost here when the file was saved. Export the file again, as “CSV UTF-8” if you are asked.'
  }
  if ([...value].length > longest) return `This is longer than ${longest} characters. Shorten it.`
  return undefined
}

/** So many other rows are named where a value is repeated. */
const NAMED_ROWS = 5

const repeated = (places: readonly Place[]): RowError[] =>
  places.length < 2
    ? []
    : places.map(({ row, column, value }) => {
        const others = places
          .slice(0, NAMED_ROWS + 1)
          .map(other => other.row)
          .filter(other => other !== row)
          .slice(0, NAMED_ROWS)
        const shown = places.length - 1 > NAMED_ROWS ? `${others.join(', ')} and more` : others.join(', ')
        return {
          row,
          column,
          value: shorten(value),
          problem: `The same value is in row ${shown}. Each may be in the file only once.`,
        }
      })

/** A value under no heading is what an unquoted comma in a name leaves at the end of its row: the rest has shifted. */
const withoutHeading = (header: CsvRow, line: CsvRow): RowError[] => {
  const index = line.cells.findIndex(
    (cell, at) => cell.trim() !== '' && (header.cells[at] ?? '').trim() === '',
  )
  return index < 0
    ? []
    : [
        {
          row: line.row,
          column: columnLetters(index),
          value: shorten(line.cells[index] ?? ''),
          problem:
            'There is no heading above this cell. Give the column a heading, or check whether the row has a comma too many.',
        },
      ]
}

/** How a spreadsheet names a column: A … Z, AA … */
const columnLetters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnLetters(Math.floor(index / 26) - 1) + columnLetters(index % 26)
