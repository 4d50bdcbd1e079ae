import { confirmConcern, raiseConcern } from '../../features/concerns/index.ts'
import type { PersonActor } from '../../kernel/actor.ts'
import { Inconsistent } from '../../kernel/errors.ts'
import { type ConcernId, newRandomId } from '../../kernel/ids.ts'
import { type Scene, type Stage, went } from '../stage.ts'

/** One concern that was confirmed last week, and one each for the headteacher and for the chair that wait. */
export function concerns(stage: Stage): readonly Scene[] {
  const { head, dsl, office, parentTeacher, volunteer } = stage
  const { schoolDay } = stage.moments

  const raise = async (
    by: PersonActor,
    about: 'child' | 'adult' | 'headteacher',
    text: string,
    now: Scene['at'],
  ): Promise<ConcernId> => {
    const subjectId = about === 'headteacher' ? head.personId : null
    const concern = {
      formId: newRandomId<string>(),
      about,
      subjectId,
      indecent: 'no',
      text,
      message: undefined,
    } as const
    const raised = await raiseConcern(stage, by, concern, now)
    went(raised, 'raised')
    return raised.id
  }
  let lastWeek: ConcernId | undefined

  return [
    {
      at: schoolDay(6, '15:20'),
      async happens(now) {
        lastWeek = await raise(
          office,
          'child',
          'A stranger asks under the hedge pictures at what time Herons leave school. I have noted the account and the time.',
          now,
        )
      },
    },
    {
      at: schoolDay(6, '15:50'),
      async happens(now) {
        if (!lastWeek) throw new Inconsistent('the demonstration confirms a concern that nobody raised')
        went(await confirmConcern(stage.db, dsl, lastWeek, now), 'confirmed')
      },
    },
    {
      at: schoolDay(1, '13:10'),
      happens: async now => {
        await raise(
          volunteer,
          'adult',
          'At the fair the visiting sports coach asked two children for their user names and said it was between them.',
          now,
        )
      },
    },
    {
      at: schoolDay(1, '15:50'),
      happens: async now => {
        await raise(
          parentTeacher,
          'headteacher',
          'The headteacher comments under pictures of pupils from her own private account. I would rather tell you than her.',
          now,
        )
      },
    },
  ]
}
