import type { PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate, type Temporal } from '../../../kernel/clock.ts'
import { newRandomId, type PersonId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { inSchool, isDuplicate } from '../../../platform/database/database.ts'
import { schoolName } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { createLink } from '../../sign-in/index.ts'
import { leafletText, visitorLeaflet } from '../leaflet.ts'
import type { LinkParts } from '../parts.ts'
import { insertLink, linkLetter } from './make-links.ts'

/** How a visitor gets the leaflet: on paper, signed already; by letter; or by a link that is handed over. */
export type Handing =
  | { readonly kind: 'paper'; readonly keptAt: string }
  | { readonly kind: 'letter'; readonly address: string }
  | { readonly kind: 'hand' }

export type AddVisitorResult =
  | { readonly kind: 'signed-on-paper' }
  | { readonly kind: 'posted' }
  | { readonly kind: 'link'; readonly url: string }
  /** The form was sent twice. */
  | { readonly kind: 'already' }
  | { readonly kind: 'no-policy' }

/**
 * Puts somebody who comes from outside on the list of visitors and gives them the leaflet. Without a mail server a letter
 * waits in the outbox.
 */
export async function addVisitor(
  parts: LinkParts,
  actor: PersonActor,
  input: {
    readonly id: string
    readonly name: string
    readonly organisation: string
    readonly visitsOn: Temporal.PlainDate
    readonly handing: Handing
    readonly now: Instant
  },
): Promise<AddVisitorResult> {
  const { id, handing, now } = input
  const linkId = newRandomId<never>() as string
  const token =
    handing.kind === 'paper'
      ? undefined
      : await createLink(
          parts.identity,
          { purpose: 'acknowledgement', schoolId: actor.schoolId, personId: null, subjectId: linkId },
          now,
        )
  const url = `${parts.publicUrl}/acknowledge/${token}`
  return inSchool(parts.db, actor, async (tx): Promise<AddVisitorResult> => {
    const policy = await policyInForce(tx, londonDate(now))
    if (!policy) return { kind: 'no-policy' }
    const leaflet = leafletText(visitorLeaflet(policy.pack))
    const paper = handing.kind === 'paper'
    await tx
      .insertInto('policy_visitor')
      .values({
        school_id: tx.schoolId,
        id,
        name: input.name,
        organisation: input.organisation,
        visits_on: input.visitsOn,
        added_by: actor.personId,
        added_at: now,
        policy_version_id: paper ? policy.versionId : null,
        leaflet_text: paper ? leaflet.text : null,
        leaflet_sha256: paper ? leaflet.sha256 : null,
        signed_as: paper ? input.name : null,
        signed_at: paper ? now : null,
        kept_at: paper ? handing.keptAt : null,
      })
      .execute()
    if (!paper)
      await insertLink(tx, {
        id: linkId,
        personId: null,
        visitorId: id,
        byLetter: handing.kind === 'letter',
        madeBy: actor.personId,
        now,
      })
    if (handing.kind === 'letter')
      await parts.mail.post(
        tx,
        {
          recipient: { id: id as PersonId, address: handing.address, sharedMailbox: false },
          subject: 'Before your visit: please read and sign one page',
          text: linkLetter(
            `Dear ${input.name},`,
            await schoolName(tx),
            'one-page leaflet on social media and pictures',
            url,
            now,
          ),
          // It signs a leaflet in a visitor's name and shows nothing else: the office may pass it on by hand.
          confidential: false,
        },
        now,
      )
    await audit(tx, {
      at: now,
      action: 'policy.visitor-added',
      subject: { kind: 'visitor', id },
      facts: { by: handing.kind, ...(paper ? { version: policy.versionId, sha256: leaflet.sha256 } : {}) },
      detail: { name: input.name, organisation: input.organisation },
    })
    switch (handing.kind) {
      case 'paper':
        return { kind: 'signed-on-paper' }
      case 'letter':
        return { kind: 'posted' }
      case 'hand':
        return { kind: 'link', url }
    }
  }).catch((error: unknown) => {
    if (isDuplicate(error)) return { kind: 'already' }
    throw error
  })
}
