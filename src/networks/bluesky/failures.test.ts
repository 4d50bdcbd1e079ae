import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { XRPCError } from '@atproto/api'
import { NetworkFailure } from '../network.ts'
import { networkFailure } from './failures.ts'

const summary = ({ kind, mayHaveHappened }: NetworkFailure) =>
  `${kind}${mayHaveHappened ? ', may have happened' : ''}`
const transport = (code: string) =>
  XRPCError.from(new TypeError('fetch failed', { cause: Object.assign(new Error('low level'), { code }) }))

describe('Bluesky failures', () => {
  const answers: readonly [status: number, error: string | undefined, expected: string][] = [
    [400, 'InvalidRequest', 'rejected'],
    [400, 'ExpiredToken', 'reconnect'],
    [400, 'AccountTakedown', 'reconnect'],
    [401, 'AuthenticationRequired', 'reconnect'],
    [401, 'AuthFactorTokenRequired', 'reconnect'],
    [403, undefined, 'reconnect'],
    [404, undefined, 'unavailable'],
    [413, undefined, 'rejected'],
    [429, 'RateLimitExceeded', 'retry-later'],
    [500, undefined, 'retry-later, may have happened'],
    [501, undefined, 'unavailable'],
    [502, 'UpstreamFailure', 'retry-later, may have happened'],
    [504, undefined, 'retry-later, may have happened'],
  ]
  for (const [status, error, expected] of answers) {
    it(`a write answered with ${status} ${error ?? ''} is ${expected}`, () => {
      assert.equal(summary(networkFailure(new XRPCError(status, error), { writes: true })), expected)
    })
  }

  for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'CERT_HAS_EXPIRED']) {
    it(`${code}: the write certainly did not happen`, () => {
      assert.equal(summary(networkFailure(transport(code), { writes: true })), 'retry-later')
    })
  }

  for (const code of ['ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_BODY_TIMEOUT', 'a code nobody knows']) {
    it(`${code}: the write may have happened, a read leaves nothing open`, () => {
      const failed = (writes: boolean) => summary(networkFailure(transport(code), { writes }))
      assert.equal(failed(true), 'retry-later, may have happened')
      assert.equal(failed(false), 'retry-later')
    })
  }

  it('a time-out is judged like a lost connection', () => {
    const failure = networkFailure(XRPCError.from(new DOMException('too late', 'TimeoutError')), {
      writes: true,
    })
    assert.equal(summary(failure), 'retry-later, may have happened')
  })

  it('the wording of an answer decides nothing', () => {
    const misleading = new XRPCError(
      400,
      'InvalidRequest',
      'Could not locate record: rate limit, expired token',
    )
    assert.equal(networkFailure(misleading, { writes: true }).kind, 'rejected')
  })

  it('a failure already judged keeps its judgement', () => {
    const judged = new NetworkFailure('unavailable', 'elsewhere')
    assert.equal(networkFailure(XRPCError.from(judged), { writes: true }), judged)
  })

  it('reads both ways to say when a rate limit ends', () => {
    const limited = (headers: Record<string, string>) =>
      networkFailure(new XRPCError(429, undefined, undefined, headers), { writes: true }).retryAt
    assert.equal(limited({ 'ratelimit-reset': '1795000000' })?.epochMilliseconds, 1795000000000)
    const wait = (limited({ 'retry-after': '30' })?.epochMilliseconds ?? 0) - Date.now()
    assert.ok(wait > 25_000 && wait <= 30_000, `${wait} ms`)
    assert.equal(limited({}), undefined)
    assert.equal(limited({ 'retry-after': 'soon' }), undefined)
  })
})
