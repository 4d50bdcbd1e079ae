import { addresseeOf } from './addressee.ts'
import { approvalAt } from './approval.ts'
import { isBackground } from './background.ts'
import { coreOf } from './core-sentence.ts'
import { leadingNoun } from './noun-phrase.ts'
import { OFFICER } from './officers.ts'
import { type Form, OPERATIVE } from './operative-phrases.ts'
import { practiceOf } from './practices.ts'
import type { Strength } from './reading.ts'
import { inSmallLetters, smallLetters } from './small-letters.ts'

/** A phrase that makes a sentence operative, where it stood and what stood before it (the subject). */
export type Marker = {
  readonly says: Strength
  readonly at: number
  readonly end: number
  /** Whose duty: the grammatical subject before the phrase, or after it for "we expect parents to …". */
  readonly subject: string
  /** `will`, `passive` and the like: how the phrase was built, where who is meant depends on it. */
  readonly form: Form
  /** Told as a fact, with no word that rules: in an introduction it describes. */
  readonly told?: true
}

const PERSON_BEFORE =
  /\b(?:anybody|everybody|someone|somebody|girls?|boys?|coach(?:es)?|friends|playworkers?|officials?|staff|employees?|teachers?|pupils?|students?|learners?|children|child|parents?|carers?|guardians?|famil(?:y|ies)|governors?|governing|board|trustees?|committee|volunteers?|members?|users?|people|anyone|everyone|no one|nobody|individuals|followers|we|you|they|he|she|school|academy|nursery|setting|pre-?school|trust|federation|college|head ?teachers?|principals?|heads?|tutors?|manager|leaders?|leadership|SLT|DSL|lead|administrators?|moderators?|admins?|adults?|visitors?|contractors?|colleagues|reps?|supervisors?|assistants?|secretary|chair|head|department|team)\b/i

/** What may, can or is to do something without anybody's leave: a thing, a thought, a matter of fact. */
const IMPERSONAL =
  /^\W*(?:(?:the|this|that|these|those|such|some|an?|any|one|most|many|all|online|our|your) )*(?:social|technolog\w+|internet|web|risks?|harm|damage|use|misuse|content|material|information|posts?|comments?|remarks?|words?|messages?|tone|pictures?|images?|photo\w*|videos?|sites?|platforms?|networks?|networking|apps?|services|accounts?|pages?|profiles?|facebook|twitter|instagram|youtube|snapchat|tools?|devices?|phones?|consequences|failure|policy|polic\w+|document|guidance|code|it|this|that|these|those|what|which|there|things?|something|anything|everything|nothing|reputation|mistakes?|relationships?|behaviou?r|conduct|ways?|reasons?|example|law|boundaries|friendships?|links?|data|posting|using|being|having|sharing|knowing|taking|making|writing|publishing|they)\b/i
/** An item of what a role may do: "may write on the blog". */
const OWN_LEAVE = /^may (?!i\b|we\b|the\b|my\b|our\b|staff\b|they\b|it\b|you\b)[a-z]/
/** A subject that can be given or denied leave: short, and no thing. */
const isImpersonal = (before: string): boolean =>
  before.trim() === '' || (IMPERSONAL.test(before) && !PERSON_BEFORE.test(before))

/** "that offend [will be removed]": where the words behind "that" name nobody, the modal is the sentence's own. */
const OWN_VERB =
  /\b(?:that|which) (?!(?:also|then|it|this|these|those|the|an?|our|your|their|his|her)\b|\w+ly\b)(\w+)(?: \w+)? ?$/i

/** A modal inside a relative or causal clause ("which may be …") says nothing by itself. */
const inRelative = (before: string): boolean => {
  const own = OWN_VERB.exec(before)
  if (own && !PERSON_BEFORE.test(own[0])) return false
  return (
    (/\b(?:which|that|as this|as it|because|or it|whom|how|what|whether(?: (?:a|the|their))?)(?: \w+){0,2} ?$/i.test(
      before,
    ) ||
      /\bwho(?: \w+ly| also| then)? ?$/i.test(before)) &&
    !/\b(?:ensure|expected|agreed|recommended|important|essential|so|aware|sites?|advised|remember|ask|asks|agree|understand|undertake|promise|confirm|clear|sure|note|stress|request|is|require|requires|appreciate|vital|conduct|decided|resolved|voted) that(?: \w+){0,2} ?$/i.test(
      before,
    )
  )
}

/** A subject that denies ("no account", "none of us"): what it may, must or will do is forbidden. */
const DENYING =
  /^\W*(?:no|none|nobody|no[- ]one|nothing|neither)\b(?! (?:doubt|longer|matter|in (?:this|the|these) (?:\w+ )?(?:policy|code|document|guidance|agreement|rules)))\b/i
const NEGATIVE: Readonly<Partial<Record<Strength, Strength>>> = {
  must: 'must-not',
  may: 'must-not',
  process: 'must-not',
  should: 'should-not',
}
/** What is asked for, and the "not" behind it: "are asked that pictures are not", "expects staff not to". */
const ASKING =
  /\b(?:expect|require|oblige|instruct|ask|advise|encourage|urge|request|remind|recommend|warn|suggest|prefer|invite|hope|important|vital|essential|imperative|good practice|best|rather|grateful|like)(?:s|d|ed)?(?: to| that)?$/i
const NOT_BEHIND =
  /^\s*(?:that\s+)?(?:(?!to\b|and\b|or\b|but\b|if\b|when\b)[\w'’/-]+,?\s+){0,8}?(?:not|never)\b(?! (?:only|just|every|all)\b)/i
const WITHOUT_DUTY = /\b(?:obliged|required|expected|compelled)\b/i
const DUTY = /\b(?:obliged|required|expected|asked|needs?|has to|have to)\b/i
/** "will follow nobody", "must carry no names". */
const DENIED_OBJECT =
  /^\s*(?:\w+ly )?(?!say|offer|make|take|have)\w+ (?:no|nothing|nobody|no[- ]one|none)\b(?! (?:later|more|less|fewer|longer|doubt|other|further))/i
const denies = (core: string, { says, form, subject, at, end }: Marker): boolean =>
  form !== 'consequence' &&
  ((DENYING.test(subject) && !(says === 'may' ? WITHOUT_DUTY : DUTY).test(core.slice(at, end))) ||
    /\b(?:do|does) not $/i.test(core.slice(0, at)) ||
    /^\s*be no\b/i.test(core.slice(end)) ||
    /\bbe no$/i.test(core.slice(at, end)) ||
    (form !== 'assigns' && DENIED_OBJECT.test(core.slice(end))) ||
    ((says === 'must' || says === 'should') &&
      ASKING.test(core.slice(at, end)) &&
      NOT_BEHIND.test(core.slice(end))))

/** The subject's own clause: what stands before "…, so" or a semicolon is another one. */
const lastClause = (before: string): string => {
  // "If a pupil contacts an adult the adult must …": without a comma only the last words are the subject.
  if (/^(?:if|where|when|should)\b/i.test(before) && !before.includes(','))
    return before.trim().split(' ').slice(-3).join(' ')
  if (/^(?:if|where|when|should)\b/i.test(before)) return before.split(/,\s+/).at(-1) ?? before
  return before.split(/(?:,\s+(?:so|but|yet|therefore|and(?= no\b))|;|\sso)\s/).at(-1) ?? before
}

/** Each rule with its pattern made to find whether and at what places it is in a sentence in small letters. */
const RULES = OPERATIVE.map(rule => ({
  ...rule,
  somewhere: inSmallLetters(rule.pattern),
  everywhere: inSmallLetters(rule.pattern, 'g'),
}))

const SUBJECT_BEHIND = /\b(?:falls to|(?:responsibility|duty) of|(?:lies|rests|sits) with)$/i
/** "Under no circumstances [should] staff …". */
const INVERTED = /^\W*(?:may|can|must|should|shall|will|are|is)\b/i

/** Whom the phrase is about: what stands before it, or behind it for "we expect …" and "no circumstances may …". */
const subjectOf = (core: string, form: Form, phrase: string, at: number): string => {
  const before = core.slice(0, at)
  const after = core.slice(at + phrase.length)
  if (/\b(?:no circumstances?|at no times?)/i.test(phrase)) {
    const noun = leadingNoun(after.replace(INVERTED, ''))
    return addresseeOf(noun) === undefined ? after.slice(0, 60) : noun
  }
  if (before.trim() === '' && (form === 'modal' || form === 'consequence')) return phrase
  if (form === 'asks' || SUBJECT_BEHIND.test(phrase)) {
    return after.replace(/^\s*that\s/, '').split(/\b(?:to|that|not|will|should|do|for)\b/)[0] ?? ''
  }
  if (form === 'passive') return lastClause(before) + (phrase.split(/\b(?:may|can|could|is|are)\b/i)[0] ?? '')
  return lastClause(before) + (PEOPLE.exec(phrase.split(' ')[0] ?? '')?.[0] ?? '')
}

const found = (rule: (typeof RULES)[number], core: string, small: string): Marker | undefined => {
  if (!rule.somewhere.test(small) || rule.not?.test(core)) return undefined
  for (const match of small.matchAll(rule.everywhere)) {
    const at = match.index
    const end = at + match[0].length
    const before = core.slice(0, at)
    if (rule.form !== 'consequence' && inRelative(before)) continue
    if (rule.personal && isImpersonal(lastClause(before))) continue
    if (rule.people && !PERSON_BEFORE.test(lastClause(before)) && !OWN_LEAVE.test(core)) continue
    if (rule.denied && !DENYING.test(lastClause(before))) continue
    const subject = subjectOf(core, rule.form, core.slice(at, end), at)
    return { says: rule.says, at, end, subject, form: rule.form }
  }
  return undefined
}

/** What a phrase says in its sentence: a denial turns it, and what people are responsible for is their duty. */
const strengthOf = (core: string, marker: Marker): Strength => {
  if (denies(core, marker)) return NEGATIVE[marker.says] ?? marker.says
  // "Pictures are shared only with families": what is done is bounded, and so binds.
  if (marker.form === 'passive' && marker.says === 'process' && /\bonly\b/i.test(core.slice(marker.at)))
    return 'must'
  const answerable =
    marker.form === 'assigns' && /\b(?:responsible|accountable)$/i.test(core.slice(marker.at, marker.end))
  return answerable && PEOPLE.test(marker.subject) && !OFFICER.test(marker.subject) ? 'must' : marker.says
}
const PEOPLE =
  /\b(?:staff|employees|colleagues|teachers|practitioners|adults|parents?|carers?|pupils|students|learners|users|individuals?|everyone|members|volunteers|you)\b/i

/** A clause that says when or why begins within the sentence. */
const SUBORDINATE =
  /\w,? (?:before|after|when|once|because|since|until|while|whenever|as soon as|so that|where) (?:they|he|she|it|the|a|an)\b/i

const toldAsFact = (core: string): Marker | undefined => {
  const practice = practiceOf(core)
  return practice && { ...practice, told: true }
}

/** "are reminded that talk in meetings [stays] in meetings": the fact they are reminded of binds them. */
const toldBehind = (core: string, { subject, end }: Marker): Marker | undefined => {
  const practice = practiceOf(core.slice(end).replace(/^[^.]{0,12}?\bthat /i, ''))
  if (!practice || practice.says === 'may') return undefined
  return { ...practice, says: practice.says === 'process' ? 'must' : practice.says, subject, at: end, end }
}

/**
 * The strength of one sentence and the phrase that gives it, or nothing where it imposes, forbids, advises,
 * permits and assigns nothing. The first operative phrase counts; somebody's needed yes counts before all.
 */
export const markerOf = (sentence: string): Marker | undefined => {
  const core = coreOf(sentence)
  if (core.length < 6 || isBackground(sentence)) return undefined
  const small = smallLetters(core)
  const candidates = RULES.flatMap((rule, order) => {
    const marker = found(rule, core, small)
    return marker ? [{ marker, order }] : []
  }).toSorted((a, b) => a.marker.at - b.marker.at || a.order - b.order)
  const leading = candidates[0]?.marker
  // "are reminded that pictures must not …": what they are reminded of is the rule.
  const reminded =
    leading &&
    /\bremind(?:ed|s)?$/i.test(core.slice(leading.at, leading.end)) &&
    /^[^.]{0,12}\bthat\b/i.test(core.slice(leading.end))
      ? (candidates.find(({ marker }) => marker.at > leading.end && marker.form === 'modal')?.marker ??
        toldBehind(core, leading))
      : undefined
  // "Administrators take the course before they are given a password": the rule is told first.
  const told = !leading || SUBORDINATE.test(core.slice(0, leading.at)) ? toldAsFact(core) : undefined
  const earliest = reminded ?? (told && (!leading || told.at < leading.at) ? told : leading)
  // "is recommended that they do not": the negative phrase begins inside the positive one.
  const turned =
    earliest &&
    candidates.find(({ marker }) => marker.at < earliest.end + 12 && marker.says === `${earliest.says}-not`)
  const first = earliest && { ...earliest, says: turned?.marker.says ?? strengthOf(core, earliest) }
  // An agreement that stands in the condition: "In circumstances agreed with the headteacher, staff may …".
  const agreed = first?.says === 'may' && /\bagreed (?:in advance )?(?:with|by)\b/i.test(sentence)
  const approval = approvalAt(core) ?? (agreed ? 0 : undefined)
  if (approval === undefined) return first
  const positive = first ?? { at: approval, end: approval, subject: core.slice(0, approval), form: 'modal' }
  return { ...positive, says: 'needs-approval' }
}
