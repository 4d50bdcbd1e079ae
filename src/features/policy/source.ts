import type { FileId } from '../../kernel/ids.ts'
import type { Pack } from '../../policy-engine/policy.ts'
import { shippedPack } from '../../policy-engine/shipped-packs.ts'

/** A text that somebody wants to propose, as room policy-drafts hands it over or as a shipped pack gives it. */
export type ProposedSource =
  | {
      readonly kind: 'ready'
      readonly title: string
      readonly pack: Pack
      readonly document:
        | { readonly fileId: FileId; readonly fileName: string; readonly text: string }
        | undefined
    }
  | { readonly kind: 'not-ready'; readonly why: string }
  | { readonly kind: 'not-found' }

/** A shipped pack as it stands today. */
export const packSource = (id: string): ProposedSource => {
  const pack = shippedPack(id)
  return pack ? { kind: 'ready', title: pack.title, pack, document: undefined } : { kind: 'not-found' }
}
