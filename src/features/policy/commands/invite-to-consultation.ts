import type { PersonActor } from '../../../kernel/actor.ts'
import { citedClauses } from '../../../kernel/basis.ts'
import type { Instant, Temporal } from '../../../kernel/clock.ts'
import { newRandomId, type PersonId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { type Database, type IdentityDatabase, inSchool } from '../../../platform/database/database.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { isStaff, type Person, persons, schoolName } from '../../people/index.ts'
import { createLink, personsWithLogin } from '../../sign-in/index.ts'
import { isInThePast } from '../adopt-version.ts'
import type { Consultee, Party, Proposal } from '../proposal.ts'
import { consultees, consulteesSetting } from '../proposals.ts'
import { lockProposal, type NotOpen, setProposal } from './change-proposal.ts'

export type ConsultationParts = {
  readonly db: Database
  readonly identity: IdentityDatabase
  readonly mail: Mail
  readonly publicUrl: string
}

/** Parties whose people stand on the school's own list. */
export const ownParties = ['staff', 'governors', 'parents'] as const satisfies readonly Party[]
export type OwnParty = (typeof ownParties)[number]

/** The people of a party on the school's list. */
export const peopleOf = (party: OwnParty, everyone: readonly Person[]): readonly Person[] => {
  switch (party) {
    case 'staff':
      return everyone.filter(person => isStaff(person.roles))
    case 'governors':
      return everyone.filter(person => person.roles.some(role => role === 'governor' || role === 'chair'))
    case 'parents':
      return everyone.filter(person => person.roles.includes('parent'))
  }
}

/** Somebody or some group outside the list; without an address they are told in another way. */
export type Outsider = { readonly party: Party; readonly name: string; readonly address: string | null }

type Candidate = Outsider & {
  readonly id: string
  readonly personId: PersonId | null
  readonly shared: boolean
}

export type InviteToConsultationResult =
  | { readonly kind: 'invited'; readonly asked: number; readonly byLetter: number }
  | { readonly kind: 'nobody-new' }
  | { readonly kind: 'in-the-past' }
  | NotOpen

const isSame = (
  one: Pick<Outsider, 'name' | 'address'>,
  other: Pick<Outsider, 'name' | 'address'>,
): boolean => one.name === other.name && one.address === other.address

const candidatesOf = (
  input: { readonly groups: readonly OwnParty[]; readonly outsiders: readonly Outsider[] },
  everyone: readonly Person[],
  actor: PersonActor,
): readonly Candidate[] => {
  const inside = input.groups.flatMap(party =>
    peopleOf(party, everyone).map(person => ({
      id: newRandomId<never>() as string,
      party,
      name: person.name,
      address: person.email,
      personId: person.id,
      shared: person.sharedMailbox,
    })),
  )
  return [
    // Somebody may be staff and a governor: asked once, under the first.
    ...inside.filter(
      (one, index) =>
        one.personId !== actor.personId &&
        inside.findIndex(other => other.personId === one.personId) === index,
    ),
    ...input.outsiders
      .filter((one, index) => input.outsiders.findIndex(other => isSame(other, one)) === index)
      .map(one => ({
        ...one,
        id: newRandomId<never>() as string,
        personId: null,
        shared: false,
      })),
  ]
}

const isAsked = (candidate: Candidate, asked: readonly Consultee[]): boolean =>
  asked.some(one =>
    candidate.personId === null
      ? one.personId === null && isSame(one, candidate)
      : one.personId === candidate.personId,
  )

/**
 * Asks people for their view of a proposal until a London date: those on the list by letter (to sign in, or with a
 * single-use link where they have no sign-in), others by a link, and who has no address as told in another way. Who was
 * asked before is not asked again. SM-1.2, GH-0.
 */
export async function inviteToConsultation(
  parts: ConsultationParts,
  actor: PersonActor,
  input: {
    id: string
    until: Temporal.PlainDate
    groups: readonly OwnParty[]
    outsiders: readonly Outsider[]
    now: Instant
  },
): Promise<InviteToConsultationResult> {
  const { db, identity, publicUrl } = parts
  const { id, now } = input
  if (isInThePast(input.until, now)) return { kind: 'in-the-past' }
  const fresh = await inSchool(db, actor, async tx => {
    const asked = await consultees(tx, id)
    return candidatesOf(input, await persons(tx), actor).filter(one => !isAsked(one, asked))
  })
  const signsIn = await personsWithLogin(identity, actor.schoolId)
  const links = new Map<string, string>()
  for (const one of fresh)
    if (one.address !== null && !(one.personId !== null && signsIn.has(one.personId)))
      // The secret belongs to the identity database; without the letter nobody ever learns of it.
      links.set(
        one.id,
        await createLink(
          identity,
          { purpose: 'consultation', schoolId: actor.schoolId, personId: one.personId, subjectId: one.id },
          now,
        ),
      )
  return inSchool(db, actor, async (tx): Promise<InviteToConsultationResult> => {
    const locked = await lockProposal(tx, id, 'invite')
    if (locked.kind === 'not-open') return locked
    const asked = await consultees(tx, id)
    const added = fresh.filter(one => !isAsked(one, asked))
    const sameDay = locked.proposal.consultUntil?.equals(input.until) ?? false
    if (added.length === 0 && sameDay) return { kind: 'nobody-new' }
    await setProposal(tx, id, { consult_until: input.until })
    const school = await schoolName(tx)
    let byLetter = 0
    for (const one of added) {
      await tx
        .insertInto('policy_consultee')
        .values({
          school_id: tx.schoolId,
          id: one.id,
          proposal_id: id,
          party: one.party,
          name: one.name,
          address: one.address,
          person_id: one.personId,
          invited_by: actor.personId,
          invited_at: now,
        })
        .execute()
      if (one.address === null) continue
      const token = links.get(one.id)
      const href = token === undefined ? `/policy/proposals/${id}` : `/consultation/${token}`
      await parts.mail.post(
        tx,
        {
          recipient: {
            id: one.personId ?? (one.id as PersonId),
            address: one.address,
            sharedMailbox: one.shared,
          },
          ...letter(school, locked.proposal, one, `${publicUrl}${href}`, input.until, token !== undefined),
          // It lets somebody read a proposed text and say what they think: the office may pass it on by hand.
          confidential: false,
        },
        now,
      )
      byLetter++
    }
    await audit(tx, {
      at: now,
      action: 'policy.consulted',
      subject: { kind: 'policy-proposal', id },
      facts: {
        until: input.until.toString(),
        asked: added.length,
        byLetter,
        parties: [...new Set(added.map(one => one.party))],
        clauses: citedClauses((await consulteesSetting(tx, id, now)).basis),
      },
    })
    return { kind: 'invited', asked: added.length, byLetter }
  })
}

const letter = (
  school: string,
  one: Pick<Proposal, 'title'>,
  to: Candidate,
  url: string,
  until: Temporal.PlainDate,
  byLink: boolean,
): { subject: string; text: string } => ({
  subject: `${school}: what do you think of a proposed policy?`,
  text: `Dear ${to.name},

${school} proposes a text for its policy “${one.title}” and asks for your view before its governors decide.

You can read it and reply until ${londonDateText(until)}:

${url}

${byLink ? 'You need no account. The link takes one reply.' : 'Sign in as you always do.'}
`,
})
