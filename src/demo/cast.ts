import type { PersonActor, Role } from '../kernel/actor.ts'
import { newId, type PersonId, type SchoolId } from '../kernel/ids.ts'

type Part = {
  readonly givenName: string
  readonly familyName: string
  /** Below example domains, where no mailbox can be (RFC 2606). */
  readonly email: string
  readonly roles: readonly Role[]
  /** What they are, and what there is to see as them. */
  readonly title: string
  readonly look: string
}

const parts = {
  head: {
    givenName: 'Miriam',
    familyName: 'Castleton',
    email: 'head@larkmere.example',
    roles: ['headteacher', 'staff'],
    title: 'Headteacher',
    look: 'everything that is overdue, due or to be decided, how the policy is read here, and a concern about an adult',
  },
  dsl: {
    givenName: 'Tunde',
    familyName: 'Adeyemi',
    email: 'dsl@larkmere.example',
    roles: ['dsl', 'senior-leader', 'staff'],
    title: 'Designated safeguarding lead (DSL)',
    look: 'a concern about a child that waits to be confirmed',
  },
  deputy: {
    givenName: 'Priya',
    familyName: 'Nandakumar',
    email: 'deputy@larkmere.example',
    roles: ['deputy-dsl', 'staff'],
    title: 'Deputy DSL',
    look: 'the policy that she has not acknowledged yet',
  },
  leader: {
    givenName: 'Alison',
    familyName: 'Frewin',
    email: 'leader@larkmere.example',
    roles: ['senior-leader', 'staff'],
    title: 'Senior leader',
    look: 'applications to decide on, a question to answer, and a reply on the policy she proposed',
  },
  office: {
    givenName: 'Gwen',
    familyName: 'Tarrant',
    email: 'office@larkmere.example',
    roles: ['administrator', 'staff'],
    title: 'Office, administrator and moderator',
    look: 'the inbox, pictures to check, an old document to decide on, who has acknowledged, visitors',
  },
  teacher: {
    givenName: 'Ben',
    familyName: 'Hollister',
    email: 'ben@larkmere.example',
    roles: ['staff'],
    title: 'Teacher, runs the school’s Page',
    look: 'a post that a missing consent stops, messages to answer, and his adviser’s answer',
  },
  parentTeacher: {
    givenName: 'Sara',
    familyName: 'Quayle',
    email: 'sara@larkmere.example',
    roles: ['staff', 'parent'],
    title: 'Teacher and parent, runs two Pages',
    look: 'a colleague’s post to approve and one to publish by hand',
  },
  volunteer: {
    givenName: 'Leon',
    familyName: 'Birchall',
    email: 'leon@friends-of-larkmere.example',
    roles: ['volunteer', 'parent'],
    title: 'Volunteer and parent, runs the Friends’ Page',
    look: 'how little a volunteer learns of children: no names, no reasons',
  },
  chair: {
    givenName: 'Margaret',
    familyName: 'Oseitutu',
    email: 'chair@larkmere.example',
    roles: ['chair', 'governor'],
    title: 'Chair of governors',
    look: 'a concern about the headteacher, of which the headteacher sees nothing',
  },
  recovery: {
    givenName: 'Ruth',
    familyName: 'Lindqvist',
    email: 'ruth@wexcombe-trust.example',
    roles: ['recovery-contact'],
    title: 'Recovery contact outside the school',
    look: 'only how the headteacher is let in again',
  },
  second: {
    givenName: 'Dan',
    familyName: 'Okonjo',
    email: 'dan@brackley-federation.example',
    roles: ['outside-second'],
    title: 'Outside second person',
    look: 'nothing until a post needs somebody from outside',
  },
} as const satisfies Record<string, Part>

export type PartName = keyof typeof parts

/** The invented people of the demonstration school, the headteacher first: the one who set it up. */
export const cast: Readonly<Record<PartName, Part>> = parts

export type Players = Readonly<Record<PartName, PersonActor>>

/** The cast as people of a new school. */
export const castSchool = (schoolId: SchoolId): Players =>
  Object.fromEntries(
    Object.entries<Part>(cast).map(([name, part]): [string, PersonActor] => [
      name,
      {
        kind: 'person',
        schoolId,
        personId: newId<PersonId>(),
        name: `${part.givenName} ${part.familyName}`,
        roles: new Set(part.roles),
      },
    ]),
  ) as Players
