import type { PersonId, SchoolId } from './ids.ts'

/** What a person is at a school. One person may hold several. Running an account is not a role but a duty recorded with the account. */
export const roles = [
  'headteacher',
  'dsl',
  'deputy-dsl',
  'senior-leader',
  'administrator',
  'staff',
  'governor',
  'chair',
  'volunteer',
  'parent',
  'recovery-contact',
  'outside-second',
] as const
export type Role = (typeof roles)[number]

/** How a role is called on a page. */
export const roleNames: Readonly<Record<Role, string>> = {
  headteacher: 'Headteacher',
  dsl: 'Designated safeguarding lead (DSL)',
  'deputy-dsl': 'Deputy DSL',
  'senior-leader': 'Senior leader',
  administrator: 'Administrator and moderator',
  staff: 'Member of staff',
  governor: 'Governor',
  chair: 'Chair of governors',
  volunteer: 'Volunteer',
  parent: 'Parent or carer here',
  'recovery-contact': 'Recovery contact outside the school',
  'outside-second': 'Outside second person',
}

/** Roles that make somebody part of the staff in the law's and the policies' sense. */
export const staffRoles: readonly Role[] = [
  'headteacher',
  'dsl',
  'deputy-dsl',
  'senior-leader',
  'administrator',
  'staff',
]

/** Who acts: a person of a school, or the software itself on a school's behalf (jobs). */
export type Actor =
  | {
      readonly kind: 'person'
      readonly schoolId: SchoolId
      readonly personId: PersonId
      readonly name: string
      readonly roles: ReadonlySet<Role>
    }
  | { readonly kind: 'system'; readonly schoolId: SchoolId }

export type PersonActor = Extract<Actor, { kind: 'person' }>

export const systemActor = (schoolId: SchoolId): Actor => ({ kind: 'system', schoolId })

export const holdsAny = (actor: Actor, wanted: readonly Role[]): boolean =>
  actor.kind === 'person' && wanted.some(role => actor.roles.has(role))
