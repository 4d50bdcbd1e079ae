import type { Block } from './document.ts'
import type { Stem } from './place.ts'

const LETTERED = /[\da-z]/i
const numberOf = (marker: string): string =>
  LETTERED.test(marker) && marker !== 'o' ? marker.replace(/(?<!\([^)]*)[.)]+$/, '') : ''

/** "4.1(iii)" for a lettered item under a numbered one; the section's number or heading where there is none. */
export const refOf = (block: Block, stems: readonly Stem[], section: string): string => {
  const own = numberOf(block.marker)
  const above = stems.map(stem => numberOf(stem.marker)).filter(marker => marker !== '' && marker !== own)
  if (/^\d+\./.test(own)) return own
  return own === '' && above.length === 0 ? `${section || 'Text'},` : `${above.join('')}${own}`
}

/** Makes every reference unique with a running number: "Images, 2", "4.1(i)", "4.1(i) 2". */
export const numbered = (list: readonly { readonly ref: string }[]): readonly string[] => {
  const used = new Map<string, number>()
  return list.map(({ ref }) => {
    const n = (used.get(ref) ?? 0) + 1
    used.set(ref, n)
    return n === 1 && !ref.endsWith(',') ? ref : `${ref} ${n}`
  })
}
