import type { Role } from '../../kernel/actor.ts'

/** Who sees other people's letters, to pass on what could not be sent. Confidential ones are nobody's but their recipient's. */
export const keepers: readonly Role[] = ['headteacher', 'administrator']
