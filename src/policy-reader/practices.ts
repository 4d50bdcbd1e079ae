import { doneIn } from './passives.ts'
import { BOUNDED, type Practice, THEIR_THINGS } from './practice.ts'
import { PREDICATES } from './predicates.ts'
import { type Told, toldOf, toldOfAnything } from './subjects.ts'
import { isDeed } from './verbs.ts'

/** What a school says of itself: no rule, whatever the verb. */
const OF_ITSELF =
  /^(?:tells? us (?:that|how)\b|holds? an? (?:position|place)\b|works? hard\b|goes? (?:on|online|to school)\b|go (?:on|online|to school)\b|agrees? with\b|\w+\W*$|\w+ (?:after (?:the |our |all )?(?:children|pupils)\b|(?:it|this|that|the [^.]{0,80}) (?:very )?seriously\b|at (?:these|our)\b|(?:no |any )?part\b|place\b|(?:parents|families)\b[^.]{0,15} about (?:our|the) school)|runs? \w+ schools)/i
const IN_GENERAL = /^(?:runs?|sets?|takes?|gives?|looks?) an? /i
/** What people do of themselves: a rule only where it is bounded ("use only …", "post nothing …"). */
const HABITS =
  /^(?:use|share|post|access|read|watch|speak|communicate|connect|message|visit|follow|view|chat|meet|add|upload|come|move|start|work|live-stream|create|learn|copy)$/
const OURSELVES =
  /^(?:we|i|school|schools|nursery|academy|setting|pre-school|preschool|trust|federation|club|centre)$/
const OFTEN = /\b(?:often|sometimes|usually|increasingly|frequently|commonly|generally|now)\b/i
const SOME = /^(?:many|some|most|few|more|a (?:number|few|lot)|lots)\b/i

/** Where a thing of the school's has its place: "Phones stay in bags", "Messages go through the app". */
const PLACED = /^(?:stay|go|belong|come|pass|live|appear|wait|remain)$/
const TO_ITS_PLACE =
  /^\s(?:straight |directly |first |only |back )?(?:there|up|within|beside|in|into|at|on|out|off|with|through|to|via|by|home|down|away)\b/i
/** What becomes of everything that is put online. */
const ON_THE_INTERNET =
  /\b(?:internet|online for|for ?ever|world|public domain|seconds|viral|to light|years)\b/i
/** Where one rule of a sentence ends and the next begins. */
const JOINT = /(?:[,;]\s+(?:and|but|so|yet)|;|\sand)\s+(?:therefore\s+|then\s+)?(?=(?:[\w']+\s+){1,8}\w)/gi
/** Ways to keep away from something. */
const AWAY = /^(?:stay|stays|keep|steer|remain)\s(?:well )?(?:off|away from|clear of|out of)\b/i
/** A thing has its place, its time or its bounds: "Phones stay in bags", "Training takes place each autumn". */
const placedIn = ({ subject, verb, adverbs, at, end }: Told, rest: string): Practice | undefined => {
  const placed = PLACED.test(verb) && TO_ITS_PLACE.test(rest)
  if (ON_THE_INTERNET.test(rest) || !(placed || (BOUNDED.test(rest) && isDeed(verb)))) return undefined
  const place = { at, end, subject }
  if (AWAY.test(verb + rest) || /\bnever\b/i.test(adverbs) || /^(?:no|nothing)\b/i.test(subject))
    return { says: 'must-not', form: 'modal', ...place }
  return THEIR_THINGS.test(subject)
    ? { says: 'must', form: 'modal', ...place }
    : { says: 'process', form: 'passive', ...place }
}

/** "Teachers do not add pupils": forbidden, unless what they do not do is a feeling or a thought. */
const isUndone = (rest: string, head: string): boolean => {
  const verb = /^\W*not (?:\w+ly )?([a-z-]+)/i.exec(rest)?.[1]
  return verb !== undefined && (isDeed(verb.toLowerCase()) || (verb === 'have' && !OURSELVES.test(head)))
}
const DENYING_SUBJECT = /^(?:no|neither|nobody|no[- ]one)\b/i
const DENYING_OBJECT = /^\W*(?:not to|no|nothing|neither)\b/i
const FEW = /\b(?:two|three|both|named|nominated|designated|one)\b/i

/** "Staff have no contact with pupils": what nobody has because it is forbidden. */
const CONTACT = /^ no (?:contact|dealings|connections?|access|accounts?|phones?|conversations?)\b/i
/** What comes to people from the school. */
const RECEIVES = /^(?:get|receive|hear)$/

/** What its verb makes of a sentence about people; nothing where it only describes them. */
const strengthOfDeed = (told: Told, rest: string): Practice['says'] | undefined => {
  const { subject, adverbs, verb, head, kind } = told
  if (verb === 'do' && /^\W*not\b/i.test(rest)) return isUndone(rest, head) ? 'must-not' : undefined
  const denied = /\b(?:never|not)\b/i.test(adverbs) || DENYING_SUBJECT.test(subject)
  const predicate = `${verb}${rest}`
  if (!denied && (OF_ITSELF.test(predicate) || (OURSELVES.test(head) && IN_GENERAL.test(predicate))))
    return undefined
  const forbidden = denied || DENYING_OBJECT.test(rest)
  // "The head sees to it that …", "Pupils know not to …": states with a rule behind them.
  const rules =
    (verb === 'have' && !OURSELVES.test(head) && CONTACT.test(rest)) ||
    (verb === 'see' && /^ (?:to|that)\b/.test(rest)) ||
    (verb === 'know' && forbidden)
  if (!isDeed(verb) && !rules) return undefined
  if (forbidden || AWAY.test(predicate)) return 'must-not'
  if (RECEIVES.test(verb)) return 'process'
  const bounded = BOUNDED.test(rest) || BOUNDED.test(adverbs) || /^only\b/i.test(subject)
  const habit = HABITS.test(verb) && !bounded
  if (kind === 'officer') return habit && OURSELVES.test(head) ? undefined : 'process'
  if (habit) return undefined
  return FEW.test(subject) ? 'process' : 'must'
}

/** People or a body of the school do something: "The office holds the passwords", "Pupils hand in their phones". */
const deedIn = (part: string, behind: string): Practice | undefined => {
  const told = SOME.test(part) ? undefined : toldOf(part)
  if (!told || OFTEN.test(told.adverbs) || /\bneed\b/.test(told.adverbs)) return undefined
  const { subject, at, end } = told
  const rest = part.slice(end) + behind
  if (told.kind === 'thing') return placedIn(told, rest)
  const says = strengthOfDeed(told, rest)
  return says && { says, form: says === 'process' ? 'assigns' : 'modal', subject, at, end }
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

/** "Governors speak as a body and so do not comment alone": the second half is the rule. */
const deniedIn = (behind: string): Practice['says'] | undefined =>
  /^\W*(?:and|but)(?: so)? (?:do not (?!have|need)\w|no (?!more|less|longer)\w|never \w)/i.test(behind)
    ? 'must-not'
    : undefined

/** Longer ones are no clauses. */
const LONGEST = 900

/**
 * A rule put as a fact: "The office holds the passwords", "Phones are kept in the lockers", "Surnames are never
 * used". Only where somebody or something of a school's is the subject, as background is told in this way too.
 */
export const practiceOf = (sentence: string): Practice | undefined => {
  const core = sentence.slice(0, LONGEST)
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
    if (found) {
      const denial = found.says === 'process' && joint ? deniedIn(behind) : undefined
      return { ...found, says: denial ?? found.says, at: found.at + from, end: found.end + from }
    }
    if (joint) from = joint.index + joint[0].length
  }
  // "The chair and the head speak to …": the joint stood inside the subject.
  return from > 0 ? practiceIn(core, '') : undefined
}

/** A rule told of something whose noun is in no list, where it stands among rules. */
export const practiceAmongRules = (sentence: string): Practice | undefined => {
  const told = OFTEN.test(sentence) ? undefined : toldOfAnything(sentence)
  if (!told || !isDeed(told.verb)) return undefined
  const { subject, at, end } = told
  const says = strengthOfDeed(told, sentence.slice(end))
  if (!says) return undefined
  return says === 'must' && told.kind === 'thing'
    ? { says: 'process', form: 'passive', subject, at, end }
    : { says, form: 'modal', subject, at, end }
}
