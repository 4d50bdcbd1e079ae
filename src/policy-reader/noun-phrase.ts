import { addresseeOf } from './addressee.ts'
import type { Addressee } from './reading.ts'

const DETERMINERS =
  '(?:a|an|the|any|all|our|your|their|each|every|other|some|individual|such|both|members?|of|teaching|support|new|current|anyone|those|for|that)'
const LEADING_NOUN = new RegExp(
  `^\\W*(?:${DETERMINERS} )*([\\w/'-]+(?: (?:teachers?|body|board|people|person|leaders?|managers?|assistants?|helpers?))?)((?:(?:,|,? and|,? or) (?:${DETERMINERS} )*[\\w'-]+)*)`,
  'i',
)
const LONGEST = 120

/** The people, or the thing, that a piece of a sentence begins with, without what is said of them. */
export const leadingNoun = (text: string): string => LEADING_NOUN.exec(text.slice(0, LONGEST))?.[0] ?? ''

/** The people a piece of a sentence begins with ("staff or governors post …"). */
export const leadingPeople = (text: string): Addressee | undefined => {
  const [, head = '', others = ''] = LEADING_NOUN.exec(text.slice(0, LONGEST)) ?? []
  const who = addresseeOf(head)
  return who === undefined || who === 'school' ? undefined : addresseeOf(head + others)
}

/** What comes before the people of a sentence whose grammatical subject is empty ("It is wise for staff to …"). */
const BEFORE_PEOPLE =
  /\b(?:that|for|of|if|may|can|should|must|shall|will|stop(?:s|ping)?|allow(?:s|ing)?|permit(?:s|ting)?|prevents?|expect(?:s|ed)?|require[sd]?|wish|want|asks?|by|on|to) /gi
/** The first people that stand where the subject of an empty sentence stands. */
export const peopleBehind = (core: string): Addressee | undefined => {
  for (const match of core.matchAll(BEFORE_PEOPLE)) {
    const from = match.index + match[0].length
    const who = leadingPeople(core.slice(from))
    if (who) return who
  }
  return undefined
}
