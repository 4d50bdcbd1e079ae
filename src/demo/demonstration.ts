import { sql } from 'kysely'
import { persons } from '../features/people/index.ts'
import { giveLogin } from '../features/sign-in/index.ts'
import { systemActor } from '../kernel/actor.ts'
import type { Clock, Instant } from '../kernel/clock.ts'
import type { SchoolId } from '../kernel/ids.ts'
import { type Database, type IdentityDatabase, inSchool } from '../platform/database/database.ts'
import { inOneTransaction } from '../platform/database/one-transaction.ts'
import { cast } from './cast.ts'
import { passphrase } from './passphrase.ts'
import type { StoryParts } from './stage.ts'
import { tellStory } from './story.ts'

/** How to look around: one password for all of them, said once and never again. */
export type Demonstration = {
  readonly built: boolean
  readonly password: string
  readonly people: readonly {
    readonly name: string
    readonly title: string
    readonly look: string
    readonly email: string
  }[]
}

/**
 * Builds the demonstration school unless it is there, and gives its people a new password. The whole school is one
 * transaction: a process that dies on the way leaves nothing, and one that dies between school and passwords is made
 * good by the next call. Calls at the same time wait for each other.
 * @param partsOver the rooms' parts over a database and with a clock
 */
export async function demonstrate(
  { db, identity }: { readonly db: Database; readonly identity: IdentityDatabase },
  partsOver: (db: Database, clock: Clock) => StoryParts,
  now: Instant,
): Promise<Demonstration> {
  const { schoolId, built } = await inOneTransaction(db, async whole => {
    await sql`select pg_advisory_xact_lock(hashtext('gatepost demonstration school'))`.execute(whole.kysely)
    const there = await demonstrationSchool(whole)
    return there
      ? { schoolId: there, built: false }
      : { schoolId: await tellStory(clock => partsOver(whole, clock), now), built: true }
  })

  const password = passphrase()
  const here = await inSchool(db, systemActor(schoolId), persons)
  const people: Demonstration['people'][number][] = []
  // Only the story's own people: somebody who was added since keeps their password.
  for (const { email, title, look } of Object.values(cast)) {
    const person = here.find(one => one.email === email)
    if (!person) continue
    const membership = { schoolId, personId: person.id }
    const given = await giveLogin(identity, { email, password, membership, now })
    if (given.kind === 'given') people.push({ name: person.name, title, look, email })
  }
  return { built, password, people }
}

async function demonstrationSchool(db: Database): Promise<SchoolId | undefined> {
  const row = await db.kysely
    .selectFrom('school')
    .select('id')
    .where('demonstration', '=', true)
    .executeTakeFirst()
  return row?.id as SchoolId | undefined
}
