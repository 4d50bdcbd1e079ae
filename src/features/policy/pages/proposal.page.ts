import { holdsAny, type PersonActor } from '../../../kernel/actor.ts'
import type { Basis } from '../../../kernel/basis.ts'
import { type Instant, londonDate, Temporal } from '../../../kernel/clock.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { londonDateText, londonDateTimeText } from '../../../platform/views/london-time.ts'
import { takesReplies } from '../commands/reply-to-proposal.ts'
import { adopters, keepers, proposalWorkers } from '../permissions.ts'
import {
  approvalRecorders,
  type Consultee,
  editJudges,
  isOpenFor,
  type Proposal,
  partyNames,
  type Reply,
} from '../proposal.ts'

/** Where a proposal stands, in a few words. */
export const stateWords = (one: Pick<Proposal, 'state' | 'consultUntil' | 'approval'>): string => {
  switch (one.state) {
    case 'consultation':
      return one.consultUntil
        ? `Replies until ${londonDateText(one.consultUntil)}`
        : 'Nobody has been asked yet'
    case 'consulted':
      return 'Waits for the governors’ decision'
    case 'approved':
      return 'Approved, not yet in force'
    case 'adopted':
      return 'Adopted'
    case 'withdrawn':
      return 'Withdrawn'
    case 'returned':
      return 'Back to be drafted'
  }
}

/** What is said where one person did what takes two. */
export const onePersonWords = (onePerson: boolean): string =>
  onePerson ? ' (one person: nobody else could do it)' : ''

/** One line a party: how many were asked, how many replied. */
export const consultationSummary = (
  asked: readonly Consultee[],
  received: readonly Reply[],
): readonly string[] =>
  Object.entries(partyNames).flatMap(([party, name]) => {
    const invited = asked.filter(one => one.party === party).length
    const replied = received.filter(one => one.party === party).length
    return invited + replied === 0 ? [] : [`${name}: ${invited} asked, ${replied} replied`]
  })

const repliedWords = (count: number): string =>
  count === 0 ? 'Nobody has replied' : count === 1 ? '1 person or group replied' : `${count} replied`

type Next = {
  readonly text: string
  readonly button: { readonly text: string; readonly href: string } | null
}

/** What happens next with the proposal, and the one thing this person can do about it. */
const nextOf = (
  one: Proposal,
  actor: PersonActor,
  today: Temporal.PlainDate,
  received: readonly Reply[],
): Next => {
  const at = `/policy/proposals/${one.id}`
  const button = (roles: readonly (typeof keepers)[number][], text: string, href: string) =>
    holdsAny(actor, roles) ? { text, href: `${at}${href}` } : null
  const unconsidered = received.filter(reply => !reply.considered).length
  switch (one.state) {
    case 'consultation':
      if (one.consultUntil === null)
        return {
          text: 'Next: people are asked for their view.',
          button: button(keepers, 'Ask people for their view', '/consult'),
        }
      return Temporal.PlainDate.compare(today, one.consultUntil) <= 0
        ? {
            text: `People can reply until ${londonDateText(one.consultUntil)}. ${repliedWords(received.length)} so far.`,
            button: button(keepers, 'Read the replies', '/replies'),
          }
        : {
            text: `The last day for replies has passed. ${repliedWords(received.length)}. Next: the consultation is closed.`,
            button: button(keepers, 'Close the consultation', '/close'),
          }
    case 'consulted':
      return unconsidered > 0
        ? {
            text: `${unconsidered} ${unconsidered === 1 ? 'reply has' : 'replies have'} not been considered yet. The governors decide when all have been.`,
            button: button(keepers, 'Consider the replies', '/replies'),
          }
        : {
            text: 'Next: the governors decide, and the chair, a governor or the headteacher records it.',
            button: button(approvalRecorders, 'Record the governors’ decision', '/approval'),
          }
    case 'approved':
      return {
        text: 'The governors approved it. Next: the headteacher or the chair says from which day it is in force.',
        button: button(adopters, 'Bring it into force', '/adoption'),
      }
    case 'adopted':
      return {
        text: 'This text was adopted.',
        button: { text: 'See the versions of the policy', href: '/policy/versions' },
      }
    case 'withdrawn':
      return { text: `It was withdrawn. ${one.endedReason ?? ''}`, button: null }
    case 'returned':
      return {
        text: `It went back to be drafted again. ${one.endedReason ?? ''}`,
        // A draft made of a pack has the proposal's id.
        button: holdsAny(actor, keepers)
          ? { text: 'Open the draft', href: `/policy/drafts/${one.draftId ?? one.id}` }
          : null,
      }
  }
}

/** Who can see a proposal as it stands. */
const readersOf = (one: Proposal, asked: readonly Consultee[]): string =>
  one.approval
    ? 'Everybody with a sign-in: the governors have approved it'
    : `The headteacher, senior leaders, the DSL, the office and the governors${asked.length === 0 ? '; nobody else until people are asked' : ', and whoever was asked'}`

/** A proposal as whoever may see it reads it, with what this person can do. */
export const proposalPage = (
  one: Proposal,
  asked: readonly Consultee[],
  received: readonly Reply[],
  nameOf: (id: PersonId) => string,
  actor: PersonActor,
  now: Instant,
  setting: { readonly basis: readonly Basis[]; readonly inForce: boolean },
) => {
  const today = londonDate(now)
  const keeps = holdsAny(actor, keepers)
  const own = received.filter(reply => reply.personId === actor.personId)
  const { edit, approval } = one
  return {
    id: one.id,
    adopted: one.state === 'adopted',
    title: one.title,
    why: one.why,
    next: nextOf(one, actor, today, received),
    rows: [
      {
        key: 'Proposed',
        value: `${londonDateText(one.proposedAt)}, by ${nameOf(one.proposedBy)}`,
      },
      {
        key: 'Text',
        value: `${one.fileName === null ? 'The clauses of the pack' : one.fileName}. Fingerprint ${one.textSha256.slice(0, 12)}`,
      },
      { key: 'Who can see it', value: readersOf(one, asked) },
      {
        key: 'Kind of change',
        value: edit
          ? `Small edit, not material: nobody acknowledges it anew. ${edit.reason} ${nameOf(edit.by)}, ${londonDateText(edit.at)}${onePersonWords(edit.onePerson)}`
          : `Material: everyone who acknowledges the policy is asked${one.replaces === null ? '' : ' again'}`,
      },
      ...(approval
        ? [
            {
              key: 'Governors’ decision',
              value: `${approval.minute}, ${londonDateText(approval.on)}. Recorded by ${nameOf(approval.by)}, ${londonDateTimeText(approval.at)}${onePersonWords(approval.onePerson)}${approval.reason === '' ? '' : `. ${approval.reason}`}`,
            },
          ]
        : []),
    ],
    hasFile: one.fileName !== null,
    summary: consultationSummary(asked, received),
    consultationNote: one.consultationNote,
    consultationBasis: setting.basis,
    basisInForce: setting.inForce,
    keeps,
    seesReplies: holdsAny(actor, proposalWorkers),
    own: own.map(reply => ({
      text: reply.text,
      at: reply.receivedAt,
      considered: reply.considered?.text ?? null,
    })),
    mayReply: takesReplies(one, today) && asked.some(person => person.personId === actor.personId),
    until: one.consultUntil,
    links: [
      ...(keeps && one.state === 'consultation' && one.consultUntil !== null
        ? [{ text: 'Ask more people, or change the last day', href: '/consult' }]
        : []),
      ...(keeps && isOpenFor('close', one.state)
        ? [{ text: 'Write down a reply from a meeting or a letter', href: '/replies/new' }]
        : []),
      ...(keeps && isOpenFor('close', one.state) && takesReplies(one, today)
        ? [{ text: 'Close the consultation now', href: '/close' }]
        : []),
      ...(holdsAny(actor, editJudges) && isOpenFor('edit', one.state) && one.replaces !== null
        ? [
            {
              text: one.material ? 'Mark it as a small edit' : 'It is a material change after all',
              href: '/edit',
            },
          ]
        : []),
      ...(keeps && isOpenFor('return', one.state)
        ? [{ text: 'Send it back to be drafted again', href: '/return' }]
        : []),
      ...(keeps && isOpenFor('withdraw', one.state) ? [{ text: 'Withdraw it', href: '/withdraw' }] : []),
    ],
  }
}
