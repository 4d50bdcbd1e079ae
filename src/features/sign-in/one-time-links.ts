import { createHash, randomBytes } from 'node:crypto'
import { type Instant, Temporal } from '../../kernel/clock.ts'
import type { PersonId, SchoolId } from '../../kernel/ids.ts'
import type { IdentityDatabase } from '../../platform/database/database.ts'
import type { LinkPurpose } from './tables.ts'

/**
 * What a link was made for. A set-up link belongs to no school yet; `subjectId` is the one item that an outside second,
 * somebody consulted or somebody who acknowledges without a sign-in may see.
 */
export type OneTimeLink = {
  readonly purpose: LinkPurpose
  readonly schoolId: SchoolId | null
  readonly personId: PersonId | null
  readonly subjectId: string | null
}

/** How long a link can be used. */
export const linkLifetime: Readonly<Record<LinkPurpose, { hours: number }>> = {
  'set-up': { hours: 24 },
  invitation: { hours: 7 * 24 },
  'outside-second': { hours: 3 * 24 },
  // Longer than any consultation runs: the proposal itself says until when a reply counts.
  consultation: { hours: 180 * 24 },
  acknowledgement: { hours: 30 * 24 },
  advice: { hours: 30 * 24 },
}

export const newToken = (): string => randomBytes(24).toString('base64url')
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Makes a link's secret part; only its hash is kept, so it can be shown once. */
export async function createLink(
  identity: IdentityDatabase,
  link: OneTimeLink,
  now: Instant,
): Promise<string> {
  const token = newToken()
  await identity.kysely
    .insertInto('one_time_link')
    .values({
      token_hash: hashToken(token),
      purpose: link.purpose,
      school_id: link.schoolId,
      person_id: link.personId,
      subject_id: link.subjectId,
      created_at: now,
      expires_at: now.add(linkLifetime[link.purpose]),
      used_at: null,
    })
    .execute()
  return token
}

/** The link behind a secret, and whether it can still be used: for a page that says what came of it. */
export async function linkBehind(
  identity: IdentityDatabase,
  purpose: LinkPurpose,
  token: string,
  now: Instant,
): Promise<(OneTimeLink & { readonly usable: boolean }) | undefined> {
  const row = await identity.kysely
    .selectFrom('one_time_link')
    .select(['purpose', 'school_id', 'person_id', 'subject_id', 'used_at', 'expires_at'])
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return (
    row && {
      purpose: row.purpose,
      schoolId: row.school_id as SchoolId | null,
      personId: row.person_id as PersonId | null,
      subjectId: row.subject_id,
      usable: row.used_at === null && Temporal.Instant.compare(row.expires_at, now) > 0,
    }
  )
}

/** The link behind a secret if it can still be used. */
export async function findLink(
  identity: IdentityDatabase,
  purpose: LinkPurpose,
  token: string,
  now: Instant,
): Promise<OneTimeLink | undefined> {
  const link = await linkBehind(identity, purpose, token, now)
  return link?.usable ? link : undefined
}

/** Uses a link up. False when somebody was faster. */
export async function useLink(identity: IdentityDatabase, token: string, now: Instant): Promise<boolean> {
  const result = await identity.kysely
    .updateTable('one_time_link')
    .set({ used_at: now })
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Makes every unused link of a person or purpose useless; all but the one for this item where that is named. */
export async function revokeLinks(
  identity: IdentityDatabase,
  which: {
    purpose: LinkPurpose
    schoolId: SchoolId | null
    personId: PersonId | null
    except?: string
  },
  now: Instant,
): Promise<void> {
  await identity.kysely
    .updateTable('one_time_link')
    .set({ used_at: now })
    .where('purpose', '=', which.purpose)
    .where('school_id', which.schoolId === null ? 'is' : '=', which.schoolId)
    .where('person_id', which.personId === null ? 'is' : '=', which.personId)
    .$if(which.except !== undefined, query => query.where('subject_id', '!=', which.except ?? ''))
    .where('used_at', 'is', null)
    .execute()
}

/** Makes every unused link of a person useless, whatever it is for: they left, or it may lie in a stranger's mailbox. */
export async function revokeAllLinks(
  identity: IdentityDatabase,
  { schoolId, personId }: { readonly schoolId: SchoolId; readonly personId: PersonId },
  now: Instant,
): Promise<void> {
  await identity.kysely
    .updateTable('one_time_link')
    .set({ used_at: now })
    .where('school_id', '=', schoolId)
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .execute()
}

/** Until when each of a school's persons can still use an invitation. */
export async function openInvitations(
  identity: IdentityDatabase,
  schoolId: SchoolId,
  now: Instant,
): Promise<ReadonlyMap<PersonId, Instant>> {
  const rows = await identity.kysely
    .selectFrom('one_time_link')
    .select(['person_id', 'expires_at'])
    .where('purpose', '=', 'invitation')
    .where('school_id', '=', schoolId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .execute()
  return new Map(rows.map(row => [row.person_id as PersonId, row.expires_at]))
}
