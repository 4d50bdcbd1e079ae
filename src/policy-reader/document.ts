/** One block of a document's text, in reading order: what every format is brought to before it is read. */
export type Block = {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'row'
  /** For a row: its cells joined by a tab. White space is single; no soft hyphens, no direction marks. */
  readonly text: string
  /** Headings: 1 is the highest. Items: 1 is the outermost list. Otherwise 0. */
  readonly level: number
  /** What stood before the text as number or bullet: "4.1", "(iv)", "a)", "•"; empty where nothing did. */
  readonly marker: string
  /** Where it stands, in words a person can follow: "page 3", "line 40", "paragraph 12". */
  readonly place: string
}

/** A document as blocks, and what its file says about itself. */
export type DocumentText = {
  readonly blocks: readonly Block[]
  /** Remarks for the person who uploaded it: "pictures were left out", say. */
  readonly remarks: readonly string[]
}
