import type { ModerationAct } from './tables.ts'

/** Why somebody stepped in, in words that name nobody and can stand in the note to the audience. */
export const reasons = {
  abusive: 'it was abusive or insulting',
  bullying: 'it bullied or harassed somebody',
  discriminatory: 'it was discriminatory',
  private: 'it gave away something private about somebody',
  untrue: 'it accused somebody in a way that may be defamatory',
  spam: 'it was spam or advertising',
  other: 'it did not keep to the rules of this page',
} as const
export type Reason = keyof typeof reasons

const done: Readonly<Record<ModerationAct, string>> = {
  hide: 'We have hidden a comment here',
  block: 'We have blocked an account that commented here',
  report: 'We have reported a comment here to the network',
  delete: 'We have removed a comment here',
}

/** What the audience is told unless somebody writes it better (AL-7.b): what was done and why, naming nobody. */
export const noteToAudience = (act: ModerationAct, reason: Reason): string =>
  `${done[act]} because ${reasons[reason]}. Please keep this a respectful place for everyone.`

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()

/** Parts of display names that are ordinary words. */
const ordinary = new Set(
  'the and for our with from mrs miss mum dad mummy daddy parent parents school primary teacher friends year class page comment account here this place everyone'.split(
    ' ',
  ),
)

/**
 * The part of the author's name or handle that a text gives away, else undefined. A part of a name counts as a whole
 * word of three letters or more, accents and capitals aside.
 */
export const namedIn = (
  text: string,
  author: { readonly name: string; readonly handle: string | null },
): string | undefined => {
  const searched = plain(text)
  const words = new Set(searched.split(/[^\p{Letter}\p{Number}]+/u))
  const parts = [author.name, author.handle?.replace(/^@/, '').split('.')[0] ?? '']
    .flatMap(name => name.split(/[^\p{Letter}\p{Mark}\p{Number}]+/u))
    .filter(part => [...part].length >= 3 && !ordinary.has(plain(part)))
  const named = parts.find(part => words.has(plain(part)))
  if (named !== undefined) return named
  // Names written without gaps, and handles with signs in them.
  return [author.name.trim(), author.handle?.replace(/^@/, '') ?? ''].find(
    whole => [...whole].length >= 2 && !ordinary.has(plain(whole)) && containsWhole(searched, plain(whole)),
  )
}

const containsWhole = (text: string, whole: string): boolean => {
  const letter = /[\p{Letter}\p{Number}]/u
  for (let at = text.indexOf(whole); at !== -1; at = text.indexOf(whole, at + 1))
    if (!letter.test(text[at - 1] ?? ' ') && !letter.test(text[at + whole.length] ?? ' ')) return true
  return false
}
