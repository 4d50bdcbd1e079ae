import { type Inflection, isNounToo, verbAt } from './verbs.ts'

/** Nouns of people and of the bodies they form, in the singular. */
const PEOPLE = new Set(
  `adult applicant assistant author candidate carer child coach colleague contractor contributor editor educator
  employee follower former grandparent guardian helper individual learner member mentor moderator parent
  photographer practitioner pupil sender staff student supervisor teacher tutor user visitor volunteer worker person
  somebody someone starter joiner newcomer those whoever everybody everyone anybody anyone nobody you they`.split(
    /\s+/,
  ),
)
const OFFICERS = new Set(
  `academy admin administrator author authority bank body board bursar caretaker centre chair champion childminder clerk club
  co-ordinator college committee company consultant coordinator council ddsl department deputy director dpo dsl
  executive federation governance governor group head headmaster headmistress headteacher hr i lead leader leadership management
  manager mat moderator nursery office officer organisation panel partnership playgroup pre-school preschool president
  principal pta ptfa receptionist school secretary service setting slt smt supervisor team technician treasurer trust
  trustee webmaster we he she`.split(/\s+/),
)
/** Things of a school that its rules are about. */
const THINGS = new Set(
  `account answer application approval bag belonging blog call camera card channel chat check comment communication
  complaint concern consent contact content conversation decision device e-mail email enquiry everything face footage
  form image induction invitation laptop letter link list log login logo material message mobile name news nothing
  anything page password permission politics phone photo photograph picture policy post question record recording register
  reply report request response review search session something streaming surname tablet text training video
  watch`.split(/\s+/),
)
const IRREGULAR: Readonly<Record<string, string>> = {
  children: 'child',
  people: 'person',
  families: 'member',
  family: 'member',
  nurseries: 'nursery',
  deputies: 'deputy',
  replies: 'reply',
  enquiries: 'enquiry',
  policies: 'policy',
  searches: 'search',
  watches: 'watch',
  bodies: 'body',
  leads: 'lead',
}
const TITLE = /^(?:mr|mrs|miss|ms|dr|sir|rev)$/
/** Subjects that take either form ("the team checks", "the team check"). */
const COLLECTIVE =
  /^(?:board|body|committee|council|group|governance|hr|leadership|management|office|panel|pta|ptfa|slt|smt|team|department|family|staff)$/
const PLURAL_WORDS = /^(?:we|i|you|they|those|people|children|families|staff)$/

/** Words that do not stand before the noun of a subject. */
const BEFORE_NO_NOUN =
  /^(?:of|in|on|at|by|to|from|with|without|into|over|under|between|about|after|before|through|during|for|as|and|or|but|if|when|where|while|who|which|that's|what|how|why|is|are|was|were|be|been|being|am|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would|cannot|not|it|this|there|that|so|than|because|whenever|until|unless|although|[,;:.()])$/
const OPENS_CONDITION = /^(?:on|in|at|during|after|before|within|outside|from|for|with|by|once|twice|to)$/
const OPENS_SUBJECT = /^(?:we|i|they|staff|the|our|all|each|every|parents|pupils|governors|teachers)$/
const LONGEST_CONDITION = 9
const JOINS = /^(?:and|or|\/|&|,)$/
const OPENS_RELATIVE = /^(?:who|that|which|whose)$/
const MODIFIES =
  /^(?:of|in|on|at|for|from|with|within|outside|under|over|across|by|to|about|[a-z]+ing|[a-z]+ed|employed|responsible|new|caught|found|seen|known|run|left|unhappy|unsure)$/
const ADVERB =
  /^(?:(?!reply|apply|supply|rely|family)[a-z]+ly|also|always|then|only|first|both|all|each|never|not|often|sometimes|therefore|together|jointly|alone|now|again|either|themselves|himself|herself|themself|thus|ever|usually)$/
const NOT_BEHIND_VERB =
  /^(?:of|by|and|or|is|are|was|were|has|have|must|should|shall|will|would|may|might|can|cannot|could|polic(?:y|ies)|accounts?|sites?|pages?|devices?|phones?|[,;:.()])$/

/** What stands before a noun: the word behind is no verb. */
const BEFORE_NOUN = /^(?:of|in|on|at|for|from|with|to|the|a|an|and|or|our|their|your)$/
const REACH = 14

export type Told = {
  /** Who does it, as written. */
  readonly subject: string
  /** The last noun of the subject, in small letters. */
  readonly head: string
  readonly kind: 'people' | 'officer' | 'thing'
  readonly adverbs: string
  /** The verb in its base form. */
  readonly verb: string
  readonly at: number
  readonly end: number
}

/** Subject and verb stand within so many letters. */
const LONGEST_TOLD = 240

type Token = { readonly text: string; readonly word: string; readonly at: number }

const tokensOf = (text: string): readonly Token[] =>
  [...text.slice(0, LONGEST_TOLD).matchAll(/[A-Za-z][\w'’-]*|\d\S*|[^\s\w]/g)].map(match => ({
    text: match[0],
    word: match[0].toLowerCase(),
    at: match.index,
  }))

const singular = (word: string): string => IRREGULAR[word] ?? word.replace(/(?<=[a-z]{2})s$/, '')
const kindOf = (word: string): Told['kind'] | undefined => {
  const noun = singular(word)
  if (PEOPLE.has(noun)) return 'people'
  if (OFFICERS.has(noun) || OFFICERS.has(word)) return 'officer'
  return THINGS.has(noun) || THINGS.has(word) ? 'thing' : undefined
}
const isPerson = (word: string): boolean => {
  const kind = kindOf(word)
  return kind === 'people' || kind === 'officer'
}

const LONGEST_BEFORE = 5
/** The place of the noun that a subject beginning at `from` is about. */
const headFrom = (
  tokens: readonly Token[],
  from: number,
  fits: (word: string) => boolean = isPerson,
): number | undefined => {
  for (let i = from; i < Math.min(tokens.length, from + LONGEST_BEFORE + 1); i++) {
    const word = tokens[i]?.word ?? ''
    if (TITLE.test(word)) return tokens[i + 1]?.text === '.' ? i + 2 : i + 1
    if (fits(word)) return i
    if (BEFORE_NO_NOUN.test(word)) return undefined
  }
  return undefined
}

/** The last noun of "the head teacher or the deputy head". */
const wholeHead = (tokens: readonly Token[], first: number): number => {
  let at = first
  for (;;) {
    const next = tokens[at + 1]?.word ?? ''
    const further = isPerson(next) ? at + 1 : JOINS.test(next) ? headFrom(tokens, at + 2) : undefined
    const beyond =
      next === ',' && /^(?:and|or)$/.test(tokens[at + 2]?.word ?? '') ? headFrom(tokens, at + 3) : further
    if (beyond === undefined) return at
    at = beyond
  }
}

const verbFrom = (
  tokens: readonly Token[],
  from: number,
  as: Inflection,
): { readonly i: number; readonly verb: string } | undefined => {
  let i = from
  while (ADVERB.test(tokens[i]?.word ?? '')) i++
  const next = tokens[i + 1]?.word ?? ''
  const verb = verbAt(tokens[i]?.word ?? '', next, as)
  if (verb === undefined || (isNounToo(verb) && NOT_BEHIND_VERB.test(next))) return undefined
  return { i, verb }
}

/** What is told of the noun at `head`, the first noun of its subject standing at `first`. */
const toldFrom = (
  sentence: string,
  tokens: readonly Token[],
  first: number,
  head: number,
): Told | undefined => {
  const noun = tokens[head]
  if (!noun) return undefined
  const several = tokens.slice(first, head).some(({ word }) => /^(?:and|&)$/.test(word))
  const titled = [1, 2].some(back => TITLE.test(tokens[head - back]?.word ?? ''))
  const plural = several || (!titled && (PLURAL_WORDS.test(noun.word) || /[^s]s$/.test(noun.word)))
  const as: Inflection =
    COLLECTIVE.test(noun.word) && !several
      ? noun.word === 'staff'
        ? 'base'
        : 'either'
      : plural
        ? 'base'
        : 'third'
  const behind = tokens[head + 1]?.word ?? ''
  // "Whoever posts does so …": the first verb is the relative clause's own, as behind "who".
  const open = noun.word === 'whoever'
  const relative = open || OPENS_RELATIVE.test(behind)
  let found = open ? undefined : verbFrom(tokens, head + 1, as)
  if (!found && (MODIFIES.test(behind) || relative)) {
    // The first verb behind "who" is the relative clause's own.
    for (
      let i = head + (open ? 2 : relative ? 3 : 2);
      !found && i < Math.min(tokens.length, head + REACH);
      i++
    ) {
      if (/^[.;:]$/.test(tokens[i]?.word ?? '')) break
      if (!BEFORE_NOUN.test(tokens[i - 1]?.word ?? '')) found = verbFrom(tokens, i, as)
    }
  }
  const verb = found && tokens[found.i]
  if (!found || !verb) return undefined
  return {
    subject: sentence.slice(0, verb.at).trim(),
    head: singular(noun.word),
    kind: kindOf(noun.word) ?? 'officer',
    adverbs: sentence.slice(noun.at + noun.text.length, verb.at),
    verb: found.verb,
    at: verb.at,
    end: verb.at + verb.text.length,
  }
}

/**
 * The subject of a sentence that tells what people, a school's bodies or its things do, and its verb: "The head of
 * digital [reviews] a sample", "Adults who work here [keep] their phones in a locker", "Phones [stay] in bags".
 */
export const toldOf = (sentence: string): Told | undefined => {
  const tokens = tokensOf(sentence)
  // "Once a term the governors audit …": a condition without its comma stands before the subject.
  if (OPENS_CONDITION.test(tokens[0]?.word ?? '')) {
    for (let i = 2; i < LONGEST_CONDITION; i++) {
      const head = OPENS_SUBJECT.test(tokens[i]?.word ?? '') ? headFrom(tokens, i) : undefined
      const told = head === undefined ? undefined : toldFrom(sentence, tokens, i, wholeHead(tokens, head))
      if (told) return { ...told, subject: sentence.slice(tokens[i]?.at ?? 0, told.at).trim() }
    }
    return undefined
  }
  const first = headFrom(tokens, 0)
  const thing = headFrom(tokens, 0, word => kindOf(word) === 'thing')
  const ofThing = (): Told | undefined =>
    thing === undefined ? undefined : toldFrom(sentence, tokens, thing, thing)
  if (first === undefined) return ofThing()
  const ofPerson = (): Told | undefined => toldFrom(sentence, tokens, first, wholeHead(tokens, first))
  return thing !== undefined && thing < first ? (ofThing() ?? ofPerson()) : (ofPerson() ?? ofThing())
}

/** Words that stand for what was said before, for some of many, or for the document and the world. */
const NO_SUBJECT =
  /^(?:polic(?:y|ies)|document|thanks|guidance|sites?|platforms?|technology|it|this|that|these|those|there|some|many|most|few|which|who|what|how|why|if|when|where|you)$/
const AGENT =
  /(?<!^(?:matt|pap|numb|lett|comput|oth|memb|pow|ord|answ|post))(?:ers?|ors?|ists?|ants|men|women|girls?|boys?|friends|officials)$/
/**
 * The same for a subject whose noun is in no list: the verb must be one that tells of a deed, and agree with the noun
 * before it. For sentences that stand among rules only.
 */
export const toldOfAnything = (sentence: string): Told | undefined => {
  const tokens = tokensOf(sentence)
  for (let i = 0; i < Math.min(tokens.length, LONGEST_BEFORE); i++) {
    const word = tokens[i]?.word ?? ''
    if (BEFORE_NO_NOUN.test(word) || NO_SUBJECT.test(word)) return undefined
    if (OPENS_SUBJECT.test(word) || kindOf(word) || !/^[a-z]{3}/.test(word)) continue
    const told = toldFrom(sentence, tokens, 0, i)
    if (told) return { ...told, kind: AGENT.test(word) ? 'people' : 'thing' }
  }
  return undefined
}
