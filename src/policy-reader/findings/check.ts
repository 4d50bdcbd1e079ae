import type { Block } from '../document.ts'
import type { PolicyDates } from '../document-facts.ts'
import type { Finding, ReadClause } from '../reading.ts'

/** What a check may look at: the blocks, what was read from them, and the day on which it is asked. */
export type Subject = {
  readonly blocks: readonly Block[]
  readonly school: string | null
  readonly dates: PolicyDates
  readonly reviewEvery: string | null
  readonly clauses: readonly ReadClause[]
  /** YYYY-MM-DD in London. */
  readonly today: string
}

/** One check: what it found, with its place and a message for the people of the school. */
export type Check = (subject: Subject) => readonly Finding[]

export const WHOLE_DOCUMENT = 'the whole document'
