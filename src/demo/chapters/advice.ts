import { answerQuestion, askAdviser, recordInterpretation } from '../../features/advice/index.ts'
import { policyInForce } from '../../features/policy/index.ts'
import type { PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { Inconsistent } from '../../kernel/errors.ts'
import { type InterpretationId, newId, newRandomId, type QuestionId } from '../../kernel/ids.ts'
import { inSchool } from '../../platform/database/database.ts'
import { answer, compile } from '../../policy-engine/compile.ts'
import type { Act, Situation } from '../../policy-engine/vocabulary.ts'
import { situationWords } from '../../policy-engine/words.ts'
import { type Scene, type Stage, went } from '../stage.ts'

/** Two questions to the adviser, of which one is answered, and how the headteacher reads two clauses that differ. */
export function advice(stage: Stage): readonly Scene[] {
  const { db, head, leader, teacher, parentTeacher } = stage
  const { schoolDay } = stage.moments

  const question = (
    by: PersonActor,
    about: Omit<Situation, 'actor'> & { readonly act: Act },
    words: string,
  ) => {
    const id = newRandomId<QuestionId>()
    return {
      asked: (at: Instant): Scene => ({
        at,
        async happens(now) {
          const policy = await inSchool(db, by, tx => policyInForce(tx, londonDate(now)))
          if (!policy) throw new Inconsistent('the demonstration has no policy')
          const situation: Situation = { actor: 'staff', ...about }
          const { verdict, clauses } = answer(compile(policy.pack), situation)
          const content = {
            words,
            page: `/advice?${new URLSearchParams(situation)}`,
            situation: situationWords(situation),
            verdict,
            clauses,
          }
          went(await askAdviser(stage, by, { id, content, act: about.act, now }), 'asked')
        },
      }),
      answered: (at: Instant, words: string): Scene => ({
        at,
        happens: async now =>
          went(await answerQuestion(stage, leader, { id, answer: words, byLink: false, now }), 'done'),
      }),
    }
  }

  const profile = question(
    teacher,
    { act: 'identify-school', via: 'personal-account', disclaimer: 'no' },
    'My own profile says that I teach at Larkmere. Does that have to go?',
  )
  const oldFriend = question(
    parentTeacher,
    { act: 'connect', with: 'parent', tie: 'pre-existing', via: 'personal-account' },
    'A mother of a child in my class and I were at college together and have been friends online for years. Can that stay as it is?',
  )

  return [
    {
      at: schoolDay(9, '17:10'),
      happens: async now =>
        went(
          await recordInterpretation(db, head, {
            id: newId<InterpretationId>(),
            clause: 'AL-10.b',
            otherClause: 'AL-1.e',
            reads: 'may',
            reason:
              'Colleagues with children, nieces or nephews here are family first. The clause on private lives says so, and nobody meant the later one to part families.',
            now,
          }),
          'recorded',
        ),
    },
    profile.asked(schoolDay(4, '16:20')),
    profile.answered(
      schoolDay(3, '12:35'),
      'It can stay, with a line beside it that what you write there is your own view. Without that line, take the school’s name out.',
    ),
    oldFriend.asked(schoolDay(1, '16:50')),
  ]
}
