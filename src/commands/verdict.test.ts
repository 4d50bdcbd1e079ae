import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answersTo } from '../../test/support/commands.ts'
import { runVerdict } from './verdict.ts'

const answers = (...lines: readonly (object | string)[]) =>
  answersTo(
    runVerdict,
    lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )

describe('gatepost verdict', () => {
  it('answers with the verdict, its clauses and whether it is final', async () => {
    const [answer] = await answers({
      policy: 'AL',
      when: { actor: 'staff', act: 'connect', with: 'former-pupil', age: '13-17', via: 'personal-account' },
    })
    assert.equal(answer?.verdict, 'must-not')
    assert.deepEqual(answer?.clauses, ['AL-10.b'])
    assert.deepEqual(answer?.ask, [])
    assert.equal(typeof answer?.arguable, 'boolean')
    assert.equal(typeof answer?.final, 'boolean')
    assert.ok(Array.isArray(answer?.missing))
  })

  it('does not take silence that a further fact can break for silence', async () => {
    const [answer] = await answers({
      policy: 'AL',
      when: { actor: 'staff', act: 'connect', with: 'pupil' },
    })
    assert.equal(answer?.verdict, 'silent')
    assert.equal(answer?.final, false)
    assert.match(String(answer?.missing), /via/)
    assert.equal(answer?.strictest, 'must-not')
  })

  it('asks for the act first', async () => {
    const [answer] = await answers({ policy: 'WB', when: { actor: 'staff' } })
    assert.equal(answer?.final, false)
    assert.deepEqual(answer?.missing, ['act'])
  })

  it('gives an error for each line it cannot answer, in order, and goes on', async () => {
    const when = { actor: 'staff', act: 'browse' }
    const given = await answers(
      'not json',
      '[]',
      { when },
      { policy: 'XX', when },
      { policy: 'AL' },
      { policy: 'AL', when: { ...when, actor: 'teacher' } },
      { policy: 'AL', when: { ...when, who: 'staff' } },
      { policy: 'AL', when: { ...when, with: ['pupil'] } },
      '{"policy":"AL","when":{"__proto__":"staff"}}',
      { policy: 'AL', when },
    )
    assert.equal(given.length, 10)
    for (const answer of given.slice(0, 9)) assert.deepEqual(Object.keys(answer), ['error'])
    assert.match(String(given[3]?.error), /no policy “XX”; there are AL, BP, GH, SM, WB/)
    assert.match(String(given[5]?.error), /“actor” cannot be "teacher"; it is one of staff, slt/)
    assert.match(String(given[6]?.error), /no facet "who"/)
    assert.equal(typeof given[9]?.verdict, 'string')
  })
})
