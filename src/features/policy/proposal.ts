import type { Role } from '../../kernel/actor.ts'
import type { Instant, Temporal } from '../../kernel/clock.ts'
import type { PersonId, PolicyVersionId } from '../../kernel/ids.ts'

/** Whom a school consults, as the setting 'policy.consultees' names them (GH-0, SM-1.2). */
export const parties = ['unions', 'professional-associations', 'staff', 'parents', 'governors'] as const
export type Party = (typeof parties)[number]

export const partyNames: Readonly<Record<Party, string>> = {
  unions: 'Recognised unions',
  'professional-associations': 'Professional associations',
  staff: 'Staff',
  parents: 'Parents and carers',
  governors: 'Governors',
}

/**
 * consultation → consulted → approved → adopted. Until it is adopted it can be withdrawn; until it is approved it can
 * also go back to be drafted again.
 */
export type ProposalState = 'consultation' | 'consulted' | 'approved' | 'adopted' | 'withdrawn' | 'returned'

/** How a reply reached the school: by a single-use link, by somebody signed in, or written down from a meeting or letter. */
export type ReplyHow = 'link' | 'signed-in' | 'recorded'

/** What is done with a proposal, and in which states. */
const steps = {
  invite: ['consultation'],
  reply: ['consultation'],
  consider: ['consultation', 'consulted'],
  close: ['consultation'],
  edit: ['consultation', 'consulted'],
  approve: ['consulted'],
  adopt: ['approved'],
  return: ['consultation', 'consulted'],
  withdraw: ['consultation', 'consulted', 'approved'],
} as const satisfies Readonly<Record<string, readonly ProposalState[]>>
export type ProposalStep = keyof typeof steps

/** Whether this step can be taken in this state. */
export const isOpenFor = (step: ProposalStep, state: ProposalState): boolean =>
  (steps[step] as readonly ProposalState[]).includes(state)

/** A text that may become the school's policy. The text itself never changes; a changed text is another proposal. */
export type Proposal = {
  readonly id: string
  readonly state: ProposalState
  readonly title: string
  /** What changes and why, for the people who are asked. */
  readonly why: string
  readonly pack: string
  readonly sha256: string
  readonly textSha256: string
  readonly fileName: string | null
  readonly draftId: string | null
  /** The version in force when it was proposed. */
  readonly replaces: PolicyVersionId | null
  readonly proposedBy: PersonId
  readonly proposedAt: Instant
  /** The last London day on which a reply counts; null while nobody has been asked. */
  readonly consultUntil: Temporal.PlainDate | null
  readonly consultationNote: string | null
  readonly material: boolean
  /** Who said that it is a small edit, and why. */
  readonly edit:
    | { readonly by: PersonId; readonly at: Instant; readonly reason: string; readonly onePerson: boolean }
    | undefined
  readonly approval:
    | {
        readonly by: PersonId
        readonly at: Instant
        readonly on: Temporal.PlainDate
        readonly minute: string
        readonly reason: string
        readonly onePerson: boolean
      }
    | undefined
  readonly endedReason: string | null
}

/** Who may say that a change is a small edit. */
export const editJudges: readonly Role[] = ['headteacher', 'senior-leader', 'chair']

/** Who records the governors' decision: the chair, a governor such as their clerk, or the headteacher. */
export const approvalRecorders: readonly Role[] = ['chair', 'governor', 'headteacher']

/**
 * Whether a person other than the author does what takes two: `alone` where nobody else at the school could, so that the
 * author does it with a reason and it is shown as done by one person.
 */
export const secondPerson = (
  actorId: PersonId,
  authorId: PersonId,
  holders: readonly PersonId[],
): 'may' | 'alone' | 'somebody-else' | 'no-role' => {
  if (!holders.includes(actorId)) return 'no-role'
  if (actorId !== authorId) return 'may'
  return holders.some(id => id !== authorId) ? 'somebody-else' : 'alone'
}

/** Somebody who was asked for a view. Without an address they were told in another way. */
export type Consultee = {
  readonly id: string
  readonly party: Party
  readonly name: string
  readonly address: string | null
  readonly personId: PersonId | null
  readonly invitedAt: Instant
}

export type Reply = {
  readonly id: string
  readonly consulteeId: string | null
  readonly party: Party
  readonly name: string
  readonly text: string
  readonly how: ReplyHow
  readonly personId: PersonId | null
  readonly receivedAt: Instant
  /** What the school made of it; undefined until somebody has said. */
  readonly considered: { readonly text: string; readonly by: PersonId; readonly at: Instant } | undefined
}
