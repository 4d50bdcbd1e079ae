import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gatepost } from '../../test/support/commands.ts'

const policyCompare = (...args: readonly string[]) => gatepost('policy', 'compare', ...args)

describe('gatepost policy compare', () => {
  it('gives the differences as data', async () => {
    const { code, out } = await policyCompare('AL', 'GH', '--json')
    assert.equal(code, 0)
    const { situations, scope, differences } = JSON.parse(out)
    assert.ok(situations > 10_000)
    assert.deepEqual(scope, [{ actors: ['pupil', 'parent'], AL: true, GH: false }])
    assert.ok(differences.length > 20)
    assert.deepEqual(Object.keys(differences[0]), ['when', 'AL', 'GH'])
    const formerPupil = differences.find(
      ({ when, GH }: { when: { act?: string[]; with?: string[] }; GH: { clauses: string[] } }) =>
        when.act?.includes('connect') &&
        when.with?.join() === 'former-pupil' &&
        GH.clauses.includes('GH-4.1.v'),
    )
    assert.deepEqual(formerPupil.AL, { verdict: 'must-not', clauses: ['AL-10.b'] })
    assert.equal(formerPupil.GH.verdict, 'should-not')
  })

  it('says them in sentences, whom the policies are written for first', async () => {
    const { code, out } = await policyCompare('WB', 'SM', 'GH')
    assert.equal(code, 0)
    const headings = out.split('\n').filter(line => / \(\d+\)$/.test(line))
    assert.match(headings[0] ?? '', /^Whom they are written for/)
    assert.match(headings[1] ?? '', /^Where more than one speaks, and they differ/)
    assert.match(out, /Wateringbury .*; Great Harwood is silent\./)
  })

  it('names the policies there are where one is unknown, and asks for two', async () => {
    assert.deepEqual(await policyCompare('AL', 'XX'), {
      code: 2,
      out: '',
      err: 'There is no policy “XX”; there are AL, BP, GH, SM, WB.\n',
    })
    assert.deepEqual(await policyCompare('AL'), {
      code: 2,
      out: '',
      err: 'Name at least two policies: gatepost policy compare AL WB [--json]\n',
    })
  })
})
