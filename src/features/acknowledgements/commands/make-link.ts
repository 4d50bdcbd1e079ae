import type { PersonActor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { newRandomId, type PersonId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { goesByLetter, type Person, persons, schoolName } from '../../people/index.ts'
import { createLink, linkLifetime, personsWithLogin, revokeLinks } from '../../sign-in/index.ts'
import type { LinkParts } from '../parts.ts'

export type MakeLinkResult =
  /** A letter is on its way to the person's own address. */
  | { readonly kind: 'posted'; readonly person: Person }
  /** To be handed over by whoever made it, who sees it this once. */
  | { readonly kind: 'link'; readonly name: string; readonly url: string }
  /** They sign in, so they acknowledge there. */
  | { readonly kind: 'signs-in'; readonly person: Person }
  | { readonly kind: 'no-such-person' }

/**
 * A single-use link with which somebody on the school's list signs for the text in force without a sign-in; earlier ones
 * stop working. By letter to their own mailbox, or shown once to be handed over.
 */
export async function makePersonLink(
  parts: LinkParts,
  actor: PersonActor,
  input: { readonly personId: PersonId; readonly byHand: boolean; readonly now: Instant },
): Promise<MakeLinkResult> {
  const { db, identity, mail } = parts
  const { personId, now } = input
  const person = (await inSchool(db, actor, persons)).find(one => one.id === personId)
  if (!person) return { kind: 'no-such-person' }
  if ((await personsWithLogin(identity, actor.schoolId)).has(personId)) return { kind: 'signs-in', person }
  const id = newRandomId<never>() as string
  await revokeLinks(identity, { purpose: 'acknowledgement', schoolId: actor.schoolId, personId }, now)
  const token = await createLink(
    identity,
    { purpose: 'acknowledgement', schoolId: actor.schoolId, personId, subjectId: id },
    now,
  )
  const url = `${parts.publicUrl}/acknowledge/${token}`
  const byLetter = !input.byHand && person.email !== null && goesByLetter(mail, person)
  await inSchool(db, actor, async tx => {
    await insertLink(tx, { id, personId, visitorId: null, byLetter, madeBy: actor.personId, now })
    if (byLetter)
      await mail.post(
        tx,
        {
          recipient: { id: personId, address: person.email ?? '', sharedMailbox: person.sharedMailbox },
          subject: 'Please read and sign the school’s social media policy',
          text: linkLetter(
            `Hello ${person.givenName},`,
            await schoolName(tx),
            'social media policy',
            url,
            now,
          ),
          // Whoever has the link signs in this person's name: the outbox shows it to nobody else.
          confidential: true,
        },
        now,
      )
    await audit(tx, {
      at: now,
      action: 'policy.link-made',
      subject: { kind: 'person', id: personId },
      facts: { link: id, by: byLetter ? 'letter' : 'hand' },
    })
  })
  return byLetter ? { kind: 'posted', person } : { kind: 'link', name: person.name, url }
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

${school} asks you to read its ${what} and to sign that you have. Open this page, read it and enter your name at its end:

${url}

The link works once, until ${londonDateText(worksUntil(now))}. Keep it to yourself: it signs in your name.
`
