import type { Temporal } from '../../kernel/clock.ts'
import type { PolicyCase } from '../cases.ts'
import type { Guidance } from '../guidance.ts'
import type { Pack } from '../policy.ts'

/** Something about a pack that somebody should look at: what is the matter, and what to do about it. */
export type PackFinding = {
  readonly check:
    | 'contradiction'
    | 'decision'
    | 'reading'
    | 'review'
    | 'gap'
    | 'basis'
    | 'unreachable'
    | 'case'
  /** Where in the pack: the id of a clause or rule, the name of a setting, an act. */
  readonly at: string
  readonly message: string
  readonly hint: string
  /** The clauses it is about, of this pack first. */
  readonly clauses: readonly string[]
}

/** What a pack is held against. */
export type CheckContext = {
  /** The London day on which it is checked. */
  readonly on: Temporal.PlainDate
  /** Policies of other schools, to see what this one leaves out. */
  readonly others: readonly Pack[]
  /** The cases written for the pack; left out where there are none to be expected. */
  readonly cases?: readonly PolicyCase[] | undefined
  readonly guidance: readonly Guidance[]
}

export type Check = (pack: Pack, context: CheckContext) => readonly PackFinding[]
