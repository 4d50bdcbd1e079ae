import { z } from 'zod'
import { responseDeadline } from '../features/inbox/deadline.ts'
import { Temporal } from '../kernel/clock.ts'
import * as calendar from '../kernel/school-calendar.ts'
import { effectiveSettings } from '../policy-engine/settings.ts'
import { shippedPack } from '../policy-engine/shipped-packs.ts'
import { answerLines } from './json-lines.ts'
import { noSuchPolicy } from './no-such-policy.ts'

const question = z.object({
  policy: z.string({ error: '“policy” has to be the id of a policy, AL say' }),
  receivedAt: z.iso.datetime({
    offset: true,
    error: '“receivedAt” has to be a time with its offset, 2026-03-28T21:40:00Z say',
  }),
})

/** The answer to one line; what cannot be answered is an error, never a guess. */
const answer = (written: object): object => {
  const asked = question.safeParse(written)
  if (!asked.success) return { error: asked.error.issues.map(({ message }) => message).join('; ') }
  const pack = shippedPack(asked.data.policy)
  if (pack === undefined) return { error: noSuchPolicy([asked.data.policy]) }
  const { dueAt, why, basis, arguable, unverified } = responseDeadline({
    receivedAt: Temporal.Instant.from(asked.data.receivedAt),
    clock: effectiveSettings(pack)['inbox.clock'],
    calendar,
  })
  const clauses = basis.flatMap(one => (one.kind === 'clause' ? [one.clause] : []))
  return {
    dueAt: dueAt.toString(),
    why,
    clauses,
    basis: clauses.length > 0 ? 'clause' : 'practice',
    arguable: arguable ?? null,
    unverified,
  }
}

/**
 * `gatepost deadline`: JSON lines `{"policy","receivedAt"}` in, one JSON line each out, in order. A line that cannot be
 * answered gives `{"error"}`. Opens no database.
 */
export const runDeadline = (input: NodeJS.ReadableStream, out: NodeJS.WritableStream): Promise<void> =>
  answerLines(input, out, answer)
