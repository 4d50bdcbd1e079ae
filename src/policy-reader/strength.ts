import { isBackground } from './background.ts'
import { coreOf } from './core-sentence.ts'
import { APPROVAL, DEONTIC, type Form, OPERATIVE } from './operative-phrases.ts'
import type { Strength } from './reading.ts'

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
  /\b(?:which|that|as this|as it|because|or it|who|whom|how|what)(?: \w+){0,2} ?$/i.test(before) &&
  !/\b(?:ensure|expected|agreed|recommended|important|essential|so|aware|sites?|advised|remember|ask|asks|request|is|require|requires|appreciate|vital|conduct) that(?: \w+){0,2} ?$/i.test(
    before,
  )

const PERSON_BEFORE =
  /\b(?:staff|employees?|teachers?|pupils?|students?|learners?|children|child|parents?|carers?|guardians?|famil(?:y|ies)|governors?|governing|board|trustees?|committee|volunteers?|members?|users?|people|anyone|everyone|no one|nobody|individuals|followers|we|you|they|he|she|school|academy|nursery|setting|pre-?school|trust|federation|college|head ?teacher|principal|manager|leaders?|leadership|SLT|DSL|lead|administrators?|moderators?|admins?|adults?|visitors?|colleagues)\b/i

/** The subject's own clause: what stands before "…, so" or a semicolon is another one. */
const lastClause = (before: string): string => {
  // "If a pupil contacts an adult the adult must …": without a comma only the last words are the subject.
  if (/^(?:if|where|when|should)\b/i.test(before) && !before.includes(','))
    return before.trim().split(' ').slice(-3).join(' ')
  return before.split(/(?:,\s+(?:so|but|yet|therefore)|;|\sso)\s/).at(-1) ?? before
}

/** Each rule with its pattern made to find every place, once and for all. */
const RULES = OPERATIVE.map(rule => ({
  ...rule,
  everywhere: new RegExp(rule.pattern, `${rule.pattern.flags}g`),
}))

const found = (rule: (typeof RULES)[number], core: string): Marker | undefined => {
  if (rule.not?.test(core)) return undefined
  for (const match of core.matchAll(rule.everywhere)) {
    const before = core.slice(0, match.index)
    if (rule.form !== 'consequence' && inRelative(before)) continue
    if (rule.personal && !PERSON_BEFORE.test(lastClause(before))) continue
    const end = match.index + match[0].length
    const inverted = /\b(?:no circumstances?|at no times?)/i.test(match[0])
    const subject = inverted
      ? (core
          .slice(end, end + 60)
          .split(
            /\b(?:share|post|use|be|take|upload|make|publish|add|accept|contact|communicate|give|allow|discuss)\b/,
          )[0] ?? '')
      : before.trim() === '' && rule.form === 'modal'
        ? match[0]
        : rule.form === 'asks' ||
            /\b(?:falls to|(?:responsibility|duty) of|(?:lies|rests|sits) with)$/i.test(match[0])
          ? (core.slice(end).split(/\b(?:to|that|not|will|should|do|for)\b/)[0] ?? '')
          : lastClause(before) +
            (/^(?:no|nobody|neither|none)/i.test(match[0].replace(/^[,;:]\s/, '')) ? match[0] : '')
    return { says: rule.says, at: match.index, end, subject, form: rule.form }
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
  const candidates = RULES.flatMap((rule, order) => {
    const marker = found(rule, core)
    return marker ? [{ marker, order }] : []
  }).toSorted((a, b) => a.marker.at - b.marker.at || a.order - b.order)
  const earliest = candidates[0]?.marker
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
