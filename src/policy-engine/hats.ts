import { Inconsistent } from '../kernel/errors.ts'
import { type Answer, answer, type Compiled } from './compile.ts'
import { type Situation, type Verdict, verdicts } from './vocabulary.ts'

export type Judged = { readonly situation: Situation; readonly answer: Answer }

/** One question under several hats: somebody's roles, or several things true at once, as of a rude and confidential post. */
export type Judgement = {
  /** Every hat, in the order given. */
  readonly judged: readonly Judged[]
  /** Those that have the strictest verdict; the first is shown, with its hat. */
  readonly holding: readonly Judged[]
  readonly verdict: Verdict
  /** Those about which more has to be known before this is the last word; ask about the first. */
  readonly undecided: readonly Situation[]
  readonly final: boolean
}

const rank = (verdict: Verdict): number => verdicts.indexOf(verdict)

/**
 * Judges each hat and lets the strictest verdict stand. A hat that cannot reach it any more leaves nothing to ask. Throws
 * Inconsistent where there is nothing to judge, so that no hat is never taken for silence.
 */
export const judge = (compiled: Compiled, situations: readonly Situation[]): Judgement => {
  if (situations.length === 0) throw new Inconsistent('there is no situation to judge')
  const judged = situations.map(situation => ({ situation, answer: answer(compiled, situation) }))
  const verdict = judged.map(one => one.answer.verdict).reduce((a, b) => (rank(a) <= rank(b) ? a : b))
  const undecided = judged
    .filter(({ answer: { final, strictest } }) => !final && rank(strictest) <= rank(verdict))
    .map(({ situation }) => situation)
  return {
    judged,
    holding: judged.filter(one => one.answer.verdict === verdict),
    verdict,
    undecided,
    final: undecided.length === 0,
  }
}
