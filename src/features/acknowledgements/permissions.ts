import type { Role } from '../../kernel/actor.ts'

/** Who sees who has acknowledged, and gives out links to sign. */
export const listReaders: readonly Role[] = ['headteacher', 'senior-leader', 'administrator']

/** Who says that somebody signed on paper: it stands for another person's signature. */
export const attendanceRecorders: readonly Role[] = ['headteacher', 'administrator']
