import type { Pack } from '../../../policy-engine/policy.ts'
import type { PolicyText } from '../policy-text.ts'
import { clausesBySection } from '../policy-words.ts'

type DocumentPart =
  | { readonly kind: 'heading' | 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }

const bullet = /^[•▪●◦○◆–*-]\s+/

/** A line that stands alone between empty ones and is no sentence: the reader sets headings off so. */
const isHeading = (lines: readonly string[]): boolean =>
  lines.length === 1 && lines.every(line => line.length <= 100 && !/[.;!?]$|[|•]/.test(line))

/** A document's text as headings, lists and paragraphs, word for word; the sign before a list item is the list's own. */
export const documentParts = (text: string): readonly DocumentPart[] =>
  text.split(/\n\s*\n/).flatMap((chunk): readonly DocumentPart[] => {
    const lines = chunk
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
    const [only] = lines
    if (only !== undefined && isHeading(lines)) return [{ kind: 'heading', text: only }]
    const parts: DocumentPart[] = []
    for (const line of lines) {
      const last = parts.at(-1)
      if (!bullet.test(line)) parts.push({ kind: 'paragraph', text: line })
      else if (last?.kind === 'list')
        parts[parts.length - 1] = { kind: 'list', items: [...last.items, line.replace(bullet, '')] }
      else parts.push({ kind: 'list', items: [line.replace(bullet, '')] })
    }
    return parts
  })

/** The words of a text as a page shows them. */
export const textView = (text: PolicyText, pack: Pack) =>
  text.kind === 'document'
    ? {
        kind: 'document' as const,
        parts: documentParts(text.text),
        sections: [],
      }
    : { kind: 'pack' as const, parts: [], sections: clausesBySection(pack, []) }
