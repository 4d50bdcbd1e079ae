import { parse } from 'yaml'
import { z } from 'zod'
import { Inconsistent } from '../kernel/errors.ts'
import { type Duty, dutyIds } from './duties.ts'
import { fires, outcomeOf } from './evaluate.ts'
import type { Pack, Rule } from './policy.ts'
import { readSituation } from './situation.ts'
import { deciders, type Situation, type Verdict, verdicts } from './vocabulary.ts'

const situation = z.unknown().transform((written, context): Situation => {
  const read = readSituation(written)
  if (read.kind === 'situation') return read.situation
  for (const message of read.problems) context.addIssue({ code: 'custom', message })
  return z.NEVER
})

const policyCase = z.strictObject({
  /** What happens, in words. */
  case: z.string().min(1),
  when: situation,
  /** What the policy has to answer; what is left out is none. */
  expect: z.strictObject({
    verdict: z.enum(verdicts),
    clauses: z.array(z.string()).default([]),
    ask: z.array(z.enum(deciders)).default([]),
    duties: z.array(z.enum(dutyIds)).default([]),
    arguable: z.boolean().default(false),
  }),
})

/** A situation somebody thought through, and what the policy says about it. */
export type PolicyCase = z.output<typeof policyCase>

/** Reads the cases of a pack. Throws Inconsistent, naming the file, where they are not right. */
export const readCases = (yamlText: string, fileName: string): readonly PolicyCase[] => {
  const read = z.array(policyCase).safeParse(parse(yamlText))
  if (read.success) return read.data
  throw new Inconsistent(`${fileName} is not right:\n${z.prettifyError(read.error)}`)
}

type Expectation = {
  readonly verdict: Verdict
  readonly clauses: readonly string[]
  readonly ask: readonly string[]
  readonly duties: readonly Duty[]
  readonly arguable: boolean
}

const inOrder = ({ verdict, clauses, ask, duties, arguable }: Expectation): Expectation => ({
  verdict,
  clauses: clauses.toSorted(),
  ask: ask.toSorted(),
  duties: duties.toSorted(),
  arguable,
})

const answerTo = (pack: Pack, when: Situation): Expectation => {
  const { verdict, clauses, ask, duties, arguable } = outcomeOf(pack, when)
  return { verdict, clauses, ask: [...ask.any, ...ask.all], duties, arguable: arguable.length > 0 }
}

/** The cases that a pack answers in another way than its author expected, with what it answers. */
export const wrongCases = (
  pack: Pack,
  cases: readonly PolicyCase[],
): readonly { readonly wrong: PolicyCase; readonly answer: Expectation }[] =>
  cases.flatMap(one => {
    const answer = inOrder(answerTo(pack, one.when))
    return JSON.stringify(answer) === JSON.stringify(inOrder(one.expect)) ? [] : [{ wrong: one, answer }]
  })

/**
 * The deciding rules that cases do not pin down: `fires` where no case makes the rule fire, `does-not-fire` where every
 * case about one of its acts does.
 */
export const untriedRules = (
  pack: Pack,
  cases: readonly PolicyCase[],
): readonly { readonly rule: Rule; readonly lacks: 'fires' | 'does-not-fire' }[] =>
  pack.rules
    .filter(rule => !rule.principle)
    .flatMap(rule => {
      const among = cases.filter(
        ({ when }) => when.act !== undefined && (rule.when.act?.includes(when.act) ?? true),
      )
      const firing = among.filter(({ when }) => fires(rule, pack, when))
      return [
        ...(firing.length > 0 ? [] : [{ rule, lacks: 'fires' as const }]),
        ...(firing.length < among.length ? [] : [{ rule, lacks: 'does-not-fire' as const }]),
      ]
    })
