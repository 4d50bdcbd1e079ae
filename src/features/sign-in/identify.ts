import type { Instant } from '../../kernel/clock.ts'
import type { PersonId, SchoolId } from '../../kernel/ids.ts'
import type { IdentityDatabase } from '../../platform/database/database.ts'
import type { Identified } from '../../platform/http/server.ts'
import { findSession } from './sessions.ts'

/** What sign-in needs to know of a person of a school; the people room provides it. */
export type FindActor = (
  schoolId: SchoolId,
  personId: PersonId,
) => Promise<Omit<Identified, 'csrf'> | undefined>

/** Who is behind a session cookie. A person who has left the school is nobody there, at once. */
export async function identify(
  identity: IdentityDatabase,
  findActor: FindActor,
  token: string,
  now: Instant,
): Promise<Identified | undefined> {
  const session = await findSession(identity, token, now)
  if (!session) return undefined
  const found =
    session.schoolId && session.personId ? await findActor(session.schoolId, session.personId) : undefined
  return {
    actor: found?.actor,
    csrf: session.csrf,
    schoolName: found?.schoolName,
    demonstration: found?.demonstration ?? false,
    runsAccount: found?.runsAccount ?? false,
  }
}
