import {
  addToDoNotPublish,
  applyPlan,
  type ImportKind,
  readImport,
  recordConsent,
  recordTraining,
} from '../../features/people/index.ts'
import { adoptPolicy } from '../../features/policy/index.ts'
import { setUpSchool } from '../../features/setup/index.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { newRandomId } from '../../kernel/ids.ts'
import { inSchool } from '../../platform/database/database.ts'
import { cast, type PartName, type Players } from '../cast.ts'
import { consentsFile, pupilsFile } from '../pupils.ts'
import { pupilCalled, type Scene, type Stage, went } from '../stage.ts'

/** The school is set up, adopts its policy and brings in pupils and consents. */
export function school(stage: Stage): readonly Scene[] {
  const { db, head, office, dsl } = stage
  const { schoolDay, consentDay } = stage.moments

  const bringIn = async (kind: ImportKind, name: string, bytes: Buffer, now: Instant): Promise<void> =>
    inSchool(db, office, async tx => {
      const read = await readImport(tx, kind, bytes, now)
      if (read.kind !== 'plan') return went(read, 'plan')
      const file = { importId: newRandomId<string>(), name }
      await applyPlan(tx, office, file, read.plan, { missingHaveLeft: false, reinstate: new Set() }, now)
    })

  const trained: readonly (keyof Players)[] = ['leader', 'office', 'teacher', 'parentTeacher', 'volunteer']

  return [
    {
      at: schoolDay(14, '08:30'),
      async happens(now) {
        const founded = await setUpSchool(
          stage,
          {
            id: stage.schoolId,
            name: 'Larkmere Primary School',
            demonstration: true,
            phone: '01632 960140',
            urgentName: 'Children’s social care, out of hours',
            urgentPhone: '01632 960999',
            people: Object.entries(cast).map(([name, part]) => ({
              id: stage[name as PartName].personId,
              givenName: part.givenName,
              familyName: part.familyName,
              email: part.email,
              sharedMailbox: false,
              roles: part.roles,
            })),
          },
          now,
        )
        went(founded, 'founded')
      },
    },
    {
      at: schoolDay(14, '09:10'),
      happens: async now =>
        went(
          await adoptPolicy(db, head, {
            pack: 'AL',
            inForceFrom: londonDate(now),
            minute: 'Full governing board, item 7',
            now,
          }),
          'adopted',
        ),
    },
    {
      at: schoolDay(13, '10:00'),
      happens: now => bringIn('pupils', 'pupils.csv', pupilsFile(), now),
    },
    {
      at: schoolDay(13, '10:20'),
      happens: now => bringIn('consents', 'image-consents.csv', consentsFile(consentDay), now),
    },
    {
      at: schoolDay(13, '11:05'),
      async happens(now) {
        const entry = {
          pupilId: await pupilCalled(stage, 'Kofi'),
          reason:
            'The family asks that nobody learns which school he goes to. Ask the DSL before any picture.',
          now,
        }
        went(await addToDoNotPublish(stage, dsl, entry), 'done')
      },
    },
    ...trained.map(
      (name, place): Scene => ({
        at: schoolDay(12, `16:${30 + place}`),
        happens: async now =>
          went(
            await recordTraining(db, head, {
              personId: stage[name].personId,
              completedOn: londonDate(now),
              now,
            }),
            'recorded',
          ),
      }),
    ),
    {
      // After a picture of her was published: the child's page and the post show what that means.
      at: schoolDay(6, '09:40'),
      happens: async now =>
        went(
          await recordConsent(db, office, {
            pupilId: await pupilCalled(stage, 'Isla'),
            channel: 'facebook',
            answer: { state: 'withdrawn' },
            now,
          }),
          'recorded',
        ),
    },
  ]
}
