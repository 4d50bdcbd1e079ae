import type { Form } from './operative-phrases.ts'
import type { Strength } from './reading.ts'
import { isOfficer, toldOf } from './subjects.ts'
import { isDeed } from './verbs.ts'

/** A rule told in the simple present: where its verb stood and whom or what it is about. */
type Practice = {
  readonly says: Strength
  readonly form: Form
  readonly at: number
  readonly end: number
  readonly subject: string
}

/** What a school says of itself: no rule, whatever the verb. */
const OF_ITSELF =
  /^\W*(?:tells? us that\b|agrees? with\b|\w+\W*$|\w+ (?:after (?:the |our |all )?(?:children|pupils)\b|(?:it|this|that|the [^.]{0,80}) (?:very )?seriously\b|at (?:these|our)\b|(?:no |any )?part\b|place\b|(?:parents|families)\b[^.]{0,15} about (?:our|the) school)|(?:runs?|sets?|takes?|gives?|looks?) an? )/i
/** What people do of themselves: a rule only where it is bounded ("use only …", "post nothing …"). */
const HABITS =
  /^(?:use|share|post|access|read|watch|speak|communicate|connect|message|visit|follow|view|chat|meet|add|upload|go|move|start|work|live-stream|create|learn)$/
const OURSELVES =
  /^(?:we|i|school|schools|nursery|academy|setting|pre-school|preschool|trust|federation|club|centre)$/
const BOUNDED =
  /\b(?:only|no|not|never|nothing|none|first|always|before|until|unless|without|instead|each|every|all|school's|own|once|twice|daily|weekly|within)\b/i
const OFTEN = /\b(?:often|sometimes|usually|increasingly|frequently|commonly|generally|now)\b/i
const SOME = /^(?:many|some|most|few|more|a (?:number|few|lot)|lots|several|other)\b/i

/** Participles that describe rather than tell what is done. */
const DESCRIBED =
  'used|designed|intended|based|written|concerned|known|expected|defined|linked|involved|described|associated|related|committed|required|needed|interested|worried|excited|pleased|delighted|determined|dedicated|faced|exposed|connected|engaged|aimed|built|made|seen|found|thought|believed|considered|regarded|meant|understood|located|called|supposed|limited|posed|valued|caused|motivated|driven|championed|covered|affected|tempted|surrounded|loved|born|grown|given|supported|protected|recognised|published|established|created|developed|included|listed|attached|outlined|aligned|governed|informed|open|often|even|been|seven|different|important|present|apparent|current|recent|independent|consistent|confident|content|subject|respect|effect|direct|correct|own|down|in|on|an|children|then|when'
const IS_DONE = new RegExp(
  `\\b(?:is|are)\\s(?:\\w+ly\\s|also\\s|then\\s|always\\s|all\\s|first\\s)?(?:(?<not>(?:not|never)\\s)(?:\\w+ly\\s)?(?:used|published|created|given)\\b|(?<not2>(?:not|never)\\s)?(?:\\w+ly\\s)?(?!(?:${DESCRIBED})\\b)(?:\\w{3,}ed|taken|shown|worn|hidden|held|kept|put|left|told|sent|brought|chosen|spoken|read|lent|thrown|overseen|withdrawn|stuck)\\b)`,
  'i',
)
/** What people carry: a sentence about it binds them, where one about a page binds the school. */
const THEIR_THINGS = /\b(?:phones?|mobiles?|devices?|watch(?:es)?|cameras?|tablets?|belongings|bags?)\b/i
/** What is sent or kept somewhere: a sentence that says where binds the school. */
const SENT_THINGS =
  /\b(?:messages?|emails?|e-mails?|complaints?|requests?|repl(?:y|ies)|answers?|concerns?|questions?|enquir(?:y|ies)|passwords?|photographs?|photos?|pictures?|images?|letters?|posts?|reports?|forms?|surnames?|names?|comments?|(?:any|no|every)thing|news|communication|contact|memory cards?|footage)\b/i
/** "Phones stay in bags", "Watches go in the locker". */
const STAYS =
  /^((?:[\w'-]+ ){0,6}?[\w'-]+) (?:(never) |always |only |then |all )?(?:stays?|goe?s?|belongs?|comes?|passe?s|lives?|appears?|waits?|remains?) (?:up|within|beside|in|into|at|on|out|off|with|through|to|via|by|home|straight|directly|first)\b/i
/** Where one rule of a sentence ends and the next begins. */
const JOINT = /(?:[,;]\s+(?:and|but|so|yet)|;|\sand)\s+(?:therefore\s+|then\s+)?(?=(?:[\w']+\s+){1,8}\w)/gi
const LONGEST_SUBJECT = 110

/** Something is done, and nobody is named who does it: "Phones are kept in the lockers". */
const doneIn = (core: string): Practice | undefined => {
  const done = IS_DONE.exec(core)
  if (!done) return undefined
  const subject = core.slice(0, done.index)
  const plain = subject.replace(/\b(?:which|that|who)(?: (?!is |are )[\w'-]+){1,6}/i, '')
  if (
    plain.trim() === '' ||
    subject.length > LONGEST_SUBJECT ||
    /\b(?:if|when|where|what|how|many|some|most|often|policy|it|this|these|there|can|may|will|is|are|providing|provided)\b/i.test(
      plain,
    ) ||
    /\b(?:which|that|who)\s?$/i.test(subject)
  )
    return undefined
  const place = { at: done.index, end: done.index + done[0].length, subject }
  if (done.groups?.not ?? done.groups?.not2) return { says: 'must-not', form: 'modal', ...place }
  return !/\b(?:confiscated|returned|collected|screened|logged)$/i.test(done[0]) &&
    THEIR_THINGS.test(subject) &&
    !/\b(?:school|nursery|setting|academy)(?:'s)?\b/i.test(subject)
    ? { says: 'must', form: 'modal', ...place }
    : { says: 'process', form: 'passive', ...place }
}

/** A thing has its place: "Phones stay in bags", "Messages to families go through the app". */
const placedIn = (core: string): Practice | undefined => {
  const stays = STAYS.exec(core)
  if (!stays) return undefined
  const subject = stays[1] ?? ''
  const place = { at: subject.length, end: stays[0].length, subject }
  if (/\b(?:is|are|that|which|who|what|how|can|may|will|must)\b/i.test(subject)) return undefined
  if (stays[2] !== undefined || /^(?:no|nothing)\b/i.test(subject))
    return { says: 'must-not', form: 'modal', ...place }
  return THEIR_THINGS.test(subject)
    ? { says: 'must', form: 'modal', ...place }
    : SENT_THINGS.test(subject)
      ? { says: 'process', form: 'passive', ...place }
      : undefined
}

/** People or a body of the school do something: "The office holds the passwords", "Pupils hand in their phones". */
const deedIn = (core: string): Practice | undefined => {
  if (SOME.test(core)) return undefined
  const told = toldOf(core)
  if (!told || OFTEN.test(told.adverbs)) return undefined
  const { subject, at, end } = told
  const rest = core.slice(end)
  if (told.verb === 'do' && /^\W*not\b/i.test(rest)) {
    const verb = /^\W*not (?:\w+ly )?([a-z-]+)/i.exec(rest)?.[1]
    return verb !== undefined && isDeed(verb.toLowerCase())
      ? { says: 'must-not', form: 'modal', at, end, subject }
      : undefined
  }
  const denied =
    /\b(?:never|not)\b/i.test(told.adverbs) || /^(?:no|neither|nobody|no[- ]one)\b/i.test(subject)
  if (!isDeed(told.verb) || (!denied && OF_ITSELF.test(core.slice(at)))) return undefined
  const place = { at, end, subject }
  if (denied || /^\W*(?:not to|no|nothing|neither)\b/i.test(rest))
    return { says: 'must-not', form: 'modal', ...place }
  const habit = HABITS.test(told.verb) && !BOUNDED.test(rest) && !BOUNDED.test(told.adverbs)
  if (isOfficer(told.head) || /^(?:we|i)$/i.test(told.head)) {
    return habit && OURSELVES.test(told.head) ? undefined : { says: 'process', form: 'assigns', ...place }
  }
  const few = /\b(?:two|three|both|named|nominated|designated|one)\b/i.test(subject)
  if (few) return { says: 'process', form: 'assigns', ...place }
  return habit ? undefined : { says: 'must', form: 'modal', ...place }
}

const practiceIn = (part: string): Practice | undefined => doneIn(part) ?? placedIn(part) ?? deedIn(part)

/**
 * A rule put as a fact: "The office holds the passwords", "Phones are kept in the lockers", "Surnames are never
 * used". Only where somebody or something of a school's is the subject, as background is told in this way too.
 */
export const practiceOf = (core: string): Practice | undefined => {
  let from = 0
  for (const joint of [...core.matchAll(JOINT), undefined]) {
    const part = core.slice(from, joint?.index ?? core.length)
    const found = practiceIn(part)
    // "They" of a second half are whoever the first half was about.
    if (found && from > 0 && /^(?:they|he|she)\b/i.test(part) && !toldOf(core)) return undefined
    if (found) return { ...found, at: found.at + from, end: found.end + from }
    if (joint) from = joint.index + joint[0].length
  }
  return undefined
}
