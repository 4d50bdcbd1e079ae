import type { PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate, type Temporal } from '../../kernel/clock.ts'
import { nextWorkingDay } from '../../kernel/school-calendar.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type { Act } from '../../policy-engine/vocabulary.ts'
import { facetWords } from '../../policy-engine/words.ts'
import { adviserSetting } from './ask-adviser.ts'
import { waitingQuestions } from './questions.ts'

/** A question is answered within five working days; school practice, no policy says. */
const workingDays = 5

const dueOn = (asked: Temporal.PlainDate): Temporal.PlainDate => {
  let day = asked
  for (let count = 0; count < workingDays; count++) day = nextWorkingDay(day)
  return day
}

/** What waits for this person about questions to the adviser. */
export async function adviceToday(
  tx: TenantTx,
  actor: PersonActor,
  now: Instant,
): Promise<readonly TodayLine[]> {
  const { toAnswer, answered } = await waitingQuestions(tx, actor)
  if (toAnswer.length === 0 && answered === 0) return []
  const { basis } = await adviserSetting(tx, now)
  const today = londonDate(now)
  const late = toAnswer.some(({ askedAt }) => dueOn(londonDate(askedAt)).until(today).days > 0)
  return [
    ...(toAnswer.length > 0
      ? [
          {
            kind: late ? ('overdue' as const) : ('decide' as const),
            text:
              toAnswer.length === 1
                ? 'Answer a question about the policy'
                : `Answer ${toAnswer.length} questions about the policy`,
            href: '/advice/questions',
            basis,
          },
        ]
      : []),
    ...(answered > 0
      ? [
          {
            kind: 'decide' as const,
            text: 'Your adviser has answered your question',
            href: '/advice/questions',
            basis,
          },
        ]
      : []),
  ]
}

/** What nobody has answered in time: the policy should say it. Tells what about, never who asked. */
export async function unansweredReasons(
  tx: TenantTx,
  on: Temporal.PlainDate,
): Promise<readonly { readonly text: string; readonly href: string }[]> {
  const rows = await tx
    .selectFrom('advice_topic')
    .select(['act', 'asked_on'])
    .where('school_id', '=', tx.schoolId)
    .where('settled', '=', false)
    .execute()
  const late = rows.filter(row => dueOn(row.asked_on).until(on).days > 0)
  const acts = [...new Set(late.flatMap(({ act }) => (act === null ? [] : [act as Act])))]
  return late.length === 0
    ? []
    : [
        {
          text: `${late.length === 1 ? 'A question' : `${late.length} questions`} to the adviser ${late.length === 1 ? 'has' : 'have'} waited more than five working days${acts.length > 0 ? `: about “${acts.map(act => facetWords.act.values[act]).join('”, “')}”` : ''}.`,
          href: '/advice/questions',
        },
      ]
}
