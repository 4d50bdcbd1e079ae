import type { PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate, type TenantTx } from '../../../platform/database/database.ts'
import type { Pack } from '../../../policy-engine/policy.ts'
import { packSnapshot } from '../../../policy-engine/shipped-packs.ts'
import { policyInForce } from '../policy-in-force.ts'
import { type AdoptedText, textColumns, textHash } from '../policy-text.ts'
import { openProposals, proposal } from '../proposals.ts'
import type { ProposedSource } from '../source.ts'

export type ProposeResult =
  | { readonly kind: 'proposed'; readonly id: string }
  | { readonly kind: 'not-ready'; readonly why: string }
  | { readonly kind: 'not-found' }

/** A pack, and the document it was read from, as it would be adopted. */
const textOf = (pack: Pack, document: AdoptedText['document']): AdoptedText => {
  const snapshot = packSnapshot(pack)
  return {
    pack: pack.id,
    language: pack.language,
    snapshot: snapshot.text,
    sha256: snapshot.sha256,
    document,
  }
}

/**
 * Makes a proposal of a text, to consult people on and to put to the governors. From now on the text stands still: the
 * proposal keeps a snapshot with its hash. Sent twice it is proposed once; a draft is put forward once at a time.
 * @param source reads the text in the transaction: a draft that is ready, or a shipped pack
 */
export async function propose(
  db: Database,
  actor: PersonActor,
  input: {
    /** Made with the form. */
    id: string
    why: string
    draftId: string | null
    source: (tx: TenantTx) => Promise<ProposedSource>
    now: Instant
  },
): Promise<ProposeResult> {
  try {
    return await inSchool(db, actor, async (tx): Promise<ProposeResult> => {
      const source = await input.source(tx)
      if (source.kind !== 'ready') return source
      const text = textOf(
        source.pack,
        source.document && { ...source.document, sha256: textHash(source.document.text) },
      )
      const inForce = await policyInForce(tx, londonDate(input.now))
      await tx
        .insertInto('policy_proposal')
        .values({
          school_id: tx.schoolId,
          id: input.id,
          state: 'consultation',
          title: source.title,
          why: input.why,
          ...textColumns(text),
          draft_id: input.draftId,
          replaces: inForce?.versionId ?? null,
          proposed_by: actor.personId,
          proposed_at: input.now,
          consult_until: null,
          consultation_note: null,
          material: true,
          edit_reason: null,
          edit_by: null,
          edit_at: null,
          edit_one_person: false,
          approval_minute: null,
          approval_on: null,
          approval_reason: null,
          approval_by: null,
          approval_at: null,
          approval_one_person: false,
          ended_reason: null,
        })
        .execute()
      await audit(tx, {
        at: input.now,
        action: 'policy.proposed',
        subject: { kind: 'policy-proposal', id: input.id },
        facts: { pack: text.pack, sha256: text.sha256, draft: input.draftId },
      })
      return { kind: 'proposed', id: input.id }
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const there = await inSchool(
      db,
      actor,
      async tx =>
        (await proposal(tx, input.id)) ??
        (await openProposals(tx)).find(one => one.draftId !== null && one.draftId === input.draftId),
    )
    return there ? { kind: 'proposed', id: there.id } : { kind: 'not-found' }
  }
}
