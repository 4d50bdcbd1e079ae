import { coreOf } from './core-sentence.ts'
import { OFFICER } from './officers.ts'
import type { Addressee, Strength } from './reading.ts'
import type { Marker } from './strength.ts'

const CONDUCT_VERB =
  /^\s*(?:always |all |also |only |both |therefore |then )*(?:follow|comply|adhere|ensure|respect|keep|protect|make sure|act|abide|safeguard|obtain|seek|take care|observe|uphold|use [^.]{0,60}\bonly)\b/i

/** "be kind", "be careful": how people will behave, not what will be done. */
const KIND =
  /^\s*(?:always )?be (?!an?\b|the\b|used\b|there\b|\w+(?:ed|en|wn|nt|pt|ld|ght)\b|made\b|put\b|set\b|read\b|shut\b|done\b|told\b|dealt\b|open\b|able\b|in\b|on\b|at\b|no\b|subject\b)\w+/i

/** Strength of "X will …": what people will do is a must, what the school and its officers will do a process. */
export const willSays = (
  sentence: string,
  marker: Marker,
  who: Addressee | undefined,
): Strength | undefined => {
  const rest = coreOf(sentence).slice(marker.end)
  const subject = marker.subject
  const commands = /^shall$/i.test(coreOf(sentence).slice(marker.at, marker.end))
  if (/^\s*(?:\w+ly |also |all |only |then |always |never )*be (?:able|allowed|permitted)\b/i.test(rest))
    return 'may'
  if (/^\s*(?:also )?be (?:asked|encouraged|advised to|reminded to)\b/i.test(rest))
    return who === 'school' ? 'process' : 'should'
  if (/\bonly\b/i.test(rest.slice(0, 60)) || /\bonly\b[^.]{0,30}$/i.test(subject)) return 'must'
  if (KIND.test(rest) && who !== 'school' && who !== undefined && !OFFICER.test(subject)) return 'must'
  if (/^\s*(?:\w+ly |also |all |then |always |first |not )*be\b/i.test(rest)) {
    if (/^\s*be an? |^\s*be (?:the|used (?:to|for)|there)\b/i.test(rest)) return undefined
    return /\b(?:reported|discussed|disclosed|declared|notified|raised|referred|passed on)\b(?: \w+)? (?:to|with) (?:the |a |their |our )*(?:DSL|designated|head|SLT|senior|leadership|line|manager|deputy|principal)/i.test(
      rest,
    ) && who === 'staff'
      ? 'must'
      : commands
        ? 'must'
        : 'process'
  }
  if (
    /\b(?:policy|document|this|it|which|that|there|media|code|guidance|guidelines|technology)\s*$/i.test(
      subject.trim(),
    ) &&
    !/\b(?:school|board|we)\b/i.test(subject)
  ) {
    return CONDUCT_VERB.test(rest) ? 'must' : undefined
  }
  if (commands && who !== 'school' && !/^\s*have\b/i.test(rest)) return 'must'
  const acts = who === 'school' || who === undefined || OFFICER.test(subject)
  if (!acts) return 'must'
  return CONDUCT_VERB.test(rest) && !OFFICER.test(subject) ? 'must' : 'process'
}
