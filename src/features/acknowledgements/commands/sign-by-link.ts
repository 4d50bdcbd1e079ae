import { systemActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate, type Temporal } from '../../../kernel/clock.ts'
import { audit } from '../../../platform/audit/audit.ts'
import {
  type Database,
  type IdentityDatabase,
  inSchool,
  type TenantTx,
} from '../../../platform/database/database.ts'
import { type Person, persons } from '../../people/index.ts'
import { type PolicyInForce, policyInForce } from '../../policy/index.ts'
import { linkBehind, useLink } from '../../sign-in/index.ts'
import { type LeafletLine, leafletText, visitorLeaflet } from '../leaflet.ts'
import { standingSignatureOf } from '../queries.ts'
import { type Visitor, visitorById } from '../visitors.ts'
import { signingClauses, writeSignatures } from '../write-signatures.ts'

/** Whom a link is for, and what they read and sign. */
export type BehindLink = {
  readonly linkId: string
  readonly policy: PolicyInForce
  readonly sha256: string
} & (
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'visitor'; readonly visitor: Visitor; readonly leaflet: readonly LeafletLine[] }
)

/** They have signed what the link is for: by it, or otherwise. */
type SignedBefore = {
  readonly kind: 'signed-before'
  readonly on: Temporal.PlainDate
  readonly byIt: boolean
}

type Found = BehindLink | SignedBefore

/** Whom a link is for; undefined where there is nothing to sign. */
async function behind(tx: TenantTx, linkId: string, now: Instant): Promise<Found | undefined> {
  const link = await tx
    .selectFrom('acknowledgement_link')
    .select(['person_id', 'visitor_id'])
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', linkId)
    .executeTakeFirst()
  const today = londonDate(now)
  const policy = link && (await policyInForce(tx, today))
  if (!policy) return undefined
  if (link.visitor_id !== null) {
    const visitor = await visitorById(tx, link.visitor_id)
    if (visitor?.signed) return { kind: 'signed-before', on: londonDate(visitor.signed.at), byIt: true }
    const leaflet = visitorLeaflet(policy.pack)
    const { sha256 } = leafletText(leaflet)
    return visitor && { kind: 'visitor', linkId, policy, visitor, leaflet, sha256 }
  }
  const person = (await persons(tx)).find(one => one.id === link.person_id)
  const signed = person && (await standingSignatureOf(tx, policy, person.id, today))
  if (signed) return { kind: 'signed-before', on: signed.on, byIt: await hasSigned(tx, linkId) }
  return person && { kind: 'person', linkId, policy, person, sha256: policy.textSha256 }
}

/** Whether a signature that stands was given by this link. */
const hasSigned = async (tx: TenantTx, linkId: string): Promise<boolean> =>
  (await tx
    .selectFrom('acknowledgement')
    .select('id')
    .where('school_id', '=', tx.schoolId)
    .where('link_id', '=', linkId)
    .where('struck_at', 'is', null)
    .executeTakeFirst()) !== undefined

type LinkDoors = { readonly db: Database; readonly identity: IdentityDatabase }

/**
 * What is behind a link; undefined once it is over or of no use. Who has signed by it is told so even when it is used up: it
 * may have been their own second press. A link that was lost and replaced tells nothing.
 */
async function follow<Result>(
  { db, identity }: LinkDoors,
  token: string,
  now: Instant,
  then: (tx: TenantTx, found: Found) => Promise<Result>,
): Promise<Result | undefined> {
  const { schoolId, subjectId, usable } = (await linkBehind(identity, 'acknowledgement', token, now)) ?? {}
  if (!schoolId || !subjectId) return undefined
  return inSchool(db, systemActor(schoolId), async tx => {
    const found = await behind(tx, subjectId, now)
    return found && (usable || (found.kind === 'signed-before' && found.byIt)) ? then(tx, found) : undefined
  })
}

/** What somebody who follows a link sees; undefined once it is over or of no use. */
export const openLink = <Result>(
  parts: LinkDoors,
  token: string,
  now: Instant,
  show: (tx: TenantTx, found: BehindLink) => Promise<Result>,
): Promise<Result | SignedBefore | undefined> =>
  follow<Result | SignedBefore>(parts, token, now, async (tx, found) =>
    found.kind === 'signed-before' ? found : show(tx, found),
  )

export type SignByLinkResult =
  | { readonly kind: 'signed' }
  | SignedBefore
  /** The text on the page is no longer the one in force: read the new one first. */
  | { readonly kind: 'text-changed' }
  | { readonly kind: 'gone' }

/**
 * Signs for the text behind a link under a typed name, and uses the link up. Pressed twice, or again after a crash between
 * the two, it leaves one signature.
 */
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
  const result = await follow(parts, token, now, async (tx, found): Promise<SignByLinkResult> => {
    if (found.kind === 'signed-before') return found
    if (found.sha256 !== input.sha256) return { kind: 'text-changed' }
    await (found.kind === 'person' ? signAsPerson(tx, found, input) : signAsVisitor(tx, found, input))
    return { kind: 'signed' }
  })
  if (result?.kind === 'signed' || result?.kind === 'signed-before') await useLink(parts.identity, token, now)
  return result ?? { kind: 'gone' }
}

type Typed = { readonly signedAs: string; readonly now: Instant }

async function signAsPerson(
  tx: TenantTx,
  { linkId, policy, person }: BehindLink & { kind: 'person' },
  { signedAs, now }: Typed,
): Promise<void> {
  const signed = { on: londonDate(now), how: { kind: 'link', linkId, signedAs }, now } as const
  const written = await writeSignatures(tx, policy, [person.id], signed)
  if (written.length > 0)
    await audit(tx, {
      at: now,
      action: 'policy.acknowledged',
      subject: { kind: 'policy-version', id: policy.versionId },
      facts: {
        sha256: policy.textSha256,
        person: person.id,
        link: linkId,
        clauses: signingClauses(policy),
      },
      detail: { signedAs },
    })
}

async function signAsVisitor(
  tx: TenantTx,
  { linkId, policy, visitor, leaflet }: BehindLink & { kind: 'visitor' },
  { signedAs, now }: Typed,
): Promise<void> {
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
  if (signed.numUpdatedRows === 0n) return
  await audit(tx, {
    at: now,
    action: 'policy.leaflet-acknowledged',
    subject: { kind: 'visitor', id: visitor.id },
    facts: { version: policy.versionId, sha256, link: linkId },
    detail: { signedAs },
  })
}
