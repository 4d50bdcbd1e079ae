import { isAction, isNounToo, opensObject, verbAt } from './verbs.ts'

const FIRST_WORDS_BEFORE_RELATIVE =
  /\b(?:which|that|who|whom|whose|as this|because|so that|in order|when|if|unless|where)\b/i
const OPENING_ADVERB =
  /^(?:(?:always|only|instead|immediately|regularly|also|then|(?:where(?:ver)?|if|as far as) possible|simply)\b,?\s+)+/i
/** What follows a noun and no verb: "Use of phones", "Access to sites", "Review date". */
const BEHIND_NOUN =
  /^(?:of|for|to|and|or|by|from|in|on|is|are|should|must|will|may|can|date|period|cycle|details?|polic(?:y|ies)|titles?|log|form|forms|list|history|keeping|us)$/
const NO_COMMAND = /^(?:follow us|be the best|be kind|report to|model policy|open evening)\b/i

const wordsOf = (text: string): readonly string[] =>
  text.split(/\s+/, 3).map(word => word.toLowerCase().replace(/[^a-z'-]+$/, ''))

/** Whether a sentence or item is put as a command ("Respect the purpose of the group"). */
export const isCommand = (text: string): boolean => {
  const plain = text.replace(OPENING_ADVERB, '')
  const [first = '', second = ''] = wordsOf(plain)
  if (text === text.toUpperCase() || /^[\w ]{1,30}:\s/.test(text) || NO_COMMAND.test(plain)) return false
  if (FIRST_WORDS_BEFORE_RELATIVE.test(plain.split(' ')[1] ?? '')) return false
  const verb = first === 'be' ? 'be' : verbAt(first, second, 'base')
  if (verb === undefined || !(verb === 'be' || isAction(verb) || opensObject(second))) return false
  return !(isNounToo(verb) && (second === '' || BEHIND_NOUN.test(second)))
}

/** Whether an item says what somebody does in a role ("checks the page each day"). */
export const isTask = (text: string): boolean => {
  const [first = '', second = ''] = wordsOf(text.replace(OPENING_ADVERB, ''))
  const verb = verbAt(first, second, 'third')
  return (
    verb !== undefined &&
    second !== '' &&
    !(isNounToo(verb) && !opensObject(second) && !/^\S+ (?:at least|no more)\b/i.test(text))
  )
}
