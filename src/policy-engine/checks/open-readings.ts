import type { Check } from './finding.ts'

/** Clauses that their author could read in two ways, no other clause being against them. */
export const openReadings: Check = pack => {
  const seen = new Map(
    pack.rules.flatMap(({ clause, arguable }) =>
      arguable && arguable.clause === undefined
        ? [[`${clause} ${arguable.because}`, { clause, because: arguable.because }] as const]
        : [],
    ),
  )
  return [...seen.values()].map(({ clause, because }) => ({
    check: 'reading',
    at: clause,
    message: `${clause} can be read in two ways: ${because}.`,
    hint: 'Record how you read it. Your reading holds until the next review.',
    clauses: [clause],
  }))
}
