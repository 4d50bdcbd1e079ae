/** A leading subordinate clause or adverb: what it says is a condition, not the rule. */
const LEADING =
  /^(?:(?:this means that|however|therefore|in addition|additionally|also|furthermore|for everyone's safety|in general(?: terms)?|similarly|like-?wise|finally|as such|indeed|again|moreover|equally|so|and|but|then|thus)\b,?\s+)+/i
const CONDITION =
  /^(?:even (?:though|if|when)|if|where|when|whenever|while|whilst|should|before|after|as|although|though|unless|in|during|for|to|once|until|because|since|given|whether|following|by|on|at|with|under|within|outside|apart|except|prior|upon|wherever|due|despite)\b[^,:]{3,200},\s+(?=\S)/i

const RULE_INSIDE =
  /\b(?:must|should|shall|we (?:ask|expect|require|do not)|(?:is|are) (?:not )?(?:permitted|allowed)|is prohibited)\b/i

/** What is left is no sentence: "Where a player is sixteen the coach may write to him, provided that …". */
const SUBORDINATE = /^(?:provided|providing|so long|as long|unless|except|even|including|which|who)\b/i
/** "are further advised", "may also use": adverbs that only go on from what was said. */
const FURTHER =
  / (?:also|further|therefore|however|then|equally|hereby|thus|likewise|again|too|accordingly|well)(?= [a-z])(?<=\b(?:is|are|am|be|may|can|must|will|shall|should|has|have|we|they|staff|pupils|parents|school) \w+)/gi
/** "Nor may they be linked": "they may not be linked". */
const NOR = /^(?:nor|neither) (is|are|may|can|must|should|will|shall|do|does|has|have) (the \w+|our \w+|\w+)/i

/** The sentence without brackets, opening adverbs and opening conditions, where the rule itself is looked for. */
export const coreOf = (sentence: string): string => {
  const plain = sentence
    .replace(/\((?!not\b)[^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(LEADING, '')
    .replace(FURTHER, '')
    .replace(NOR, '$2 $1 not')
  // "Under no circumstances", "At no time" open a rule, not a condition.
  if (/^(?:under|in|at) no\b/i.test(plain)) return plain
  const condition = CONDITION.exec(plain)?.[0] ?? ''
  // "When a parent comes in we ask that phones are put away, as …": the rule stands in what looks like the condition.
  if (RULE_INSIDE.test(condition.replace(/^\w+/, ''))) return plain
  const rest = plain.slice(condition.length)
  if (SUBORDINATE.test(rest)) return plain
  // "Should talk keep straying, the administrator can …": what is left must be a sentence by itself.
  return /^[\w"']+(?:\s|$)/.test(rest) &&
    rest.length >= 12 &&
    rest.length < plain.length &&
    !/^(?:and|or|but)\b/i.test(rest)
    ? rest.replace(LEADING, '')
    : plain
}
