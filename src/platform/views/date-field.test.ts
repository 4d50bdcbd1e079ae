import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDateField } from './date-field.ts'

const typed = (day: string, month: string, year: string) =>
  readDateField({ 'until-day': day, 'until-month': month, 'until-year': year }, 'until').toString()

test('a date input gives the date that was typed', () => {
  assert.equal(typed(' 5', '03', '2027'), '2027-03-05')
  assert.equal(typed('29', '2', '2028'), '2028-02-29')
})

test('what is no date is wrong, never a date near it', () => {
  for (const [day, month, year] of [
    ['29', '2', '2027'],
    ['0', '1', '2027'],
    ['1', '13', '2027'],
    ['1', '1', '27'],
    ['one', '1', '2027'],
    ['-1', '1', '2027'],
    ['', '1', '2027'],
  ] as const)
    assert.equal(typed(day, month, year), 'wrong')
})

test('boxes that were left empty are told from a wrong date', () => {
  assert.equal(typed('', ' ', ''), 'empty')
  assert.equal(readDateField({}, 'until'), 'empty')
})
