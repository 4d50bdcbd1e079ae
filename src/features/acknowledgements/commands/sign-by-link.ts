import { type Actor, systemActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import {
  type Database,
  type IdentityDatabase,
  inSchool,
  type TenantTx,
} from '../../../platform/database/database.ts'
import { type Person, persons } from '../../people/index.ts'
import { type PolicyInForce, policyInForce } from '../../policy/index.ts'
import { findLink, useLink } from '../../sign-in/index.ts'
import { type LeafletLine, leafletText, visitorLeaflet } from '../leaflet.ts'
import { acknowledgedBy } from '../queries.ts'
import { type Visitor, visitorById } from '../visitors.ts'
import { writeSignatures } from '../write-signatures.ts'

/** Whom a link is for, and what they read and sign. */
export type BehindLink = {
  readonly linkId: string
  readonly policy: PolicyInForce
  readonly sha256: string
} & (
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'visitor'; readonly visitor: Visitor; readonly leaflet: readonly LeafletLine[] }
)

/** Whom a link is for, as long as there is something to sign; undefined for everybody else. */
async function behind(tx: TenantTx, linkId: string, now: Instant): Promise<BehindLink | undefined> {
  const link = await tx
    .selectFrom('acknowledgement_link')
    .select(['person_id', 'visitor_id'])
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', linkId)
    .executeTakeFirst()
  const policy = link && (await policyInForce(tx, londonDate(now)))
  if (!policy) return undefined
  if (link.visitor_id !== null) {
    const visitor = await visitorById(tx, link.visitor_id)
    if (!visitor || visitor.signed) return undefined
    const leaflet = visitorLeaflet(policy.pack)
    return { kind: 'visitor', linkId, policy, visitor, leaflet, sha256: leafletText(leaflet).sha256 }
  }
  const person = (await persons(tx)).find(one => one.id === link.person_id)
  return person && { kind: 'person', linkId, policy, person, sha256: policy.textSha256 }
}

type LinkDoors = { readonly db: Database; readonly identity: IdentityDatabase }

/** What somebody who follows a link sees; undefined once it is used, over or of no use. */
export async function openLink<Result>(
  parts: LinkDoors,
  token: string,
  now: Instant,
  show: (tx: TenantTx, found: BehindLink) => Promise<Result>,
): Promise<Result | undefined> {
  const link = await findLink(parts.identity, 'acknowledgement', token, now)
  const { schoolId, subjectId } = link ?? {}
  if (!schoolId || !subjectId) return undefined
  return inSchool(parts.db, systemActor(schoolId), async tx => {
    const found = await behind(tx, subjectId, now)
    return found && show(tx, found)
  })
}

export type SignByLinkResult =
  | { readonly kind: 'signed' }
  /** The text on the page is no longer the one in force: read the new one first. */
  | { readonly kind: 'text-changed' }
  | { readonly kind: 'gone' }

/** Signs for the text behind a link under a typed name, and uses the link up. */
export async function signByLink(
  parts: LinkDoors,
  input: {
    readonly token: string
    readonly sha256: string
    readonly signedAs: string
    readonly now: Instant
  },
): Promise<SignByLinkResult> {
  const { token, now } = input
  const link = await findLink(parts.identity, 'acknowledgement', token, now)
  const { schoolId, subjectId } = link ?? {}
  if (!schoolId || !subjectId) return { kind: 'gone' }
  const actor: Actor = systemActor(schoolId)
  const result = await inSchool(parts.db, actor, async (tx): Promise<SignByLinkResult> => {
    const found = await behind(tx, subjectId, now)
    if (!found) return { kind: 'gone' }
    if (found.sha256 !== input.sha256) return { kind: 'text-changed' }
    return found.kind === 'person' ? signAsPerson(tx, found, input) : signAsVisitor(tx, found, input)
  })
  if (result.kind === 'signed') await useLink(parts.identity, token, now)
  return result
}

type Typed = { readonly signedAs: string; readonly now: Instant }

async function signAsPerson(
  tx: TenantTx,
  { linkId, policy, person }: BehindLink & { kind: 'person' },
  { signedAs, now }: Typed,
): Promise<SignByLinkResult> {
  const today = londonDate(now)
  if ((await acknowledgedBy(tx, policy.versionId, today)).has(person.id)) return { kind: 'signed' }
  const how = { kind: 'link', linkId, signedAs } as const
  const written: readonly PersonId[] = await writeSignatures(tx, policy, [person.id], { on: today, how, now })
  if (written.length > 0)
    await audit(tx, {
      at: now,
      action: 'policy.acknowledged',
      subject: { kind: 'policy-version', id: policy.versionId },
      facts: { sha256: policy.textSha256, person: person.id, link: linkId },
      detail: { signedAs },
    })
  return { kind: 'signed' }
}

async function signAsVisitor(
  tx: TenantTx,
  { linkId, policy, visitor, leaflet }: BehindLink & { kind: 'visitor' },
  { signedAs, now }: Typed,
): Promise<SignByLinkResult> {
  const { text, sha256 } = leafletText(leaflet)
  const signed = await tx
    .updateTable('policy_visitor')
    .set({
      policy_version_id: policy.versionId,
      leaflet_text: text,
      leaflet_sha256: sha256,
      signed_as: signedAs,
      signed_at: now,
    })
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', visitor.id)
    .where('signed_at', 'is', null)
    .executeTakeFirst()
  if (signed.numUpdatedRows === 0n) return { kind: 'gone' }
  await audit(tx, {
    at: now,
    action: 'policy.leaflet-acknowledged',
    subject: { kind: 'visitor', id: visitor.id },
    facts: { version: policy.versionId, sha256, link: linkId },
    detail: { signedAs },
  })
  return { kind: 'signed' }
}
