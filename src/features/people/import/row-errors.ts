/** One thing wrong in a file, where the person will find it in their spreadsheet. */
export type RowError = {
  /** The row as the spreadsheet numbers it: the first line of the file is 1. */
  readonly row: number
  /** The heading as the file has it, or the name of the missing column. */
  readonly column: string
  /** What stands there, shortened and without control characters; '' where nothing does. */
  readonly value: string
  /** What is wrong and what to do, a whole sentence. */
  readonly problem: string
}

/** Why nothing of a file was read. `errors` holds the first ones by row, `total` says how many there are. */
export type RowErrors = {
  readonly kind: 'errors'
  readonly errors: readonly RowError[]
  readonly total: number
}

/** More than this nobody works through on one page: mend these, upload again. */
export const SHOWN_ERRORS = 100

/** The errors in the order of the file, the list capped at SHOWN_ERRORS. */
export const rowErrors = (found: readonly RowError[]): RowErrors => ({
  kind: 'errors',
  errors: found.toSorted((a, b) => a.row - b.row).slice(0, SHOWN_ERRORS),
  total: found.length,
})

const LONGEST_SHOWN = 40

/** A cell as it can be shown beside an error: at most 40 characters, control characters as dots. */
export const shorten = (text: string): string => {
  const characters = [...text.trim().replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '·')]
  return characters.length > LONGEST_SHOWN
    ? `${characters.slice(0, LONGEST_SHOWN - 1).join('')}…`
    : characters.join('')
}
