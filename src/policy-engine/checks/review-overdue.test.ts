import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkContext } from '../../../test/support/checks.ts'
import { packOf } from '../../../test/support/packs.ts'
import { Temporal } from '../../kernel/clock.ts'
import type { Pack } from '../policy.ts'
import { reviewOverdue } from './review-overdue.ts'

const reviewed = (dates: Pack['dates'], value: { next?: string; every?: string }): Pack => ({
  ...packOf([{ id: 'ZZ-1', clause: 'ZZ-1', says: 'must-not', when: { act: 'meet' } }]),
  dates,
  settings: { 'policy.review': { value, basis: [{ clause: 'ZZ-1' }] } },
})
const messages = (pack: Pack, on: string) =>
  reviewOverdue(pack, checkContext({ on: Temporal.PlainDate.from(on) })).map(({ message }) => message)

describe('the review of a document', () => {
  it('is overdue the day after the last day its date can mean', () => {
    const term = reviewed({ adopted: '2023-10-19' }, { next: '2025-summer-term' })
    assert.deepEqual(messages(term, '2025-07-31'), [])
    assert.deepEqual(reviewOverdue(term, checkContext({ on: Temporal.PlainDate.from('2025-08-01') })), [
      {
        check: 'review',
        at: 'policy.review',
        message: 'The review is overdue: it was due by 31 July 2025.',
        hint: 'Review the policy, and put the date of the next review into it.',
        clauses: ['ZZ-1'],
      },
    ])
    const month = reviewed({ adopted: '2021-04' }, { next: '2024-04', every: 'P3Y' })
    assert.deepEqual(messages(month, '2024-04-30'), [])
    assert.deepEqual(messages(month, '2024-05-01'), ['The review is overdue: it was due by 30 April 2024.'])
  })

  it('counts its interval from the last review, or from the adoption', () => {
    const yearly = { every: 'P1Y' }
    assert.deepEqual(messages(reviewed({ adopted: '2024-10-16' }, yearly), '2025-10-16'), [])
    assert.equal(messages(reviewed({ adopted: '2024-10-16' }, yearly), '2025-10-17').length, 1)
    assert.deepEqual(
      messages(reviewed({ adopted: '2024-10-16', lastReviewed: '2025-10' }, yearly), '2026-10-31'),
      [],
    )
  })

  it('is not planned for a day that is not after the last one', () => {
    assert.deepEqual(
      messages(reviewed({ adopted: '2023-12', lastReviewed: '2026-09' }, { next: '2026-09' }), '2026-09-30'),
      ['The next review (30 September 2026) is not after the last one (30 September 2026).'],
    )
  })

  it('is not missed where the document states none', () => {
    const { settings: _, ...pack } = reviewed({ adopted: '2019-01' }, { every: 'P1Y' })
    assert.deepEqual(messages({ ...pack, settings: {} }, '2026-11-21'), [])
  })
})
