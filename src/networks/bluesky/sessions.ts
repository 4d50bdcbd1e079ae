import { createHash } from 'node:crypto'
import { Agent, AtpBaseClient, type ComAtprotoServerCreateSession } from '@atproto/api'
import { type Credential, NetworkFailure } from '../network.ts'
import { networkFailure } from './failures.ts'

type Session = Pick<ComAtprotoServerCreateSession.OutputSchema, 'did' | 'handle' | 'accessJwt' | 'refreshJwt'>

/** A client that acts as one account: `did` is the account's, `client` carries and renews its session. */
export type ActingClient = { readonly did: string; readonly client: Agent }

export type Sessions = {
  /** Signs in anew, whatever is remembered: the answer says whether the app password works now. */
  signIn(credential: Credential): Promise<ActingClient & { readonly handle: string }>
  /** Acts with the remembered session, or signs in. */
  actAs(credential: Credential): Promise<ActingClient>
}

/**
 * Sessions in memory, one for each credential. Calls go to the credential's own service and nowhere else: the
 * address of another server in an answer is not followed, and neither are redirects.
 * @param timeoutMs longest time for one call including its answer
 */
export const blueskySessions = ({ timeoutMs }: { readonly timeoutMs: number }): Sessions => {
  const remembered = new Map<string, Promise<Session>>()

  const send = async (origin: string, path: string, init: RequestInit): Promise<Response> => {
    const answer = await fetch(new URL(path, origin), {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (answer.status < 300 || answer.status >= 400) return answer
    await answer.body?.cancel()
    throw new NetworkFailure('unavailable', 'The service sends callers to another address')
  }

  const withToken =
    (origin: string, token: string) =>
    (path: string, init: RequestInit): Promise<Response> => {
      const headers = new Headers(init.headers)
      headers.set('authorization', `Bearer ${token}`)
      return send(origin, path, { ...init, headers })
    }

  const createSession = async (credential: Credential): Promise<Session> => {
    const origin = serviceOrigin(credential.service)
    const client = new AtpBaseClient((path, init) => send(origin, path, init))
    try {
      const { data } = await client.com.atproto.server.createSession({
        identifier: credential.identifier,
        password: credential.secret,
      })
      if (data.active === false) {
        throw new NetworkFailure('reconnect', `This account is ${data.status ?? 'not active'} on Bluesky`)
      }
      if (isMainPassword(data.accessJwt)) {
        throw new NetworkFailure(
          'rejected',
          'This is the account’s main password. Make an app password in Bluesky under Settings, Privacy and security, App passwords, and use that',
        )
      }
      return data
    } catch (cause) {
      throw networkFailure(cause, { writes: false })
    }
  }

  /** Remembers a session that is being opened, so that calls at the same time share it; a failure is forgotten. */
  const remember = (key: string, opening: Promise<Session>): Promise<Session> => {
    remembered.set(key, opening)
    opening.catch(() => {
      if (remembered.get(key) === opening) remembered.delete(key)
    })
    return opening
  }

  const renew = async (credential: Credential, stale: Session): Promise<Session> => {
    const origin = serviceOrigin(credential.service)
    const client = new AtpBaseClient(withToken(origin, stale.refreshJwt))
    try {
      const { data } = await client.com.atproto.server.refreshSession()
      return data
    } catch (cause) {
      const failure = networkFailure(cause, { writes: false })
      if (failure.kind === 'retry-later') throw failure
      return createSession(credential)
    }
  }

  const clientFor = (credential: Credential, did: string): ActingClient => {
    const key = keyOf(credential)
    const origin = serviceOrigin(credential.service)
    const current = () => remembered.get(key) ?? remember(key, createSession(credential))
    const fetchHandler = async (path: string, init: RequestInit): Promise<Response> => {
      const opened = current()
      const session = await opened
      const answer = await withToken(origin, session.accessJwt)(path, init)
      if (!(await isSessionOver(answer))) return answer
      await answer.body?.cancel()
      const renewed = await (remembered.get(key) === opened
        ? remember(key, renew(credential, session))
        : current())
      const second = await withToken(origin, renewed.accessJwt)(path, init)
      // A new session that is refused as well: forgotten, so that a password set right later starts clean.
      if (second.status === 401) remembered.delete(key)
      return second
    }
    return { did, client: new Agent({ did, fetchHandler }) }
  }

  return {
    signIn: async credential => {
      const session = await remember(keyOf(credential), createSession(credential))
      return { ...clientFor(credential, session.did), handle: session.handle }
    },
    actAs: async credential => {
      const key = keyOf(credential)
      const session = await (remembered.get(key) ?? remember(key, createSession(credential)))
      return clientFor(credential, session.did)
    },
  }
}

const keyOf = (credential: Credential): string =>
  createHash('sha256')
    .update(JSON.stringify([credential.service, credential.identifier, credential.secret]))
    .digest('base64')

/** An expired token is answered with 401 by some servers and with 400 and a code by others. */
const isSessionOver = async (answer: Response): Promise<boolean> => {
  if (answer.status === 401) return true
  if (answer.status !== 400) return false
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined)
  return typeof body === 'object' && body !== null && 'error' in body && body.error === 'ExpiredToken'
}

/** Whether a session was opened with the main password, read off the token's scope; unknown tokens pass. */
const isMainPassword = (accessJwt: string): boolean => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(accessJwt.split('.')[1] ?? '', 'base64url').toString())
    return (
      typeof claims === 'object' &&
      claims !== null &&
      'scope' in claims &&
      claims.scope === 'com.atproto.access'
    )
  } catch {
    return false
  }
}

/**
 * The origin of a service that may be called: https, or http on this machine itself (tests, demonstration).
 * Throws NetworkFailure 'rejected' otherwise.
 */
export const serviceOrigin = (service: string): string => {
  const url = URL.parse(service)
  const isHere = url !== null && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  const isBare = url !== null && url.username === '' && url.password === '' && url.pathname === '/'
  if (url !== null && isBare && (url.protocol === 'https:' || (url.protocol === 'http:' && isHere))) {
    return url.origin
  }
  throw new NetworkFailure(
    'rejected',
    'The address of the service has to look like https://bsky.social, with nothing after the name',
  )
}
