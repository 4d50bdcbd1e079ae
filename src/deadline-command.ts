import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { responseDeadline } from './features/inbox/deadline.ts'
import { Temporal } from './kernel/clock.ts'
import * as calendar from './kernel/school-calendar.ts'
import { effectiveSettings } from './policy-engine/settings.ts'
import { shippedPack, shippedPacks } from './policy-engine/shipped-packs.ts'

const question = z.object({
  policy: z.string({ error: '“policy” has to be the id of a policy, AL say' }),
  receivedAt: z.iso.datetime({
    offset: true,
    error: '“receivedAt” has to be a time with its offset, 2026-03-28T21:40:00Z say',
  }),
})

const readJson = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** The answer to one line; what cannot be answered is an error, never a guess. */
const answer = (line: string): object => {
  const written = readJson(line)
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    return { error: 'this line is not a JSON object' }
  const asked = question.safeParse(written)
  if (!asked.success) return { error: asked.error.issues.map(({ message }) => message).join('; ') }
  const pack = shippedPack(asked.data.policy)
  if (pack === undefined) {
    const known = shippedPacks().map(({ id }) => id)
    return { error: `no policy ${JSON.stringify(asked.data.policy)}; there are ${known.join(', ')}` }
  }
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
 * answered gives `{"error"}` and the next one is read; empty lines are skipped. Opens no database.
 */
export const runDeadline = async (
  input: NodeJS.ReadableStream,
  out: NodeJS.WritableStream,
): Promise<void> => {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
    if (line.trim() !== '' && !out.write(`${JSON.stringify(answer(line))}\n`)) await once(out, 'drain')
}
