import assert from 'node:assert/strict'
import { insertPerson, persons } from '../../src/features/people/index.ts'
import { createLink } from '../../src/features/sign-in/index.ts'
import type { PersonActor, Role } from '../../src/kernel/actor.ts'
import { newId, type SchoolId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { actorOf, type TestApp, type TestBrowser } from './app.ts'

/** A village school of six: those who sign in, and a way to anybody of it. */
export type VillageSchool = {
  readonly schoolId: SchoolId
  readonly headActor: PersonActor
  readonly teacherActor: PersonActor
  readonly parentActor: PersonActor
  readonly head: TestBrowser
  readonly teacher: TestBrowser
  readonly parent: TestBrowser
  /** The person with this family name, as an actor. */
  named(familyName: string): Promise<PersonActor>
}

const emailOf = (given: string, family: string): string => `${given}.${family}@village.example`.toLowerCase()

/** The fields of the set-up form for somebody who holds a seat and is not on the form yet. */
const seat = (key: string, given: string, family: string): Readonly<Record<string, string>> => ({
  [`${key}-who`]: 'new',
  [`${key}-given-name`]: given,
  [`${key}-family-name`]: family,
  [`${key}-email`]: emailOf(given, family),
  [`${key}-mailbox`]: 'own',
})

/**
 * Founds, through the set-up page, a village school where the headteacher (Nora Field) is DSL, moderator and the only
 * leader; the deputy DSL (Ruth Ames) and the chair (Colin Marsh) have never signed in. A teacher (Tess Rowan) and a
 * parent who helps (Vera Lund) join. No policy is in force.
 */
export async function foundVillageSchool(app: TestApp): Promise<VillageSchool> {
  const schoolId = newId<SchoolId>()
  const link = await createLink(
    app.identity,
    { purpose: 'set-up', schoolId: null, personId: null, subjectId: schoolId },
    app.clock.now(),
  )
  const founded = await app.anonymous().post(`/set-up/${link}`, {
    name: 'Larkfield Village School',
    phone: '01632 960 002',
    'urgent-name': 'Children’s social care, out of hours',
    'urgent-phone': '01632 960 112',
    ...seat('head', 'Nora', 'Field'),
    'dsl-who': 'head',
    ...seat('deputy', 'Ruth', 'Ames'),
    'moderator-who': 'head',
    'leader-who': 'nobody',
    ...seat('chair', 'Colin', 'Marsh'),
    ...seat('recovery', 'Rhys', 'Calder'),
    founder: 'head',
    password: 'three random words',
  })
  assert.equal(founded.headers.location, '/next-steps', founded.body)

  const named = async (familyName: string): Promise<PersonActor> => {
    const found = (await inSchool(app.db, { kind: 'system', schoolId }, persons)).find(
      person => person.familyName === familyName,
    )
    assert.ok(found, familyName)
    return actorOf(schoolId, found.id, found.roles, found.name)
  }
  const headActor = await named('Field')
  const join = async (given: string, family: string, roles: readonly Role[]): Promise<PersonActor> => {
    const person = { givenName: given, familyName: family, email: emailOf(given, family), roles }
    await inSchool(app.db, headActor, tx =>
      insertPerson(tx, { ...person, sharedMailbox: false }, app.clock.now()),
    )
    return named(family)
  }
  const teacherActor = await join('Tess', 'Rowan', ['staff'])
  const parentActor = await join('Vera', 'Lund', ['volunteer', 'parent'])
  return {
    schoolId,
    headActor,
    teacherActor,
    parentActor,
    head: await app.as(headActor),
    teacher: await app.as(teacherActor),
    parent: await app.as(parentActor),
    named,
  }
}
