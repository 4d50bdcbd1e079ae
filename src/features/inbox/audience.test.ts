import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { namedIn, noteToAudience, type Reason, reasons } from './audience.ts'

const author = { name: 'Zoë Quill', handle: 'zq_angry.example' }

describe('the note to the audience', () => {
  it('gives away neither a part of the name nor the handle, whatever the accents and capitals', () => {
    for (const text of [
      'Zoë was rude',
      'ZOE was rude',
      'we hid quill’s words',
      '@zq_angry.example',
      'zq_angry did',
    ])
      assert.ok(namedIn(text, author), text)
  })
  it('may hold words that only contain a part of the name', () => {
    assert.equal(namedIn('A quilling club starts on Monday', author), undefined)
  })
  it('does not take ordinary words of a display name for a name', () => {
    assert.equal(
      namedIn('Please keep the page kind for our parents', { name: 'The Parents Page', handle: null }),
      undefined,
    )
  })
  it('finds names in other scripts and names of two signs', () => {
    assert.equal(namedIn('李明 wrote this', { name: '李明', handle: null }), '李明')
    assert.equal(namedIn('Jo wrote this', { name: 'Jo', handle: null }), 'Jo')
  })
  it('names nobody by itself', () => {
    for (const reason of Object.keys(reasons) as Reason[])
      for (const act of ['hide', 'block', 'report', 'delete'] as const)
        assert.equal(namedIn(noteToAudience(act, reason), author), undefined)
  })
})
