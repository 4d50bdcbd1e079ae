import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from '../../kernel/clock.ts'
import { freshKey, keyFor } from './record-key.ts'

/** A TID as the AT Protocol specifies it. */
const tid = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/

describe('record keys', () => {
  it('are TIDs that sort by time', () => {
    const earlier = freshKey(Temporal.Instant.from('2026-11-20T10:00:00.000Z'))
    const later = freshKey(Temporal.Instant.from('2026-11-20T10:00:00.001Z'))
    assert.match(earlier, tid)
    assert.ok(earlier < later)
  })

  it('are the same for the same subject and different for others', () => {
    const keys = Array.from({ length: 500 }, (_, index) => keyFor(`did:plc:${index}`))
    for (const key of keys) assert.match(key, tid)
    assert.equal(new Set(keys).size, 500)
    assert.equal(keyFor('did:plc:1'), keys[1])
  })
})
