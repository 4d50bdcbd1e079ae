import { addresseeOf, agentOf } from './addressee.ts'
import { coreOf } from './core-sentence.ts'
import { unnamedWho } from './implied-who.ts'
import { leadingPeople, peopleBehind } from './noun-phrase.ts'
import { OFFICER } from './officers.ts'
import { fallbackWho, type Place, PRONOUN } from './place.ts'
import type { Addressee, Strength } from './reading.ts'
import type { Marker } from './strength.ts'

/** What employers do to those who break a rule; elsewhere it is done to those the rules are for. */
const PUNISHED = /\b(?:disciplin\w*|dismiss\w*|misconduct|employment|sanctions?)\b/i
const DISMISSED = /\b(?:dismiss\w*|employment|gross misconduct)\b/i
const MANY_PEOPLE: readonly Addressee[] = ['staff', 'pupil', 'parent', 'governor', 'volunteer']

/** "Anyone" in a document for parents means any parent; "everyone" only where its title says whom it is for. */
const GENERAL = /\b(?:any(?:one|body)|no[- ]?(?:one|body)|users|people|individuals|members)\b/i
const GENERAL_OR_ALL = new RegExp(`${GENERAL.source}|\\bevery(?:one|body)\\b`, 'i')

/** "As a parent I will …": the one who says it. */
export const speakerOf = (sentence: string): Addressee | undefined =>
  addresseeOf(
    /^as (?:an? |the )?([\w /-]{3,40}?),? (?:I|we|staff|pupils|parents|volunteers|governors)\b/i.exec(
      sentence,
    )?.[1] ?? '',
  )

/** "Pupils must not be added": the people are those to whom it is done, and somebody else is bound. */
const DONE_TO =
  /^(?:[\w']+ ){0,5}?(?:be|is|are|being) (?:not |never )?(?:to be )?(?:\w+ly |first |also )?(?<done>accepted|added|befriended|followed|contacted|messaged|texted|phoned|telephoned|approached|friended|linked|invited|sought|tagged|named|shown|identified|identifiable|photographed|filmed|recorded|mentioned|pictured|discussed|taught|told|informed|notified|supervised|trained)\b/i
const BY_STAFF =
  /^(?:accepted|added|befriended|followed|contacted|messaged|texted|phoned|telephoned|approached|friended|linked|invited|sought|photographed|filmed|recorded|discussed|supervised)$/i

/** "It is wise …", "There is nothing …", "At no time …": the subject, if any, comes later. */
const EMPTY_SUBJECT = /^(?:it|there|this|under|at|in|on|nothing|care|no circumstances)\b/i
/** What a school lets others do or not do binds those others. */
const LETS =
  /\b(?:allows?|permits?|expects?|requires?|forbids?|prohibits?|bans?|encourages?|discourages?|asks?|wants?|advises?|reminds?|urges?|invites?|requests?)\b/i

/** "… is not permitted for pupils". */
const ALLOWED_FOR = /^ for ((?:[\w/]+ ?){1,3})/

const OWNED =
  /\b(staff|pupils?'?|students?'?|children's|parents?'?|visitors?'?) (?:own |personal |mobile |smart )*(?:phones?|mobiles|devices|watches|cameras)\b/i

/** What people carry with them. */
const CARRIED = /\b(?:phones?|mobiles?|watch(?:es)?|devices?)\b/i

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
    const culprit = agentOf(core.slice(0, marker.end))
    if (culprit && MANY_PEOPLE.includes(culprit)) return culprit
    if (named && MANY_PEOPLE.includes(named)) return named
    if (/\b(?:staff|employees?)\b/i.test(sentence)) return 'staff'
    if (DISMISSED.test(sentence)) return 'staff'
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

/** Whoever does what a passive leaves open: the staff where the list or the section is theirs, else the school. */
const doer = (place: Place): Addressee =>
  place.stem?.who ?? (place.sectionWho === 'staff' || place.documentWho === 'staff' ? 'staff' : 'school')

/** Whom one sentence binds or empowers. */
export const whoOf = (sentence: string, marker: Marker, says: Strength, place: Place): Addressee => {
  const core = coreOf(sentence)
  const speaker = speakerOf(sentence)
  if (speaker) return speaker
  const subject = marker.subject.trim()
  const hangs = /^(?:if|where|when|whenever|should)\b/i.test(core) && /\b(?:they|he|she)$/i.test(subject)
  const pointing = hangs || PRONOUN.test(subject) || /\b(?:this|these|it)$/i.test(subject)
  const named =
    pointing &&
    (subject.split(' ').length <= 1 ||
      hangs ||
      /\b(?:this|these|it)$/i.test(subject) ||
      !/\b(?:school|staff|pupils|parents|governors)\b/i.test(subject))
      ? undefined
      : (addresseeOf(
          /\b(?:\w+ed|[\w']+nt|vital|essential|aware|ask|asks|expects?|remember|note|ensure|clear|sure|is) that ((?:[\w/]+ ?){1,5})$/i.exec(
            subject,
          )?.[1] ?? '',
        ) ?? addresseeOf(subject))
  const condition = hangs ? core : sentence.slice(0, Math.max(sentence.length - core.length, 0))
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
  if (says === 'must' && marker.form === 'passive') return agent ?? doer(place)
  if (says === 'may' && marker.form === 'passive') {
    if (agent !== undefined) return /administrator|moderator/i.test(sentence) ? 'school' : agent
    if (CARRIED.test(core.slice(0, marker.end))) return fallbackWho(place)
    return BY_STAFF.test(DONE_TO.exec(verb)?.groups?.done ?? '') ? 'staff' : doer(place)
  }
  if (agent && passive && agent !== 'school') return agent
  const done = named && named !== 'staff' ? DONE_TO.exec(verb)?.groups?.done : undefined
  if (done && (named === 'pupil' || named === 'parent'))
    return BY_STAFF.test(done) ? elsewhere(place, named, 'staff') : elsewhere(place, named, 'school')
  if (named === 'all' && place.sectionWho && GENERAL.test(subject)) return place.sectionWho
  if (
    named === 'all' &&
    place.documentWho !== 'all' &&
    place.documentWho !== 'school' &&
    (place.documentWhoByTitle ? GENERAL_OR_ALL : GENERAL).test(subject) &&
    !/\bcommunity\b/i.test(subject)
  )
    return place.documentWho
  const lets = named === 'school' && LETS.test(verb.slice(0, marker.end - marker.at))
  if (named && !lets && !(named === 'school' && passive)) return named
  if ((hangs || /^(?:they|their|them|he|she)\b/i.test(subject)) && meant) return meant
  const behind = lets
    ? leadingPeople(core.slice(marker.end))
    : EMPTY_SUBJECT.test(core)
      ? peopleBehind(core)
      : undefined
  if (behind) return behind
  const allowed = addresseeOf(ALLOWED_FOR.exec(core.slice(marker.end))?.[1] ?? '')
  if (allowed) return allowed
  // "Staff mobile phones are kept …" binds those whose phones they are.
  const owner = OWNED.exec(subject)?.[1]?.replace(/'s?$/, '')
  return (owner === undefined ? undefined : addresseeOf(owner)) ?? unnamedWho(core, subject, says, place)
}

/** Somebody else than those to whom it is done. */
const elsewhere = (place: Place, patient: Addressee, otherwise: Addressee): Addressee => {
  const around = fallbackWho(place)
  return around === patient || around === 'all' ? otherwise : around
}
