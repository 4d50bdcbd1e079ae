import type { Block } from './document.ts'

const TITLE =
  /\b(?:policy|policies|code of (?:conduct|use|practice)|guidelines|guidance|agreement|charter|protocol)\b/i

/** The document's title: the first short line that calls it a policy, a code or guidance. */
export const titleOf = (blocks: readonly Block[]): string | null =>
  blocks.slice(0, 15).find(({ text }) => text.length <= 110 && TITLE.test(text) && !/[:>]\s*$|\.$/.test(text))
    ?.text ?? null
