import type { PersonId } from '../../../kernel/ids.ts'
import { capital } from '../../../kernel/prose.ts'
import type { TrailEvent } from '../events.ts'

/** "account-application.decided" → "Account application decided"; a fact's name, "inForceFrom", → "In force from". */
export const inWords = (name: string): string => {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[.\-_]+/g, ' ')
    .toLowerCase()
  return capital(words)
}

const identifier = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{64}$/

/** Facts that say something to a person; ids and hashes are for the verifier. */
const told = (facts: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(facts).flatMap(([name, value]) => {
    const words = (Array.isArray(value) ? value : [value]).filter(
      one => one !== null && !(typeof one === 'string' && identifier.test(one)),
    )
    if (words.length === 0) return []
    const shown = words.map(one => (one === true ? 'yes' : one === false ? 'no' : String(one)))
    return [`${inWords(name)}: ${shown.join(', ')}`]
  })

export const auditPage = (
  events: readonly TrailEvent[],
  names: ReadonlyMap<PersonId, string>,
  olderThan: number | null,
) => ({
  rows: events.map(event => ({
    seq: event.seq,
    at: event.at,
    action: inWords(event.action),
    by: event.by === null ? 'Gatepost' : (names.get(event.by) ?? 'Not known'),
    notes: [...told(event.detail), ...told(event.facts)],
  })),
  pages: olderThan === null ? null : { next: { text: 'Older', href: `/audit?before=${olderThan}` } },
})
