import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from '../../kernel/clock.ts'
import { cursorOf, nextGo, notReadYet, type Reading, readingOf } from './reading.ts'

const at = (text: string) => Temporal.Instant.from(text)
const read: Reading = {
  readAt: at('2026-11-20T10:00:00Z'),
  sweptAt: at('2026-11-20T02:00:00Z'),
  unfinished: null,
}

describe('reading notifications', () => {
  it('keeps its place in the cursor', () => {
    const unfinished = { page: '2026-11-19T00:00:00Z::x', startedAt: at('2026-11-20T10:05:00Z'), sweep: true }
    for (const reading of [notReadYet, read, { ...read, unfinished }]) {
      assert.deepEqual(readingOf(cursorOf(reading)), reading)
    }
  })

  it('starts anew from a cursor it cannot read', () => {
    for (const cursor of [null, '', '{}', 'x', '{"readAt":"yesterday","sweptAt":null,"unfinished":null}']) {
      assert.deepEqual(readingOf(cursor), notReadYet)
    }
  })

  it('first goes to the very end', () => {
    const go = nextGo(notReadYet, at('2026-11-20T10:00:00Z'))
    assert.deepEqual([go.sweep, go.downTo, go.page], [true, null, undefined])
  })

  it('then goes back 48 hours before the last reading', () => {
    const go = nextGo(read, at('2026-11-20T10:05:00Z'))
    assert.equal(go.sweep, false)
    assert.equal(go.downTo?.toString(), '2026-11-18T10:00:00Z')
  })

  it('goes to the very end again after a day', () => {
    assert.equal(nextGo(read, at('2026-11-21T01:59:59Z')).sweep, false)
    assert.equal(nextGo(read, at('2026-11-21T02:00:00Z')).sweep, true)
  })

  it('carries on an unfinished go as it was begun', () => {
    const unfinished = { page: 'next', startedAt: at('2026-11-20T10:05:00Z'), sweep: true }
    const go = nextGo({ ...read, unfinished }, at('2026-11-20T10:06:00Z'))
    assert.deepEqual(
      [go.page, go.sweep, go.downTo, go.startedAt.toString()],
      ['next', true, null, '2026-11-20T10:05:00Z'],
    )
  })
})
