import type { Instant } from '../../kernel/clock.ts'
import type { InterpretationId, PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import type { Answer } from '../../policy-engine/compile.ts'

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

/** The pairs of clauses between which an arguable answer stands: the one that decides, and the one that speaks otherwise. */
export const arguablePairs = (
  answer: Answer,
): readonly { readonly clause: string; readonly otherClause: string | null; readonly because: string }[] =>
  answer.clauses.flatMap(clause =>
    answer.arguable.map(({ because, clause: other }) => ({ clause, otherClause: other ?? null, because })),
  )

/**
 * The answer as this school reads it, and the reading that made it so. Only an arguable answer can be read in another way:
 * what the policy plainly forbids stays forbidden, and each clause that holds the verdict has to be read so.
 */
export const asRead = (
  answer: Answer,
  interpretations: readonly Interpretation[],
): { readonly answer: Answer; readonly by: readonly Interpretation[] } => {
  const pairs = arguablePairs(answer)
  const by = interpretations.filter(
    one =>
      one.endedAt === null &&
      pairs.some(({ clause, otherClause }) => clause === one.clause && otherClause === one.otherClause),
  )
  const everyClause = answer.clauses.every(clause => by.some(one => one.clause === clause))
  const reads = by.map(one => one.reads)
  if (!everyClause || by.length === 0 || reads.includes('as-written')) return { answer, by }
  return {
    answer: reads.includes('ask')
      ? { ...answer, verdict: 'ask', ask: { any: ['headteacher'], all: [] } }
      : { ...answer, verdict: 'may' },
    by,
  }
}
