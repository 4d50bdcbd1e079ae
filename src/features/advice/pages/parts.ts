import type { PersonActor, Role } from '../../../kernel/actor.ts'
import type { Pack } from '../../../policy-engine/policy.ts'
import type { QuestionParts } from '../ask-adviser.ts'

/** How much of a clause Gatepost carries out, and where. */
export type ClauseInGatepost = {
  readonly clause: { readonly id: string }
  readonly state: 'carried-out' | 'in-part' | 'not-yet'
  readonly where: readonly { readonly text: string; readonly path: string }[]
  /** What is not there yet. */
  readonly lacks: string | undefined
}

export type AdviceParts = QuestionParts & {
  /** What of a policy Gatepost carries out, clause by clause. */
  clauseCoverage(pack: Pack): readonly ClauseInGatepost[]
  /** Whether somebody may open the page at a path. */
  mayOpen(path: string, actor: PersonActor): boolean
}

/** The navigation entry of this room's pages. */
export const section = 'advice'

/** Where questions to the adviser are listed; each has its page below. */
export const questionsPath = '/advice/questions'

/** Who records how a clause is read here. */
export const interpreters: readonly Role[] = ['headteacher']
