import { holdsAny, type PersonActor } from '../../kernel/actor.ts'
import type { Basis } from '../../kernel/basis.ts'
import { type Instant, LONDON, londonDate, Temporal } from '../../kernel/clock.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { takesReplies } from './commands/reply-to-proposal.ts'
import { adopters, keepers } from './permissions.ts'
import { approvalRecorders, type Proposal } from './proposal.ts'
import { openProposals } from './proposals.ts'

const step: readonly Basis[] = [
  { kind: 'practice', gist: 'a proposed text goes from consultation to the governors’ decision to its day' },
]

/** What waits for this person on proposed texts: a view they are asked for, and the next step for those who take it. */
export async function proposalsToday(
  tx: TenantTx,
  actor: PersonActor,
  now: Instant,
): Promise<readonly TodayLine[]> {
  const open = await openProposals(tx)
  if (open.length === 0) return []
  const asking = open.filter(one => takesReplies(one, londonDate(now)))
  const waiting = new Set(asking.length === 0 ? [] : await unanswered(tx, actor))
  return open.flatMap(one => [
    ...(waiting.has(one.id) ? [viewLine(one)] : []),
    ...stepLine(one, actor, londonDate(now)),
  ])
}

const viewLine = (one: Proposal): TodayLine => ({
  kind: 'due',
  text: 'Say what you think of a proposed policy',
  href: `/policy/proposals/${one.id}`,
  dueAt: one.consultUntil?.add({ days: 1 }).toZonedDateTime(LONDON).toInstant(),
  basis: [{ kind: 'practice', gist: 'people who are asked for their view have until the last day' }],
})

const stepLine = (one: Proposal, actor: PersonActor, today: Temporal.PlainDate): readonly TodayLine[] => {
  const line = (text: string): readonly TodayLine[] => [
    { kind: 'decide', text, href: `/policy/proposals/${one.id}`, basis: step },
  ]
  switch (one.state) {
    case 'consultation':
      if (!holdsAny(actor, keepers)) return []
      if (one.consultUntil === null)
        return one.proposedBy === actor.personId ? line('Ask people about the policy you proposed') : []
      return Temporal.PlainDate.compare(today, one.consultUntil) > 0
        ? line('Close the consultation on a proposed policy')
        : []
    case 'consulted':
      return holdsAny(actor, approvalRecorders) ? line('Record the governors’ decision on a policy') : []
    case 'approved':
      return holdsAny(actor, adopters) ? line('Bring the approved policy into force') : []
    default:
      return []
  }
}

/** The proposals on which this person was asked and has not replied. */
async function unanswered(tx: TenantTx, actor: PersonActor): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('policy_consultee')
    .select('proposal_id')
    .where('school_id', '=', tx.schoolId)
    .where('person_id', '=', actor.personId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('policy_reply')
            .select('policy_reply.id')
            .where('policy_reply.school_id', '=', tx.schoolId)
            .whereRef('policy_reply.consultee_id', '=', 'policy_consultee.id'),
        ),
      ),
    )
    .execute()
  return rows.map(row => row.proposal_id)
}
