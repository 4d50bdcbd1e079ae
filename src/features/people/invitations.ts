import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { PersonId, SchoolId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import {
  type Database,
  type IdentityDatabase,
  inSchool,
  type TenantTx,
} from '../../platform/database/database.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { londonDateTimeText } from '../../platform/views/london-time.ts'
import { createLink, linkLifetime, personsWithLogin, revokeLinks } from '../sign-in/index.ts'
import { type LinkPermission, mayMakeLink } from './permissions.ts'
import { type Person, persons } from './persons.ts'
import { schoolDetails, schoolName } from './school-details.ts'

export type InvitationParts = {
  readonly db: Database
  readonly identity: IdentityDatabase
  readonly mail: Mail
  readonly publicUrl: string
}

/** A fresh address under which this person chooses a password; every earlier one stops working. */
export async function inviteLink(
  parts: Pick<InvitationParts, 'identity' | 'publicUrl'>,
  whom: { readonly schoolId: SchoolId; readonly personId: PersonId },
  now: Instant,
): Promise<string> {
  const { schoolId, personId } = whom
  await revokeLinks(parts.identity, { purpose: 'invitation', schoolId, personId }, now)
  const token = await createLink(
    parts.identity,
    { purpose: 'invitation', schoolId, personId, subjectId: null },
    now,
  )
  return `${parts.publicUrl}/invitation/${token}`
}

export type InviteResult =
  /** A letter with the link is on its way to the person's own address; nobody else sees the link. */
  | { readonly kind: 'posted'; readonly person: Person }
  /** To be handed over by whoever made it, who sees it this once. */
  | {
      readonly kind: 'link'
      readonly person: Person
      readonly url: string
      readonly why: 'no-mail-server' | 'shared-mailbox'
    }
  | { readonly kind: 'no-address'; readonly person: Person }
  | { readonly kind: 'not-allowed'; readonly person: Person; readonly who: string }
  | { readonly kind: 'no-such-person' }

/** Whether a link for this person goes by letter, so that its maker never sees it. */
export const goesByLetter = (mail: Mail, person: Person): boolean => mail.sends && !person.sharedMailbox

/** Whether the actor may make each of these people a link, by letter or by hand. */
export async function linkPermissions(
  identity: IdentityDatabase,
  actor: PersonActor,
  people: readonly Person[],
  byLetter: (person: Person) => boolean,
): Promise<{ signsIn: ReadonlySet<PersonId>; permission(person: Person): LinkPermission }> {
  const signsIn = await personsWithLogin(identity, actor.schoolId)
  const founding = people.every(person => person.id === actor.personId || !signsIn.has(person.id))
  return {
    signsIn,
    permission: person =>
      mayMakeLink(actor, person, { signsIn: signsIn.has(person.id), founding, byLetter: byLetter(person) }),
  }
}

/**
 * Makes a person a sign-in link: the first one, or a new one for somebody who cannot get in. By letter where a mail
 * server is set up and nobody else reads the mailbox, otherwise shown once to the one who makes it.
 */
export async function invite(
  parts: InvitationParts,
  actor: PersonActor,
  personId: PersonId,
  now: Instant,
): Promise<InviteResult> {
  const people = await inSchool(parts.db, actor, persons)
  const person = people.find(one => one.id === personId)
  if (!person) return { kind: 'no-such-person' }
  const { permission } = await linkPermissions(parts.identity, actor, people, one =>
    goesByLetter(parts.mail, one),
  )
  const { may, who } = permission(person)
  if (!may) return { kind: 'not-allowed', person, who }
  const address = person.email
  if (address === null) return { kind: 'no-address', person }
  const url = await inviteLink(parts, { schoolId: actor.schoolId, personId }, now)
  const byLetter = goesByLetter(parts.mail, person)
  await inSchool(parts.db, actor, async tx => {
    if (byLetter)
      await parts.mail.post(
        tx,
        {
          recipient: { id: personId, address, sharedMailbox: person.sharedMailbox },
          ...(await invitationLetter(tx, actor, person, url, now)),
          // The link is a key: not even the outbox shows it to anybody else.
          confidential: true,
        },
        now,
      )
    await audit(tx, {
      at: now,
      action: 'person.invited',
      subject: { kind: 'person', id: personId },
      facts: { by: byLetter ? 'letter' : 'hand' },
    })
  })
  return byLetter
    ? { kind: 'posted', person }
    : { kind: 'link', person, url, why: parts.mail.sends ? 'shared-mailbox' : 'no-mail-server' }
}

async function invitationLetter(
  tx: TenantTx,
  actor: PersonActor,
  person: Person,
  url: string,
  now: Instant,
): Promise<{ subject: string; text: string }> {
  const school = await schoolName(tx)
  const { phone } = await schoolDetails(tx)
  const until = londonDateTimeText(now.add(linkLifetime.invitation))
  return {
    subject: `Your sign-in for ${school}`,
    text: `Hello ${person.givenName},

${school} runs its social media with Gatepost. ${actor.name} has made a sign-in for you.

Open this link and choose a password. It works once, until ${until}:

${url}

Keep the link to yourself. If you did not expect this letter, do not open the link and tell the school${phone ? ` (${phone})` : ''}.
`,
  }
}
