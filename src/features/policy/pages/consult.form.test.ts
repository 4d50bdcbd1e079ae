import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOutsiders } from './consult.form.ts'

test('one a line: a name and an address, or a name alone', () => {
  const read = readOutsiders(
    'unions',
    'Union of Invented Teachers, Rep@union.example\n\n All parents, by the newsletter of 3 December \nRep <second@union.example>',
  )
  assert.deepEqual(read, {
    kind: 'ok',
    outsiders: [
      { party: 'unions', name: 'Union of Invented Teachers', address: 'rep@union.example' },
      { party: 'unions', name: 'All parents, by the newsletter of 3 December', address: null },
      { party: 'unions', name: 'Rep', address: 'second@union.example' },
    ],
  })
})

test('a line with half an address is told, not sent', () => {
  for (const line of ['Rep, rep@', 'rep@union.example', 'Rep, rep@union', '@'])
    assert.equal(readOutsiders('unions', line).kind, 'wrong', line)
  assert.equal(readOutsiders('unions', 'A\n'.repeat(51)).kind, 'wrong')
})

test('an enormous line is refused before anything looks for an address in it', () => {
  for (const line of ['A'.repeat(201), `a@${' '.repeat(900_000)}b`, `a ${'@'.repeat(900_000)} b`])
    assert.deepEqual(readOutsiders('unions', line), {
      kind: 'wrong',
      text: 'Use 200 characters or fewer a line',
    })
  assert.equal(readOutsiders('unions', 'A'.repeat(200)).kind, 'ok')
})
