import type { Pack } from '../../../policy-engine/policy.ts'
import type { PolicyText } from '../policy-in-force.ts'
import { clausesBySection } from '../policy-words.ts'

/** The words of a text as a page shows them. */
export const textView = (text: PolicyText, pack: Pack) =>
  text.kind === 'document'
    ? {
        kind: 'document' as const,
        paragraphs: text.text.split('\n').filter(line => line.trim() !== ''),
        sections: [],
      }
    : { kind: 'pack' as const, paragraphs: [], sections: clausesBySection(pack, []) }
