import { isBackground } from './background.ts'
import { coreOf } from './core-sentence.ts'
import { APPROVAL, DEONTIC, type Form, OPERATIVE } from './operative-phrases.ts'
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
}

/** A modal inside a relative or causal clause ("which may be …") says nothing by itself. */
const inRelative = (before: string): boolean =>
  (/\b(?:which|that|as this|as it|because|or it|whom|how|what)(?: \w+){0,2} ?$/i.test(before) ||
    /\bwho(?: \w+ly| also| then)? ?$/i.test(before)) &&
  !/\b(?:ensure|expected|agreed|recommended|important|essential|so|aware|sites?|advised|remember|ask|asks|request|is|require|requires|appreciate|vital|conduct) that(?: \w+){0,2} ?$/i.test(
    before,
  )

const PERSON_BEFORE =
  /\b(?:staff|employees?|teachers?|pupils?|students?|learners?|children|child|parents?|carers?|guardians?|famil(?:y|ies)|governors?|governing|board|trustees?|committee|volunteers?|members?|users?|people|anyone|everyone|no one|nobody|individuals|followers|we|you|they|he|she|school|academy|nursery|setting|pre-?school|trust|federation|college|head ?teachers?|principals?|heads?|tutors?|manager|leaders?|leadership|SLT|DSL|lead|administrators?|moderators?|admins?|adults?|visitors?|contractors?|colleagues|reps?|supervisors?|assistants?|secretary|chair|head|department|team)\b/i

/** The subject's own clause: what stands before "…, so" or a semicolon is another one. */
const lastClause = (before: string): string => {
  // "If a pupil contacts an adult the adult must …": without a comma only the last words are the subject.
  if (/^(?:if|where|when|should)\b/i.test(before) && !before.includes(','))
    return before.trim().split(' ').slice(-3).join(' ')
  return before.split(/(?:,\s+(?:so|but|yet|therefore)|;|\sso)\s/).at(-1) ?? before
}

/** Each rule with its pattern made to find whether and at what places it is in a sentence in small letters. */
const RULES = OPERATIVE.map(rule => ({
  ...rule,
  somewhere: inSmallLetters(rule.pattern),
  everywhere: inSmallLetters(rule.pattern, 'g'),
}))

const SUBJECT_BEHIND = /\b(?:falls to|(?:responsibility|duty) of|(?:lies|rests|sits) with)$/i
const FIRST_VERB =
  /\b(?:share|post|use|be|take|upload|make|publish|add|accept|contact|communicate|give|allow|discuss)\b/

/** Whom the phrase is about: what stands before it, or behind it for "we expect …" and "no circumstances may …". */
const subjectOf = (core: string, form: Form, phrase: string, at: number): string => {
  const before = core.slice(0, at)
  const after = core.slice(at + phrase.length)
  if (/\b(?:no circumstances?|at no times?)/i.test(phrase))
    return after.slice(0, 60).split(FIRST_VERB)[0] ?? ''
  if (before.trim() === '' && form === 'modal') return phrase
  if (form === 'asks' || SUBJECT_BEHIND.test(phrase)) {
    return after.replace(/^\s*that\s/, '').split(/\b(?:to|that|not|will|should|do|for)\b/)[0] ?? ''
  }
  const denied = /^(?:no|nobody|neither|none)/i.test(phrase.replace(/^[,;:]\s/, ''))
  return lastClause(before) + (denied ? phrase : '')
}

const found = (rule: (typeof RULES)[number], core: string, small: string): Marker | undefined => {
  if (!rule.somewhere.test(small) || rule.not?.test(core)) return undefined
  for (const match of small.matchAll(rule.everywhere)) {
    const at = match.index
    const end = at + match[0].length
    const before = core.slice(0, at)
    if (rule.form !== 'consequence' && inRelative(before)) continue
    if (rule.personal && !PERSON_BEFORE.test(lastClause(before))) continue
    const subject = subjectOf(core, rule.form, core.slice(at, end), at)
    return { says: rule.says, at, end, subject, form: rule.form }
  }
  return undefined
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
      ? candidates.find(({ marker }) => marker.at > leading.end && marker.form === 'modal')?.marker
      : undefined
  const earliest = reminded ?? leading ?? practiceOf(core)
  // "is recommended that they do not": the negative phrase begins inside the positive one.
  const turned =
    earliest &&
    candidates.find(({ marker }) => marker.at < earliest.end + 12 && marker.says === `${earliest.says}-not`)
  const first = turned && earliest ? { ...earliest, says: turned.marker.says } : earliest
  const approval = DEONTIC.test(core)
    ? (APPROVAL.find(pattern => pattern.test(core)) ??
      // An agreement that stands in the condition: "In circumstances agreed with the headteacher, staff may …".
      (first?.says === 'may' && /\bagreed (?:in advance )?(?:with|by)\b/i.test(sentence)
        ? /agreed/i
        : undefined))
    : undefined
  if (approval) {
    const at = Math.max(core.search(approval), 0)
    const positive = first ?? { at, end: at, subject: core.slice(0, at), form: 'modal' as const }
    return { ...positive, says: 'needs-approval' }
  }
  return first
}
