import { acknowledgePolicy, addVisitor, recordAttendance } from '../../features/acknowledgements/index.ts'
import { addPerson } from '../../features/people/index.ts'
import { policyInForce } from '../../features/policy/index.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { newId, type PersonId } from '../../kernel/ids.ts'
import { inSchool } from '../../platform/database/database.ts'
import type { PartName } from '../cast.ts'
import { type Scene, type Stage, went } from '../stage.ts'

/** Who has read the policy: on the screen, on a list at a training day, as a visitor; and two who have not. */
export function acknowledgements(stage: Stage): readonly Scene[] {
  const { db, office, dsl, leader } = stage
  const { schoolDay, today } = stage.moments
  const mailing = { db, identity: stage.posts.identity, mail: stage.mail, publicUrl: stage.publicUrl }

  const inForce = async (now: Instant): Promise<string> =>
    (await inSchool(db, office, tx => policyInForce(tx, londonDate(now))))?.textSha256 ?? ''
  const reads = (name: PartName, at: Instant): Scene => ({
    at,
    happens: async now =>
      went(await acknowledgePolicy(db, stage[name], { sha256: await inForce(now), now }), 'acknowledged'),
  })
  /** Somebody at the school who never signs in. */
  const withoutSignIn = (givenName: string, familyName: string, at: Instant) => {
    const id = newId<PersonId>()
    const person = { id, givenName, familyName, email: null, sharedMailbox: false, roles: ['staff'] } as const
    const joins: Scene = {
      at,
      happens: async now => went(await addPerson(db, office, person, now), 'added'),
    }
    return { id, joins }
  }

  const lunchtime = withoutSignIn('Joyce', 'Abara', schoolDay(14, '10:00'))
  const caretaker = withoutSignIn('Pete', 'Wainwright', schoolDay(14, '10:05'))
  const readers: readonly PartName[] = ['head', 'office', 'teacher', 'parentTeacher', 'volunteer']

  return [
    lunchtime.joins,
    caretaker.joins,
    ...readers.map((name, place) => reads(name, schoolDay(13, `08:${15 + place * 5}`))),
    {
      at: schoolDay(13, '16:40'),
      happens: async now =>
        went(
          await recordAttendance(db, office, {
            id: newId<never>(),
            sha256: await inForce(now),
            heldOn: londonDate(now),
            keptAt: 'Training folder in the office',
            personIds: [dsl.personId, leader.personId, lunchtime.id],
            now,
          }),
          'recorded',
        ),
    },
    {
      at: schoolDay(3, '08:25'),
      happens: async now =>
        went(
          await addVisitor(mailing, office, {
            id: newId<never>(),
            name: 'Grace Obi',
            organisation: 'Tin Moon Theatre',
            visitsOn: londonDate(now),
            handing: { kind: 'paper', keptAt: 'Visitors’ book in the office' },
            now,
          }),
          'signed-on-paper',
        ),
    },
    {
      at: schoolDay(1, '11:30'),
      happens: async now =>
        went(
          await addVisitor(mailing, office, {
            id: newId<never>(),
            name: 'Callum Reeve',
            organisation: 'Reeve Roofing',
            visitsOn: today.add({ days: 2 }),
            handing: { kind: 'letter', address: 'callum@reeve-roofing.example' },
            now,
          }),
          'posted',
        ),
    },
  ]
}
