import { situationsOf } from '../../policy-engine/applicability.ts'
import { answer, type Compiled } from '../../policy-engine/compile.ts'
import { type Act, type Situation, vocabulary } from '../../policy-engine/vocabulary.ts'
import { arguablePairs } from './interpretation.ts'

/** Two clauses that argue, about which acts, and one situation in which they do. */
export type Argument = {
  readonly acts: readonly Act[]
  readonly clause: string
  readonly otherClause: string | null
  readonly because: string
  readonly example: Situation
}

const found = new WeakMap<Compiled['pack'], readonly Argument[]>()

/** Every pair of clauses between which some situation is arguable, with the first such situation. */
export const arguableOf = (compiled: Compiled): readonly Argument[] => {
  const known = found.get(compiled.pack)
  if (known) return known
  const pairs = new Map<string, Argument>()
  for (const act of vocabulary.act)
    for (const situation of situationsOf(act))
      for (const pair of arguablePairs(compiled.pack, situation, answer(compiled, situation))) {
        const key = `${pair.clause} ${pair.otherClause}`
        const one = pairs.get(key) ?? { acts: [], ...pair, example: situation }
        if (!one.acts.includes(act)) pairs.set(key, { ...one, acts: [...one.acts, act] })
      }
  const all = [...pairs.values()]
  found.set(compiled.pack, all)
  return all
}
