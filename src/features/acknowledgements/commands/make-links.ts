import { v5 } from 'uuid'
import type { PersonActor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/clock.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { inSchool, isDuplicate, type TenantTx } from '../../../platform/database/database.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { goesByLetter, type Person, persons, schoolName } from '../../people/index.ts'
import { createLink, linkLifetime, personsWithLogin, revokeLinks } from '../../sign-in/index.ts'
import type { LinkParts } from '../parts.ts'

/** A link to be handed over by whoever made it, who sees it this once. */
export type LinkToHand = { readonly name: string; readonly url: string }

export type MakeLinksResult =
  /** Letters are on their way to the people’s own addresses; the other links are shown. */
  | { readonly kind: 'made'; readonly posted: readonly Person[]; readonly toHand: readonly LinkToHand[] }
  /** The form was sent twice: the links are made, and shown no more. */
  | { readonly kind: 'already' }
  /** They sign in, so they acknowledge there. Nobody got a link. */
  | { readonly kind: 'signs-in'; readonly people: readonly Person[] }
  /** Somebody is not at the school, or nobody was named. Nobody got a link. */
  | { readonly kind: 'no-such-person' }

/**
 * Single-use links with which people on the school's list sign for the text in force without a sign-in: for all of them or
 * for none, each with an audit event. Their earlier links stop working. By letter to their own mailbox, or shown once to be
 * handed over. Repeating it with the same id makes no more.
 */
export async function makeLinks(
  parts: LinkParts,
  actor: PersonActor,
  input: {
    readonly id: string
    readonly personIds: readonly PersonId[]
    /** Also those who could get a letter get theirs by hand. */
    readonly byHand: boolean
    readonly now: Instant
  },
): Promise<MakeLinksResult> {
  const { db, identity, mail } = parts
  const { schoolId } = actor
  const { now } = input
  const wanted = new Set(input.personIds)
  const people = (await inSchool(db, actor, persons)).filter(({ id }) => wanted.has(id))
  if (people.length === 0 || people.length < wanted.size) return { kind: 'no-such-person' }
  const logins = await personsWithLogin(identity, schoolId)
  const signIn = people.filter(({ id }) => logins.has(id))
  if (signIn.length > 0) return { kind: 'signs-in', people: signIn }

  const links: Link[] = []
  for (const person of people) {
    const id = v5(person.id, input.id)
    // The secret belongs to the identity database; until the school's own record is written nobody learns of it.
    const token = await createLink(
      identity,
      { purpose: 'acknowledgement', schoolId, personId: person.id, subjectId: id },
      now,
    )
    const address = input.byHand || !goesByLetter(mail, person) ? null : person.email
    links.push({ id, person, address, url: `${parts.publicUrl}/acknowledge/${token}` })
  }
  const given = await inSchool(db, actor, async tx => {
    await give(tx, mail, links, now)
    return true
  }).catch((error: unknown) => {
    if (isDuplicate(error)) return false
    throw error
  })
  // Also when the form comes again: the machine may have stopped here the first time.
  const written = given ? links : await inSchool(db, actor, tx => writtenDown(tx, links))
  for (const { id, person } of written)
    await revokeLinks(
      identity,
      { purpose: 'acknowledgement', schoolId, personId: person.id, except: id },
      now,
    )
  if (!given) return { kind: 'already' }
  return {
    kind: 'made',
    posted: links.filter(({ address }) => address !== null).map(({ person }) => person),
    toHand: links
      .filter(({ address }) => address === null)
      .map(({ person, url }) => ({ name: person.name, url })),
  }
}

type Link = {
  readonly id: string
  readonly person: Person
  /** Where the letter goes; null for a link that is handed over. */
  readonly address: string | null
  readonly url: string
}

/** Those of these links that are written down. */
async function writtenDown(tx: TenantTx, links: readonly Link[]): Promise<readonly Link[]> {
  const rows = await tx
    .selectFrom('acknowledgement_link')
    .select('id')
    .where('school_id', '=', tx.schoolId)
    .where(
      'id',
      'in',
      links.map(({ id }) => id),
    )
    .execute()
  const ids = new Set(rows.map(({ id }) => id))
  return links.filter(({ id }) => ids.has(id))
}

/** Writes the links down and queues their letters. */
async function give(
  tx: TenantTx,
  mail: LinkParts['mail'],
  links: readonly Link[],
  now: Instant,
): Promise<void> {
  const school = await schoolName(tx)
  const madeBy = tx.actor.kind === 'person' ? tx.actor.personId : null
  for (const { id, person, address, url } of links) {
    const byLetter = address !== null
    await insertLink(tx, { id, personId: person.id, visitorId: null, byLetter, madeBy, now })
    if (!byLetter) continue
    await mail.post(
      tx,
      {
        recipient: { id: person.id, address, sharedMailbox: person.sharedMailbox },
        subject: 'Please read and sign the school’s social media policy',
        text: linkLetter(`Hello ${person.givenName},`, school, 'social media policy', url, now),
        // Whoever has the link signs in this person's name: the outbox shows it to nobody else.
        confidential: true,
      },
      now,
    )
  }
  for (const { id, person, address } of links)
    await audit(tx, {
      at: now,
      action: 'policy.link-made',
      subject: { kind: 'person', id: person.id },
      facts: { link: id, by: address === null ? 'hand' : 'letter' },
    })
}

/** Writes down what a link is for, inside the command that gives it out. */
export async function insertLink(
  tx: TenantTx,
  link: {
    readonly id: string
    readonly personId: PersonId | null
    readonly visitorId: string | null
    readonly byLetter: boolean
    readonly madeBy: PersonId | null
    readonly now: Instant
  },
): Promise<void> {
  await tx
    .insertInto('acknowledgement_link')
    .values({
      school_id: tx.schoolId,
      id: link.id,
      person_id: link.personId,
      visitor_id: link.visitorId,
      by_letter: link.byLetter,
      made_by: link.madeBy,
      made_at: link.now,
    })
    .execute()
}

/** Until when a link that is made now works. */
export const worksUntil = (now: Instant): Instant => now.add(linkLifetime.acknowledgement)

/** The words of a letter with a link in it. */
export const linkLetter = (
  greeting: string,
  school: string,
  what: string,
  url: string,
  now: Instant,
): string => `${greeting}

${school} asks you to read its ${what} and to sign that you have. Open this page, read it and sign at its end with your name:

${url}

The link works once, until ${londonDateText(worksUntil(now))}. Keep it to yourself: it signs in your name.
`
