import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gatepost } from '../../test/support/commands.ts'

const clauses = async (...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await gatepost('clauses', ...args)
  assert.equal(code, 0, err)
  return out
}

describe('gatepost clauses', () => {
  it('lists every clause under its policy, with the totals', async () => {
    const lines = (await clauses()).split('\n')
    assert.match(
      lines[0] ?? '',
      /^AL {2}Ashlands Primary School: 43 clauses, \d+ carried out, \d+ in part, \d+ not yet$/,
    )
    assert.equal(
      lines.filter(line => /^[A-Z]{2}-\S+ {2}(carried out|in part|not yet) /.test(line)).length,
      157,
    )
  })

  it('gives them as data, each with where it is carried out and by what it is tested', async () => {
    const { policies, clauses: all } = JSON.parse(await clauses('--json'))
    assert.deepEqual(
      Object.entries<{ clauses: number }>(policies).map(([id, totals]) => [id, totals.clauses]),
      [
        ['AL', 43],
        ['BP', 31],
        ['GH', 27],
        ['SM', 12],
        ['WB', 44],
      ],
    )
    const clock = all.find(({ id }: { id: string }) => id === 'AL-4.b')
    assert.deepEqual(
      { state: clock.state, where: clock.where, settings: clock.settings },
      { state: 'carried-out', where: ['/inbox', '/advice'], settings: ['inbox.clock'] },
    )
    assert.ok(clock.tests.includes('src/commands/deadline.test.ts'))
    assert.ok(clock.tests.includes('src/features/inbox/deadline.test.ts'))
  })
})
