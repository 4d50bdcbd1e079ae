export const parties = ['unions', 'professional-associations', 'staff', 'parents', 'governors'] as const
/** Whom a school consults, as the setting 'policy.consultees' names them. */
export type Party = (typeof parties)[number]

export type ProposalState = 'consultation' | 'consulted' | 'approved' | 'adopted' | 'withdrawn' | 'returned'

/** How a reply reached the school: by a single-use link, by somebody signed in, or written down from a meeting or letter. */
export type ReplyHow = 'link' | 'signed-in' | 'recorded'
