import { agentOf } from './addressee.ts'
import { OFFICER } from './officers.ts'
import { fallbackWho, type Place } from './place.ts'
import type { Addressee, Strength } from './reading.ts'

/** Who it must be where a sentence names nobody: told by what is theirs and by whom they meet. */
const IMPLIED: readonly (readonly [who: Addressee, pattern: RegExp])[] = [
  [
    'parent',
    /\b(?:your|my|their|his or her|own) (?:own )?(?:child|children|son|daughter)\b|\bother (?:people|parent|parents|famil(?:y|ies))'?s?'? (?:child|children)\b|\bclass ?teacher first\b/i,
  ],
  [
    'pupil',
    /\b(?:your|their) (?:(?:class ?)?teachers?|parents?(?! (?:association|evening))|mum|school ?bag|friends and family|tutor)\b|\bgrown-?ups?\b|\btrusted adult\b/i,
  ],
  [
    'staff',
    /\b(?:employer|employment|colleagues?|line manager|(?:your|their) (?:class|pupils?|students?|profession(?:al)?|job|post|work|workplace|headteacher|principal|manager)|working (?:hours|day|time)|directed time|contact time|on duty|in lessons?|teaching (?:purposes|profession)|contracted hours|staffroom|place of work|former pupils?|personal use|personal (?:pages?|accounts?|profiles?|sites?))\b|\b(?:pupils?|students?|parents?)(?:'s?|s')?,?(?: (?:or|and) \w+(?:'s?|s')?)? (?:as (?:a )?)?(?:friends?|contacts?|request)|\b(?:friend|friendship|contact|follow|request|requests|message|messages|conversations?|communicat\w+)\b[^.]{0,25}\b(?:with|from|to|about) (?:a |any |former |current |the |our )*(?:pupils?|students?|parents?|child|children|famil(?:y|ies))\b|\b(?:pupils?|students?|children|child|parents?)(?:'s|')[^.]{0,60}\b(?:personal|own)\b|\bpersonal\b[^.]{0,60}\b(?:pupils?|students?)\b/i,
  ],
]
/** Whom a sentence that names nobody is about, told by whose things and whose people it speaks of. */
export const impliedWho = (sentence: string): Addressee | undefined =>
  IMPLIED.find(([, pattern]) => pattern.test(sentence))?.[0]

/** Words of the school's own page or account, where no person is named: those who run it for the school. */
const OWN_PAGE =
  /^(?:(?:the|our|all|any|each|every|no|this|official|school|academy|nursery|trust|setting)(?:'s)? )*(?:(?:official|school|academy|nursery|trust|facebook|twitter|instagram|x|social media|direct|private|class) )*(?:accounts?|pages?|feeds?|channels?|passwords?|log-?ins?|comments?|messages?|posts?|tweets?|captions?|questions|enquiries|queries)\b(?! (?:holder|manager|administrator|owner)s?)/i
const NOT_OURS = /\b(?:staff|pupils?|parents?|class(?: |-)?(?:group|chat)s?)\b/i
/** What is each one's own is not the school's. */
const EACH_ONES = /\b(?:personal|own|private(?! messages?)|their|his|her|your)\b/i
/** Pictures and names of children as they are published. */
const ABOUT_CHILDREN = /\b(?:photo\w*|image\w*|picture\w*|(?:sur|first |last |full )names?|faces?|data)\b/i

/** A section on the school's own accounts: what it tells of posts and passwords, the school sees to. */
const OUR_ACCOUNTS =
  /\b(?:official|school(?:'s)?|our(?: own)?|nursery(?:'s)?|trust(?:'s)?|academy(?:'s)?|running an?) (?:social media |facebook |twitter )?(?:accounts?|pages?|channels?|facebook|twitter|blogs?)\b/i

/** Whom a rule binds that names nobody. */
export const unnamedWho = (core: string, subject: string, says: Strength, place: Place): Addressee => {
  if (place.stem?.who) return place.stem.who
  const maker = agentOf(subject)
  if (maker && maker !== 'school') return maker
  const thing = subject.split(/\s(?:that|which)\s/)[0] ?? ''
  const byTitle = place.documentWhoByTitle && place.documentWho !== 'all'
  const ours = OWN_PAGE.test(thing) && !NOT_OURS.test(thing) && !EACH_ONES.test(core)
  const published = ABOUT_CHILDREN.test(thing) && !EACH_ONES.test(core)
  const asks =
    says === 'needs-approval' && /^\W*(?:(?:\w+ )?(?:permission|consent)|we|the school)\b/i.test(core)
  const inOurs = OUR_ACCOUNTS.test(place.section) && !EACH_ONES.test(core)
  const around = fallbackWho(place)
  if (says === 'needs-approval' && OFFICER.test(core)) return around === 'all' ? 'staff' : around
  if (inOurs) return 'school'
  if ((ours || published || asks) && !byTitle && !place.sectionWho) return 'school'
  return around === 'all' ? (impliedWho(core) ?? impliedWho(place.section) ?? 'all') : around
}
