import { capital } from '../../kernel/prose.ts'
import { type Answer, answer, type Compiled } from '../../policy-engine/compile.ts'
import { type Duty, duties } from '../../policy-engine/duties.ts'
import { conditionsOf } from '../../policy-engine/evaluate.ts'
import { besideOf } from '../../policy-engine/guidance.ts'
import type { Rule } from '../../policy-engine/policy.ts'
import { nextQuestion } from '../../policy-engine/questions.ts'
import {
  type Act,
  type Actor,
  type Conditions,
  holds,
  type Situation,
  type Verdict,
} from '../../policy-engine/vocabulary.ts'
import { circumstancesWords, ownActWords, valueWords } from '../../policy-engine/words.ts'
import type { UnderstandingQuestion } from './understanding-question.ts'

/** What can be answered to “may you?”, and the verdicts that it stands for: advice against something is a no as well. */
export const verdictChoices = [
  { value: 'yes', text: 'Yes', verdicts: ['may'] },
  { value: 'no', text: 'No, or better not', verdicts: ['must-not', 'should-not'] },
  { value: 'ask', text: 'Only after asking', verdicts: ['ask'] },
  { value: 'silent', text: 'The policy does not say', verdicts: ['silent'] },
] as const satisfies readonly { value: string; text: string; verdicts: readonly Verdict[] }[]

/** Whom a rule may have told, as a duty. */
const reports = ['report:manager', 'report:dsl', 'report:headteacher', 'report:slt'] as const satisfies Duty[]

/** Whoever leads the school is a senior leader: neither is a wrong answer where the other is right, nor told by one of them. */
const leaders: readonly Duty[] = ['report:headteacher', 'report:slt']
const leading: readonly Actor[] = ['headteacher', 'slt']

/** Everybody knows the answer, and nobody should have to picture it while reading a policy. */
const notAsked: readonly Act[] = ['hold-indecent-image']

/** The questions that the rules of a pack give to this actor: of what nobody can argue about, and no fact can change. */
export const ruleQuestions = (compiled: Compiled, actor: Actor): readonly UnderstandingQuestion[] =>
  compiled.pack.rules.flatMap(rule => questionOf(compiled, rule, actor) ?? [])

const questionOf = (compiled: Compiled, rule: Rule, actor: Actor): UnderstandingQuestion | undefined => {
  const conditions = conditionsOf(rule, compiled.pack)
  const [act] = conditions.act ?? []
  if (rule.principle || act === undefined || !conditions.actor?.includes(actor)) return undefined
  if (conditions.act?.some(one => notAsked.includes(one))) return undefined
  const situation = settled(compiled, firstOf(conditions, actor))
  if (situation === undefined) return undefined
  const found = answer(compiled, situation)
  if (!found.clauses.includes(rule.clause) || found.arguable.length > 0) return undefined
  if (needsDecision(situation, found.verdict)) return undefined
  const asked = mayYou(situation, found) ?? whomToTell(situation, found)
  return asked && { id: rule.id, about: act, clauses: found.clauses, ...asked }
}

/** One situation that a rule speaks of. */
const firstOf = (conditions: Conditions, actor: Actor): Situation =>
  Object.fromEntries(
    Object.entries(conditions).map(([facet, values]) => [facet, facet === 'actor' ? actor : values[0]]),
  )

/** Fills in what is still open, with the first value each, until nothing can change the answer any more. */
const settled = (compiled: Compiled, situation: Situation): Situation | undefined => {
  if (answer(compiled, situation).final) return situation
  const next = nextQuestion(compiled, situation)
  const [value] = next?.values ?? []
  return next && value !== undefined ? settled(compiled, { ...situation, [next.facet]: value }) : undefined
}

/** Whether current law or guidance asks the school to decide about what its policy says here: no answer to learn by heart. */
const needsDecision = (situation: Situation, verdict: Verdict): boolean =>
  besideOf(situation).some(({ collides }) =>
    collides.some(({ when, says }) => holds(when, situation) && says.includes(verdict)),
  )

type Asked = Pick<UnderstandingQuestion, 'text' | 'choices' | 'right'>

/** “As a governor, may you open an official account? (No permission.)” */
const mayYou = (situation: Situation, { verdict }: Answer): Asked | undefined => {
  const right = verdictChoices.find(({ verdicts }: { verdicts: readonly Verdict[] }) =>
    verdicts.includes(verdict),
  )
  const { who, act, circumstances } = spoken(situation)
  return (
    right && {
      text: `As ${who}, may you ${act}?${circumstances === '' ? '' : ` (${capital(circumstances)}.)`}`,
      choices: verdictChoices.map(({ value, text }) => ({ value, text })),
      right: right.value,
    }
  )
}

/** Where a rule asks for something to be done: whom the policy has told. */
const whomToTell = (situation: Situation, { verdict, duties: all }: Answer): Asked | undefined => {
  const [right, ...others] = reports.filter(duty => all.includes(duty))
  if (verdict !== 'do' || right === undefined || others.length > 0) return undefined
  if (leaders.includes(right) && leading.some(leader => leader === situation.actor)) return undefined
  const { who, act, circumstances } = spoken(situation)
  return {
    text: `As ${who}, what do you do in this case: ${act}${circumstances === '' ? '' : ` (${circumstances})`}?`,
    choices: reports
      .filter(duty => duty === right || !(leaders.includes(duty) && leaders.includes(right)))
      .map(duty => ({ value: duty, text: duties[duty] })),
    right,
  }
}

const spoken = ({ actor = 'staff', act = 'post', ...known }: Situation) => ({
  who: valueWords('actor', actor),
  act: ownActWords(act),
  circumstances: circumstancesWords(
    Object.fromEntries(Object.entries(known).map(([facet, value]) => [facet, [value]])),
  ),
})
