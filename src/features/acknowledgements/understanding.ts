import { createHash } from 'node:crypto'
import { answer, type Compiled } from '../../policy-engine/compile.ts'
import { conditionsOf } from '../../policy-engine/evaluate.ts'
import type { Rule } from '../../policy-engine/policy.ts'
import { nextQuestion } from '../../policy-engine/questions.ts'
import type { Act, Actor, Situation, Verdict } from '../../policy-engine/vocabulary.ts'

/** What can be answered to an understanding question, and the verdict that it stands for. */
export const answers = {
  yes: { text: 'Yes', verdict: 'may' },
  never: { text: 'No, never', verdict: 'must-not' },
  ask: { text: 'Only after asking', verdict: 'ask' },
  silent: { text: 'The policy does not say', verdict: 'silent' },
} as const satisfies Readonly<Record<string, { readonly text: string; readonly verdict: Verdict }>>
export type AnswerKey = keyof typeof answers

export type UnderstandingQuestion = {
  /** The rule that it was drawn from: the name of its field. */
  readonly id: string
  readonly situation: Situation
  readonly right: AnswerKey
  /** The clauses that say so. */
  readonly clauses: readonly string[]
}

const most = 3

/** Everybody knows the answer, and nobody should have to picture it while reading a policy. */
const notAsked: readonly Act[] = ['hold-indecent-image']

/** What an answer cannot be mistaken about: a verdict that can be answered, of which nothing is open or arguable. */
const questionOf = (compiled: Compiled, rule: Rule, actor: Actor): UnderstandingQuestion | undefined => {
  const { pack } = compiled
  const conditions = conditionsOf(rule, pack)
  if (rule.principle || conditions.act === undefined || !conditions.actor?.includes(actor)) return undefined
  if (conditions.act.some(act => notAsked.includes(act))) return undefined
  const first: Situation = Object.fromEntries(
    Object.entries(conditions).map(([facet, values]) => [facet, facet === 'actor' ? actor : values[0]]),
  )
  const situation = settled(compiled, first)
  if (situation === undefined) return undefined
  const found = answer(compiled, situation)
  if (!found.clauses.includes(rule.clause) || found.arguable.length > 0) return undefined
  const right = (Object.keys(answers) as AnswerKey[]).find(key => answers[key].verdict === found.verdict)
  return right && { id: rule.id, situation, right, clauses: found.clauses }
}

/** Fills in what is still open, with the first value each, until nothing can change the answer any more. */
const settled = (compiled: Compiled, situation: Situation): Situation | undefined => {
  if (answer(compiled, situation).final) return situation
  const next = nextQuestion(compiled, situation)
  const [value] = next?.values ?? []
  return next && value !== undefined ? settled(compiled, { ...situation, [next.facet]: value }) : undefined
}

/** Spreads the choice: the same for one person and text, another for the next person. */
const place = (seed: string, id: string): string => createHash('sha256').update(`${seed} ${id}`).digest('hex')

/**
 * Up to three questions from a policy's rules for somebody reading it as this actor: each about another act and another
 * clause. Always the same for one seed (person and text), so that nothing about them need be stored.
 */
export const understandingQuestions = (
  compiled: Compiled,
  actor: Actor,
  seed: string,
): readonly UnderstandingQuestion[] => {
  const found = compiled.pack.rules
    .toSorted((one, other) => (place(seed, one.id) < place(seed, other.id) ? -1 : 1))
    .flatMap(rule => questionOf(compiled, rule, actor) ?? [])
  const chosen: UnderstandingQuestion[] = []
  // Another act and another answer each time while there are any: three times “never” teaches little.
  for (const fresh of [true, false])
    for (const question of found) {
      if (chosen.length === most) return chosen
      const same = chosen.some(
        one => one.situation.act === question.situation.act || (fresh && one.right === question.right),
      )
      if (!same) chosen.push(question)
    }
  return chosen
}
