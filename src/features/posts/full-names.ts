import type { Basis } from '../../kernel/basis.ts'

/** A picture and a child's full name are not published together. */
export const fullNameBasis: Basis = {
  kind: 'law',
  source: 'Guidance on pictures of children by the ICO and the Department for Education',
  asOf: '2026-11-20',
  gist: 'a picture and a child’s full name are kept apart, so that a stranger cannot find the child',
}

type Named = { readonly givenName: string; readonly familyName: string }

/** The words of a text without accents and capitals. Apostrophes and hyphens divide words, here and in names alike. */
const words = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(word => word !== '')

const follows = (text: readonly string[], at: number, part: readonly string[]): boolean =>
  part.every((word, index) => text[at + index] === word)

/**
 * The first of these children whose given and family name stand together in the text: in either order, with one name
 * between them, or run together as in a hashtag.
 */
export const fullNameIn = <Child extends Named>(
  text: string,
  children: readonly Child[],
): Child | undefined => {
  const said = words(text)
  const known = new Set(said)
  return children.find(child => {
    const given = words(child.givenName)
    const family = words(child.familyName)
    if (given.length === 0 || family.length === 0) return false
    if (known.has([...given, ...family].join(''))) return true
    return said.some(
      (_, at) =>
        (follows(said, at, given) &&
          (follows(said, at + given.length, family) || follows(said, at + given.length + 1, family))) ||
        (follows(said, at, family) && follows(said, at + family.length, given)),
    )
  })
}
