import assert from 'node:assert/strict'
import { it } from 'node:test'
import { csvFile } from './csv.ts'

const text = (rows: readonly (readonly string[])[]): string => Buffer.from(csvFile(rows)).toString('utf8')

it('keeps quotes, commas and line breaks in their cell, and says that it is UTF-8', () => {
  assert.equal(
    text([
      ['Zoë "Zo", jr.', 'a\nb'],
      ['', 'x'],
    ]),
    '\uFEFF"Zoë ""Zo"", jr.","a\nb"\r\n"","x"\r\n',
  )
})

it('leaves a spreadsheet nothing to run', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '＝'])
    assert.equal(text([[`${start}cmd|'/c calc'!A1`]]), `\uFEFF"'${start}cmd|'/c calc'!A1"\r\n`)
  assert.equal(text([['2026-11-18', 'a=b']]), '\uFEFF"2026-11-18","a=b"\r\n')
})
