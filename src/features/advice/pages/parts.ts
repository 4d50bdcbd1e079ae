import type { Role } from '../../../kernel/actor.ts'
import type { QuestionParts } from '../ask-adviser.ts'
import type { CarriedOut } from './clause.page.ts'

export type AdviceParts = QuestionParts & {
  /** Where Gatepost carries out a capability that clauses name; undefined where nobody has said. */
  carriedOut(capability: string): CarriedOut | undefined
}

/** The navigation entry of this room's pages. */
export const section = 'advice'

/** Who records how a clause is read here. */
export const interpreters: readonly Role[] = ['headteacher']

export const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`
