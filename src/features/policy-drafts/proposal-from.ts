import type { PersonActor } from '../../kernel/actor.ts'
import { holdsAny } from '../../kernel/actor.ts'
import type { Basis } from '../../kernel/basis.ts'
import type { FileId } from '../../kernel/ids.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type { Pack } from '../../policy-engine/policy.ts'
import { type DraftId, drafters, notReadyBecause, plainText } from './draft.ts'
import { draftById, draftClauses, openDrafts } from './drafts.ts'
import { packOf } from './pack-of.ts'

/** A draft as it is proposed, or why it cannot be. */
type DraftedText =
  | {
      readonly kind: 'ready'
      readonly title: string
      readonly pack: Pack
      /** The school's own document, where the draft was read from one: its text, a block a line. */
      readonly document:
        | { readonly fileId: FileId; readonly fileName: string; readonly text: string }
        | undefined
    }
  | { readonly kind: 'not-ready'; readonly why: string }
  | { readonly kind: 'not-found' }

/** What a draft that is ready comes to, for room policy to propose. */
export async function proposalFrom(tx: TenantTx, draftId: DraftId): Promise<DraftedText> {
  const draft = await draftById(tx, draftId)
  if (!draft) return { kind: 'not-found' }
  const clauses = await draftClauses(tx, draft.id)
  if (draft.state !== 'ready')
    return {
      kind: 'not-ready',
      why:
        notReadyBecause(draft, clauses) ?? 'Nobody has said yet that the draft is ready. Say so on its page.',
    }
  const made = draft.adopted === null ? undefined : packOf(draft, clauses, draft.adopted)
  if (!made)
    return { kind: 'not-ready', why: notReadyBecause(draft, clauses) ?? 'The draft is not complete.' }
  return {
    kind: 'ready',
    title: draft.title,
    pack: made.pack,
    document:
      draft.file && draft.document
        ? { fileId: draft.file.id, fileName: draft.file.name, text: plainText(draft.document) }
        : undefined,
  }
}

/** Ends a draft whose text was adopted, in the transaction that adopts it. */
export async function closeDraft(tx: TenantTx, draftId: DraftId): Promise<void> {
  await tx
    .updateTable('policy_draft')
    .set({ state: 'adopted' })
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', draftId)
    .execute()
}

const decidedFirst: readonly Basis[] = [
  { kind: 'practice', gist: 'whoever starts a draft decides on each of its clauses before it is proposed' },
]

/** Drafts that wait for whoever started them, on Today. */
export async function draftsToday(tx: TenantTx, actor: PersonActor): Promise<readonly TodayLine[]> {
  if (!holdsAny(actor, drafters)) return []
  const drafts = await openDrafts(tx)
  return drafts
    .filter(({ createdBy, state }) => createdBy === actor.personId && state === 'open')
    .map(({ id, title, total, decided }) => ({
      kind: 'decide',
      text:
        decided < total
          ? `Decide on the clauses of “${title}”: ${total - decided} of ${total} are left`
          : `Say whether the draft of “${title}” is ready`,
      href: `/policy/drafts/${id}`,
      basis: decidedFirst,
    }))
}
