import type { Role } from '../kernel/actor.ts'
import { Inconsistent } from '../kernel/errors.ts'
import { type Answer, answer, type Compiled } from './compile.ts'
import { type Actor, rank, type Situation, type Verdict, vocabulary } from './vocabulary.ts'

const hatOfRole: Readonly<Partial<Record<Role, Actor>>> = {
  headteacher: 'headteacher',
  'senior-leader': 'slt',
  dsl: 'staff',
  'deputy-dsl': 'staff',
  administrator: 'staff',
  staff: 'staff',
  governor: 'governor',
  chair: 'governor',
  volunteer: 'volunteer',
  parent: 'parent',
}

/**
 * The hats of a person: each is judged for itself. Whoever leads the school is not judged as staff besides, since policies
 * count leaders among the staff or except them. Somebody from outside is a visitor.
 */
export const hatsOf = (roles: ReadonlySet<Role>): readonly Actor[] => {
  const all = new Set([...roles].flatMap(role => hatOfRole[role] ?? []))
  if (all.has('headteacher') || all.has('slt')) all.delete('staff')
  if (all.has('headteacher')) all.delete('slt')
  return all.size === 0 ? ['visitor'] : vocabulary.actor.filter(actor => all.has(actor))
}

/** The hat under which somebody reads the policy, where one has to do: what most of their day is. */
export const mainHat = (roles: ReadonlySet<Role>): Actor => hatsOf(roles)[0] ?? 'visitor'

export type Judged = { readonly situation: Situation; readonly answer: Answer }

/** One question under several hats: somebody's roles, or several things true at once, as of a rude and confidential post. */
export type Judgement<One extends Judged = Judged> = {
  /** Every hat, in the order given. */
  readonly judged: readonly One[]
  /** Those that have the strictest verdict; the first is shown, with its hat. */
  readonly holding: readonly One[]
  readonly verdict: Verdict
  /** Those about which more has to be known before this is the last word; ask about the first. */
  readonly undecided: readonly Situation[]
  readonly final: boolean
}

/**
 * Lets the strictest of several answers stand. A hat that cannot reach it any more leaves nothing to ask. Throws
 * Inconsistent where there is nothing to judge, so that no hat is never taken for silence.
 */
export const strictestOf = <One extends Judged>(judged: readonly One[]): Judgement<One> => {
  if (judged.length === 0) throw new Inconsistent('there is no situation to judge')
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

/** Judges each hat and lets the strictest verdict stand. */
export const judge = (compiled: Compiled, situations: readonly Situation[]): Judgement =>
  strictestOf(situations.map(situation => ({ situation, answer: answer(compiled, situation) })))
