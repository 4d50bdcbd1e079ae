import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkUpn } from './upn.ts'

const LETTERS = [...'ABCDEFGHJKLMNPQRTUVWXYZ']

/** The number with each letter the check accepts: a right check accepts one. */
const accepted = (rest: string): string[] =>
  LETTERS.map(letter => letter + rest).filter(upn => checkUpn(upn).kind === 'valid')

const serials = Array.from({ length: 200 }, (_, index) =>
  String(80120000100 + index * 7_654_321).padStart(12, '0'),
)

describe('checkUpn', () => {
  for (const upn of ['H801200001001', 'B801200005001', 'G80120000101A']) {
    it(`accepts ${upn}`, () => assert.deepEqual(checkUpn(upn), { kind: 'valid', upn }))
  }
  for (const upn of ['A801200005001', 'Z801200001001']) {
    it(`refuses ${upn}: the check letter is another`, () => {
      const check = checkUpn(upn)
      assert.equal(check.kind, 'wrong')
      assert.match(check.kind === 'wrong' ? check.reason : '', /does not match the digits/)
    })
  }
  it('takes small letters as capitals', () => {
    assert.deepEqual(checkUpn('h801200001001'), { kind: 'valid', upn: 'H801200001001' })
  })
  const shapes: readonly [string, RegExp][] = [
    ['', /13 characters; this has 0/],
    ['H80120000100', /13 characters; this has 12/],
    ['H8012000010011', /13 characters; this has 14/],
    ['8801200001001', /starts with a letter/],
    ['O801200001001', /starts with a letter other than I, O or S/],
    ['H8O1200001001', /character 3 is “O”/],
    ['H80120000100O', /character 13 is “O”/],
    ['H80120000A001', /character 10 is “A”/],
    ['H80120000100٣', /character 13 is “٣”/],
  ]
  for (const [text, reason] of shapes) {
    it(`says what is wrong with “${text}”`, () => {
      const check = checkUpn(text)
      assert.match(check.kind === 'wrong' ? check.reason : 'accepted', reason)
    })
  }
  it('accepts exactly one letter before any number', () => {
    for (const serial of serials) assert.equal(accepted(serial).length, 1, serial)
  })
  it('finds every single wrong digit and every pair of neighbours swapped', () => {
    for (const serial of serials) {
      const [upn = ''] = accepted(serial)
      for (let at = 1; at < 13; at += 1) {
        for (const digit of '0123456789') {
          if (digit === upn[at]) continue
          const mistyped = upn.slice(0, at) + digit + upn.slice(at + 1)
          assert.equal(checkUpn(mistyped).kind, 'wrong', `${upn} as ${mistyped}`)
        }
        const swapped = upn.slice(0, at) + (upn[at + 1] ?? '') + (upn[at] ?? '') + upn.slice(at + 2)
        if (at < 12 && swapped !== upn) assert.equal(checkUpn(swapped).kind, 'wrong', `${upn} as ${swapped}`)
      }
    }
  })
})
