import { addresseeOf } from './addressee.ts'
import type { Form } from './operative-phrases.ts'
import type { Strength } from './reading.ts'

/** A rule told in the simple present: where its verb stood and whom or what it is about. */
type Practice = {
  readonly says: Strength
  readonly form: Form
  readonly at: number
  readonly end: number
  readonly subject: string
}

/** What people are told to do by saying that they do it ("Pupils hand in their phones"). */
const CONDUCT =
  'hands?|leaves?|signs?|keeps?|stays?|stores?|locks?|switch(?:es)?|turns?|puts?|agrees?|undertakes?|tells?|reports?|completes?|passes|records?|informs?|fills? in|receives?|attends?|wears?|brings?|applies for|asks? (?:for|before)'
/** What a school and its officers do about a page, a policy or a breach. */
const OFFICE =
  'holds?|checks?|answers?|looks?|decides?|approves?|writes?|runs?|shows?|posts?|sends?|gives?|takes?|closes?|teach(?:es)?|talks?|speaks?|monitors?|blocks?|removes?|deletes?|hides?|asks?|sets?|chang(?:e|es)|advises?|deals?|contacts?|reviews?|investigates?|replies|reply|logs?|hears?|updates?|trains?|supervises?|authorises?|chooses?|collects?|confiscates?|accepts?|repl(?:y|ies)|fills?|waits?|waives?|meets?|attends?|receives?|uses? (?:a|the|only)|photographs?|invites?|pins?|reads?|brings?|wears?|maintains?|provides?|ensures?|makes?|adds?|offers?'
const ADVERB = '(?:always|also|then|only|first|both|all|regularly|routinely|normally|never|each)'
const DOES = new RegExp(
  `^(?<subject>[A-Za-z][\\w'/&-]*(?:,? [\\w'/&()-]+,?){0,8}?)\\s(?<adverb>(?:${ADVERB}\\s){0,2})(?:(?<conduct>${CONDUCT})|(?:${OFFICE}))\\b(?=\\s\\S)`,
  'i',
)
/** What a school says of itself: no rule, whatever the verb. */
const OF_ITSELF =
  /^\W*(?:\w+ (?:after (?:the |our |all )?(?:children|pupils)\b|(?:it|this|that|the [^.]{0,40}) (?:very )?seriously\b|at (?:these|this|our)\b|part\b|place\b|(?:parents|families)\b[^.]{0,15} about (?:our|the) school)|(?:runs?|sets?|takes?|gives?|looks?) an? )/i
/** Words that make what stands before the verb more than a subject. */
const NO_SUBJECT =
  /\b(?:who|which|that|what|how|where|if|to|is|are|was|were|be|have|has|had|may|can|will|would|could|many|some|most|often|sometimes|and that|this|these|it|there|policy|media|technology|internet)\b/i

/** Participles that describe rather than tell what is done. */
const DESCRIBED =
  'used|designed|intended|based|written|concerned|known|expected|defined|linked|involved|described|associated|related|committed|required|needed|interested|worried|excited|pleased|delighted|determined|dedicated|faced|exposed|connected|engaged|aimed|built|made|seen|found|thought|believed|considered|regarded|meant|understood|located|called|supposed|limited|posed|valued|caused|motivated|driven|championed|covered|affected|tempted|surrounded|loved|born|grown|given|supported|protected|recognised|published|established|created|developed|included|listed|attached|outlined|aligned|governed|informed|open|often|even|been|seven|different|important|present|apparent|current|recent|independent|consistent|confident|content|subject|respect|effect|direct|correct|own|down|in|on|an|children|then|when'
const IS_DONE = new RegExp(
  `\\b(?:is|are)\\s(?:\\w+ly\\s|also\\s|then\\s|always\\s|all\\s|first\\s)?(?:(?<not>(?:not|never)\\s)(?:\\w+ly\\s)?(?:used|published|created|given)\\b|(?<not2>(?:not|never)\\s)?(?:\\w+ly\\s)?(?!(?:${DESCRIBED})\\b)(?:\\w{3,}ed|taken|shown|worn|hidden|held|kept|put|left|told|sent|brought|chosen|spoken|read|lent|thrown|overseen|withdrawn|stuck)\\b)`,
  'i',
)
/** What people carry: a sentence about it binds them, where one about a page binds the school. */
const THEIR_THINGS = /\b(?:phones?|mobiles?|devices?|watch(?:es)?|cameras?|tablets?|belongings|bags?)\b/i
const NOBODY = /^(?:nobody|no[- ]one) (?!is\b|has\b|knows\b|likes\b|wants\b|can\b|was\b|needs\b)[a-z]+s\b/i
/** "Phones stay in bags", "Watches go in the locker". */
const STAYS =
  /^((?:[\w'-]+ ){0,3}[\w'-]+) (?:always )?(?:stays?|remains?|goe?s?|belongs?) (?:in|at|on|out|off|with)\b/i
const LONGEST_SUBJECT = 110

/**
 * A rule put as a fact: "The office holds the passwords", "Phones are kept in the lockers", "Surnames are never
 * used". Only where somebody or something of a school's is the subject, as background is told in this way too.
 */
export const practiceOf = (core: string): Practice | undefined => {
  const done = IS_DONE.exec(core)
  if (done) {
    const subject = core.slice(0, done.index)
    if (
      subject.trim() === '' ||
      subject.length > LONGEST_SUBJECT ||
      /\b(?:if|when|where|what|how|many|some|most|often|policy|it|this|these|there|can|may|will|providing|provided)\b/i.test(
        subject,
      ) ||
      (/\b(?:is|are)\b/i.test(subject) && !/\b(?:which|that|who)\b/i.test(subject)) ||
      /\b(?:which|that|who)(?: (?!is |are )\w+){0,2}\s?$/i.test(subject)
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
  const none = NOBODY.exec(core)
  if (none) return { says: 'must-not', form: 'modal', at: 0, end: none[0].length, subject: none[0] }
  const stays = STAYS.exec(core)
  if (stays && THEIR_THINGS.test(stays[1] ?? ''))
    return {
      says: 'must',
      form: 'modal',
      at: stays[1]?.length ?? 0,
      end: stays[0].length,
      subject: stays[1] ?? '',
    }
  const does = DOES.exec(core)
  const groups = does?.groups
  if (!does || groups?.subject === undefined || NO_SUBJECT.test(groups.subject)) return undefined
  if (OF_ITSELF.test(core.slice(groups.subject.length))) return undefined
  const who = addresseeOf(groups.subject)
  const officer = /\b(?:team|department|human resources|HR|office|technicians?)\b/i.test(groups.subject)
  if (who === undefined && !officer && !/^(?:she|he)$/i.test(groups.subject)) return undefined
  const place = { at: groups.subject.length, end: does[0].length, subject: groups.subject }
  if (/\bnever\b/i.test(groups.adverb ?? '')) return { says: 'must-not', form: 'modal', ...place }
  if (/^\W*not to\b/i.test(core.slice(does[0].length))) return { says: 'must-not', form: 'modal', ...place }
  const many =
    who === 'all' ||
    ((who === 'staff' || who === 'pupil' || who === 'parent' || who === 'volunteer') &&
      /\b(?:staff|teachers|employees|adults|colleagues|pupils?|students?|children|learners|parents?|carers?|volunteers?|visitors|contractors)\b/i.test(
        groups.subject,
      ))
  const few = /\b(?:two|three|both|named|nominated|designated|office)\b/i.test(groups.subject)
  if (!many || few) return { says: 'process', form: 'assigns', ...place }
  return groups.conduct ? { says: 'must', form: 'modal', ...place } : undefined
}
