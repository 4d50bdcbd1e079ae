import type { SettingKey } from '../../policy-engine/catalogue.ts'
import type { Act } from '../../policy-engine/vocabulary.ts'

export type UnderstandingQuestion = {
  /** The rule or setting that it was drawn from. */
  readonly id: string
  /** What it is about: no two questions of one reading share it. */
  readonly about: Act | SettingKey
  readonly text: string
  readonly choices: readonly { readonly value: string; readonly text: string }[]
  /** The value of the one choice that the policy gives. */
  readonly right: string
  /** The clauses that say so. */
  readonly clauses: readonly string[]
}

/** Spreads a choice: the same for one person and text, another for the next person. */
export type Spread = <One>(these: readonly One[], idOf: (one: One) => string) => readonly One[]
