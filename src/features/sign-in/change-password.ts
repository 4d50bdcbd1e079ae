import { verify } from '@node-rs/argon2'
import type { Instant } from '../../kernel/clock.ts'
import type { IdentityDatabase } from '../../platform/database/database.ts'
import { hashToken } from './one-time-links.ts'
import {
  addressDoor,
  attemptMinutes,
  countTry,
  emailDoor,
  findSession,
  hashPassword,
  isClosed,
} from './sessions.ts'

export type ChangePasswordResult =
  | { readonly kind: 'changed' }
  /** The current password is not this one. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-many-attempts'; readonly minutes: number }
  | { readonly kind: 'not-signed-in' }

/**
 * Gives the login of this session another password and ends its sessions in every other browser. Wrong tries count as
 * they do at sign-in: a browser left open is no way around them.
 */
export async function changePassword(
  identity: IdentityDatabase,
  input: {
    sessionToken: string
    current: string
    /** One with which `passwordProblem` finds nothing wrong. */
    chosen: string
    networkAddress: string
    now: Instant
  },
): Promise<ChangePasswordResult> {
  const { kysely } = identity
  const session = await findSession(identity, input.sessionToken, input.now)
  if (!session) return { kind: 'not-signed-in' }
  const login = await kysely
    .selectFrom('login')
    .innerJoin('credential', 'credential.login_id', 'login.id')
    .select(['login.id', 'login.email', 'credential.secret_hash'])
    .where('login.id', '=', session.loginId)
    .where('credential.kind', '=', 'password')
    .executeTakeFirstOrThrow()
  const doors = [emailDoor(login.email), addressDoor(input.networkAddress)]
  if (await isClosed(kysely, doors, input.now)) return { kind: 'too-many-attempts', minutes: attemptMinutes }
  if (!(await verify(login.secret_hash, input.current.normalize('NFKC')))) {
    await countTry(kysely, doors, input.now)
    return { kind: 'wrong' }
  }
  const secret_hash = await hashPassword(input.chosen)
  await kysely.transaction().execute(async trx => {
    await trx
      .updateTable('credential')
      .set({ secret_hash, changed_at: input.now })
      .where('login_id', '=', login.id)
      .where('kind', '=', 'password')
      .execute()
    await trx
      .deleteFrom('session')
      .where('login_id', '=', login.id)
      .where('token_hash', '!=', hashToken(input.sessionToken))
      .execute()
    await trx
      .updateTable('session')
      .set({ password_at: input.now })
      .where('token_hash', '=', hashToken(input.sessionToken))
      .execute()
    await trx.deleteFrom('attempt').where('key', '=', emailDoor(login.email).key).execute()
  })
  return { kind: 'changed' }
}
