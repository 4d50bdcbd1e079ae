import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readLondonTime } from './paste.form.ts'

const read = (time: string, [day, month, year] = ['18', '11', '2026']) =>
  readLondonTime(day ?? '', month ?? '', year ?? '', time)?.toString()

describe('the time a message was received, as typed', () => {
  it('takes 24 hours and am or pm', () => {
    assert.equal(read('21:40'), '2026-11-18T21:40:00Z')
    assert.equal(read('9.40 PM'), '2026-11-18T21:40:00Z')
    assert.equal(read('12am'), '2026-11-18T00:00:00Z')
    assert.equal(read('12pm'), '2026-11-18T12:00:00Z')
  })
  it('is London time; an hour that comes twice is the first', () => {
    assert.equal(read('09:00', ['18', '6', '2026']), '2026-06-18T08:00:00Z')
    assert.equal(read('01:30', ['25', '10', '2026']), '2026-10-25T00:30:00Z')
  })
  it('refuses what is no time or date', () => {
    for (const time of ['', '9', '25:00', '13pm', '0am', '9:60', 'noon', '-1:00'])
      assert.equal(read(time), undefined, time)
    assert.equal(read('9:00', ['31', '11', '2026']), undefined)
    assert.equal(read('9:00', ['1e1', '11', '2026']), undefined)
  })
})
