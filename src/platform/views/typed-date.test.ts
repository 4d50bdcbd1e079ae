import assert from 'node:assert/strict'
import { test } from 'node:test'
import { typedDate } from './typed-date.ts'

const typed = (day: string, month: string, year: string) =>
  typedDate({ 'until-day': day, 'until-month': month, 'until-year': year }, 'until')?.toString()

test('a date input gives the date that was typed', () => {
  assert.equal(typed(' 5', '03', '2027'), '2027-03-05')
  assert.equal(typed('29', '2', '2028'), '2028-02-29')
})

test('what is no date gives nothing, never a date near it', () => {
  for (const [day, month, year] of [
    ['29', '2', '2027'],
    ['0', '1', '2027'],
    ['1', '13', '2027'],
    ['1', '1', '27'],
    ['one', '1', '2027'],
    ['-1', '1', '2027'],
    ['', '', ''],
  ] as const)
    assert.equal(typed(day, month, year), undefined)
  assert.equal(typedDate({}, 'until'), undefined)
})
