import { NotFound } from '../../../kernel/errors.ts'
import type { TenantTx } from '../../../platform/database/database.ts'
import type { Draft, DraftId } from '../draft.ts'
import { draftById } from '../drafts.ts'

/** The draft, locked, so that two people's decisions come one after the other. */
export async function lockedDraft(tx: TenantTx, id: DraftId): Promise<Draft> {
  const draft = await draftById(tx, id, { lock: true })
  if (!draft) throw new NotFound('policy draft')
  return draft
}
