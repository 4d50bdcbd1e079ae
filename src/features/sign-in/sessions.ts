import { hash, verify } from '@node-rs/argon2'
import type { Kysely } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import { type LoginId, newId, type PersonId, type SchoolId } from '../../kernel/ids.ts'
import type { IdentityDatabase, IdentityTables } from '../../platform/database/database.ts'
import { hashToken, newToken } from './one-time-links.ts'
import type {} from './tables.ts'

/** A signed-in browser. `schoolId` and `personId` are null until somebody who belongs to several schools has chosen one. */
export type Session = {
  readonly loginId: LoginId
  readonly schoolId: SchoolId | null
  readonly personId: PersonId | null
  readonly csrf: string
}

export type Membership = { readonly schoolId: SchoolId; readonly personId: PersonId }

/** OWASP's second recommended setting for argon2id: 19 MiB, two passes. */
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const sessionLifetime = { hours: 12 } as const
/** How long wrong tries count. */
export const attemptMinutes = 15
const attemptWindow = { minutes: attemptMinutes } as const
const attemptsPerEmail = 8
const attemptsPerAddress = 40

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), argon2id)

// Verified when there is no such login, so that the answer takes as long as for one that exists.
const nobodysHash = hashPassword(newToken())

export type SignInResult =
  | { readonly kind: 'signed-in'; readonly token: string; readonly schools: readonly Membership[] }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-many-attempts'; readonly minutes: number }

/** What wrong passwords are counted for. */
type Door = { readonly key: string; readonly tries: number }

export const emailDoor = (email: string): Door => ({ key: `email:${email}`, tries: attemptsPerEmail })

export const addressDoor = (networkAddress: string): Door => ({
  key: `address:${networkAddress}`,
  tries: attemptsPerAddress,
})

export const isClosed = async (
  kysely: Kysely<IdentityTables>,
  doors: readonly Door[],
  now: Instant,
): Promise<boolean> => {
  const recent = await kysely
    .selectFrom('attempt')
    .select(eb => ['key', eb.fn.countAll<number>().as('count')])
    .where(
      'key',
      'in',
      doors.map(door => door.key),
    )
    .where('at', '>', now.subtract(attemptWindow))
    .groupBy('key')
    .execute()
  return doors.some(door => Number(recent.find(row => row.key === door.key)?.count ?? 0) >= door.tries)
}

export const countTry = (kysely: Kysely<IdentityTables>, doors: readonly Door[], now: Instant) =>
  kysely
    .insertInto('attempt')
    .values(doors.map(({ key }) => ({ id: newId(), key, at: now })))
    .execute()

/**
 * Checks an email address and password and starts a session. Eight wrong tries for one email address, or forty from one
 * network address, within 15 minutes close that door until the window has passed.
 */
export async function signIn(
  identity: IdentityDatabase,
  input: { email: string; password: string; networkAddress: string; now: Instant },
): Promise<SignInResult> {
  const email = input.email.trim().toLowerCase()
  const doors = [emailDoor(email), addressDoor(input.networkAddress)]
  if (await isClosed(identity.kysely, doors, input.now))
    return { kind: 'too-many-attempts', minutes: attemptMinutes }

  const login = await identity.kysely
    .selectFrom('login')
    .innerJoin('credential', 'credential.login_id', 'login.id')
    .select(['login.id', 'credential.secret_hash'])
    .where('login.email', '=', email)
    .where('credential.kind', '=', 'password')
    .executeTakeFirst()
  const right = await verify(login?.secret_hash ?? (await nobodysHash), input.password.normalize('NFKC'))
  if (!login || !right) {
    await countTry(identity.kysely, doors, input.now)
    return { kind: 'wrong' }
  }
  await identity.kysely.deleteFrom('attempt').where('key', '=', emailDoor(email).key).execute()
  await identity.kysely
    .deleteFrom('attempt')
    .where('at', '<', input.now.subtract({ hours: 24 }))
    .execute()
  await identity.kysely.deleteFrom('session').where('expires_at', '<', input.now).execute()
  return startSession(identity, login.id as LoginId, input.now)
}

/** Starts a session for a login whose identity was just proved. Somebody of one school is in it at once. */
export async function startSession(
  identity: IdentityDatabase,
  loginId: LoginId,
  now: Instant,
): Promise<Extract<SignInResult, { kind: 'signed-in' }>> {
  const schools = await memberships(identity, loginId)
  const only = schools.length === 1 ? schools[0] : undefined
  const token = newToken()
  await identity.kysely
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      login_id: loginId,
      school_id: only?.schoolId ?? null,
      person_id: only?.personId ?? null,
      csrf: newToken(),
      password_at: now,
      created_at: now,
      expires_at: now.add(sessionLifetime),
    })
    .execute()
  return { kind: 'signed-in', token, schools }
}

export async function findSession(
  identity: IdentityDatabase,
  token: string,
  now: Instant,
): Promise<Session | undefined> {
  const row = await identity.kysely
    .selectFrom('session')
    .select(['login_id', 'school_id', 'person_id', 'csrf'])
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return (
    row && {
      loginId: row.login_id as LoginId,
      schoolId: row.school_id as SchoolId | null,
      personId: row.person_id as PersonId | null,
      csrf: row.csrf,
    }
  )
}

export async function endSession(identity: IdentityDatabase, token: string): Promise<void> {
  await identity.kysely.deleteFrom('session').where('token_hash', '=', hashToken(token)).execute()
}

/** Enters one of the schools this login belongs to. False when it does not belong to it. */
export async function chooseSchool(
  identity: IdentityDatabase,
  token: string,
  loginId: LoginId,
  schoolId: SchoolId,
): Promise<boolean> {
  const membership = (await memberships(identity, loginId)).find(one => one.schoolId === schoolId)
  if (!membership) return false
  await identity.kysely
    .updateTable('session')
    .set({ school_id: membership.schoolId, person_id: membership.personId })
    .where('token_hash', '=', hashToken(token))
    .execute()
  return true
}

export async function memberships(
  identity: IdentityDatabase,
  loginId: LoginId,
): Promise<readonly Membership[]> {
  const rows = await identity.kysely
    .selectFrom('membership')
    .select(['school_id', 'person_id'])
    .where('login_id', '=', loginId)
    .execute()
  return rows.map(row => ({ schoolId: row.school_id as SchoolId, personId: row.person_id as PersonId }))
}

export type GiveLoginResult =
  | { readonly kind: 'given'; readonly loginId: LoginId }
  | { readonly kind: 'wrong-password' }
  | { readonly kind: 'too-many-attempts'; readonly minutes: number }

/**
 * Gives a person of a school a login, after they followed an invitation sent to this address. A login that another
 * person uses already, at another school or at this one, is only joined, and only with its own password: otherwise
 * whoever invites an address could take that login over. Wrong passwords count as they do at sign-in.
 */
export async function giveLogin(
  identity: IdentityDatabase,
  input: { email: string; password: string; membership: Membership; now: Instant },
): Promise<GiveLoginResult> {
  const email = input.email.trim().toLowerCase()
  const secret_hash = await hashPassword(input.password)
  return identity.kysely.transaction().execute(async trx => {
    await trx
      .insertInto('login')
      .values({ id: newId(), email, created_at: input.now })
      .onConflict(conflict => conflict.column('email').doNothing())
      .execute()
    const { id } = await trx
      .selectFrom('login')
      .select('id')
      .where('email', '=', email)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const elsewhere = await trx
      .selectFrom('membership')
      .innerJoin('credential', 'credential.login_id', 'membership.login_id')
      .select('credential.secret_hash')
      .where('membership.login_id', '=', id)
      .where(eb =>
        eb.or([
          eb('membership.school_id', '!=', input.membership.schoolId),
          eb('membership.person_id', '!=', input.membership.personId),
        ]),
      )
      .executeTakeFirst()
    if (elsewhere) {
      const doors = [emailDoor(email)]
      if (await isClosed(trx, doors, input.now)) return { kind: 'too-many-attempts', minutes: attemptMinutes }
      if (!(await verify(elsewhere.secret_hash, input.password.normalize('NFKC')))) {
        await countTry(trx, doors, input.now)
        return { kind: 'wrong-password' }
      }
    } else {
      await trx
        .insertInto('credential')
        .values({ login_id: id, kind: 'password', secret_hash, changed_at: input.now })
        .onConflict(conflict =>
          conflict.columns(['login_id', 'kind']).doUpdateSet({ secret_hash, changed_at: input.now }),
        )
        .execute()
      await trx.deleteFrom('session').where('login_id', '=', id).execute()
    }
    await trx
      .insertInto('membership')
      .values({ login_id: id, school_id: input.membership.schoolId, person_id: input.membership.personId })
      .onConflict(conflict => conflict.doNothing())
      .execute()
    return { kind: 'given', loginId: id as LoginId }
  })
}

/** Which of a school's persons can sign in. */
export async function personsWithLogin(
  identity: IdentityDatabase,
  schoolId: SchoolId,
): Promise<ReadonlySet<PersonId>> {
  const rows = await identity.kysely
    .selectFrom('membership')
    .select('person_id')
    .where('school_id', '=', schoolId)
    .execute()
  return new Set(rows.map(row => row.person_id as PersonId))
}

/**
 * Ends a person's sign-in at a school, at once in every browser: they left, or their address was corrected. The login
 * itself stays, since it may belong to persons of other schools.
 */
export async function endMembership(identity: IdentityDatabase, membership: Membership): Promise<void> {
  await identity.kysely.transaction().execute(async trx => {
    await trx
      .deleteFrom('membership')
      .where('school_id', '=', membership.schoolId)
      .where('person_id', '=', membership.personId)
      .execute()
    await trx
      .deleteFrom('session')
      .where('school_id', '=', membership.schoolId)
      .where('person_id', '=', membership.personId)
      .execute()
  })
}
