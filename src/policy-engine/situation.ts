import { type Facet, type Situation, vocabulary } from './vocabulary.ts'

export type ReadSituation =
  | { readonly kind: 'situation'; readonly situation: Situation }
  /** What is not understood, one line each; nothing is guessed. */
  | { readonly kind: 'invalid'; readonly problems: readonly string[] }

const isFacet = (name: string): name is Facet => Object.hasOwn(vocabulary, name)

/** Reads a situation as somebody wrote it: an object of facets, each with one of its values. */
export const readSituation = (written: unknown): ReadSituation => {
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    return { kind: 'invalid', problems: ['a situation is an object of facets, {"act": "post"} say'] }
  const problems = Object.entries(written).flatMap(([name, value]) => {
    if (!isFacet(name))
      return [`no facet ${JSON.stringify(name)}; there are ${Object.keys(vocabulary).join(', ')}`]
    const values: readonly unknown[] = vocabulary[name]
    return values.includes(value)
      ? []
      : [`“${name}” cannot be ${JSON.stringify(value)}; it is one of ${values.join(', ')}`]
  })
  return problems.length > 0
    ? { kind: 'invalid', problems }
    : { kind: 'situation', situation: { ...written } }
}
