import { XRPCError } from '@atproto/api'
import { type Instant, Temporal } from '../../kernel/clock.ts'
import { NetworkFailure } from '../network.ts'

/** The XRPC client's status for "no usable answer": 1 without any, 2 for one that breaks the protocol. */
const NO_ANSWER = 1
const BROKEN_ANSWER = 2

/** Error codes of the protocol for an account or app password that a person has to put right. */
const credentialCodes: ReadonlySet<string> = new Set([
  'AccountTakedown',
  'AccountSuspended',
  'AccountDeactivated',
  'AuthFactorTokenRequired',
  'AuthMissing',
  'AuthenticationRequired',
  'ExpiredToken',
  'InvalidToken',
])

/** System codes that are raised before a byte of the request has left. */
const neverSentCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/**
 * What a failed call means for the caller, from status and code alone.
 * @param writes whether the call changes something on the network, so that a lost answer leaves its outcome open
 */
export const networkFailure = (cause: unknown, { writes }: { readonly writes: boolean }): NetworkFailure => {
  const known = causes(cause).find(link => link instanceof NetworkFailure)
  if (known !== undefined) return known
  const answer = cause instanceof XRPCError ? cause : undefined
  const status = answer?.status ?? NO_ANSWER

  if (status === NO_ANSWER) {
    const neverSent = causes(cause).some(link => neverSentCodes.has(codeOf(link)))
    return new NetworkFailure('retry-later', 'Bluesky could not be reached, or did not answer in time', {
      mayHaveHappened: writes && !neverSent,
      cause,
    })
  }
  if (status === BROKEN_ANSWER) {
    return new NetworkFailure('retry-later', 'Bluesky gave an answer that makes no sense', {
      mayHaveHappened: writes,
      cause,
    })
  }
  if (status === 401 || status === 403 || credentialCodes.has(answer?.error ?? '')) {
    return new NetworkFailure('reconnect', 'Bluesky no longer accepts this app password', { cause })
  }
  if (status === 429) {
    return new NetworkFailure('retry-later', 'Bluesky asks to wait before the next call', {
      retryAt: resetTime(answer?.headers ?? {}),
      cause,
    })
  }
  if (status === 404 || status === 501) {
    return new NetworkFailure('unavailable', 'This service does not offer that', { cause })
  }
  if (status >= 500) {
    return new NetworkFailure('retry-later', 'Bluesky has a fault at the moment', {
      mayHaveHappened: writes,
      cause,
    })
  }
  return new NetworkFailure('rejected', `Bluesky refused this (${answer?.error ?? status})`, { cause })
}

/** When a rate limit ends: `ratelimit-reset` in Unix seconds, or `retry-after` in seconds from now. */
const resetTime = (headers: Readonly<Record<string, string | undefined>>): Instant | undefined => {
  const reset = Number(headers['ratelimit-reset'])
  if (reset > 0) return Temporal.Instant.fromEpochMilliseconds(Math.round(reset * 1000))
  const seconds = Number(headers['retry-after'])
  return seconds > 0 ? Temporal.Now.instant().add({ milliseconds: Math.round(seconds * 1000) }) : undefined
}

/** An error and everything it was raised from. */
const causes = (error: unknown): readonly unknown[] =>
  error instanceof Error ? [error, ...causes(error.cause)] : [error]

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
