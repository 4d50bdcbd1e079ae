import type { Form } from './operative-phrases.ts'
import { PREDICATES } from './predicates.ts'
import type { Strength } from './reading.ts'
import { type Told, toldOf } from './subjects.ts'
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
  /^\W*(?:tells? us (?:that|how)\b|holds? an? (?:position|place)\b|works? hard\b|goes? (?:on|online|to school)\b|go (?:on|online|to school)\b|agrees? with\b|\w+\W*$|\w+ (?:after (?:the |our |all )?(?:children|pupils)\b|(?:it|this|that|the [^.]{0,80}) (?:very )?seriously\b|at (?:these|our)\b|(?:no |any )?part\b|place\b|(?:parents|families)\b[^.]{0,15} about (?:our|the) school)|runs? \w+ schools)/i
const OURSELVES_IN_GENERAL = /^\W*(?:runs?|sets?|takes?|gives?|looks?) an? /i
/** What people do of themselves: a rule only where it is bounded ("use only …", "post nothing …"). */
const HABITS =
  /^(?:use|share|post|access|read|watch|speak|communicate|connect|message|visit|follow|view|chat|meet|add|upload|come|move|start|work|live-stream|create|learn|copy)$/
const OURSELVES =
  /^(?:we|i|school|schools|nursery|academy|setting|pre-school|preschool|trust|federation|club|centre)$/
const BOUNDED =
  /\b(?:only|no|never|nothing|none|first|always|until|unless|without|instead|but not|not (?:to|on|in|with)|(?:each|every) (?:\w+ )?(?:day|week|month|half|term|year|evening|morning|september|autumn|spring|summer|time|account|post)s?|once|twice|daily|weekly|monthly|termly|yearly|annually|within|whenever|at once|the same (?:day|week)|by (?:the end|noon)|straight away|immediately|at all times|no longer|through|lessons?|assembl\w+|school's|own|official|school (?:equipment|devices?|phones?|accounts?|e-?mail|cameras?))\b/i
const OFTEN = /\b(?:often|sometimes|usually|increasingly|frequently|commonly|generally|now)\b/i
const SOME = /^(?:many|some|most|few|more|a (?:number|few|lot)|lots)\b/i

/** Participles that describe rather than tell what is done. */
const DESCRIBED =
  'used|owned|designed|intended|based|written|concerned|known|expected|defined|linked|involved|described|associated|related|committed|required|needed|interested|worried|excited|pleased|delighted|determined|dedicated|faced|exposed|connected|engaged|aimed|built|made|seen|found|thought|believed|considered|regarded|meant|understood|located|called|supposed|limited|posed|valued|caused|motivated|driven|championed|covered|affected|tempted|surrounded|loved|born|grown|given|supported|protected|recognised|published|established|created|developed|included|listed|attached|outlined|aligned|governed|informed|open|often|even|been|seven|different|important|present|apparent|current|recent|independent|consistent|confident|content|subject|respect|effect|direct|correct|own|down|in|on|an|children|then|when'
const IS_DONE = new RegExp(
  `\\b(?:is|are)\\s(?:\\w+ly\\s|also\\s|then\\s|always\\s|all\\s|first\\s)?(?:(?<not>(?:not|never)\\s)(?:\\w+ly\\s)?(?:used|published|created|given)\\b|(?<not2>(?:not|never)\\s)?(?:\\w+ly\\s)?(?!(?:${DESCRIBED})\\b)(?:\\w{3,}ed|taken|shown|worn|hidden|held|kept|put|left|told|sent|brought|chosen|spoken|read|lent|thrown|overseen|withdrawn|stuck|shut|drawn up|set (?:to|so|by|at|out in))\\b)`,
  'i',
)
/** What is used or published is told of everything: it rules where it is bounded. */
const IS_DONE_ONLY = new RegExp(
  [
    '\\b(?:is|are|gets?)\\s(?:only\\s)?(?:used|shared|published|given|made|posted|created|known)\\b(?=[^.;]*\\b(?:only|never|no longer|nothing|nowhere|by (?:the|a|an|two|our) (?!pupils|children|parents|people))\\b)',
    '\\b(?:is|are)\\sonly\\s(?:used|shared|published|given|made|posted)\\b',
    '(?<=^only\\b[^.;]{3,60}\\s)(?:is|are)\\s(?:used|shared|published|given|made|posted)\\b',
    '\\bgets?\\s\\w{3,}ed\\b',
    '(?<=^(?:the|this|our)\\s(?:[\\w-]+\\s){0,3}(?:policy|code|agreement|document)\\s)is\\s(?:shared|given|explained|sent|displayed|discussed|looked at|renewed|signed|read|issued|circulated)\\b',
  ].join('|'),
  'i',
)
/** What people carry: a sentence about it binds them, where one about a page binds the school. */
const THEIR_THINGS = /\b(?:phones?|mobiles?|devices?|watch(?:es)?|cameras?|tablets?|belongings|bags?)\b/i
/** Where a thing of the school's has its place: "Phones stay in bags", "Messages go through the app". */
const PLACED = /^(?:stay|go|belong|come|pass|live|appear|wait|remain)$/
const TO_ITS_PLACE =
  /^\s(?:straight |directly |first |only |back )?(?:up|within|beside|in|into|at|on|out|off|with|through|to|via|by|home|down|away)\b/i
/** What becomes of everything that is put online. */
const ON_THE_INTERNET =
  /\b(?:internet|online for|for ?ever|world|public domain|seconds|viral|to light|years)\b/i
/** Where one rule of a sentence ends and the next begins. */
const JOINT = /(?:[,;]\s+(?:and|but|so|yet)|;|\sand)\s+(?:therefore\s+|then\s+)?(?=(?:[\w']+\s+){1,8}\w)/gi
const LONGEST_SUBJECT = 110

/** Something is done, and nobody is named who does it: "Phones are kept in the lockers". */
const doneIn = (core: string): Practice | undefined => {
  const done = IS_DONE.exec(core) ?? IS_DONE_ONLY.exec(core)
  if (!done) return undefined
  const subject = core.slice(0, done.index)
  const plain = subject.replace(/\b(?:which|that|who) \S.*$/i, '')
  if (
    plain.trim() === '' ||
    subject.length > LONGEST_SUBJECT ||
    /\b(?:if|when|where|what|how|many|some|most|often|these|there|can|may|will|is|are|providing|provided)\b/i.test(
      plain,
    ) ||
    /\b(?:which|that|who)\s?$/i.test(subject) ||
    (/\bit\b/i.test(plain) && !BOUNDED.test(core.slice(done.index)))
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

/** A thing has its place, its time or its bounds: "Phones stay in bags", "Training takes place each autumn". */
const placedIn = ({ subject, verb, adverbs, at, end }: Told, rest: string): Practice | undefined => {
  const placed = PLACED.test(verb) && TO_ITS_PLACE.test(rest)
  if (ON_THE_INTERNET.test(rest) || !(placed || (BOUNDED.test(rest) && isDeed(verb)))) return undefined
  const place = { at, end, subject }
  if (/\bnever\b/i.test(adverbs) || /^(?:no|nothing)\b/i.test(subject))
    return { says: 'must-not', form: 'modal', ...place }
  return THEIR_THINGS.test(subject)
    ? { says: 'must', form: 'modal', ...place }
    : { says: 'process', form: 'passive', ...place }
}

/** People or a body of the school do something: "The office holds the passwords", "Pupils hand in their phones". */
const deedIn = (part: string, behind: string): Practice | undefined => {
  if (SOME.test(part)) return undefined
  const told = toldOf(part)
  if (!told || OFTEN.test(told.adverbs)) return undefined
  const { subject, at, end } = told
  const rest = part.slice(end) + behind
  if (told.kind === 'thing') return placedIn(told, rest)
  if (told.verb === 'do' && /^\W*not\b/i.test(rest)) {
    const verb = /^\W*not (?:\w+ly )?([a-z-]+)/i.exec(rest)?.[1]
    return verb !== undefined && isDeed(verb.toLowerCase())
      ? { says: 'must-not', form: 'modal', at, end, subject }
      : undefined
  }
  const denied =
    /\b(?:never|not)\b/i.test(told.adverbs) || /^(?:no|neither|nobody|no[- ]one)\b/i.test(subject)
  const predicate = part.slice(at) + behind
  const ofItself =
    OF_ITSELF.test(predicate) || (OURSELVES.test(told.head) && OURSELVES_IN_GENERAL.test(predicate))
  const charged = told.verb === 'see' && /^ (?:to|that)\b/.test(rest)
  const forbidden = denied || /^\W*(?:not to|no|nothing|neither)\b/i.test(rest)
  if ((!isDeed(told.verb) && !charged && !(told.verb === 'know' && forbidden)) || (!denied && ofItself))
    return undefined
  const place = { at, end, subject }
  if (forbidden) return { says: 'must-not', form: 'modal', ...place }
  const habit =
    HABITS.test(told.verb) && !BOUNDED.test(rest) && !BOUNDED.test(told.adverbs) && !/^only\b/i.test(subject)
  if (told.kind === 'officer' || /^(?:we|i)$/i.test(told.head)) {
    return habit && OURSELVES.test(told.head) ? undefined : { says: 'process', form: 'assigns', ...place }
  }
  const few = /\b(?:two|three|both|named|nominated|designated|one)\b/i.test(subject)
  if (few) return { says: 'process', form: 'assigns', ...place }
  return habit ? undefined : { says: 'must', form: 'modal', ...place }
}

/** What the predicate alone says of its subject: "off the table", "for personal use only". */
const predicateIn = (core: string): Practice | undefined => {
  if (SOME.test(core)) return undefined
  for (const { says, form, pattern } of PREDICATES) {
    const match = pattern.exec(core)
    if (match) {
      return {
        says,
        form,
        at: match.index,
        end: match.index + match[0].length,
        subject: core.slice(0, match.index),
      }
    }
  }
  return undefined
}

const practiceIn = (part: string, rest: string): Practice | undefined =>
  doneIn(part) ?? deedIn(part, rest) ?? predicateIn(part)

/**
 * A rule put as a fact: "The office holds the passwords", "Phones are kept in the lockers", "Surnames are never
 * used". Only where somebody or something of a school's is the subject, as background is told in this way too.
 */
export const practiceOf = (core: string): Practice | undefined => {
  let from = 0
  for (const joint of [...core.matchAll(JOINT), undefined]) {
    const part = core.slice(from, joint?.index ?? core.length)
    const behind = core.slice(from + part.length)
    // "The head knows the passwords and [she] changes them": the second verb has the first one's subject.
    const first = from > 0 ? toldOf(core) : undefined
    const shared = first && `${first.subject} ${part}`
    const found = practiceIn(part, behind) ?? (shared === undefined ? undefined : deedIn(shared, behind))
    // "They" of a second half are whoever the first half was about.
    if (found && from > 0 && /^(?:they|he|she)\b/i.test(part) && !first) return undefined
    if (found) return { ...found, at: found.at + from, end: found.end + from }
    if (joint) from = joint.index + joint[0].length
  }
  // "The chair and the head speak to …": the joint stood inside the subject.
  return from > 0 ? practiceIn(core, '') : undefined
}
