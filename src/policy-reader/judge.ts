import { addresseeOf } from './addressee.ts'
import { isBackground } from './background.ts'
import { isCommand, isTask } from './commands.ts'
import { coreOf } from './core-sentence.ts'
import { OFFICER } from './officers.ts'
import { fallbackWho, type Place, PRONOUN, type Stem } from './place.ts'
import { BOUNDED } from './practice.ts'
import { practiceAmongRules } from './practices.ts'
import type { Addressee, Strength } from './reading.ts'
import { type Marker, markerOf } from './strength.ts'
import { whoOf } from './who-is-meant.ts'
import { willSays } from './will-says.ts'

/** `inherits` = it has its strength from the stem of its list, and is not understood without it. */
type Judged = { readonly says: Strength; readonly who: Addressee; readonly inherits?: true }

/** Who does something in an introduction already: not the school, which tells of itself there. */
const BOUND =
  /^(?:all |our |the |office |each |every )*(?:staff|teachers?|pupils|head(?: ?teacher)?|principal|manager|governing body|board|an? [\w ]+)\b/i
/**
 * Whether a sentence of an introduction is a rule for all that. What is told as a fact must deny, bound or bind
 * people; what "can" happen is possible rather than permitted.
 */
const rulesByItself = (text: string, { says, at, end, subject, told }: Marker): boolean => {
  const core = coreOf(text)
  if (BOUND.test(subject)) return true
  if (!told) return !(says === 'may' && /^can\b/i.test(core.slice(at)))
  return (says !== 'process' && says !== 'must') || BOUNDED.test(core.slice(end))
}

/** What a school promises binds it: "What we promise". */
const PROMISES = /\b(?:promises?|pledges?)\b/i

/** "Write nothing …", "Post no pictures". */
const NOTHING = /^\w+ (?:no|nothing|nobody|no[- ]one)\b(?! (?:more|later|less|other))/i

/** Strength and addressee of a sentence where it stands, or nothing where it is no clause; `marker` = its phrase. */
export const judged = (text: string, marker: Marker | undefined, place: Place): Judged | undefined => {
  const item = place.stem !== undefined
  const stem = place.stem
  // A recommendation in the form of a clause: "That the policy is shared with all staff".
  if (!stem && /^That (?!is\b|was\b|means\b)[a-z]/.test(text) && /\b(?:is|are)\b/.test(text))
    return { says: marker?.says === 'process' ? 'process' : 'should', who: fallbackWho(place) }
  if (stem?.kind === 'none') {
    const strong =
      marker &&
      (marker.says === 'must-not' ||
        marker.says === 'should-not' ||
        marker.says === 'needs-approval' ||
        marker.says === 'must') &&
      marker.form !== 'imperative' &&
      marker.at > 0
    return strong ? { says: marker.says, who: whoOf(text, marker, marker.says, place) } : undefined
  }
  if (stem?.kind === 'rules' && stem.says) {
    const own = ownSign(text, marker, stem)
    if (own) return { says: own, who: stem.who ?? fallbackWho(place), inherits: true }
    if (!marker || marker.form === 'imperative' || !isSentence(text, marker)) {
      // What is asked of a form or a plan is no rule: "who looks after the account".
      if (/^(?:this|these|it|such|who|what|how|why|whether)\b/i.test(text)) return undefined
      // What follows in the same item explains it, unless it is a command too.
      if (place.later && !isCommand(coreOf(text)) && marker?.form !== 'imperative') return undefined
      return {
        inherits: true,
        says: marker?.says === 'needs-approval' ? 'needs-approval' : stem.says,
        who: stem.who ?? fallbackWho(place),
      }
    }
  }
  if (/\?["')]*$/.test(text) && !/\b(?:please|may we|(?:could|would) (?:you|parents|families))\b/i.test(text))
    return undefined
  if (!place.begun && marker && !rulesByItself(text, marker)) return undefined
  if (marker) {
    const named = whoOf(text, marker, 'must', place)
    const says =
      marker.form === 'will' && marker.says === 'process'
        ? willSays(
            text,
            marker,
            addresseeOf(marker.subject) ??
              (PRONOUN.test(marker.subject) ? place.previousWho : undefined) ??
              (/\b(?:report|discuss)/i.test(text) ? named : undefined),
          )
        : marker.says
    if (!says) return undefined
    const promised =
      says === 'process' &&
      marker.form === 'will' &&
      !OFFICER.test(marker.subject) &&
      PROMISES.test(place.stem?.text ?? place.section)
    const assigned = says === 'process' || marker.form !== 'imperative'
    const asks =
      place.advice && (marker.form === 'imperative' || /^do not\b/i.test(text)) && !/^never\b/i.test(text)
    return {
      says: promised
        ? 'must'
        : asks && says === 'must'
          ? 'should'
          : asks && says === 'must-not'
            ? 'should-not'
            : says,
      // "Parents are welcome to … Please don't …": a request goes to whom the sentence before spoke of.
      who: assigned
        ? whoOf(text, marker, says, place)
        : (place.later && !item && place.documentWho === 'all' && place.previousWho) || fallbackWho(place),
    }
  }
  const alike =
    /^(?:the|exactly the) same (?:also |equally )?(?:goes|applies|holds|is true|is expected) (?:for|to|of) ([^.;]+)/i.exec(
      text,
    )
  if (alike && place.previousSays)
    return { says: place.previousSays, who: addresseeOf(alike[1] ?? '') ?? fallbackWho(place) }
  if (isBackground(text)) return undefined
  // A list of what somebody does: "Whoever runs the page: checks it each day".
  if (item && isTask(text)) return { says: 'process', who: place.stem?.who ?? 'staff', inherits: true }
  // "Photographs: check the consent list first": a label and a command.
  const labelled = /^[A-Z][\w' ]{1,30}:\s+(?=[a-z])/.exec(text)?.[0]
  if (labelled && isCommand(text.slice(labelled.length)))
    return { says: place.advice ? 'should' : 'must', who: fallbackWho(place) }
  if (isCommand(coreOf(text)) && (item || place.section !== '' || text.length > 30)) {
    if (NOTHING.test(text)) return { says: place.advice ? 'should-not' : 'must-not', who: fallbackWho(place) }
    const officers = item && OFFICER.test(place.stem?.text ?? '')
    return { says: officers ? 'process' : place.advice ? 'should' : 'must', who: fallbackWho(place) }
  }
  const told = place.begun && !item && /\.["')]?$/.test(text) ? practiceAmongRules(coreOf(text)) : undefined
  return told && { says: told.says, who: whoOf(text, told, told.says, place) }
}

/** An item that turns the sign of its list ("Instead invite …" under "must not"), or needs somebody's yes. */
const ownSign = (text: string, marker: Marker | undefined, stem: Stem): Strength | undefined => {
  if (marker?.says === 'needs-approval') return 'needs-approval'
  // "may be asked …", "should not …" below a role: the item's own verb counts.
  if (
    marker?.at === 0 &&
    marker.form === 'modal' &&
    /^(?:must|should|may|are|is|can|have to|has to)\b/i.test(text)
  )
    return marker.says
  const negativeStem = stem.says === 'must-not' || stem.says === 'should-not'
  if (/^(?:instead|rather)\b/i.test(text)) return negativeStem ? 'should' : undefined
  if (
    /^(?:that (?:they|staff|pupils|parents) |please )?(?:do not|don't|never|not(?! (?:every|all|only))|no|are not|does not|refrain|avoid|leave out|omit|keep (?![^.]{0,30}\b(?:switched|turned|logged)\b)[^.]{0,30}\b(?:off|out))\b/i.test(
      text,
    )
  ) {
    if (negativeStem) return stem.says
    return stem.says === 'should' || stem.says === 'may' ? 'should-not' : 'must-not'
  }
  if (/^(?:consider|think|remember|be (?:aware|mindful|careful))\b/i.test(text) && stem.says === 'must')
    return 'must'
  return undefined
}

/** Whether an item is a full sentence with a subject of its own, so that its own verb counts. */
const isSentence = (text: string, marker: Marker): boolean => {
  const before = coreOf(text).slice(0, marker.at)
  const opening = /^["']?[A-Z][\w'-]*/.exec(text)?.[0] ?? ''
  if (opening === '' || /(?<!th)ing$/.test(opening) || /^that$/i.test(opening) || isCommand(text))
    return false
  return (
    (before.trim() !== '' || marker.form === 'passive') &&
    !/\b(?:that|which|who|unless|if|when|where|whether|or it)\b/i.test(before) &&
    marker.form !== 'asks'
  )
}

const SECOND_RULE =
  /(?:,|;)?\s+(?:and|but)\s+(?=(?:they|staff|pupils|parents|employees|governors|the school|it|nobody|nothing|no \w+)\s+(?:\w+ly )?(?:must|should|will|may|shall)\b)|;\s+(?=[a-z][^;]{3,60}\b(?:must|should|shall|will|may)\b)/
/** Two rules in one sentence ("must be private and they must not state …") are two clauses. */
export const splitRules = (sentence: string): readonly string[] => {
  const at = SECOND_RULE.exec(sentence)
  if (!at) return [sentence]
  const [first, second] = [sentence.slice(0, at.index).trim(), sentence.slice(at.index).trim()]
  const [a, b] = [markerOf(first), markerOf(second.replace(/^[,;]?\s*(?:and|but)?\s+/, ''))]
  // "…, e-mail the office; we will reply within three days": a request and a promise.
  const asked = !a && sentence.includes(';') && isCommand(coreOf(first))
  return (asked && b) || (a && b && a.says !== b.says) ? [first, second.replace(/^[,;]\s*/, '')] : [sentence]
}
