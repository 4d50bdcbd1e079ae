import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkContext } from '../../../test/support/checks.ts'
import { packOf } from '../../../test/support/packs.ts'
import type { Pack } from '../policy.ts'
import { gaps } from './gaps.ts'

const about = (when: object): Pack => packOf([{ id: 'ZZ-1', clause: 'ZZ-1', says: 'should-not', when }])
const meeting = about({ act: 'meet', with: ['pupil', 'parent'] })
const posting = about({ act: 'post' })

describe('what a policy leaves out', () => {
  it('is told where half of the others, and two at least, speak to it', () => {
    assert.deepEqual(gaps(posting, checkContext({ others: [meeting, meeting, posting] })), [
      {
        check: 'gap',
        at: 'meet',
        message:
          'Meet somebody known from online (the other person is a pupil or a parent or carer): this policy says nothing; two of three other policies do.',
        hint: 'Take it to the next review: either say something, or leave it open knowingly.',
        clauses: ['ZZ-1'],
      },
    ])
    assert.deepEqual(gaps(posting, checkContext({ others: [meeting, posting] })), [])
    assert.deepEqual(gaps(posting, checkContext({ others: [meeting] })), [])
  })

  it('is what is left of an act about which the policy says something', () => {
    assert.deepEqual(
      gaps(about({ act: 'meet', with: 'pupil' }), checkContext({ others: [meeting, meeting] })).map(
        ({ message }) => message,
      ),
      [
        'Meet somebody known from online (the other person is a parent or carer): this policy says nothing; two of two other policies do.',
      ],
    )
  })

  it('is about everybody where a policy names nobody, and about nobody where the act has no other person', () => {
    const messages = (own: Pack, ...others: readonly Pack[]) =>
      gaps(own, checkContext({ others })).map(({ message }) => message)
    const anybody = about({ act: 'meet' })
    assert.deepEqual(messages(meeting, anybody, anybody), [
      'Meet somebody known from online (the other person is a former pupil, a colleague or somebody else): this policy says nothing; two of two other policies do.',
    ])
    assert.deepEqual(messages(meeting, posting, posting), [
      'Publish words: this policy says nothing; two of two other policies do.',
    ])
  })

  it('counts a policy that speaks to a part of it', () => {
    const [gap] = gaps(
      posting,
      checkContext({ others: [meeting, meeting, about({ act: 'meet', with: 'pupil' })] }),
    )
    assert.match(gap?.message ?? '', /three of three other policies do/)
  })

  it('is a setting that most others state', () => {
    const owned: Pack = {
      ...posting,
      settings: { 'policy.owner': { value: 'headteacher', basis: [{ clause: 'ZZ-1' }] } },
    }
    assert.deepEqual(gaps(posting, checkContext({ others: [owned, owned, posting] })), [
      {
        check: 'gap',
        at: 'policy.owner',
        message:
          'Who looks after the policy: this policy does not say; two of three other policies do. School practice holds until it does.',
        hint: 'Take the practice to the next review, and write it into the policy if it is right.',
        clauses: [],
      },
    ])
  })
})
