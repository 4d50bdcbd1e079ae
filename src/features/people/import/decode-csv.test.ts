import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { growth } from '../../../../test/support/growth.ts'
import { type CsvTable, decodeCsv } from './decode-csv.ts'

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')
const utf16le = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le')

const tableOf = (bytes: Uint8Array): CsvTable => {
  const decoded = decodeCsv(bytes)
  assert.equal(decoded.kind, 'ok', decoded.kind === 'unreadable' ? decoded.message : '')
  return decoded.kind === 'ok' ? decoded.table : assert.fail()
}

const messageOf = (bytes: Uint8Array): string => {
  const decoded = decodeCsv(bytes)
  return decoded.kind === 'unreadable' ? decoded.message : assert.fail('it was read')
}

const expected: CsvTable = {
  header: { row: 1, cells: ['First name', 'Surname'] },
  rows: [
    { row: 2, cells: ['Siân', 'O’Brien'] },
    { row: 3, cells: ['Zoë', 'Müller'] },
  ],
}
const text = 'First name,Surname\r\nSiân,O’Brien\r\nZoë,Müller\r\n'
const windows1252 = Buffer.from(text.replaceAll('’', '\x92'), 'latin1')

describe('decodeCsv', () => {
  const same: readonly [string, Uint8Array][] = [
    ['UTF-8', utf8(text)],
    ['UTF-8 with a byte-order mark', utf8(`\ufeff${text}`)],
    ['Windows-1252, with its own apostrophe', windows1252],
    ['UTF-16, little end first', utf16le(text)],
    ['UTF-16, big end first', Buffer.from(utf16le(text)).swap16()],
    ['semicolons', utf8(text.replaceAll(',', ';'))],
    ['tabs', utf8(text.replaceAll(',', '\t'))],
    ['Unix line ends', utf8(text.replaceAll('\r\n', '\n'))],
    ['old Mac line ends', utf8(text.replaceAll('\r\n', '\r'))],
    ['everything in quotation marks', utf8(text.replaceAll(/[^,\r\n]+/g, '"$&"'))],
  ]
  for (const [what, bytes] of same) {
    it(`reads ${what}`, () => assert.deepEqual(tableOf(bytes), expected))
  }

  it('numbers rows as a spreadsheet does: empty rows count, a line break inside a cell does not', () => {
    const { header, rows } = tableOf(utf8('\n,\nUPN,Note\nA,"two\nlines"\n\n ,,\nB,\n'))
    assert.equal(header.row, 3)
    assert.deepEqual(
      rows.map(({ row, cells }) => [row, cells[0]]),
      [
        [4, 'A'],
        [7, 'B'],
      ],
    )
  })
  it('keeps leading zeros and a delimiter inside quotation marks', () => {
    assert.deepEqual(tableOf(utf8('Class;"a,b,c,d"\n007;"x;y"')).rows[0]?.cells, ['007', 'x;y'])
  })

  it('asks for CSV when it gets a workbook', () => {
    assert.match(messageOf(Buffer.from('PK\x03\x04rest', 'latin1')), /spreadsheet file.*Save as/)
    assert.match(messageOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0])), /spreadsheet file.*Save as/)
  })
  it('asks for CSV when there are NUL characters or broken UTF-16', () => {
    assert.match(messageOf(utf8('UPN,Name\nA\0,B')), /not a CSV file/)
    assert.match(messageOf(Buffer.from('UPN,Name', 'utf16le')), /not a CSV file/)
    assert.match(messageOf(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00])), /not a CSV file/)
  })
  it('says when there is nothing in it', () => {
    for (const nothing of ['', '\ufeff', '\n\n', ' , ,\n']) assert.match(messageOf(utf8(nothing)), /empty/)
  })
  it('names the row whose quotation marks are wrong', () => {
    assert.match(
      messageOf(utf8('UPN,Name\nA,B\nC,Siân "Shan" Jones\n')),
      /Row 3 cannot be read: a quotation mark/,
    )
    assert.match(messageOf(utf8('UPN,Name\n"A,B\nC,D\n')), /Row 2 cannot be read: a quotation mark/)
  })

  it('takes 20,000 rows and refuses more', () => {
    assert.equal(tableOf(utf8(`UPN\n${'A\n'.repeat(20_000)}`)).rows.length, 20_000)
    assert.match(messageOf(utf8(`UPN\n${'A\n'.repeat(20_001)}`)), /more than 20,000 rows/)
  })
  it('refuses more than 5 MB', () => {
    assert.match(messageOf(Buffer.alloc(5_000_001, 'A')), /larger than 5 MB/)
  })
  it('refuses more than 300 columns', () => {
    assert.match(messageOf(utf8(`A${',A'.repeat(300)}`)), /more than 300 columns/)
  })
  for (const [what, filler] of [
    ['line ends', '\n'],
    ['commas', ','],
    ['quotation marks', '"'],
    ['quotation marks and commas', '",'],
    ['letters', 'A'],
  ] as const) {
    it(`refuses 5 MB of ${what} in time that grows in proportion`, () => {
      const refused = (size: number) => decodeCsv(Buffer.alloc(size, filler))
      assert.equal(refused(5_000_000).kind, 'unreadable')
      assert.ok(growth(refused, 1_250_000) < 10)
    })
  }
})
