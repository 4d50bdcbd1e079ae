import { CsvError, parse } from 'csv-parse/sync'

const MOST_BYTES = 5_000_000
const MOST_ROWS = 20_000
/** Empty rows included: nobody's pupils stand below so many of them. */
const MOST_LINES = 200_000
/** A row longer than this is the rest of the file behind a quotation mark that was never closed. */
const LONGEST_ROW = 100_000
const MOST_COLUMNS = 300

export type CsvRow = {
  /** As the spreadsheet numbers it: the first line of the file is 1, empty rows count. */
  readonly row: number
  readonly cells: readonly string[]
}

export type CsvTable = {
  /** The first row with anything in it. */
  readonly header: CsvRow
  /** The rows below, without the empty ones. */
  readonly rows: readonly CsvRow[]
}

export type DecodedCsv =
  | { readonly kind: 'ok'; readonly table: CsvTable }
  /** The file as a whole cannot be read; the message says what to do. */
  | { readonly kind: 'unreadable'; readonly message: string }

const SAVE_AS_CSV =
  'Open it in your spreadsheet program, choose “Save as” and the type “CSV UTF-8 (comma delimited)”, and upload that file.'

const unreadable = (message: string): DecodedCsv => ({ kind: 'unreadable', message })

/**
 * The rows of a CSV file of at most 5 MB and 20,000 rows below the headings. Reads UTF-8 and Windows-1252 (what Excel
 * writes as plain "CSV"), and UTF-16 with a byte-order mark (Excel's "Unicode text"); commas, semicolons or tabs.
 */
export const decodeCsv = (bytes: Uint8Array): DecodedCsv => {
  if (bytes.length === 0) return unreadable('The file is empty.')
  if (bytes.length > MOST_BYTES) {
    return unreadable(
      'The file is larger than 5 MB. Leave out the columns that are not needed, or split it in two.',
    )
  }
  if (isWorkbook(bytes)) return unreadable(`This is a spreadsheet file, not a CSV file. ${SAVE_AS_CSV}`)
  const text = decodeText(bytes)
  if (text === undefined || text.includes('\0')) return unreadable(`This is not a CSV file. ${SAVE_AS_CSV}`)
  return readTable(text)
}

/** XLSX and ODS are zip files ("PK"), the older XLS an OLE file. */
const isWorkbook = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

const decodeText = (bytes: Uint8Array): string | undefined => {
  if (startsWith(bytes, [0xff, 0xfe])) return decodeAs('utf-16le', bytes)
  if (startsWith(bytes, [0xfe, 0xff])) return decodeAs('utf-16be', bytes)
  // Text in Windows-1252 with any letter beyond ASCII is practically never valid UTF-8, so the order decides.
  return decodeAs('utf-8', bytes) ?? decodeAs('windows-1252', bytes)
}

const decodeAs = (encoding: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const readTable = (text: string): DecodedCsv => {
  const rows: CsvRow[] = []
  let row = 0
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: LONGEST_ROW,
      to: MOST_LINES + 1,
      on_record: (cells: string[]) => {
        row += 1
        if (rows.length <= MOST_ROWS + 1 && cells.some(cell => cell.trim() !== '')) rows.push({ row, cells })
        return null
      },
    })
  } catch (error) {
    if (error instanceof CsvError) return unreadable(quotingProblem(row + 1))
    throw error
  }
  const [header, ...data] = rows
  if (header === undefined) return unreadable('The file is empty.')
  if (header.cells.length > MOST_COLUMNS) {
    return unreadable('The file has more than 300 columns. Leave out the columns that are not needed.')
  }
  if (data.length > MOST_ROWS || row > MOST_LINES)
    return unreadable(
      'The file has more than 20,000 rows. Remove empty rows, or split it and upload the parts.',
    )
  return { kind: 'ok', table: { header, rows: data } }
}

const quotingProblem = (row: number): string =>
  `Row ${row} cannot be read: a quotation mark is missing or in the wrong place. Remove the quotation marks (") from the cells of this row, save the file as CSV again and upload it.`

/** The delimiter that separates most headings: the first line with text, outside quotation marks. */
const delimiterOf = (text: string): string => {
  const first =
    text
      .slice(0, LONGEST_ROW)
      .split(/\r\n|\n|\r/)
      .find(line => /[^\s,;"]/.test(line)) ?? ''
  const line = first.replaceAll(/"[^"]*"/g, '')
  const count = (delimiter: string) => line.split(delimiter).length
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
}
