import type { Block } from './document.ts'

const TITLE =
  /\b(?:policy|policies|code of (?:conduct|use|practice)|guidelines|guidance|agreement|charter|protocol)\b/i

const SUBJECT = /\b(?:social (?:media|network\w*)|whatsapp|online safety|e-safety)\b/i

const isSentence = (text: string): boolean =>
  /[a-z]{3}\.$/.test(text) && /\b(?:is|are|was|were|this|we|must|should|will|may|has|have|our)\b/i.test(text)

/** The document's title: the first short line that calls it a policy, a code or guidance, or names its subject. */
export const titleOf = (blocks: readonly Block[]): string | null => {
  const lines = blocks
    .slice(0, 15)
    .filter(({ text }) => text.length <= 110 && !/[:>]\s*$|\s>\s/.test(text) && !isSentence(text))
  const line = lines.find(({ text }) => TITLE.test(text)) ?? lines.find(({ text }) => SUBJECT.test(text))
  return line?.text.split('\t').at(-1) ?? null
}
