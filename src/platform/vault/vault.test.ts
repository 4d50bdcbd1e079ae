import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newKey, open, readKey, seal } from './vault.ts'

const key = newKey()
const place = { table: 'concern', row: 'row-1', column: 'account' }
const sealed = seal(key, 'school-1', place, 'what was seen')

test('what was sealed opens again, and looks different each time', () => {
  assert.equal(open(key, 'school-1', place, sealed).toString(), 'what was seen')
  assert.notDeepEqual(seal(key, 'school-1', place, 'what was seen'), sealed)
  assert.equal(sealed.includes('seen'), false)
})

test('it opens nowhere else: another key, school, table, row or column, or one changed byte', () => {
  const elsewhere = [
    () => open(newKey(), 'school-1', place, sealed),
    () => open(key, 'school-2', place, sealed),
    () => open(key, 'school-1', { ...place, table: 'message' }, sealed),
    () => open(key, 'school-1', { ...place, row: 'row-2' }, sealed),
    () => open(key, 'school-1', { ...place, column: 'case_key' }, sealed),
    () => open(key, 'school-1', place, sealed.subarray(0, 20)),
    ...sealed.keys().map(index => () => {
      const changed = Buffer.from(sealed)
      changed[index] = (changed[index] ?? 0) ^ 1
      return open(key, 'school-1', place, changed)
    }),
  ]
  for (const attempt of elsewhere) assert.throws(attempt, { name: 'Inconsistent' })
})

test('a key is 64 hexadecimal digits', () => {
  assert.deepEqual(readKey(`${key.toString('hex')}\n`), key)
  for (const wrong of ['', 'abc', 'z'.repeat(64), 'a'.repeat(63)]) assert.equal(readKey(wrong), undefined)
})
