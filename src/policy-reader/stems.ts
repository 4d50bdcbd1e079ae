import { addresseeOf, audienceOf } from './addressee.ts'
import { isBackground } from './background.ts'
import { isCommand, isTask } from './commands.ts'
import type { Block } from './document.ts'
import type { Place, Stem } from './place.ts'
import { type Marker, markerOf } from './strength.ts'
import { speakerOf, whoOf } from './who-is-meant.ts'
import { willSays } from './will-says.ts'

const PURPOSES =
  /\b(?:aims?|purposes?|objectives?|intended|designed|use (?:it|this|them|social media|the (?:page|account|site))(?: \w+){0,4} (?:to|for)|used (?:to|for)|in order to|to help|so that we|cover(?:s|ed|ing)?|appl(?:y|ies)|such as|legislation|statutory|following (?:documents?|policies|guidance|areas|sections|platforms|sites)|alongside|conjunction|linked|links|refers?|defin\w+|means|term|committed|areas are|key words|benefits|risks|published|types of|forms of|examples of (?!unacceptable|inappropriate)|policy is based|this policy|we believe|to ensure that|opportunit\w+|support (?:us|the)|read with)\b/i
const REMOVED =
  /\b(?:remov\w+|delet\w+|take(?:n)? down|come(?:s)? down|reject\w*|hid(?:e|den)|not (?:be )?(?:published|accepted|approved))\b(?:[^.]*\b(?:if|that|which|any|containing|where)\b|(?: or \w+)?$)/i
const UNACCEPTABLE =
  /\b(?:not (?:considered )?(?:acceptable|appropriate|permitted|allowed|tolerated)|unacceptable|inappropriate|prohibited|forbidden|banned|breach(?:es)?|offen[cs]es?|misuse|cyber-?bullying|do nots?|don'ts?)\b(?![^:]*\b(?:reported|report|action|procedure|dealt)\b)/i

/** A heading that says of the list below it that it is forbidden. */
export const FORBIDDING_HEADING =
  /^(?:unacceptable|inappropriate|prohibited|forbidden|don'ts?|do not|what (?:is|are|does|do|must|should|may|you (?:should|must|may)) not|what (?:we|you|staff|parents|pupils|governors|the \w+) (?:will|do|does|should|must|may|can) not|not (?:acceptable|allowed|permitted))\b/i
/** "For staff, requirements include:", "Expectations of parents:". */
const REQUIREMENTS =
  /\b(?:requirements?|expectations?|responsibilities|duties|rules|standards|what (?:we|the school|is|are) (?:also )?(?:requires?|expects?|required|expected))\b(?![^:]*\b(?:this policy|appl(?:y|ies))\b)/i
/** A complete rule whose list only says what the thing asked for has to hold. */
const HOLDS =
  /\b(?:covers?|covering|includ(?:e|es|ing)|contains?|states?|setting out|sets out)\b[^:]{0,40}(?:following|points|information|details)/i

/** "In order to keep children safe we will:" opens what is done, not what it is for. */
const LEADING_PURPOSE = /^(?:in order )?to [^:]{3,80}?(?=\b(?:we|the \w+|staff) (?:will|shall)\b)/i

export const isStemSentence = (sentence: string): boolean =>
  /(?::\s?-?|\s[-–]|\.{3}|…|:-)$/.test(sentence.trim())
export const withoutColon = (text: string): string =>
  text.replace(/\s*(?::\s?-?|\s[-–]|\.{3}|…)\s*$/, '').trim()

/** The line that opens a list, as written and with the school's name put plainly, and where it stands. */
type OpeningLine = {
  readonly written: string
  readonly sentence: string
  /** The operative phrase of an earlier sentence of the block, which "this may include:" goes on from. */
  readonly earlier: Marker | undefined
  readonly block: Block
  readonly place: Place
  /** No bullets follow. */
  readonly bare: boolean
}

/** What the line that opens a list says for its items; `written` keeps the document's own words. */
export const stemOf = ({ written, sentence, earlier, block, place, bare }: OpeningLine): Stem => {
  const text = withoutColon(sentence)
  const base = {
    text: withoutColon(written),
    level: block.kind === 'item' ? block.level : 0,
    marker: block.marker,
    bare,
  }
  const above = place.stem
  const tail = text.split(/;\s+/).at(-1) ?? text
  const marker =
    markerOf(tail) ??
    (/^(?:this|these|it) (?:may |will |also )?(?:includes?|means)/i.test(text) ? earlier : undefined)
  const whoHere = speakerOf(text) ?? (marker ? whoOf(tail, marker, marker.says, place) : addresseeOf(tail))
  const speaker =
    whoHere === 'school' && /\b(?:expect|ask|require|request|encourage)/i.test(tail)
      ? (place.sectionWho ?? place.documentWho)
      : whoHere
  if (!marker && REQUIREMENTS.test(tail))
    return {
      ...base,
      says: 'must',
      who:
        addresseeOf(/\b(?:of|for) ([\w ,/]+)/.exec(tail)?.[1] ?? '') ??
        speaker ??
        audienceOf(tail) ??
        place.sectionWho,
      kind: 'rules',
    }
  // "… set a good example by not:", "We ask parents not to:".
  if (/\b(?:not|never|without)(?: to)?$/i.test(tail) && !UNACCEPTABLE.test(tail))
    return {
      ...base,
      says: marker?.says.startsWith('should') ? 'should-not' : 'must-not',
      who: speaker,
      kind: 'rules',
    }
  const wished =
    /\bwe (?:also )?(?:would (?:like|be (?:very )?(?:grateful|pleased))|ask|hope for|need)\b[^.]{0,30}?\b(you|parents|famil\w+|pupils|students|staff)\b/i.exec(
      tail,
    )
  if (wished && !marker)
    return {
      ...base,
      says: 'should',
      who: /^you/i.test(wished[1] ?? '')
        ? place.documentWhoByTitle
          ? place.documentWho
          : 'parent'
        : addresseeOf(wished[1] ?? ''),
      kind: 'rules',
    }
  if (above?.kind === 'none' && !marker) return { ...base, says: undefined, who: above.who, kind: 'none' }
  if (
    REMOVED.test(tail) ||
    ((UNACCEPTABLE.test(tail) || FORBIDDING_HEADING.test(tail)) && !/\bunder no\b/i.test(tail))
  ) {
    const who =
      speaker && speaker !== 'school'
        ? speaker
        : (place.sectionWho ??
          (REMOVED.test(tail) && place.documentWho !== 'pupil' ? 'parent' : place.documentWho))
    return {
      ...base,
      says: 'must-not',
      who:
        /^(?:we|the (?:school|academy|nursery))\b/i.test(tail) &&
        !REMOVED.test(tail) &&
        !/tolerat|put up/i.test(tail)
          ? 'school'
          : who,
      kind: 'rules',
    }
  }
  if (marker && (marker.says === 'must-not' || marker.says === 'should-not') && !above?.says) {
    const tolerates = /\b(?:tolerat|put up with|accept)/i.test(tail) && /[a-z]/.test(tail)
    const who = tolerates && speaker === 'school' && place.documentWho !== 'all' ? place.documentWho : speaker
    return { ...base, says: marker.says, who, kind: 'rules' }
  }
  if (above?.kind === 'rules' && above.says)
    return {
      ...base,
      text: `${above.text} ${withoutColon(written)}`,
      says: /\b(?:not|never)\b/i.test(text) ? 'must-not' : above.says,
      who: above.who,
      kind: 'rules',
    }
  if (marker && HOLDS.test(tail) && !/-not$/.test(marker.says))
    return { ...base, says: undefined, who: speaker, kind: 'none' }
  if (marker) {
    if (
      /\b(?:observe|follow|keep to|adhere to|comply with|abide by|agree to)\b[^.]*\b(?:points|rules|guidelines|following|principles|these|code|expectations|standards|guidance)\b/i.test(
        tail,
      )
    )
      return { ...base, says: marker.says === 'should' ? 'should' : 'must', who: speaker, kind: 'rules' }
    const says =
      marker.form === 'will'
        ? willSays(tail, marker, speakerOf(text) ?? addresseeOf(marker.subject))
        : marker.says
    if (marker.form === 'will' && PURPOSES.test(tail.replace(LEADING_PURPOSE, '')))
      return { ...base, says: undefined, who: speaker, kind: 'none' }
    return says
      ? { ...base, says, who: speaker, kind: 'rules' }
      : { ...base, says: undefined, who: speaker, kind: 'none' }
  }
  if (
    /\b(?:rules|guidelines|principles|points|expectations|standards|following|advice)\b[^.]*\bappl(?:y|ies)\b/i.test(
      tail,
    )
  )
    return { ...base, says: undefined, who: speaker, kind: 'open' }
  if (isBackground(tail) || PURPOSES.test(tail))
    return { ...base, says: undefined, who: undefined, kind: 'none' }
  return { ...base, says: undefined, who: speaker ?? above?.who, kind: 'open' }
}

const FINITE =
  /\b(?:is|are|was|were|will|must|should|may|can|shall|has|have|takes?|does|do|considers?|expects?)\b/i

/** Whether a block is an item of the list that the stem opened, with or without a bullet. */
export const isListItem = (block: Block, stem: Stem | undefined): boolean => {
  if (!stem) return false
  if (block.kind === 'item') return true
  if (block.kind !== 'paragraph' && block.kind !== 'heading') return false
  // A list that lost its bullets: short lines behind a line that ended in a colon.
  if (!stem.bare || (block.kind === 'heading' && block.text.split(' ').length < 3)) return false
  // What is forbidden, a line each: none of them is a sentence.
  if (
    stem.says === 'must-not' &&
    block.kind === 'paragraph' &&
    block.text.length <= 160 &&
    !FINITE.test(block.text)
  )
    return true
  return (
    block.text.length <= 220 &&
    (/^[a-z]/.test(block.text) ||
      (!/^(?:the|this|these|we|our|all|any|it|in|if|where|when|at|for|as)\b/i.test(block.text) &&
        addresseeOf(block.text.split(' ').slice(0, 3).join(' ')) === undefined &&
        (/ing\b/.test(block.text.split(' ')[0] ?? '') ||
          isCommand(block.text) ||
          isTask(block.text) ||
          /^(?:no|not|never|do not|don't)\b/i.test(block.text))))
  )
}

/** What stands before the list's own opening: a rule of its own, joined by a semicolon. */
export const stemPieces = (sentence: string): readonly string[] => {
  const cut = sentence.lastIndexOf('; ')
  if (cut > 0) return [sentence.slice(0, cut)]
  if (HOLDS.test(sentence) && markerOf(sentence)?.says.endsWith('-not') === false) return [sentence]
  // A sentence that lists its members behind a colon on the same line is complete in itself.
  return /:\s+\S/.test(sentence) && !isStemSentence(sentence) ? [sentence] : []
}

const bulletOf = (marker: string): string => marker.replace(/[\divxlc]+/gi, '1')

/** A block back at the level of the stem, or with the stem's own kind of number, ends the inner list. */
export const leaves = (stem: Stem | undefined, block: Block): boolean =>
  stem !== undefined &&
  stem.level > 0 &&
  (block.level < stem.level ||
    (block.level === stem.level && bulletOf(block.marker) === bulletOf(stem.marker)))
export const closes = (stem: Stem | undefined, block: Block): boolean =>
  block.kind === 'item' && leaves(stem, block)
