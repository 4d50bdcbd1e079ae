import { type Form, fields } from '../../platform/http/route.ts'
import { withImplied } from '../../policy-engine/questions.ts'
import {
  type Actor,
  type Facet,
  facets,
  type Situation,
  type Value,
  vocabulary,
} from '../../policy-engine/vocabulary.ts'

/** What somebody has told about what they want to know, as it stands in the address of the page. */
export type Asked = {
  /** The one the question is about, where it is not whoever asks. */
  readonly actor: Actor | undefined
  /** One value a facet; what is published may be several things at once. */
  readonly given: Omit<Situation, 'actor' | 'content'>
  readonly contents: readonly Value<'content'>[]
  /** Facets that were asked for and are not known. */
  readonly unsure: readonly Facet[]
}

/** How "I do not know" stands in an address. */
export const unsure = 'unsure'

const known = <Key extends Facet>(facet: Key, value: string): value is Value<Key> =>
  (vocabulary[facet] as readonly string[]).includes(value)

/** Reads the address of the page. A value that does not exist is left out: whoever changed the address is asked again. */
export const readAsked = (query: Form): Asked => {
  const values = (facet: Facet): readonly string[] => fields(query, facet)
  const given = Object.fromEntries(
    facets.flatMap(facet => {
      const [value] = values(facet)
      return facet === 'actor' || facet === 'content' || value === undefined || !known(facet, value)
        ? []
        : [[facet, value]]
    }),
  )
  const [actor] = values('actor')
  return {
    actor: actor !== undefined && known('actor', actor) ? actor : undefined,
    given,
    contents: [...new Set(values('content'))].filter(value => known('content', value)),
    unsure: facets.filter(facet => facet !== 'act' && facet !== 'actor' && values(facet)[0] === unsure),
  }
}

/** The address of the page that knows this. */
export const addressOf = (asked: Asked): string => {
  const parts = new URLSearchParams()
  if (asked.actor !== undefined) parts.append('actor', asked.actor)
  for (const facet of facets) {
    if (facet === 'actor') continue
    if (asked.unsure.includes(facet)) parts.append(facet, unsure)
    else if (facet === 'content') for (const value of asked.contents) parts.append('content', value)
    else if (asked.given[facet] !== undefined) parts.append(facet, asked.given[facet])
  }
  const query = parts.toString()
  return query === '' ? '/advice' : `/advice?${query}`
}

/** What somebody has told who is on the page at this address: the way back from `addressOf`. */
export const askedAt = (address: string): Asked => {
  const query = new URLSearchParams(address.split('?')[1] ?? '')
  return readAsked(Object.fromEntries(facets.map(facet => [facet, query.getAll(facet)])))
}

/** The same without one facet. */
export const without = (asked: Asked, facet: Facet): Asked => ({
  actor: facet === 'actor' ? undefined : asked.actor,
  given: Object.fromEntries(Object.entries(asked.given).filter(([name]) => name !== facet)),
  contents: facet === 'content' ? [] : asked.contents,
  unsure: asked.unsure.filter(name => name !== facet),
})

/**
 * What is to be judged: the situation under each hat, and for each thing that is published at once, with what the act leaves
 * no choice about.
 */
export const situationsOfAsked = (asked: Asked, hats: readonly Actor[]): readonly Situation[] =>
  (asked.actor === undefined ? hats : [asked.actor]).flatMap(actor =>
    (asked.contents.length === 0 ? [undefined] : asked.contents).map(content =>
      withImplied({
        ...asked.given,
        actor,
        ...(content === undefined ? {} : { content }),
      }),
    ),
  )
