import { createHash } from 'node:crypto'
import type { Role } from '../../kernel/actor.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { type Compiled, compiledOf } from '../../policy-engine/compile.ts'
import { mainHat } from '../../policy-engine/hats.ts'
import type { Pack } from '../../policy-engine/policy.ts'
import type { Actor } from '../../policy-engine/vocabulary.ts'
import type { Spread, UnderstandingQuestion } from './understanding-question.ts'
import { ruleQuestions } from './understanding-rules.ts'
import { settingQuestions } from './understanding-settings.ts'

const spreadBy =
  (seed: string): Spread =>
  (these, idOf) => {
    const place = (id: string): string => createHash('sha256').update(`${seed} ${id}`).digest('hex')
    return these
      .map(one => ({ one, place: place(idOf(one)) }))
      .toSorted((a, b) => (a.place < b.place ? -1 : 1))
      .map(({ one }) => one)
  }

const most = 3

/**
 * Up to three questions for somebody who reads a policy as this actor, from its rules and from what its settings take out
 * of a clause: each about something else. Always the same for one seed (person and text): nothing about them is stored,
 * and opening the page again gives no easier ones.
 */
export const understandingQuestions = (
  compiled: Compiled,
  actor: Actor,
  seed: string,
): readonly UnderstandingQuestion[] => {
  const spread = spreadBy(seed)
  const found = spread(
    [...ruleQuestions(compiled, actor), ...settingQuestions(compiled.pack, actor, spread)],
    ({ id }) => id,
  )
  const chosen: UnderstandingQuestion[] = []
  // Another answer each time while there are any: three times “no” teaches little.
  for (const fresh of [true, false])
    for (const question of found) {
      if (chosen.length === most) return chosen
      const same = chosen.some(one => one.about === question.about || (fresh && one.right === question.right))
      if (!same) chosen.push(question)
    }
  return chosen
}

/** The questions of one person about one text, as what they mostly are at the school. */
export const questionsFor = (
  policy: { readonly pack: Pack; readonly textSha256: string },
  personId: PersonId,
  roles: Iterable<Role>,
): readonly UnderstandingQuestion[] =>
  understandingQuestions(compiledOf(policy.pack), mainHat(new Set(roles)), `${personId} ${policy.textSha256}`)
