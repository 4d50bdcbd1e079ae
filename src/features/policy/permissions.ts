import type { Role } from '../../kernel/actor.ts'
import { approvalRecorders } from './proposal.ts'

/** Who takes a policy over for the school, after the governors' decision. */
export const adopters: readonly Role[] = ['headteacher', 'chair']

/** Who sees who has acknowledged. */
export const listReaders: readonly Role[] = ['headteacher', 'senior-leader', 'administrator']

/** Who proposes a text, asks people about it, and keeps what hangs on the policy. */
export const keepers: readonly Role[] = ['headteacher', 'chair', 'senior-leader', 'administrator', 'dsl']

/** Who sees what the next review has to look at. */
export const reviewReaders: readonly Role[] = [...keepers, 'governor']

/** Who works on a proposed text from its first day: those who keep it, decide on it or bring it into force. */
export const proposalWorkers: readonly Role[] = [...new Set([...keepers, ...approvalRecorders, ...adopters])]
