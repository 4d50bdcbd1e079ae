import type { Basis } from '../../kernel/basis.ts'

export const handoutKinds = ['handbook', 'parents', 'pupils', 'visitors'] as const
export type HandoutKind = (typeof handoutKinds)[number]

/** One sentence of a handout, and what it rests on. */
export type Point = { readonly text: string; readonly basis: readonly Basis[] }

export type HandoutSection = {
  readonly heading: string
  /** Said before the points: "The policy does not say this", for one. */
  readonly note?: string | undefined
  readonly points: readonly Point[]
}

/** What one audience is given of the policy, as a page and as a PDF. */
export type Handout = {
  readonly kind: HandoutKind
  readonly title: string
  readonly intro: readonly string[]
  readonly sections: readonly HandoutSection[]
  /** Whether its readers want to know which clause each sentence comes from; a nine-year-old does not. */
  readonly sources: boolean
  /** Whether it has to fit on one sheet. */
  readonly onePage: boolean
}

/** What a handout is made from beside the policy. */
export type SchoolFacts = {
  readonly phone: string | null
  readonly safeguarding: readonly string[]
  readonly deputies: readonly string[]
  readonly headteacher: readonly string[]
}
