import { z } from 'zod'
import { answer, compiledOf } from '../policy-engine/compile.ts'
import { shippedPack } from '../policy-engine/shipped-packs.ts'
import { readSituation } from '../policy-engine/situation.ts'
import { answerLines } from './json-lines.ts'
import { noSuchPolicy } from './no-such-policy.ts'

const question = z.strictObject({
  policy: z.string({ error: '“policy” has to be the id of a policy, AL say' }),
  when: z.unknown(),
})

/** The answer to one line; what cannot be answered is an error, never a guess. */
const answerOne = (written: object): object => {
  const asked = question.safeParse(written)
  if (!asked.success) return { error: asked.error.issues.map(({ message }) => message).join('; ') }
  const pack = shippedPack(asked.data.policy)
  if (pack === undefined) return { error: noSuchPolicy([asked.data.policy]) }
  const read = readSituation(asked.data.when)
  if (read.kind === 'invalid') return { error: read.problems.join('; ') }
  const { verdict, clauses, ask, duties, arguable, final, missing, strictest, principles, outside } = answer(
    compiledOf(pack),
    read.situation,
  )
  return {
    verdict,
    clauses,
    ask: [...new Set([...ask.any, ...ask.all])],
    duties,
    arguable: arguable.length > 0,
    final,
    missing,
    strictest,
    principles,
    ...(arguable.length > 0 ? { because: arguable } : {}),
    ...(outside === undefined ? {} : { outside }),
  }
}

/**
 * `gatepost verdict`: JSON lines `{"policy","when"}` in, one JSON line each out, in order: what the shipped policy says,
 * and whether that is its last word. A line that cannot be answered gives `{"error"}`. Opens no database.
 */
export const runVerdict = (input: NodeJS.ReadableStream, out: NodeJS.WritableStream): Promise<void> =>
  answerLines(input, out, answerOne)
