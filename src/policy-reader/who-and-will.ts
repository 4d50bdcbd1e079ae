import { addresseeOf, agentOf } from './addressee.ts'
import { coreOf } from './core-sentence.ts'
import { fallbackWho, type Place, PRONOUN } from './place.ts'
import type { Addressee, Strength } from './reading.ts'
import type { Marker } from './strength.ts'

const MANY_PEOPLE: readonly Addressee[] = ['staff', 'pupil', 'parent', 'governor', 'volunteer']

/** Officers and bodies that act for the school: what they will do is a process, whoever asks. */
const OFFICER =
  /\b(?:head ?teachers?|headmaster|headmistress|heads? of (?:school|year|house|department)|principal|deputy|deputies|managers?|management|DSLs?|safeguarding leads?|SLT|SMT|senior (?:leaders?|managers?|leadership|management|staff)|leadership|leaders|co-?ordinators?|administrators?|moderators?|admins|technicians?|officers?|e-safety team|online safety team|governors?|governing (?:body|board)|trustees|committee|trust|Mr|Mrs|Miss|Ms|Dr|lead|bursar|office|supervisors?|human resources|HR|secretary|chair|chief executive|CEO|IT (?:services|team|support|department))\b/i
const CONDUCT_VERB =
  /^\s*(?:always |all |also |only |both |therefore |then )*(?:follow|comply|adhere|ensure|respect|keep|protect|make sure|act|abide|safeguard|obtain|seek|take care|observe|uphold|use [^.]{0,60}\bonly)\b/i

/** Strength of "X will …": what people will do is a must, what the school and its officers will do a process. */
export const willSays = (
  sentence: string,
  marker: Marker,
  who: Addressee | undefined,
): Strength | undefined => {
  const rest = coreOf(sentence).slice(marker.end)
  const subject = marker.subject
  if (/^\s*(?:\w+ly |also |all |only |then |always |never )*be (?:able|allowed|permitted)\b/i.test(rest))
    return 'may'
  if (/^\s*(?:also )?be (?:asked|encouraged|advised to|reminded to)\b/i.test(rest))
    return who === 'school' ? 'process' : 'should'
  if (/\bonly\b/i.test(rest.slice(0, 60)) || /\bonly\b[^.]{0,30}$/i.test(subject)) return 'must'
  if (/^\s*(?:\w+ly |also |all |then |always |first |not )*be\b/i.test(rest)) {
    if (/^\s*be an? |^\s*be (?:the|used (?:to|for)|there)\b/i.test(rest)) return undefined
    return /\b(?:reported|discussed|disclosed|declared|notified|raised|referred|passed on)\b(?: \w+)? (?:to|with) (?:the |a |their |our )*(?:DSL|designated|head|SLT|senior|leadership|line|manager|deputy|principal)/i.test(
      rest,
    ) && who === 'staff'
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
  const acts = who === 'school' || who === undefined || OFFICER.test(subject)
  if (!acts) return 'must'
  return CONDUCT_VERB.test(rest) && !OFFICER.test(subject) ? 'must' : 'process'
}

/** "Anyone" in a document for parents means any parent; "everyone" only where its title says whom it is for. */
const GENERAL = /\b(?:any(?:one|body)|no[- ]?(?:one|body)|users|people|individuals|members)\b/i
const GENERAL_OR_ALL = new RegExp(`${GENERAL.source}|\\bevery(?:one|body)\\b`, 'i')

/** "As a parent I will …": the one who says it. */
export const speakerOf = (sentence: string): Addressee | undefined =>
  addresseeOf(/^as (?:an? |the )?([\w /-]{3,40}?),? (?:I|we)\b/i.exec(sentence)?.[1] ?? '')

/** Work on the school's own page or account, whoever of the school does it. */
const PAGE_WORK =
  /^(?:(?:the |all |any |each |our |every )*(?:passwords?|log-?ins?|comments|messages|questions|enquiries|queries)\b[^.]{0,60}\bbe \w*(?:changed|answered|acknowledged|replied|responded|checked|moderated|hidden|monitored|reset)|(?:each|every|all|any) (?:official |school )?(?:account|page|channel)s? (?:must|should|will|has to|have to) have\b)/i
/** "Children are not tagged": what those who publish do not do. */
const NOT_SHOWN =
  /^(?:the |our |all )?(?:pupils?|students?|children|child)\b[^.]{0,20}\b(?:is|are) (?:not|never) (?:to be )?(?:tagged|named|shown|identified|photographed|mentioned)\b/i
const ABOUT_CHILDREN = /\b(?:photo\w*|image\w*|picture\w*|(?:sur|first |last |full )names?|faces?)\b/i

const OWNED =
  /\b(staff|pupils?'?|students?'?|children's|parents?'?|visitors?'?) (?:own |personal |mobile |smart )*(?:phones?|mobiles|devices|watches|cameras)\b/i

/** Whom one sentence binds or empowers. */
export const whoOf = (sentence: string, marker: Marker, says: Strength, place: Place): Addressee => {
  const core = coreOf(sentence)
  const speaker = speakerOf(sentence)
  if (speaker) return speaker
  if (PAGE_WORK.test(core) || (says === 'must-not' && NOT_SHOWN.test(core))) return 'school'
  const subject = marker.subject.trim()
  const pointing = PRONOUN.test(subject) || /\b(?:this|these|it)$/i.test(subject)
  const named =
    pointing &&
    (subject.split(' ').length <= 1 ||
      /\b(?:this|these|it)$/i.test(subject) ||
      !/\b(?:school|staff|pupils|parents|governors)\b/i.test(subject))
      ? undefined
      : (addresseeOf(/\bthat ((?:[\w/]+ ?){1,5})$/.exec(subject)?.[1] ?? '') ?? addresseeOf(subject))
  const condition = sentence.slice(0, Math.max(sentence.length - core.length, 0))
  const meant =
    addresseeOf(
      condition
        .replace(/^\W*\w+\s+(?:any |a |an |the )?/, '')
        .split(/\s(?:is|are|has|have|finds?|sees?)\s/)[0] ?? '',
    ) ?? place.previousWho
  const passive = /\bbe\s+\w+(?:ed|en|t|wn|ne)\b/.test(core.slice(marker.at, marker.end + 30))
  const agent = passive || marker.form === 'passive' ? agentOf(core) : undefined
  if (says === 'process') {
    if (marker.form === 'assigns' && (named === 'all' || (named === undefined && OFFICER.test(core))))
      return 'staff'
    if (agent) return agent === 'all' ? 'school' : agent
    if (marker.form === 'consequence') {
      const person = /\b(?:staff|employees?)\b/i.test(sentence)
        ? 'staff'
        : named && MANY_PEOPLE.includes(named)
          ? named
          : undefined
      return (
        person ?? (place.documentWho === 'staff' && /disciplin|dismiss/i.test(sentence) ? 'staff' : 'school')
      )
    }
    if (passive || marker.form === 'passive') return 'school'
    return named === 'all' || named === undefined || named === 'pupil' || named === 'parent'
      ? PRONOUN.test(subject) && place.previousWho
        ? place.previousWho
        : 'school'
      : named
  }
  if (says === 'may' && marker.form === 'passive')
    return agent === undefined || /administrator|moderator/i.test(sentence) ? 'school' : agent
  if (agent && passive && agent !== 'school') return agent
  // Who asks for the permission, and who leaves names out, where the sentence names nobody: those who publish.
  if (
    !named &&
    !place.stem &&
    ((says === 'needs-approval' && /^\W*(?:\w+ )?(?:permission|consent)\b/i.test(core)) ||
      (says === 'must-not' &&
        /\b(?:is|are) (?:not|never)\b/.test(core) &&
        ABOUT_CHILDREN.test(subject.split(/\s(?:that|which)\s/)[0] ?? '')))
  )
    return 'school'
  if (
    says === 'needs-approval' &&
    !named &&
    !place.stem &&
    place.documentWho !== 'staff' &&
    /\b(?:appear|be (?:posted|published|used|shown|displayed|shared|put|obtained|sought))\b/i.test(core)
  )
    return 'school'
  if (
    named === 'all' &&
    place.documentWho !== 'all' &&
    place.documentWho !== 'school' &&
    (place.documentWhoByTitle ? GENERAL_OR_ALL : GENERAL).test(subject) &&
    !/\bcommunity\b/i.test(subject)
  )
    return place.documentWho
  if (named && !(named === 'school' && passive)) return named
  if (/^(?:they|their|them|he|she)\b/i.test(subject) && meant) return meant
  const inside =
    /\b(?:important|essential|vital|expected|recommended|imperative|crucial|best|required|advisable|permitted|allowed|acceptable|prohibited|forbidden|appropriate)\b.{0,12}\b(?:that|for)\s+((?:[\w/'-]+[ .,;]?){1,4})/i.exec(
      core,
    )?.[1]
  const behind =
    inside === undefined
      ? undefined
      : /^(?:they|their)\b/i.test(inside)
        ? place.previousWho
        : addresseeOf(inside)
  // "Staff mobile phones are kept …" binds those whose phones they are.
  const owner = OWNED.exec(subject)?.[1]?.replace(/'s?$/, '')
  return behind ?? (owner === undefined ? undefined : addresseeOf(owner)) ?? fallbackWho(place)
}
