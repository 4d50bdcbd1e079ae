import type { Actor, PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate, Temporal } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate } from '../../../platform/database/database.ts'
import type { Party, Proposal, ReplyHow } from '../proposal.ts'
import { consultees, replies } from '../proposals.ts'
import { lockProposal, type NotOpen, setProposal } from './change-proposal.ts'

/** Whether a reply to the proposal still counts on this London day. */
export const takesReplies = (
  one: Pick<Proposal, 'state' | 'consultUntil'>,
  today: Temporal.PlainDate,
): boolean =>
  one.state === 'consultation' &&
  one.consultUntil !== null &&
  Temporal.PlainDate.compare(today, one.consultUntil) <= 0

export type ReplyResult = { readonly kind: 'received' } | { readonly kind: 'too-late' } | NotOpen

type NewReply = { readonly id: string; readonly text: string; readonly now: Instant }

const write = (
  db: Database,
  actor: Actor,
  proposalId: string,
  reply: NewReply & {
    readonly consulteeId: string | null
    readonly party: Party
    readonly name: string
    readonly how: ReplyHow
    readonly personId: PersonId | null
  },
): Promise<ReplyResult> =>
  inSchool(db, actor, async (tx): Promise<ReplyResult> => {
    const locked = await lockProposal(tx, proposalId, 'reply')
    if (locked.kind === 'not-open') return locked
    // What the office writes down from a meeting may come in after the last day.
    if (reply.how !== 'recorded' && !takesReplies(locked.proposal, londonDate(reply.now)))
      return { kind: 'too-late' }
    // A link takes one reply, also when it is open twice.
    if (
      reply.how === 'link' &&
      (await replies(tx, proposalId)).some(other => other.consulteeId === reply.consulteeId)
    )
      return { kind: 'received' }
    await tx
      .insertInto('policy_reply')
      .values({
        school_id: tx.schoolId,
        id: reply.id,
        proposal_id: proposalId,
        consultee_id: reply.consulteeId,
        party: reply.party,
        name: reply.name,
        text: reply.text,
        how: reply.how,
        person_id: reply.personId,
        received_at: reply.now,
        considered: null,
        considered_by: null,
        considered_at: null,
      })
      .execute()
    await audit(tx, {
      at: reply.now,
      action: 'policy.reply-received',
      subject: { kind: 'policy-proposal', id: proposalId },
      facts: { reply: reply.id, party: reply.party, how: reply.how },
    })
    return { kind: 'received' }
  }).catch((error: unknown) => {
    // The form was sent twice: the reply is there.
    if (isDuplicate(error)) return { kind: 'received' }
    throw error
  })

/** A reply of somebody who was asked: signed in, or by their single-use link, whose secret the caller has checked. */
export async function replyAsConsultee(
  db: Database,
  actor: Actor,
  proposalId: string,
  reply: NewReply & { readonly consulteeId: string; readonly how: 'link' | 'signed-in' },
): Promise<ReplyResult> {
  const consultee = await inSchool(db, actor, async tx =>
    (await consultees(tx, proposalId)).find(one => one.id === reply.consulteeId),
  )
  if (!consultee) throw new NotFound('consultation')
  const { party, name, personId } = consultee
  return write(db, actor, proposalId, { ...reply, party, name, personId })
}

/** Writes down what somebody said at a meeting or in a letter. */
export const recordReply = (
  db: Database,
  actor: PersonActor,
  proposalId: string,
  reply: NewReply & { readonly party: Party; readonly name: string },
): Promise<ReplyResult> =>
  write(db, actor, proposalId, { ...reply, consulteeId: null, how: 'recorded', personId: null })

/** Says what the school made of a reply; the person who sent it reads that. It can be said anew until the approval. */
export const considerReply = (
  db: Database,
  actor: PersonActor,
  proposalId: string,
  input: { replyId: string; text: string; now: Instant },
): Promise<{ readonly kind: 'considered' } | NotOpen> =>
  inSchool(db, actor, async (tx): Promise<{ readonly kind: 'considered' } | NotOpen> => {
    const locked = await lockProposal(tx, proposalId, 'consider')
    if (locked.kind === 'not-open') return locked
    const reply = (await replies(tx, proposalId)).find(one => one.id === input.replyId)
    if (!reply) throw new NotFound('reply')
    await tx
      .updateTable('policy_reply')
      .set({ considered: input.text, considered_by: actor.personId, considered_at: input.now })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', reply.id)
      .execute()
    await audit(tx, {
      at: input.now,
      action: 'policy.reply-considered',
      subject: { kind: 'policy-proposal', id: proposalId },
      facts: { reply: reply.id },
    })
    return { kind: 'considered' }
  })

export type CloseResult =
  | { readonly kind: 'closed'; readonly replies: number }
  /** Nobody was asked, or nobody replied: say so in a note, which stays on record. */
  | { readonly kind: 'note-missing'; readonly asked: boolean }
  | NotOpen

/** Ends the consultation. Without a single reply it needs a note that says how people were asked. */
export const closeConsultation = (
  db: Database,
  actor: PersonActor,
  input: { id: string; note: string; now: Instant },
): Promise<CloseResult> =>
  inSchool(db, actor, async (tx): Promise<CloseResult> => {
    const locked = await lockProposal(tx, input.id, 'close')
    if (locked.kind === 'not-open') return locked
    const count = (await replies(tx, input.id)).length
    const asked = (await consultees(tx, input.id)).length
    if (count === 0 && input.note === '') return { kind: 'note-missing', asked: asked > 0 }
    await setProposal(tx, input.id, {
      state: 'consulted',
      consultation_note: input.note === '' ? null : input.note,
    })
    await audit(tx, {
      at: input.now,
      action: 'policy.consultation-closed',
      subject: { kind: 'policy-proposal', id: input.id },
      facts: { asked, replies: count },
      ...(input.note === '' ? {} : { detail: { note: input.note } }),
    })
    return { kind: 'closed', replies: count }
  })
