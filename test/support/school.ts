import { adoptPolicy } from '../../src/features/policy/index.ts'
import { setUpSchool } from '../../src/features/setup/index.ts'
import type { PersonActor, Role } from '../../src/kernel/actor.ts'
import { londonDate } from '../../src/kernel/clock.ts'
import { newId, type PersonId, type SchoolId } from '../../src/kernel/ids.ts'
import { actorOf, type SchoolHost } from './app.ts'

/** The people of a test school, each an actor with their roles. */
export type TestSchool = {
  readonly schoolId: SchoolId
  readonly head: PersonActor
  readonly dsl: PersonActor
  readonly deputy: PersonActor
  readonly chair: PersonActor
  readonly leader: PersonActor
  readonly office: PersonActor
  readonly teacher: PersonActor
  readonly colleague: PersonActor
  readonly volunteer: PersonActor
  readonly recovery: PersonActor
}

const cast: Readonly<
  Record<Exclude<keyof TestSchool, 'schoolId'>, readonly [string, string, readonly Role[]]>
> = {
  head: ['Harriet', 'Oakes', ['headteacher', 'staff']],
  dsl: ['Dev', 'Anand', ['dsl', 'senior-leader', 'staff']],
  deputy: ['Mina', 'Hale', ['deputy-dsl', 'staff']],
  chair: ['Colin', 'Marsh', ['chair', 'governor']],
  leader: ['Sana', 'Whitlock', ['senior-leader', 'staff']],
  office: ['Orla', 'Pike', ['administrator', 'staff']],
  teacher: ['Tess', 'Rowan', ['staff']],
  colleague: ['Joel', 'Fenn', ['staff']],
  volunteer: ['Vera', 'Lund', ['volunteer', 'parent']],
  recovery: ['Rhys', 'Calder', ['recovery-contact']],
}

/** Founds an invented school with a full cast and, unless told otherwise, Ashlands' policy in force since today. */
export async function foundTestSchool(
  app: SchoolHost,
  options: { pack?: string | null; name?: string } = {},
): Promise<TestSchool> {
  const schoolId = newId<SchoolId>()
  const now = app.clock.now()
  const actors = Object.fromEntries(
    Object.entries(cast).map(([key, [given, family, roles]]) => [
      key,
      actorOf(schoolId, newId<PersonId>(), roles, `${given} ${family}`),
    ]),
  ) as Omit<TestSchool, 'schoolId'>
  await setUpSchool(
    { db: app.db, vault: app.vault },
    {
      id: schoolId,
      name: options.name ?? 'Thornfield Primary School',
      demonstration: false,
      phone: '01632 960000',
      urgentName: 'Children’s social care, out of hours',
      urgentPhone: '01632 960111',
      people: Object.entries(cast).map(([key, [givenName, familyName, roles]]) => ({
        id: actors[key as keyof typeof actors].personId,
        givenName,
        familyName,
        email: `${key}.${schoolId.slice(-6)}@thornfield.example`,
        sharedMailbox: false,
        roles,
      })),
    },
    now,
  )
  if (options.pack !== null)
    await adoptPolicy(app.db, actors.head, {
      pack: options.pack ?? 'AL',
      inForceFrom: londonDate(now),
      minute: 'Governors, item 4',
      now,
    })
  return { schoolId, ...actors }
}
