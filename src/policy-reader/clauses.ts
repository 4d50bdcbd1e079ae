import { addresseeOf, audienceOf } from './addressee.ts'
import { capabilityOf } from './capability.ts'
import { numbered, refOf } from './clause-refs.ts'
import { isCommand, isTask } from './commands.ts'
import { isBareDate, isDateLine } from './dated-labels.ts'
import type { Block } from './document.ts'
import { documentAudience } from './document-audience.ts'
import { judged, splitRules } from './judge.ts'
import { type Place, PRONOUN, type Stem } from './place.ts'
import type { Addressee, ReadClause, Strength } from './reading.ts'
import { schoolSpeaker } from './school-speaker.ts'
import { sentencesOf } from './sentences.ts'
import { rulesInRow, signsOf } from './sign-table.ts'
import {
  closes,
  FORBIDDING_HEADING,
  isListItem,
  isStemSentence,
  leaves,
  stemOf,
  stemPieces,
  withoutColon,
} from './stems.ts'
import { type Marker, markerOf } from './strength.ts'
import { topicOf } from './topics.ts'

/** Sections that hold data and lists of other documents, and no rules. */
const DOCUMENTS_ONLY =
  /^(?:contents?|table of contents|version|revision|document (?:control|history)|related (?:policies|documents)|legal framework|legislation|links|references|appendix|useful (?:links|websites)|key details)\b/i
const ADVICE = /\b(?:advice|tips|guidance|guidelines|etiquette|suggestions|recommendations|dos and don'ts)\b/i
const ADVICE_TITLE = /\b(?:guidance|guidelines|tips|etiquette|code of use)\b/i
const ROLES_SECTION = /\b(?:roles?|responsib\w+|duties|who does what)\b/i

/** "Do", "Don't": the two halves of the section above, however they are set. */
const SIGN_HEADING = /^(?:please )?(?:do|dos|do's|don'?ts?|do nots?|don't's|never|always)\W*$/i

type Section = { readonly level: number; readonly text: string; readonly who: Addressee | undefined }

/** What holds for the whole document. */
type Frame = {
  readonly who: Addressee
  readonly whoByTitle: boolean
  readonly advice: boolean
  readonly speak: (text: string) => string
}

/** Where the reading stands: the headings above, the lists that are open, whom the last sentence spoke of. */
type Walk = {
  readonly sections: readonly Section[]
  readonly section: string
  readonly number: string
  /** Below "Roles and responsibilities", where each heading names whoever has the list under it. */
  readonly roles: boolean
  readonly stems: readonly Stem[]
  readonly previousWho: Addressee | undefined
  readonly previousSays: Strength | undefined
  /** `begun` = rules have been read; `text` = the section has had a sentence. */
  readonly begun: boolean
  readonly text: boolean
}

type Draft = Omit<ReadClause, 'topic' | 'capability'> & { readonly stem: string; readonly own: string }

const placeIn = (frame: Frame, walk: Walk, later: boolean): Place => ({
  section: walk.section,
  sectionWho: walk.sections.findLast(({ who }) => who !== undefined)?.who,
  documentWho: frame.who,
  documentWhoByTitle: frame.whoByTitle,
  stem: walk.stems.at(-1),
  previousWho: walk.previousWho,
  previousSays: walk.previousSays,
  advice: frame.advice || ADVICE.test(walk.section),
  begun: walk.begun,
  later,
})

const isRoleHeading = (text: string): boolean =>
  addresseeOf(text.replace(/[/:]/g, ' ')) !== undefined && text.length <= 60

/** "SLT", "Staff" under "Roles and responsibilities": their lists say what each has to do. */
const roleStem = (text: string, bare: boolean): Stem => ({
  text,
  says: /\b(?:staff|teachers|pupils|students|children|parents|carers|volunteers)\b/i.test(text)
    ? 'must'
    : 'process',
  who: addresseeOf(text),
  kind: 'rules',
  level: 0,
  marker: '',
  bare,
})

/** A line without a subject, "Keeps a register of accounts": the role named above it or beside it does that. */
const isDuty = (text: string): boolean =>
  isTask(text) ||
  isCommand(text) ||
  /^(?:(?:is|are) (?:responsible|accountable)|has|have|must|should|will)\b/i.test(text)

const afterHeading = (frame: Frame, walk: Walk, block: Block, next: Block | undefined): Walk => {
  const under = SIGN_HEADING.test(block.text) && walk.sections.at(-1)
  const above = under
    ? walk.sections.filter(({ text }) => !SIGN_HEADING.test(text))
    : walk.sections.filter(({ level }) => level < block.level)
  const section = block.text.replace(/:$/, '')
  const here: Walk = {
    sections: [...above, { level: block.level, text: block.text, who: audienceOf(block.text) }],
    section,
    roles: ROLES_SECTION.test(block.text) || (walk.roles && isRoleHeading(block.text)),
    number: /\d/.test(block.marker) ? block.marker.replace(/[.)]+$/, '') : '',
    stems: [],
    previousWho: undefined,
    previousSays: undefined,
    begun: walk.begun || walk.text,
    text: walk.text,
  }
  const listFollows = next?.kind === 'item' && !/^\d/.test(next.marker)
  const inRoles = walk.roles || above.some(({ text }) => ROLES_SECTION.test(text))
  const dutiesFollow = next !== undefined && isDuty(next.text)
  if (inRoles && isRoleHeading(block.text) && (listFollows || dutiesFollow)) {
    return { ...here, stems: [roleStem(section, !listFollows)] }
  }
  const marker = listFollows ? markerOf(withoutColon(block.text)) : undefined
  const opens =
    isStemSentence(block.text) ||
    (listFollows && ((marker && marker.form !== 'assigns') || FORBIDDING_HEADING.test(section))) ||
    (next?.kind === 'item' && FORBIDDING_HEADING.test(section))
  if (!opens) return here
  const unmarked = { ...block, kind: 'heading' as const, marker: '' }
  const stem = stemOf({
    written: block.text,
    sentence: frame.speak(block.text),
    earlier: undefined,
    block: unmarked,
    place: placeIn(frame, here, false),
    bare: next?.kind !== 'item',
  })
  return { ...here, stems: [stem] }
}

/** The lists that are still open when a block begins. */
const stemsAt = (stems: readonly Stem[], block: Block): readonly Stem[] => {
  let open = stems
  if (block.kind === 'item') while (open.length > 1 && leaves(open.at(-1), block)) open = open.slice(0, -1)
  return isListItem(block, open.at(-1)) && !closes(open.at(-1), block) ? open : []
}

const opensList = (frame: Frame, sentence: string, block: Block, next: Block | undefined): boolean =>
  isStemSentence(sentence) ||
  (next?.kind === 'item' &&
    block.kind === 'paragraph' &&
    !/[.!?]["')]?$/.test(sentence) &&
    markerOf(frame.speak(sentence)) !== undefined)

const LONGEST_CLAUSE = 900
const LONGEST_WITH_STEM = 420

const clauseText = (stem: string, own: string): string =>
  stem !== '' && stem.length + own.length < LONGEST_WITH_STEM ? `${stem}: ${own}` : own

/** Whom the next sentence means when it begins with "they". */
const spokenOf = (piece: string, said: Marker | undefined): Addressee | undefined => {
  const who = said
    ? addresseeOf(said.subject)
    : addresseeOf(piece.split(/\b(?:probably|hold|have|has|are|is|use|may|can)\b/)[0] ?? '')
  return who === 'school' ? undefined : who
}

const afterText = (
  frame: Frame,
  before: Walk,
  block: Block,
  index: number,
  next: Block | undefined,
): { readonly walk: Walk; readonly drafts: readonly Draft[] } => {
  let walk: Walk = { ...before, stems: stemsAt(before.stems, block) }
  const stem = walk.stems.at(-1)
  const ref = refOf(block, walk.stems, walk.number || walk.section)
  const inert = DOCUMENTS_ONLY.test(walk.section)
  const drafts: Draft[] = []
  let earlier: Marker | undefined
  const sentences = sentencesOf(block.text)
  for (const [n, sentence] of sentences.entries()) {
    const place = placeIn(frame, walk, n > 0)
    const opens = n === sentences.length - 1 && opensList(frame, sentence, block, next)
    for (const words of opens ? stemPieces(sentence) : splitRules(sentence)) {
      const piece = withoutColon(frame.speak(words)).replace(/^["'*(]+/, '')
      const said = markerOf(piece)
      const verdict =
        inert || isDateLine({ ...block, text: sentence })
          ? undefined
          : judged(piece, said, {
              ...place,
              previousWho: walk.previousWho,
              previousSays: walk.previousSays,
            })
      if (verdict && words.length <= LONGEST_CLAUSE) {
        const own = words
          .replace(/^["'*(]+(?=[A-Z])/, '')
          .replace(/[;,]$/, '')
          .trim()
        const { says, who } = verdict
        const text = clauseText(verdict.inherits ? (stem?.text ?? '') : '', own)
        const { section } = walk
        drafts.push({
          ref,
          section,
          text,
          who,
          says,
          block: index,
          place: block.place,
          stem: stem?.text ?? '',
          own,
        })
      }
      earlier = said ?? earlier
      const previousWho =
        verdict && !PRONOUN.test(piece) ? verdict.who : (spokenOf(piece, said) ?? walk.previousWho)
      walk = {
        ...walk,
        previousWho,
        previousSays: verdict?.says,
        begun: walk.begun || (verdict !== undefined && said?.told === undefined),
        text: walk.text || (!inert && /[a-z]{3}[.!?]["')]?$/.test(piece)),
      }
    }
    if (opens) {
      const bare = next?.kind !== 'item'
      const opened = stemOf({
        written: sentence,
        sentence: frame.speak(sentence),
        earlier,
        block,
        place,
        bare,
      })
      walk = { ...walk, stems: [...(block.kind === 'item' ? walk.stems : []), opened] }
    }
  }
  return { walk, drafts }
}

const FRONT_BLOCKS = 25
/** A short row near the top belongs to the table of the document's own data. */
const isFrontRow = (block: Block, index: number): boolean =>
  block.kind === 'row' && index < FRONT_BLOCKS && block.text.includes('\t') && block.text.length < 160

/** A row of a table of roles: whose it is, and what that role has to do. */
const dutiesInRow = (block: Block): { readonly role: string; readonly block: Block } | undefined => {
  const [role = '', ...cells] = block.kind === 'row' ? block.text.split('\t') : []
  const text = cells.join(' ').trim()
  return isDuty(text) && isRoleHeading(role)
    ? { role, block: { ...block, kind: 'item', level: 1, text } }
    : undefined
}

const draftsOf = (blocks: readonly Block[], frame: Frame): readonly Draft[] => {
  const all: Draft[] = []
  let walk: Walk = {
    sections: [],
    section: '',
    number: '',
    roles: false,
    stems: [],
    previousWho: undefined,
    previousSays: undefined,
    begun: false,
    text: false,
  }
  let signs: readonly (Stem | undefined)[] | undefined
  for (const [index, block] of blocks.entries()) {
    const head = signsOf(block)
    signs = head ?? (block.kind === 'row' ? signs : undefined)
    if (signs) {
      if (!head)
        for (const rule of rulesInRow(block, signs))
          all.push(...afterText(frame, { ...walk, stems: [rule.stem] }, rule.block, index, undefined).drafts)
      continue
    }
    const duties = dutiesInRow(block)
    if (duties) {
      const stems = [roleStem(duties.role, false)]
      all.push(...afterText(frame, { ...walk, stems }, duties.block, index, undefined).drafts)
      continue
    }
    if (isFrontRow(block, index)) continue
    const next = blocks[index + 1]
    if (block.kind === 'heading' && (isDateLine(block) || isBareDate(block))) continue
    const listed = block.marker === '' && isListItem(block, walk.stems.at(-1))
    if (block.kind === 'heading' && !listed) walk = afterHeading(frame, walk, block, next)
    else {
      const read = afterText(frame, walk, block, index, next)
      walk = read.walk
      all.push(...read.drafts)
    }
  }
  return all
}

/**
 * The operative clauses of a document: the sentences and list items that impose, forbid, advise, permit or
 * assign, each with its section, strength, addressee and topic. Aims, scope, definitions, headings and the
 * opening lines of lists are left out. `school` = the name by which the document calls its school.
 */
export const clausesOf = (blocks: readonly Block[], school: string | null): readonly ReadClause[] => {
  const audience = documentAudience(blocks)
  const advice = blocks.slice(0, 6).some(({ text }) => text.length < 90 && ADVICE_TITLE.test(text))
  const frame: Frame = {
    who: audience.who,
    whoByTitle: audience.byTitle,
    advice,
    speak: schoolSpeaker(school, audience.byTitle ? audience.who : undefined),
  }
  const drafts = draftsOf(blocks, frame)
  const refs = numbered(drafts)
  return drafts.map(({ stem, own, ...clause }, i) => {
    const { section, who, says } = clause
    const topic = topicOf({ text: own, stem, section, who, says })
    return { ...clause, ref: refs[i] ?? clause.ref, topic, capability: capabilityOf(topic, says, who, own) }
  })
}
