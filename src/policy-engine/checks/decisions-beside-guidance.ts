import { situationsOf } from '../applicability.ts'
import { fires, outcomeOfRules } from '../evaluate.ts'
import type { Guidance } from '../guidance.ts'
import type { Pack } from '../policy.ts'
import { holds, type Verdict, vocabulary } from '../vocabulary.ts'
import type { Check } from './finding.ts'

type Collision = Guidance['collides'][number]

/** The clauses of a pack that say what collides, in any admissible situation: as its verdict, or as a principle beside one. */
const clausesAgainst = ({ when, says }: Collision, pack: Pack): readonly string[] => {
  const collides = (verdict: Verdict): boolean => says.includes(verdict)
  const found = new Set<string>()
  for (const act of when.act ?? vocabulary.act)
    for (const situation of situationsOf(act)) {
      if (!holds(when, situation)) continue
      const firing = pack.rules.filter(rule => fires(rule, pack, situation))
      const { verdict, clauses } = outcomeOfRules(firing)
      if (collides(verdict)) for (const clause of clauses) found.add(clause)
      for (const { principle, says: said, clause } of firing)
        if (principle && collides(said)) found.add(clause)
    }
  return [...found]
}

/** What the policy says that needs a decision beside current law or guidance. Neither is taken to be right. */
export const decisionsBesideGuidance: Check = (pack, { guidance }) =>
  guidance.flatMap(({ id, source, gist, collides }) =>
    collides.flatMap(collision => {
      const clauses = clausesAgainst(collision, pack)
      if (clauses.length === 0) return []
      return [
        {
          check: 'decision' as const,
          at: id,
          message: `${clauses.join(', ')} ${clauses.length === 1 ? 'needs' : 'need'} a decision beside ${source}: ${gist}`,
          hint: collision.decide,
          clauses,
        },
      ]
    }),
  )
