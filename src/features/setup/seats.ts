import type { Role } from '../../kernel/actor.ts'

/** A position that set-up fills. One person may sit in several: in a school of six staff the head is DSL and moderator. */
export type Seat = {
  readonly key: 'head' | 'dsl' | 'deputy' | 'moderator' | 'leader' | 'chair' | 'recovery'
  readonly title: string
  /** As it continues "the same person as". */
  readonly inWords: string
  readonly hint: string
  readonly roles: readonly Role[]
  /** Earlier seats whose person may sit here too. */
  readonly sameAs: readonly Seat['key'][]
  readonly optional: boolean
  /** Receives alerts that only this person may know of. */
  readonly alerted: boolean
  /** May be the one who sets the school up. */
  readonly founds: boolean
}

export const seats: readonly Seat[] = [
  {
    key: 'head',
    title: 'Headteacher',
    inWords: 'the headteacher',
    hint: 'Receives concerns about adults who work at the school.',
    roles: ['headteacher', 'staff'],
    sameAs: [],
    optional: false,
    alerted: true,
    founds: true,
  },
  {
    key: 'dsl',
    title: 'Designated safeguarding lead (DSL)',
    inWords: 'the DSL',
    hint: 'Receives concerns about children. National guidance asks for somebody from the school’s leadership, so this person counts as a senior leader too.',
    roles: ['dsl', 'senior-leader', 'staff'],
    sameAs: ['head'],
    optional: false,
    alerted: true,
    founds: true,
  },
  {
    key: 'deputy',
    title: 'Deputy DSL',
    inWords: 'the deputy DSL',
    hint: 'Stands in when the DSL is away, so it is somebody else.',
    roles: ['deputy-dsl', 'staff'],
    sameAs: ['head'],
    optional: false,
    alerted: true,
    founds: true,
  },
  {
    key: 'moderator',
    title: 'Administrator and moderator',
    inWords: 'the administrator',
    hint: 'Sets accounts up, keeps the list of people and watches what comes in. Often the school office.',
    roles: ['administrator', 'staff'],
    sameAs: ['head', 'dsl', 'deputy'],
    optional: false,
    alerted: false,
    founds: true,
  },
  {
    key: 'leader',
    title: 'Another senior leader',
    inWords: 'the senior leader',
    hint: 'Decides on official accounts beside the headteacher. You can name more later.',
    roles: ['senior-leader', 'staff'],
    sameAs: ['deputy', 'moderator'],
    optional: true,
    alerted: false,
    founds: true,
  },
  {
    key: 'chair',
    title: 'Chair of governors',
    inWords: 'the chair of governors',
    hint: 'Receives concerns about the headteacher, so it is nobody who works at the school.',
    roles: ['chair', 'governor'],
    sameAs: [],
    optional: false,
    alerted: true,
    founds: true,
  },
  {
    key: 'recovery',
    title: 'Recovery contact outside the school',
    inWords: 'the recovery contact',
    hint: 'Somebody you trust at the trust, the authority or another school. They let the headteacher or the chair in again when they are locked out, and see nothing of the school’s work.',
    roles: ['recovery-contact'],
    sameAs: [],
    optional: false,
    alerted: false,
    founds: false,
  },
]
