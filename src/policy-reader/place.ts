import type { Addressee, Strength } from './reading.ts'

/** What a list's opening line says for its items. */
export type Stem = {
  readonly text: string
  readonly says: Strength | undefined
  readonly who: Addressee | undefined
  /** `none` = a list of purposes, examples, other documents: its items bind nobody. */
  readonly kind: 'rules' | 'none' | 'open'
  readonly level: number
  readonly marker: string
  /** The block behind it is no item: its list, if any, lost its bullets. */
  readonly bare: boolean
}

/** Where a sentence stands, as far as its meaning depends on it. */
export type Place = {
  readonly section: string
  readonly sectionWho: Addressee | undefined
  readonly documentWho: Addressee
  readonly documentWhoByTitle: boolean
  readonly stem: Stem | undefined
  readonly previousWho: Addressee | undefined
  /** Strength of the sentence before, where it was a clause: "The same goes for …" has it too. */
  readonly previousSays: Strength | undefined
  /** The document or section gives advice rather than rules, so that a bare command is advice too. */
  readonly advice: boolean
  /** Behind the introduction: a rule has been read, or a second section with text begun. */
  readonly begun: boolean
  /** Not the first sentence of its block. */
  readonly later: boolean
}

/** A sentence that begins with a pronoun speaks of whom the one before spoke. */
export const PRONOUN = /^(?:they|their|them|he|she|this|these|it|such|those|he\/she|instead|the latter)\b/i

/** Whom a sentence means that names nobody: the list's people, the section's, the document's. */
export const fallbackWho = (place: Place): Addressee =>
  place.stem?.who ?? place.sectionWho ?? place.documentWho
