import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gatepost } from '../../test/support/commands.ts'

const policyCheck = (...args: readonly string[]) => gatepost('policy', 'check', ...args)

describe('gatepost policy check', () => {
  it('prints what to look at under a heading, with what to do', async () => {
    const { code, out } = await policyCheck('AL')
    assert.equal(code, 0)
    assert.match(out, /^Clauses at odds\n- AL-10\.b forbids what AL-1\.e allows\..*\n {2}Say in the policy/)
    assert.match(out, /\n\nReview\n- The review is overdue: it was due by 30 April 2024\.\n/)
  })

  it('gives the same as data', async () => {
    const { out } = await policyCheck('WB', '--json')
    const findings = JSON.parse(out)
    assert.deepEqual(Object.keys(findings[0]), ['check', 'at', 'message', 'hint', 'clauses'])
    assert.ok(findings.some((found: { check: string }) => found.check === 'contradiction'))
  })

  it('names the policies there are where one is unknown', async () => {
    assert.deepEqual(await policyCheck('QQ'), {
      code: 2,
      out: '',
      err: 'There is no policy “QQ”; there are AL, BP, GH, SM, WB.\n',
    })
    assert.equal((await policyCheck()).code, 2)
  })
})
