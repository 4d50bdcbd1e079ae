import assert from 'node:assert/strict'
import { Readable, Writable } from 'node:stream'
import { describe, it } from 'node:test'
import { answersTo } from '../../test/support/commands.ts'
import { runDeadline } from './deadline.ts'

const answers = (input: string) => answersTo(runDeadline, input)

describe('gatepost deadline', () => {
  it('answers a line with the time, the words and the clauses', async () => {
    const [answer] = await answers('{"policy":"AL","receivedAt":"2026-03-28T21:40:00Z"}')
    assert.deepEqual(answer, {
      dueAt: '2026-03-30T23:00:00Z',
      why: 'Received on Saturday 28 March 2026 at 21:40, so it must be answered by the end of the next working day, Monday 30 March 2026.',
      clauses: ['AL-4.b'],
      basis: 'clause',
      arguable: null,
      unverified: false,
    })
  })

  it('answers with school practice where the policy has no clock', async () => {
    const [answer] = await answers('{"policy":"SM","receivedAt":"2026-11-17T10:00:00+00:00"}\r\n')
    assert.equal(answer?.dueAt, '2026-11-18T10:00:00Z')
    assert.equal(answer?.basis, 'practice')
    assert.deepEqual(answer?.clauses, [])
  })

  it('gives an error for each line it cannot answer, in order, and goes on', async () => {
    const given = await answers(
      [
        'not json',
        '[]',
        '{"policy":"XX","receivedAt":"2026-03-28T21:40:00Z"}',
        '{"policy":"AL","receivedAt":"2026-02-30T21:40:00Z"}',
        '{"policy":"AL","receivedAt":"2026-03-28T21:40:00"}',
        '{"policy":"AL"}',
        '{"receivedAt":"2026-03-28T21:40:00Z"}',
        '',
        '{"policy":"AL","receivedAt":"2026-11-17T10:00:00Z"}',
      ].join('\n'),
    )
    assert.equal(given.length, 8)
    for (const answer of given.slice(0, 7)) assert.deepEqual(Object.keys(answer), ['error'])
    assert.match(String(given[2]?.error), /no policy “XX”; there are AL, BP, GH, SM, WB/)
    assert.match(String(given[3]?.error), /receivedAt/)
    assert.match(String(given[6]?.error), /policy/)
    assert.equal(given[7]?.dueAt, '2026-11-18T10:00:00Z')
  })

  it('waits for a slow reader and loses nothing', async () => {
    const written: string[] = []
    let longestQueue = 0
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk, _encoding, done) {
        longestQueue = Math.max(longestQueue, slow.writableLength)
        written.push(String(chunk))
        setImmediate(done)
      },
    })
    const line = '{"policy":"AL","receivedAt":"2026-11-17T10:00:00Z"}\n'
    await runDeadline(Readable.from([line.repeat(50)]), slow)
    assert.equal(written.length, 50)
    assert.ok(longestQueue <= Number(written[0]?.length) * 2)
  })
})
