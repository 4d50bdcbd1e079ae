/**
 * A cell as every spreadsheet reads it. Text that a spreadsheet would take for a formula (=, +, -, @, a tab or a line
 * break in front) gets an apostrophe before it: whoever can enter a name must not run anything on the reader's machine.
 */
const cell = (text: string): string =>
  `"${(/^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** Rows as a CSV file (RFC 4180) in UTF-8 with the mark that makes Excel read it as such. */
export const csvFile = (rows: readonly (readonly string[])[]): Uint8Array =>
  Buffer.from(`\uFEFF${rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')}`, 'utf8')
