import type { Role } from '../../../kernel/actor.ts'
import type { QuestionParts } from '../ask-adviser.ts'

export type AdviceParts = QuestionParts

/** The navigation entry of this room's pages. */
export const section = 'advice'

/** Who records how a clause is read here. */
export const interpreters: readonly Role[] = ['headteacher']

export const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`
