import { addresseeOf, agentOf } from './addressee.ts'
import { coreOf } from './core-sentence.ts'
import { impliedWho } from './implied-who.ts'
import { OFFICER } from './officers.ts'
import { fallbackWho, type Place, PRONOUN } from './place.ts'
import type { Addressee, Strength } from './reading.ts'
import type { Marker } from './strength.ts'

/** What employers do to those who break a rule; elsewhere it is done to those the rules are for. */
const PUNISHED = /\b(?:disciplin\w*|dismiss\w*|misconduct|employment|sanctions?)\b/i
const MANY_PEOPLE: readonly Addressee[] = ['staff', 'pupil', 'parent', 'governor', 'volunteer']

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

/** Words of the school's own page or account, where no person is named: those who run it for the school. */
const OWN_PAGE =
  /^(?:(?:the|our|all|any|each|every|no|this|official|school|academy|nursery|trust|setting)(?:'s)? )*(?:(?:official|school|academy|nursery|trust|facebook|twitter|instagram|x|social media|direct|private|class) )*(?:accounts?|pages?|feeds?|channels?|passwords?|log-?ins?|comments?|messages?|posts?|tweets?|captions?|questions|enquiries|queries)\b/i
const NOT_OURS =
  /\b(?:personal|own|private|their|his|her|your|staff|pupils?|parents?|class(?: |-)?(?:group|chat)s?)\b/i
/** Pictures and names of children as they are published. */
const ABOUT_CHILDREN = /\b(?:photo\w*|image\w*|picture\w*|(?:sur|first |last |full )names?|faces?|data)\b/i

/** "Pupils must not be added": the people are those to whom it is done, and somebody else is bound. */
const DONE_TO =
  /^(?:[\w']+ ){0,5}?(?:be|is|are|being) (?:not |never )?(?:to be )?(?:\w+ly |first |also )?(?<done>accepted|added|befriended|followed|contacted|messaged|texted|phoned|telephoned|approached|friended|linked|invited|sought|tagged|named|shown|identified|identifiable|photographed|filmed|recorded|mentioned|pictured|discussed|taught|told|informed|notified|supervised|trained)\b/i
const BY_STAFF =
  /^(?:accepted|added|befriended|followed|contacted|messaged|texted|phoned|telephoned|approached|friended|linked|invited|sought|photographed|filmed|recorded|discussed|supervised)$/i

const DETERMINERS =
  '(?:a|an|the|any|all|our|your|their|each|every|other|some|individual|such|both|members?|of|teaching|support|new|current|anyone|those|for|that)'
const LEADING_NOUN = new RegExp(
  `^\\W*(?:${DETERMINERS} )*([\\w/'-]+(?: (?:teachers?|body|board|people|person|leaders?|managers?|assistants?|helpers?))?)((?:(?:,|,? and|,? or) (?:${DETERMINERS} )*[\\w'-]+)*)`,
  'i',
)
/** The people a piece of a sentence begins with ("staff or governors post …"). */
const leadingPeople = (text: string): Addressee | undefined => {
  const [, head = '', others = ''] = LEADING_NOUN.exec(text) ?? []
  const who = addresseeOf(head)
  return who === undefined || who === 'school' ? undefined : addresseeOf(head + others)
}

/** What comes before the people of a sentence whose grammatical subject is empty ("It is wise for staff to …"). */
const BEFORE_PEOPLE =
  /\b(?:that|for|of|if|may|can|should|must|shall|will|stop(?:s|ping)?|allow(?:s|ing)?|permit(?:s|ting)?|prevents?|expect(?:s|ed)?|require[sd]?|wish|want|asks?|by|on|to) /gi
const peopleBehind = (core: string, from: number): Addressee | undefined => {
  for (const match of core.slice(from).matchAll(BEFORE_PEOPLE)) {
    const who = leadingPeople(core.slice(from + match.index + match[0].length))
    if (who) return who
  }
  return undefined
}
/** "It is wise …", "There is nothing …", "At no time …": the subject, if any, comes later. */
const EMPTY_SUBJECT = /^(?:it|there|this|under|at|in|on|nothing|care|no circumstances)\b/i
/** What a school lets others do or not do binds those others. */
const LETS = /\b(?:allows?|permits?|expects?|requires?|forbids?|prohibits?|bans?|encourages?|asks?|wants?)\b/i

const OWNED =
  /\b(staff|pupils?'?|students?'?|children's|parents?'?|visitors?'?) (?:own |personal |mobile |smart )*(?:phones?|mobiles|devices|watches|cameras)\b/i

const PASSIVE =
  /^(?:[\w']+ ){0,5}?(?:be|being) (?:\w+ly |first |also |then |only )*(?:\w{2,}(?:ed|en|wn|ne|pt|ld)|put|set|read|kept|sent|made|sought|brought|left|dealt)\b/i

type Acting = {
  readonly sentence: string
  readonly core: string
  readonly subject: string
  readonly marker: Marker
  readonly named: Addressee | undefined
  readonly agent: Addressee | undefined
  readonly passive: boolean
  readonly place: Place
}

/** Who carries out a process: whoever does it, and the school where nobody is named. */
const whoActs = ({ sentence, core, subject, marker, named, agent, passive, place }: Acting): Addressee => {
  if (marker.form === 'assigns' && (named === 'all' || (named === undefined && OFFICER.test(core))))
    return 'staff'
  if (agent) return agent === 'all' ? 'school' : agent
  if (marker.form === 'consequence') {
    if (/\b(?:staff|employees?)\b/i.test(sentence)) return 'staff'
    if (named && MANY_PEOPLE.includes(named)) return named
    const around = fallbackWho(place)
    return !PUNISHED.test(sentence) ? 'school' : MANY_PEOPLE.includes(around) ? around : 'staff'
  }
  if (passive || marker.form === 'passive') return 'school'
  return named === 'all' || named === undefined || named === 'pupil' || named === 'parent'
    ? PRONOUN.test(subject) && place.previousWho
      ? place.previousWho
      : 'school'
    : named
}

/** Whom one sentence binds or empowers. */
export const whoOf = (sentence: string, marker: Marker, says: Strength, place: Place): Addressee => {
  const core = coreOf(sentence)
  const speaker = speakerOf(sentence)
  if (speaker) return speaker
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
  const verb = core.slice(marker.at)
  const passive = PASSIVE.test(verb)
  const agent = passive || marker.form === 'passive' ? agentOf(core) : undefined
  if (says === 'process') return whoActs({ sentence, core, subject, marker, named, agent, passive, place })
  if (says === 'may' && marker.form === 'passive')
    return agent === undefined || /administrator|moderator/i.test(sentence) ? 'school' : agent
  if (agent && passive && agent !== 'school') return agent
  const done = named && named !== 'staff' ? DONE_TO.exec(verb)?.groups?.done : undefined
  if (done && (named === 'pupil' || named === 'parent'))
    return BY_STAFF.test(done) ? elsewhere(place, named, 'staff') : elsewhere(place, named, 'school')
  if (
    named === 'all' &&
    place.documentWho !== 'all' &&
    place.documentWho !== 'school' &&
    (place.documentWhoByTitle ? GENERAL_OR_ALL : GENERAL).test(subject) &&
    !/\bcommunity\b/i.test(subject)
  )
    return place.documentWho
  const lets = named === 'school' && LETS.test(verb.slice(0, marker.end - marker.at + 12))
  if (named && !lets && !(named === 'school' && passive)) return named
  if (/^(?:they|their|them|he|she)\b/i.test(subject) && meant) return meant
  const behind = lets
    ? leadingPeople(core.slice(marker.end))
    : EMPTY_SUBJECT.test(core)
      ? peopleBehind(core, 0)
      : undefined
  if (behind) return behind
  // "Staff mobile phones are kept …" binds those whose phones they are.
  const owner = OWNED.exec(subject)?.[1]?.replace(/'s?$/, '')
  return (owner === undefined ? undefined : addresseeOf(owner)) ?? unnamed(core, subject, says, place)
}

/** Somebody else than those to whom it is done. */
const elsewhere = (place: Place, patient: Addressee, otherwise: Addressee): Addressee => {
  const around = fallbackWho(place)
  return around === patient || around === 'all' ? otherwise : around
}

/** Whom a rule binds that names nobody. */
const unnamed = (core: string, subject: string, says: Strength, place: Place): Addressee => {
  if (place.stem?.who) return place.stem.who
  const thing = subject.split(/\s(?:that|which)\s/)[0] ?? ''
  const byTitle = place.documentWhoByTitle && place.documentWho !== 'all'
  const ours = OWN_PAGE.test(thing) && !NOT_OURS.test(core)
  const published = ABOUT_CHILDREN.test(thing) && !NOT_OURS.test(core)
  const asks = says === 'needs-approval' && /^\W*(?:\w+ )?(?:permission|consent)\b/i.test(core)
  if (!byTitle && !place.sectionWho && (ours || published || asks)) return 'school'
  const around = fallbackWho(place)
  return around === 'all' ? (impliedWho(core) ?? impliedWho(place.section) ?? 'all') : around
}
