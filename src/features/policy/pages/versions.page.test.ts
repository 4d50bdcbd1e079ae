import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from '../../../kernel/clock.ts'
import type { PolicyVersionId } from '../../../kernel/ids.ts'
import { versionState } from './versions.page.ts'

const version = (id: string, from: string) => ({
  id: id as PolicyVersionId,
  inForceFrom: Temporal.PlainDate.from(from),
})
const planned = version('c', '2027-01-01')
const present = version('b', '2026-03-29')
const past = version('a', '2025-09-01')
const all = [planned, present, past]

test('a version is planned, in force or superseded', () => {
  const today = Temporal.PlainDate.from('2026-11-18')
  assert.equal(versionState(planned, all, today), 'Comes into force on Friday 1 January 2027')
  assert.equal(versionState(present, all, today), 'In force since Sunday 29 March 2026')
  assert.equal(
    versionState(past, all, today),
    'In force from Monday 1 September 2025, superseded on Sunday 29 March 2026',
  )
})

test('it changes on the day itself', () => {
  const newYear = Temporal.PlainDate.from('2027-01-01')
  assert.equal(versionState(planned, all, newYear), 'In force since Friday 1 January 2027')
  assert.match(versionState(present, all, newYear), /superseded on Friday 1 January 2027/)
})
