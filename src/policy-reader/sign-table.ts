import type { Block } from './document.ts'
import type { Stem } from './place.ts'
import type { Strength } from './reading.ts'

const WHO = '(?:you|we|staff|pupils|parents|please|i)?\\s*'
const DO = new RegExp(`^${WHO}(?:dos?|do's|must|should|always|yes|allowed|acceptable|permitted|safe)$`, 'i')
const MAY = new RegExp(`^${WHO}(?:may|can)$`, 'i')
const DO_NOT = new RegExp(
  `^${WHO}(?:do not|don'?ts?'?s?|must not|should not|may not|cannot|can't|never|no|not (?:allowed|acceptable|permitted)|unacceptable|unsafe)$`,
  'i',
)
const signOf = (cell: string): Strength | undefined =>
  DO_NOT.test(cell) ? 'must-not' : MAY.test(cell) ? 'may' : DO.test(cell) ? 'must' : undefined

/** What the head of a table says of each of its columns: "Area | You do | You do not". Nothing where it is no such head. */
export const signsOf = (block: Block): readonly (Stem | undefined)[] | undefined => {
  if (block.kind !== 'row') return undefined
  const stems = block.text.split('\t').map((cell): Stem | undefined => {
    const text = cell.trim()
    const says = signOf(text)
    return says && { text, says, who: undefined, kind: 'rules', level: 0, marker: '', bare: false }
  })
  return stems.filter(stem => stem !== undefined).length >= 2 ? stems : undefined
}

/** The rules in one row of such a table, each as an item below the head of its column. */
export const rulesInRow = (
  block: Block,
  signs: readonly (Stem | undefined)[],
): readonly { readonly stem: Stem; readonly block: Block }[] =>
  block.text.split('\t').flatMap((cell, i) => {
    const stem = signs[i]
    const text = cell.trim()
    return stem && /[a-z]{2}/.test(text)
      ? [{ stem, block: { ...block, kind: 'item' as const, level: 1, text } }]
      : []
  })
