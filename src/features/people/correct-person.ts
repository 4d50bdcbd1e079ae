import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import {
  type Database,
  type IdentityDatabase,
  inSchool,
  isDuplicate,
} from '../../platform/database/database.ts'
import { endMembership, revokeAllLinks } from '../sign-in/index.ts'
import { linkPermissions } from './invitations.ts'
import { persons } from './persons.ts'

export type CorrectPersonResult =
  /** `signInEnded`: the address changed, so the old sign-in and every link sent there are void; new ones are needed. */
  | { readonly kind: 'corrected'; readonly signInEnded: boolean }
  | { readonly kind: 'no-such-person' }
  | { readonly kind: 'not-allowed'; readonly who: string }
  | { readonly kind: 'email-taken' }

/**
 * Corrects a person's name and address. Only by those who may make their sign-in link: whoever chooses the address
 * chooses where that link goes.
 */
export async function correctPerson(
  parts: { db: Database; identity: IdentityDatabase },
  actor: PersonActor,
  input: {
    personId: PersonId
    givenName: string
    familyName: string
    email: string | null
    sharedMailbox: boolean
    now: Instant
  },
): Promise<CorrectPersonResult> {
  const email = input.email?.trim().toLowerCase() ?? null
  const { permission } = await linkPermissions(
    parts.identity,
    actor,
    await inSchool(parts.db, actor, persons),
    // A new address is as good as the link itself.
    () => false,
  )
  try {
    const result = await inSchool(parts.db, actor, async (tx): Promise<CorrectPersonResult> => {
      const person = (await persons(tx)).find(one => one.id === input.personId)
      if (!person) return { kind: 'no-such-person' }
      const { may, who } = permission(person)
      if (!may) return { kind: 'not-allowed', who }
      await tx
        .updateTable('person')
        .set({
          given_name: input.givenName,
          family_name: input.familyName,
          email,
          shared_mailbox: input.sharedMailbox,
        })
        .where('school_id', '=', tx.schoolId)
        .where('id', '=', input.personId)
        .execute()
      await audit(tx, {
        at: input.now,
        action: 'person.corrected',
        subject: { kind: 'person', id: input.personId },
        facts: { address: person.email !== email, sharedMailbox: input.sharedMailbox },
        detail: { name: `${input.givenName} ${input.familyName}` },
      })
      return { kind: 'corrected', signInEnded: person.email !== email }
    })
    if (result.kind === 'corrected' && result.signInEnded) {
      const membership = { schoolId: actor.schoolId, personId: input.personId }
      await endMembership(parts.identity, membership)
      await revokeAllLinks(parts.identity, membership, input.now)
    }
    return result
  } catch (error) {
    if (isDuplicate(error)) return { kind: 'email-taken' }
    throw error
  }
}
