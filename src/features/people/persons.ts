import { type PersonActor, type Role, staffRoles, systemActor } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { newId, type PersonId, type SchoolId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate, type TenantTx } from '../../platform/database/database.ts'
import type {} from './tables.ts'

export type Person = {
  readonly id: PersonId
  readonly givenName: string
  readonly familyName: string
  readonly name: string
  readonly email: string | null
  readonly sharedMailbox: boolean
  /** Where they work, at a school with several sites; null where nobody said, or at a school that is one place. */
  readonly site: string | null
  readonly roles: readonly Role[]
}

/**
 * The person and roles behind a session, the school's name and whether they run an official account; undefined when the
 * person has left. One query, since every request of a signed-in person makes it.
 */
export async function loadActor(
  db: Database,
  schoolId: SchoolId,
  personId: PersonId,
): Promise<
  { actor: PersonActor; schoolName: string; demonstration: boolean; runsAccount: boolean } | undefined
> {
  return inSchool(db, { kind: 'person', schoolId, personId, name: '', roles: new Set() }, async tx => {
    const rows = await tx
      .selectFrom('person')
      .innerJoin('school', 'school.id', 'person.school_id')
      .leftJoin('person_role', join =>
        join
          .onRef('person_role.school_id', '=', 'person.school_id')
          .onRef('person_role.person_id', '=', 'person.id'),
      )
      .select([
        'person.given_name',
        'person.family_name',
        'person_role.role',
        'school.name',
        'school.demonstration',
      ])
      .select(({ exists, selectFrom }) =>
        exists(
          selectFrom('account_runner')
            .select('account_runner.person_id')
            .where('account_runner.school_id', '=', schoolId)
            .where('account_runner.person_id', '=', personId),
        ).as('runs_account'),
      )
      .where('person.school_id', '=', schoolId)
      .where('person.id', '=', personId)
      .where('person.left_on', 'is', null)
      .execute()
    const first = rows[0]
    return (
      first && {
        schoolName: first.name,
        demonstration: first.demonstration,
        runsAccount: Boolean(first.runs_account),
        actor: {
          kind: 'person',
          schoolId,
          personId,
          name: `${first.given_name} ${first.family_name}`,
          roles: new Set(rows.flatMap(row => (row.role ? [row.role] : []))),
        },
      }
    )
  })
}

/** What somebody who follows an invitation is shown before they sign in; undefined for a person without an address or who left. */
export async function invitedPerson(
  db: Database,
  schoolId: SchoolId,
  personId: PersonId,
): Promise<{ name: string; email: string; schoolName: string } | undefined> {
  return inSchool(db, systemActor(schoolId), async tx => {
    const row = await tx
      .selectFrom('person')
      .innerJoin('school', 'school.id', 'person.school_id')
      .select(['given_name', 'family_name', 'email', 'school.name'])
      .where('person.school_id', '=', schoolId)
      .where('person.id', '=', personId)
      .where('left_on', 'is', null)
      .executeTakeFirst()
    return row?.email
      ? { name: `${row.given_name} ${row.family_name}`, email: row.email, schoolName: row.name }
      : undefined
  })
}

/** Everyone at the school now, by family name. */
export async function persons(tx: TenantTx): Promise<readonly Person[]> {
  const rows = await tx
    .selectFrom('person')
    .leftJoin('person_role', join =>
      join
        .onRef('person_role.school_id', '=', 'person.school_id')
        .onRef('person_role.person_id', '=', 'person.id'),
    )
    .select(['person.id', 'given_name', 'family_name', 'email', 'shared_mailbox', 'site', 'role'])
    .where('person.school_id', '=', tx.schoolId)
    .where('person.left_on', 'is', null)
    .orderBy('family_name')
    .orderBy('given_name')
    .orderBy('person.id')
    .execute()
  const byId = new Map<string, Person & { roles: Role[] }>()
  for (const row of rows) {
    const known = byId.get(row.id)
    if (known) {
      if (row.role) known.roles.push(row.role)
    } else
      byId.set(row.id, {
        id: row.id as PersonId,
        givenName: row.given_name,
        familyName: row.family_name,
        name: `${row.given_name} ${row.family_name}`,
        email: row.email,
        sharedMailbox: row.shared_mailbox,
        site: row.site,
        roles: row.role ? [row.role] : [],
      })
  }
  return [...byId.values()]
}

/** Who holds one of these roles now. */
export async function personsHolding(tx: TenantTx, roles: readonly Role[]): Promise<readonly Person[]> {
  return (await persons(tx)).filter(person => person.roles.some(role => roles.includes(role)))
}

/** Staff in the policies' sense: not only a volunteer, parent, governor or outsider. */
export const isStaff = (roles: Iterable<Role>): boolean => [...roles].some(role => staffRoles.includes(role))

export type NewPerson = {
  readonly id?: PersonId
  readonly givenName: string
  readonly familyName: string
  readonly email: string | null
  readonly sharedMailbox: boolean
  readonly site?: string | null
  readonly roles: readonly Role[]
}

export type AddPersonResult =
  | { readonly kind: 'added'; readonly personId: PersonId }
  | { readonly kind: 'email-taken' }

/** Writes a person and roles inside a command of its caller, which writes the audit event. */
export async function insertPerson(tx: TenantTx, person: NewPerson, now: Instant): Promise<PersonId> {
  const id = person.id ?? newId<PersonId>()
  await tx
    .insertInto('person')
    .values({
      school_id: tx.schoolId,
      id,
      given_name: person.givenName,
      family_name: person.familyName,
      email: person.email?.trim().toLowerCase() ?? null,
      shared_mailbox: person.sharedMailbox,
      site: person.site ?? null,
      left_on: null,
      created_at: now,
    })
    .execute()
  await giveRoles(tx, id, person.roles, now)
  return id
}

/**
 * Adds one person to the school. Somebody with this address who left before comes back, with these roles alone.
 * Repeating it with the same id changes nothing.
 */
export async function addPerson(
  db: Database,
  actor: PersonActor,
  person: NewPerson,
  now: Instant,
): Promise<AddPersonResult> {
  try {
    return await inSchool(db, actor, async tx => {
      const there = person.id && (await personNow(tx, person.id))
      if (there) return { kind: 'added', personId: there.id }
      const personId = (await bringBack(tx, person, now)) ?? (await insertPerson(tx, person, now))
      await audit(tx, {
        at: now,
        action: 'person.added',
        subject: { kind: 'person', id: personId },
        facts: { roles: person.roles },
        detail: { name: `${person.givenName} ${person.familyName}` },
      })
      return { kind: 'added', personId }
    })
  } catch (error) {
    if (isDuplicate(error)) return { kind: 'email-taken' }
    throw error
  }
}

/** A person at the school now; undefined for somebody who left, or of another school. */
export async function personNow(tx: TenantTx, id: PersonId): Promise<Person | undefined> {
  return (await persons(tx)).find(person => person.id === id)
}

/** Writes names and roles over those of somebody with this address who had left; undefined when nobody had. */
export async function bringBack(
  tx: TenantTx,
  person: NewPerson,
  now: Instant,
): Promise<PersonId | undefined> {
  const email = person.email?.trim().toLowerCase()
  if (email === undefined) return undefined
  const row = await tx
    .updateTable('person')
    .set({
      given_name: person.givenName,
      family_name: person.familyName,
      shared_mailbox: person.sharedMailbox,
      site: person.site ?? null,
      left_on: null,
    })
    .where('school_id', '=', tx.schoolId)
    .where('email', '=', email)
    .where('left_on', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  if (!row) return undefined
  await giveRoles(tx, row.id as PersonId, person.roles, now)
  return row.id as PersonId
}

/** Gives a person roles that they do not hold. */
export async function giveRoles(
  tx: TenantTx,
  personId: PersonId,
  given: readonly Role[],
  now: Instant,
): Promise<void> {
  if (given.length > 0)
    await tx
      .insertInto('person_role')
      .values(
        given.map(role => ({ school_id: tx.schoolId, person_id: personId, role, since: londonDate(now) })),
      )
      .onConflict(conflict => conflict.doNothing())
      .execute()
}
