import type { Actor } from '../../../policy-engine/vocabulary.ts'
import type { DocumentText } from '../../../policy-reader/document.ts'
import type { Addressee } from '../../../policy-reader/reading.ts'

const staff: readonly Actor[] = ['staff', 'slt', 'headteacher']

const groups: readonly (readonly [Actor, RegExp])[] = [
  ['governor', /\b(governors?|governing (body|board)|trustees?)\b/i],
  ['volunteer', /\bvolunteers?\b/i],
  ['contractor', /\b(contractors?|agency|supply|third part(y|ies)|external)\b/i],
  ['visitor', /\bvisitors?\b/i],
  ['pupil', /\b(pupils?|students?|children|learners)\b/i],
  ['parent', /\b(parents?|carers?)\b/i],
]
const working: readonly Actor[] = ['governor', 'volunteer', 'contractor', 'visitor']

/**
 * Whether a sentence has these words, and those after them. Each sentence is searched once: one expression for both would
 * begin again at every word, and a page without a full stop would hold up the application for minutes.
 */
const inOneSentence =
  (words: RegExp, then: RegExp) =>
  (text: string): boolean =>
    text.split('.').some(sentence => {
      const found = words.exec(sentence)
      return found !== null && then.test(sentence.slice(found.index + found[0].length))
    })

const definesStaff = inOneSentence(
  /\b(staff|employees?)\b/i,
  /\b(includ\w*|refers? to|means?|defined as|comprises?)\b/i,
)
const saysWhoStaffAre = (text: string): boolean =>
  definesStaff(text) || /\b(referred to|known) as [“"'‘]?staff/i.test(text)
const saysForWhom = inOneSentence(
  /\b(policy|document|guidance|code)\b|^\s*(?:it|this|they)(?= (?:also )?(?:appl(y|ies)|covers?)\b)/i,
  /\b(appl(y|ies)|is (intended )?for|covers?|aimed at)\b/i,
)

/** One clause that seems to address pupils may be a slip of the reader; two are not. */
const enough = 2

/** A statement of the document: a block with the list it introduces. */
const statements = ({ blocks }: DocumentText): readonly string[] =>
  blocks.map(({ text, kind }, index) => {
    if (kind === 'item' || !text.trimEnd().endsWith(':')) return text
    const parts = [text]
    for (let at = index + 1, item = blocks[at]; item?.kind === 'item'; at += 1, item = blocks[at])
      parts.push(item.text)
    return parts.join(' ')
  })

const named = (text: string): readonly Actor[] =>
  groups.flatMap(([actor, words]) => (words.test(text) ? [actor] : []))

/**
 * Whom a document's “staff” means and whom it speaks to, from the sentences that say so and from whom its clauses address.
 * A proposal: the people who draft the policy see it and put it right.
 */
export const scopeOf = (
  document: DocumentText,
  addressees: readonly Addressee[],
): { readonly staff: readonly Actor[]; readonly covers: readonly Actor[] } => {
  const all = statements(document)
  const asStaff = all.filter(saysWhoStaffAre).flatMap(named)
  const asReaders = all.filter(saysForWhom).flatMap(named)
  const addressed = (['governor', 'volunteer', 'pupil', 'parent'] as const).filter(
    who => addressees.filter(one => one === who).length >= enough,
  )
  const among = (found: readonly Actor[]) =>
    groups.map(([actor]) => actor).filter(actor => found.includes(actor))
  return {
    staff: [...staff, ...among([...asStaff, ...asReaders].filter(actor => working.includes(actor)))],
    covers: [
      ...staff,
      ...among([...asStaff.filter(actor => working.includes(actor)), ...asReaders, ...addressed]),
    ],
  }
}
