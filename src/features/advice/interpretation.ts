import type { Instant } from '../../kernel/clock.ts'
import type { InterpretationId, PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import { type Answer, answer, type Compiled } from '../../policy-engine/compile.ts'
import { fires, type Outcome, outcomeOfRules, survivorsOf } from '../../policy-engine/evaluate.ts'
import { type Judged, type Judgement, strictestOf } from '../../policy-engine/hats.ts'
import type { Pack, Rule } from '../../policy-engine/policy.ts'
import type { Situation } from '../../policy-engine/vocabulary.ts'

/** How a clause that can be read in two ways is read here: as it is written, ask the headteacher each time, or allowed. */
export const readsWords = {
  'as-written': 'As the stricter clause is written',
  ask: 'Ask the headteacher each time',
  may: 'Allowed',
} as const
export type Reads = keyof typeof readsWords

/** The headteacher's recorded reading of two clauses, until another version of the policy is in force. */
export type Interpretation = {
  readonly id: InterpretationId
  readonly versionId: PolicyVersionId
  readonly clause: string
  readonly otherClause: string | null
  readonly reads: Reads
  readonly reason: string
  readonly recordedBy: PersonId
  readonly recordedAt: Instant
  readonly endedAt: Instant | null
}

export type Pair = { readonly clause: string; readonly otherClause: string | null; readonly because: string }

/** What a rule that holds the verdict can be read against: what its own text leaves open, and clauses that permit it. */
const pairsOf = (rule: Rule, permitting: readonly string[]): readonly Pair[] => [
  ...(rule.arguable
    ? [
        {
          clause: rule.clause,
          otherClause: rule.arguable.clause ?? null,
          because: rule.arguable.because,
        },
      ]
    : []),
  ...permitting.map(clause => ({
    clause: rule.clause,
    otherClause: clause,
    because: 'another clause of the document permits it',
  })),
]

/** The rules that stand in a situation; with those that hold the verdict, what each can be read against. */
const standingRules = (pack: Pack, situation: Situation, { verdict }: Pick<Outcome, 'verdict'>) => {
  const surviving = survivorsOf(pack.rules.filter(rule => fires(rule, pack, situation)))
  const permitting =
    verdict === 'must-not' || verdict === 'should-not'
      ? [...new Set(surviving.filter(rule => rule.says === 'may').map(rule => rule.clause))]
      : []
  return surviving.map(rule => ({
    rule,
    pairs: rule.says === verdict ? pairsOf(rule, permitting) : [],
  }))
}

/** The pairs of clauses between which an arguable answer stands: one that decides, and the one that speaks otherwise. */
export const arguablePairs = (pack: Pack, situation: Situation, answer: Answer): readonly Pair[] =>
  answer.arguable.length === 0 ? [] : standingRules(pack, situation, answer).flatMap(({ pairs }) => pairs)

/** A rule as the school reads it. */
const ruleAsRead = (rule: Rule, reads: readonly Reads[]): Rule => {
  if (reads.length === 0 || reads.includes('as-written')) return rule
  return reads.includes('ask')
    ? { ...rule, says: 'ask', ask: { any: ['headteacher'] } }
    : { ...rule, says: 'may', ask: undefined }
}

/**
 * The answer as this school reads it, and the readings that bear on it. A reading changes only the rule that can be read in
 * two ways: what another rule plainly says still stands, with who decides and what has to be done.
 */
export const asRead = (
  pack: Pack,
  situation: Situation,
  answer: Answer,
  interpretations: readonly Interpretation[],
): { readonly answer: Answer; readonly by: readonly Interpretation[] } => {
  if (answer.arguable.length === 0) return { answer, by: [] }
  const current = interpretations.filter(({ endedAt }) => endedAt === null)
  const rules = standingRules(pack, situation, answer).map(({ rule, pairs }) => ({
    rule,
    by: current.filter(one =>
      pairs.some(({ clause, otherClause }) => clause === one.clause && otherClause === one.otherClause),
    ),
  }))
  const { verdict, clauses, ask, duties } = outcomeOfRules(
    rules.map(({ rule, by }) =>
      ruleAsRead(
        rule,
        by.map(one => one.reads),
      ),
    ),
  )
  return {
    answer: {
      ...answer,
      verdict,
      clauses,
      ask,
      duties,
      // Nothing stricter than a final answer can be reached, and this is it as it is read here.
      strictest: answer.final ? verdict : answer.strictest,
    },
    by: [...new Set(rules.flatMap(({ by }) => by))],
  }
}

/** One hat, judged as the school reads its policy, with the readings that bear on it. */
export type JudgedAsRead = Judged & { readonly by: readonly Interpretation[] }

/**
 * Hats as this school reads its policy: the strictest answer after the readings stands, so that a reading for one hat never
 * hides what another one forbids, and what could still exceed it is asked.
 */
export const judgeAsRead = (
  compiled: Compiled,
  situations: readonly Situation[],
  interpretations: readonly Interpretation[],
): Judgement<JudgedAsRead> =>
  strictestOf(
    situations.map(situation => ({
      situation,
      ...asRead(compiled.pack, situation, answer(compiled, situation), interpretations),
    })),
  )
