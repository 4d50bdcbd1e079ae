import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cycleIn, datesIn } from './dates.ts'

describe('dates in a document', () => {
  const written: readonly (readonly [text: string, iso: string, last: string])[] = [
    ['14.09.2023', '2023-09-14', '2023-09-14'],
    ['16/05/22', '2022-05-16', '2022-05-16'],
    ['3/4/2021', '2021-04-03', '2021-04-03'],
    ['16th October 2024', '2024-10-16', '2024-10-16'],
    ['the 1st of Feb 2024', '2024-02-01', '2024-02-01'],
    ['May 7, 2023', '2023-05-07', '2023-05-07'],
    ['2025-06-30', '2025-06-30', '2025-06-30'],
    ['Sept 2023', '2023-09', '2023-09-30'],
    ['Mar-24', '2024-03', '2024-03-31'],
    ['Sept 22', '2022-09', '2022-09-30'],
    ['February 2024', '2024-02', '2024-02-29'],
    ['09/2025', '2025-09', '2025-09-30'],
    ['Spring 2021', '2021', '2021-04-30'],
    ['Summer term 2025', '2025', '2025-07-31'],
    ['Autumn 2026', '2026', '2026-12-31'],
    ['2024', '2024', '2024-12-31'],
    ['2023-24', '2023', '2024-08-31'],
  ]
  for (const [text, iso, last] of written) {
    it(`${text} is ${iso}`, () => {
      const [date] = datesIn(`Agreed: ${text}.`)
      assert.deepEqual({ iso: date?.iso, last: date?.last }, { iso, last })
    })
  }

  it('keeps their order and their words', () => {
    const found = datesIn('Agreed 12th July 2021, next review July 2024')
    assert.deepEqual(
      found.map(({ iso, words }) => [iso, words]),
      [
        ['2021-07-12', '12th July 2021'],
        ['2024-07', 'July 2024'],
      ],
    )
  })

  it('sees none in telephone numbers, clause numbers and impossible days', () => {
    for (const text of ['0121 496 0345', 'clause 4.1.2', '31.02.2024', '24 hours', 'pages 12/13'])
      assert.deepEqual(datesIn(text), [], text)
  })
})

describe('review cycles', () => {
  it('reads how often', () => {
    assert.equal(cycleIn('The policy is reviewed annually.'), 'P1Y')
    assert.equal(cycleIn('reviewed at least once a year'), 'P1Y')
    assert.equal(cycleIn('every 3 years'), 'P3Y')
    assert.equal(cycleIn('every two years'), 'P2Y')
    assert.equal(cycleIn('every six months'), 'P6M')
    assert.equal(cycleIn('a three-year cycle'), 'P3Y')
    assert.equal(cycleIn('biennially'), 'P2Y')
    assert.equal(cycleIn('after every incident'), null)
  })

  it('takes a bare period only behind its label', () => {
    assert.equal(cycleIn('3 years', true), 'P3Y')
    assert.equal(cycleIn('3 years'), null)
  })
})
