import { addresseeOf, agentOf, audienceOf } from './addressee.ts'
import { capabilityOf } from './capability.ts'
import { isBareDate, isDateLine } from './dated-labels.ts'
import type { Block } from './document.ts'
import type { Addressee, ReadClause, Strength } from './reading.ts'
import { sentencesOf } from './sentences.ts'
import { coreOf, isBackground, isCommand, type Marker, markerOf } from './strength.ts'
import { topicOf } from './topics.ts'

/** What a list's opening line says for its items. */
type Stem = {
  readonly text: string
  readonly says: Strength | undefined
  readonly who: Addressee | undefined
  /** `none` = a list of purposes, examples, other documents: its items bind nobody. */
  readonly kind: 'rules' | 'none' | 'open'
  readonly level: number
  readonly marker: string
  /** The block behind it is no item: its list, if any, lost its bullets. */
  readonly bare: boolean
}

const PURPOSES =
  /\b(?:aims?|purposes?|objectives?|intended|designed|use (?:it|this|them|social media|the (?:page|account|site))(?: \w+){0,4} (?:to|for)|used (?:to|for)|in order to|to help|so that we|cover(?:s|ed|ing)?|appl(?:y|ies)|such as|legislation|statutory|following (?:documents?|policies|guidance|areas|sections|platforms|sites)|alongside|conjunction|linked|links|refers?|defin\w+|means|term|committed|areas are|key words|benefits|risks|published|types of|forms of|examples of (?!unacceptable|inappropriate)|policy is based|this policy|we believe|to ensure that|opportunit\w+|support (?:us|the)|read with)\b/i
const REMOVED =
  /\b(?:remov\w+|delet\w+|take(?:n)? down|come(?:s)? down|reject\w*|hid(?:e|den)|not (?:be )?(?:published|accepted|approved))\b[^.]*\b(?:if|that|which|any|containing|where)\b/i
const UNACCEPTABLE =
  /\b(?:not (?:considered )?(?:acceptable|appropriate|permitted|allowed|tolerated)|unacceptable|inappropriate|prohibited|forbidden|banned|breach(?:es)?|offen[cs]es?|misuse|cyber-?bullying|do nots?|don'ts?)\b(?![^:]*\b(?:reported|report|action|procedure|dealt)\b)/i

/** A heading that says of the list below it that it is forbidden. */
const FORBIDDING_HEADING =
  /^(?:unacceptable|inappropriate|prohibited|forbidden|don'ts?|do not|what (?:is|are) not|not (?:acceptable|allowed|permitted))\b/i
/** "For staff, requirements include:", "Expectations of parents:". */
const REQUIREMENTS =
  /\b(?:requirements?|expectations?|responsibilities|duties|rules|standards)\b(?![^:]*\b(?:this policy|appl(?:y|ies))\b)/i
/** A complete rule whose list only says what the thing asked for has to hold. */
const HOLDS =
  /\b(?:covers?|covering|includ(?:e|es|ing)|contains?|states?|setting out|sets out)\b[^:]{0,40}(?:following|points|information|details)/i

const isStemSentence = (sentence: string): boolean => /(?::\s?-?|\s[-–]|\.{3}|…|:-)$/.test(sentence.trim())
const withoutColon = (text: string): string => text.replace(/\s*(?::\s?-?|\s[-–]|\.{3}|…)\s*$/, '').trim()

const MANY_PEOPLE: readonly Addressee[] = ['staff', 'pupil', 'parent', 'governor', 'volunteer']

type Place = {
  readonly section: string
  readonly sectionWho: Addressee | undefined
  readonly documentWho: Addressee
  readonly stem: Stem | undefined
  readonly previousWho: Addressee | undefined
  /** The document or section gives advice rather than rules, so that a bare command is advice too. */
  readonly advice: boolean
  /** Not the first sentence of its block. */
  readonly later: boolean
}

const PRONOUN = /^(?:they|their|them|he|she|this|these|it|such|those|he\/she|instead|the latter)\b/i
/** Officers and bodies that act for the school: what they will do is a process, whoever asks. */
const OFFICER =
  /\b(?:head ?teachers?|headmaster|headmistress|head of school|principal|deputy|deputies|managers?|management|DSLs?|safeguarding leads?|SLT|SMT|senior (?:leaders?|managers?|leadership|management|staff)|leadership|leaders|co-?ordinators?|administrators?|moderators?|admins|technicians?|officers?|e-safety team|online safety team|governors?|governing (?:body|board)|trustees|committee|trust|Mr|Mrs|Miss|Ms|Dr|lead|bursar|office)\b/i
const CONDUCT_VERB =
  /^\s*(?:always |all |also |only |both |therefore |then )*(?:follow|comply|adhere|ensure|respect|keep|protect|make sure|act|abide|safeguard|obtain|seek|take care|observe|uphold|use [^.]{0,60}\bonly)\b/i

/** Strength of "X will …": what people will do is a must, what the school and its officers will do a process. */
const willSays = (sentence: string, marker: Marker, who: Addressee | undefined): Strength | undefined => {
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

const fallbackWho = (place: Place): Addressee => place.stem?.who ?? place.sectionWho ?? place.documentWho

/** Whom one sentence binds or empowers. */
const whoOf = (sentence: string, marker: Marker, says: Strength, place: Place): Addressee => {
  const core = coreOf(sentence)
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
  const meant = addresseeOf(condition.replace(/^\W*\w+\s+(?:any |a |an |the )?/, '')) ?? place.previousWho
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
    /\b(?:any(?:one|body)|no[- ]?(?:one|body)|users|people|individuals|members)\b/i.test(subject) &&
    !/\bcommunity\b/i.test(subject)
  )
    return place.documentWho
  if (named && !(named === 'school' && passive)) return named
  if (/^(?:they|their|them|he|she)\b/i.test(subject) && meant) return meant
  const inside =
    /\b(?:important|essential|vital|expected|recommended|imperative|crucial|best|required|advisable|permitted|allowed|acceptable|prohibited|forbidden|appropriate)\b.{0,12}\b(?:that|for)\s+([^,.]{3,60}?)\s+(?:are|is|do|does|should|must|will|to|not|always|never|have|take|keep|use|guard|follow)\b/i.exec(
      core,
    )?.[1]
  const behind =
    inside === undefined
      ? undefined
      : /^(?:they|their)\b/i.test(inside)
        ? place.previousWho
        : addresseeOf(inside)
  return behind ?? fallbackWho(place)
}

/** `inherits` = it has its strength from the stem of its list, and is not understood without it. */
type Judged = { readonly says: Strength; readonly who: Addressee; readonly inherits?: true }

/** Strength and addressee of a sentence as it stands, or nothing where it is no clause. */
const judged = (sentence: string, place: Place): Judged | undefined => {
  const text = sentence.replace(/^["'*(]+/, '')
  const item = place.stem !== undefined
  const marker = markerOf(text)
  const stem = place.stem
  // A recommendation in the form of a clause: "That the policy is shared with all staff".
  if (!stem && /^That [a-z]/.test(text) && /\b(?:is|are)\b/.test(text))
    return { says: marker?.says === 'process' ? 'process' : 'should', who: fallbackWho(place) }
  if (stem?.kind === 'none') {
    const strong =
      marker &&
      (marker.says === 'must-not' ||
        marker.says === 'should-not' ||
        marker.says === 'needs-approval' ||
        marker.says === 'must') &&
      marker.form !== 'imperative' &&
      marker.at > 0
    return strong ? { says: marker.says, who: whoOf(text, marker, marker.says, place) } : undefined
  }
  if (stem?.kind === 'rules' && stem.says) {
    const own = ownSign(text, marker, stem)
    if (own) return { says: own, who: stem.who ?? fallbackWho(place), inherits: true }
    if (!marker || marker.form === 'imperative' || !isSentence(text, marker)) {
      if (/^(?:this|these|it|such)\b/i.test(text)) return undefined
      // What follows in the same item explains it, unless it is a command too.
      if (place.later && !isCommand(coreOf(text)) && marker?.form !== 'imperative') return undefined
      return {
        inherits: true,
        says: marker?.says === 'needs-approval' ? 'needs-approval' : stem.says,
        who: stem.who ?? fallbackWho(place),
      }
    }
  }
  if (marker) {
    const named = whoOf(text, marker, 'must', place)
    const says =
      marker.form === 'will' && marker.says === 'process'
        ? willSays(
            text,
            marker,
            addresseeOf(marker.subject) ??
              (PRONOUN.test(marker.subject) ? place.previousWho : undefined) ??
              (/\b(?:report|discuss)/i.test(text) ? named : undefined),
          )
        : marker.says
    if (!says) return undefined
    const assigned = says === 'process' || marker.form !== 'imperative'
    const asks = says === 'must' && place.advice && marker.form === 'imperative'
    return {
      says: asks ? 'should' : says,
      who: assigned ? whoOf(text, marker, says, place) : fallbackWho(place),
    }
  }
  if (isBackground(text)) return undefined
  if (isCommand(coreOf(text)) && (item || place.section !== '' || text.length > 30)) {
    return { says: place.advice ? 'should' : 'must', who: fallbackWho(place) }
  }
  return undefined
}

/** An item that turns the sign of its list ("Instead invite …" under "must not"), or needs somebody's yes. */
const ownSign = (text: string, marker: Marker | undefined, stem: Stem): Strength | undefined => {
  if (marker?.says === 'needs-approval') return 'needs-approval'
  const negativeStem = stem.says === 'must-not' || stem.says === 'should-not'
  if (/^(?:instead|rather)\b/i.test(text)) return negativeStem ? 'should' : undefined
  if (
    /^(?:that (?:they|staff|pupils|parents) |please )?(?:do not|don't|never|not(?! (?:every|all|only))|no|are not|does not|refrain|avoid|leave out|omit|keep [^.]{0,30}\b(?:off|out))\b/i.test(
      text,
    )
  ) {
    if (negativeStem) return stem.says
    return stem.says === 'should' || stem.says === 'may'
      ? 'should-not'
      : stem.says === 'process'
        ? 'must-not'
        : 'must-not'
  }
  if (/^(?:consider|think|remember|be (?:aware|mindful|careful))\b/i.test(text) && stem.says === 'must')
    return 'must'
  return undefined
}

/** Whether an item is a full sentence with a subject of its own, so that its own verb counts. */
const isSentence = (text: string, marker: Marker): boolean => {
  const before = coreOf(text).slice(0, marker.at)
  const opening = /^["']?[A-Z][\w'-]*/.exec(text)?.[0] ?? ''
  if (opening === '' || /ing$/.test(opening) || /^that$/i.test(opening) || isCommand(text)) return false
  return (
    before.trim() !== '' &&
    !/\b(?:that|which|who|unless|if|when|where|whether|or it)\b/i.test(before) &&
    marker.form !== 'asks'
  )
}

const stemOf = (
  written: string,
  sentence: string,
  earlier: Marker | undefined,
  block: Block,
  place: Place,
  bare: boolean,
): Stem => {
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
  const whoHere = marker ? whoOf(tail, marker, marker.says, place) : addresseeOf(tail)
  const speaker =
    whoHere === 'school' && /\b(?:expect|ask|require|request|encourage)/i.test(tail)
      ? (place.sectionWho ?? place.documentWho)
      : whoHere
  if (!marker && REQUIREMENTS.test(tail))
    return { ...base, says: 'must', who: speaker ?? audienceOf(tail) ?? place.sectionWho, kind: 'rules' }
  if (above?.kind === 'none' && !marker) return { ...base, says: undefined, who: above.who, kind: 'none' }
  if (REMOVED.test(tail) || (UNACCEPTABLE.test(tail) && !/\bunder no\b/i.test(tail))) {
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
    const says = marker.form === 'will' ? willSays(tail, marker, addresseeOf(marker.subject)) : marker.says
    if (marker.form === 'will' && PURPOSES.test(tail))
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

/** Two rules in one sentence ("must be private and they must not state …") are two clauses. */
const SECOND_RULE =
  /(?:,|;)?\s+(?:and|but)\s+(?=(?:they|staff|pupils|parents|employees|governors|the school|it)\s+(?:\w+ly )?(?:must|should|will|may|shall)\b)|;\s+(?=[a-z][^;]{3,60}\b(?:must|should|shall|will|may)\b)/
const splitRules = (sentence: string): readonly string[] => {
  const at = SECOND_RULE.exec(sentence)
  if (!at) return [sentence]
  const [first, second] = [sentence.slice(0, at.index).trim(), sentence.slice(at.index).trim()]
  const [a, b] = [markerOf(first), markerOf(second.replace(/^[,;]?\s*(?:and|but)?\s+/, ''))]
  return a && b && a.says !== b.says ? [first, second.replace(/^[,;]\s*/, '')] : [sentence]
}

const DOCUMENTS_ONLY =
  /^(?:contents?|table of contents|version|revision|document (?:control|history)|related (?:policies|documents)|legal framework|legislation|links|references|appendix|useful (?:links|websites)|key details)\b/i
const AIMS_SECTION =
  /\b(?:aims?|purpose|rationale|vision|mission|ethos|values|legal framework|legislation|definitions?|scope|application|background|objectives|links with|related policies|references)\b/i
const ADVICE_SECTION =
  /\b(?:advice|tips|guidance|guidelines|etiquette|suggestions|recommendations|dos and don'ts)\b/i

const FINITE =
  /\b(?:is|are|was|were|will|must|should|may|can|shall|has|have|takes?|does|do|considers?|expects?)\b/i

const isListItem = (block: Block, stem: Stem | undefined): boolean => {
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
          /^(?:no|not|never|do not|don't)\b/i.test(block.text))))
  )
}

type Draft = Omit<ReadClause, 'topic' | 'capability'> & { readonly stem: string; readonly own: string }

const combined = (stem: string, own: string): string =>
  stem !== '' && stem.length + own.length < 420 ? `${stem}: ${own}` : own

const drafts = (
  blocks: readonly Block[],
  documentWho: Addressee,
  adviceDocument: boolean,
  speak: (text: string) => string,
): readonly Draft[] => {
  const out: Draft[] = []
  let section = ''
  let number = ''
  let sectionWho: Addressee | undefined
  let sections: { level: number; text: string; who: Addressee | undefined }[] = []
  let stems: Stem[] = []
  let previousWho: Addressee | undefined
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'row' && index < 25 && /\t/.test(block.text) && block.text.length < 160) continue
    const open = stems.at(-1)
    if (block.kind === 'heading' && (isDateLine(block) || isBareDate(block))) continue
    if (block.kind === 'heading' && !(open && isListItem(block, open) && block.marker === '')) {
      sections = [
        ...sections.filter(({ level }) => level < block.level),
        { level: block.level, text: block.text, who: audienceOf(block.text) },
      ]
      section = block.text.replace(/:$/, '')
      number = /\d/.test(block.marker) ? block.marker.replace(/[.)]+$/, '') : ''
      sectionWho = sections.findLast(({ who }) => who !== undefined)?.who
      previousWho = undefined
      const place: Place = {
        section,
        sectionWho,
        documentWho,
        stem: undefined,
        previousWho,
        advice: adviceDocument,
        later: false,
      }
      const following = blocks[index + 1]
      const listFollows = following?.kind === 'item' && !/^\d/.test(following.marker)
      const isStem = isStemSentence(block.text) || listFollows
      const marker = isStem ? markerOf(withoutColon(block.text)) : undefined
      const roleHeading =
        listFollows &&
        isRoleHeading(block.text) &&
        sections.slice(0, -1).some(({ text }) => /\b(?:roles?|responsibilit\w+)\b/i.test(text))
      if (roleHeading)
        stems = [
          {
            text: section,
            says: /staff|teachers|pupils|parents/i.test(section) ? 'must' : 'process',
            who: addresseeOf(section),
            kind: 'rules',
            level: 0,
            marker: '',
            bare: false,
          },
        ]
      else if (
        isStemSentence(block.text) ||
        (isStem && ((marker && marker.form !== 'assigns') || FORBIDDING_HEADING.test(section)))
      )
        stems = [
          stemOf(
            block.text,
            speak(block.text),
            undefined,
            { ...block, marker: '' },
            place,
            following?.kind !== 'item',
          ),
        ]
      else stems = []
      continue
    }
    if (block.kind === 'item')
      while (stems.length > 1 && leaves(stems.at(-1), block)) stems = stems.slice(0, -1)
    if (!isListItem(block, stems.at(-1)) || closes(stems.at(-1), block)) stems = []
    const stem = stems.at(-1)
    let earlier: Marker | undefined
    const sentences = sentencesOf(block.text)
    for (const [n, sentence] of sentences.entries()) {
      const place: Place = {
        section,
        sectionWho,
        documentWho,
        stem,
        previousWho,
        advice: adviceDocument || ADVICE_SECTION.test(section),
        later: n > 0,
      }
      const next = blocks[index + 1]
      const opensList =
        n === sentences.length - 1 &&
        (isStemSentence(sentence) ||
          (next?.kind === 'item' &&
            block.kind === 'paragraph' &&
            !/[.!?]["')]?$/.test(sentence) &&
            markerOf(speak(sentence)) !== undefined))
      const inert = DOCUMENTS_ONLY.test(section) || isDateLine(block)
      const pieces = opensList ? stemPieces(sentence) : splitRules(sentence)
      for (const words of pieces) {
        const piece = speak(words)
        const verdict = inert ? undefined : judged(withoutColon(piece), place)
        if (verdict && words.length <= 900) {
          const own = words
            .replace(/^["'*(]+(?=[A-Z])/, '')
            .replace(/[;,]$/, '')
            .trim()
          out.push({
            section,
            text: combined(verdict.inherits ? (stem?.text ?? '') : '', own),
            who: verdict.who,
            says: verdict.says,
            block: index,
            place: block.place,
            ref: refOf(block, stems, number || section),
            stem: stem?.text ?? '',
            own,
          })
        }
        const said = markerOf(piece)
        earlier = said ?? earlier
        const subjectWho = said
          ? addresseeOf(said.subject)
          : addresseeOf(piece.split(/\b(?:probably|hold|have|has|are|is|use|may|can)\b/)[0] ?? '')
        previousWho =
          verdict && !PRONOUN.test(piece)
            ? verdict.who
            : subjectWho && subjectWho !== 'school'
              ? subjectWho
              : previousWho
      }
      if (opensList)
        stems = [
          ...(block.kind === 'item' ? stems : []),
          stemOf(sentence, speak(sentence), earlier, block, place, next?.kind !== 'item'),
        ]
    }
  }
  return out
}

const isRoleHeading = (text: string): boolean =>
  addresseeOf(text.replace(/[/:]/g, ' ')) !== undefined && text.length <= 60

/** What stands before the list's own opening: a rule of its own, joined by a semicolon. */
const stemPieces = (sentence: string): readonly string[] => {
  const cut = sentence.lastIndexOf('; ')
  if (cut > 0) return [sentence.slice(0, cut)]
  if (HOLDS.test(sentence) && markerOf(sentence)?.says.endsWith('-not') === false) return [sentence]
  // A sentence that lists its members behind a colon on the same line is complete in itself.
  return /:\s+\S/.test(sentence) && !isStemSentence(sentence) ? [sentence] : []
}

const bulletOf = (marker: string): string => marker.replace(/[\divxlc]+/gi, '1')
/** A block back at the level of the stem, or with the stem's own kind of number, ends the inner list. */
const leaves = (stem: Stem | undefined, block: Block): boolean =>
  stem !== undefined &&
  stem.level > 0 &&
  (block.level < stem.level ||
    (block.level === stem.level && bulletOf(block.marker) === bulletOf(stem.marker)))
const closes = (stem: Stem | undefined, block: Block): boolean =>
  stem !== undefined && block.kind === 'item' && stem.level > 0 && leaves(stem, block)

/** Short forms and the "I" of a childminder, written out so that one pattern finds all. */
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\bwon't\b/gi, 'will not'],
  [/\bcan't\b/gi, 'cannot'],
  [/(?<=\w)n't\b/gi, ' not'],
  [/\bI(?= [a-z])/g, 'we'],
]

/** Puts "the school" where a sentence calls the school by its name, in full or without the kind of school. */
const schoolSpeaker = (school: string | null): ((text: string) => string) => {
  const plain = (text: string): string =>
    CONTRACTIONS.reduce((out, [short, long]) => out.replace(short, long), text)
  if (!school) return plain
  const literal = (words: string): string => words.replace(/[^\w\s]/g, '.?').replace(/\s+/g, '\\s+')
  const short = school.replace(
    /\s+(?:C\.?(?:of)?E\.?|RC|Catholic|Church|Community|Primary|Infants?|Juniors?|Nursery|Pre-?[Ss]chool|School|Academy|College|Playscheme|Playgroup|High|First|Federation|Trust)\b.*$/,
    '',
  )
  const names =
    short.length >= 4 && short !== school ? `${literal(school)}|${literal(short)}` : literal(school)
  const pattern = new RegExp(
    `(?<![\\w'])(?:the\\s+)?(?:${names})(?:\\s+(?:Primary|Community|Nursery|Pre-?[Ss]chool|School|Academy|College|Playscheme|Playgroup))*(?!\\w)`,
    'gi',
  )
  return text => plain(text.replace(pattern, 'the school'))
}

const AUDIENCE_MIN = 0.6

/** Whom the document speaks to, told by its title and else by whom most of its clauses name. */
const documentAudience = (blocks: readonly Block[]): Addressee => {
  const title = blocks
    .slice(0, 10)
    .filter(
      ({ text }) =>
        text.length <= 140 && /\b(?:polic|code|guid|conduct|agreement|charter|whatsapp|media)/i.test(text),
    )
  const titled = title
    .map(
      ({ text }) =>
        /\b(?:for|to) (?:our |all |the |school )*(parents?|carers?|pupils?|students?|children|staff|employees?|school staff)\b/i.exec(
          text,
        )?.[1] ??
        /\b(parents?'?|pupils?'?|students?'?|staff|employee) (?:code|social media|whatsapp|policy|agreement)/i.exec(
          text,
        )?.[1],
    )
    .find(found => found)
  const fromTitle = titled ? addresseeOf(titled.replace(/'$/, '')) : undefined
  if (fromTitle) return fromTitle
  if (blocks.slice(0, 3).some(({ text }) => /^dear (?:parents?|carers?|famil)/i.test(text))) return 'school'
  const counted = new Map<Addressee, number>()
  for (const { text } of blocks) {
    for (const sentence of sentencesOf(text)) {
      const marker = markerOf(sentence)
      const who = marker && addresseeOf(marker.subject)
      if (who && who !== 'school') counted.set(who, (counted.get(who) ?? 0) + 1)
    }
  }
  const total = [...counted.values()].reduce((sum, n) => sum + n, 0)
  const [top] = [...counted].toSorted((a, b) => b[1] - a[1])
  return top && top[1] >= total * AUDIENCE_MIN ? top[0] : 'all'
}

const LETTERED = /[\da-z]/i
const numberOf = (marker: string): string =>
  LETTERED.test(marker) && marker !== 'o' ? marker.replace(/(?<!\([^)]*)[.)]+$/, '') : ''

/** "4.1(iii)" for a lettered item under a numbered one; the section's number or heading where there is none. */
const refOf = (block: Block, stems: readonly Stem[], section: string): string => {
  const own = numberOf(block.marker)
  const above = stems.map(stem => numberOf(stem.marker)).filter(marker => marker !== '' && marker !== own)
  if (/^\d+\./.test(own)) return own
  return own === '' && above.length === 0 ? `${section || 'Text'},` : `${above.join('')}${own}`
}

/** Makes every reference unique with a running number: "Images, 2", "4.1(i)", "4.1(i) 2". */
const numbered = (list: readonly Draft[]): readonly string[] => {
  const used = new Map<string, number>()
  return list.map(({ ref }) => {
    const n = (used.get(ref) ?? 0) + 1
    used.set(ref, n)
    return n === 1 && !ref.endsWith(',') ? ref : `${ref} ${n}`
  })
}

/**
 * The operative clauses of a document: the sentences and list items that impose, forbid, advise, permit or
 * assign, each with its section, strength, addressee and topic. Aims, scope, definitions, headings and the
 * opening lines of lists are left out.
 */
export const clausesOf = (blocks: readonly Block[], school: string | null): readonly ReadClause[] => {
  const speak = schoolSpeaker(school)
  const documentWho = documentAudience(blocks)
  const adviceDocument = blocks
    .slice(0, 6)
    .some(
      ({ text }) => text.length < 90 && /\b(?:guidance|guidelines|tips|etiquette|code of use)\b/i.test(text),
    )
  const list = drafts(blocks, documentWho, adviceDocument, speak).filter(
    ({ section, says, own }) => !(AIMS_SECTION.test(section) && says === 'may' && own.length > 200),
  )
  const refs = numbered(list)
  return list.map(({ stem, own, ...clause }, i) => {
    const topic = topicOf({ text: own, stem, section: clause.section, who: clause.who, says: clause.says })
    return {
      ...clause,
      ref: refs[i] ?? '',
      topic,
      capability: capabilityOf(topic, clause.says, clause.who, own),
    }
  })
}
