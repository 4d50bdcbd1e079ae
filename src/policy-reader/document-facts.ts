import { type LabelledDate, labelledDates } from './dated-labels.ts'
import { cycleIn, datesIn, type FoundDate } from './dates.ts'
import type { Block } from './document.ts'
import { roleIn } from './roles.ts'

/** The dates of a policy as it states them itself; undefined where it states none. */
export type PolicyDates = {
  readonly adopted: FoundDate | undefined
  readonly lastReview: FoundDate | undefined
  readonly nextReview: FoundDate | undefined
  /** Index of the block that gives the next review. */
  readonly nextAt: number | undefined
}

const TITLE_BLOCKS = 8

/**
 * A title that carries its date: "Social Media Policy (2021)", or a month alone on a line below it or before other
 * dates of the document. `labelled` = the dates that have their meaning already.
 */
const titleDate = (blocks: readonly Block[], labelled: readonly LabelledDate[]): FoundDate | undefined =>
  blocks
    .slice(0, TITLE_BLOCKS)
    .filter(
      ({ text }, i) =>
        text.length <= 80 &&
        (datesIn(text)[0]?.index === 0 || labelled.every(({ block }) => block !== i)) &&
        labelled.every(({ block, date }) => block !== i || date.index > 0) &&
        !/\b(?:act|model|template|based on|covid)\b/i.test(text),
    )
    .map(({ text }) => ({ text, date: datesIn(text)[0] }))
    .find(
      ({ text, date }) =>
        date && (/\bpolicy\b/i.test(text) || date.index === 0 || text.length <= date.words.length + 3),
    )?.date

/** Who adopts a policy: the date staff agreed to it comes second. */
const BY_GOVERNORS = /\b(?:governors?|governing|trustees|directors|board|committee)\b/i

const byKind = (dates: readonly LabelledDate[], kind: LabelledDate['kind']): readonly LabelledDate[] =>
  dates.filter(date => date.kind === kind)

/**
 * Adopted, last and next review. "Review date" alone is the next review, unless another next review is given or
 * the date is not after the adoption. Where no adoption is given, the text is as old as its last review.
 */
export const policyDates = (blocks: readonly Block[]): PolicyDates => {
  const all = labelledDates(blocks)
  const adopted =
    byKind(all, 'adopted').find(({ block }) => BY_GOVERNORS.test(blocks[block]?.text ?? '')) ??
    byKind(all, 'adopted')[0] ??
    byKind(all, 'issued')[0] ??
    byKind(all, 'date').find(({ block }) => block < 30 || block > blocks.length - 12)
  const next = byKind(all, 'next')[0]
  const last = byKind(all, 'last')[0]
  const open = byKind(all, 'review')
  const openNext = next
    ? undefined
    : open
        .toSorted((a, b) => b.date.last.localeCompare(a.date.last))
        .find(({ date }) => !adopted || date.last > adopted.date.last)
  const openLast = open.find(candidate => candidate !== openNext)
  return {
    adopted: adopted?.date ?? (last ? last.date : titleDate(blocks, all)),
    lastReview: last?.date ?? openLast?.date,
    nextReview: next?.date ?? openNext?.date,
    nextAt: next?.block ?? openNext?.block,
  }
}

const REVIEW_LABEL =
  /\b(?:review|renewal)(?:\s*(?:period|cycle|frequency|schedule|interval|timetable)[\s:–-]+|\s*[:\t–-]\s*)/i

/** How often the policy is to be reviewed, where it says so of itself. */
export const reviewCycle = (blocks: readonly Block[]): string | null => {
  for (const { text } of blocks) {
    const label = text.length <= 120 ? REVIEW_LABEL.exec(text) : null
    const labelled = label ? cycleIn(text.slice(label.index + label[0].length), true) : null
    if (labelled) return labelled
  }
  for (const { text } of blocks) {
    for (const sentence of text.split(/(?<=[.!?])\s/)) {
      const ofPolicy =
        /\breview(?:ed|s)?\b/i.test(sentence) &&
        (/\b(?:policy|document|code|guidance)\b/i.test(sentence) || sentence.length <= 60)
      const cycle =
        ofPolicy && !/\b(?:accounts?|followers|settings|profiles?)\b/i.test(sentence) && cycleIn(sentence)
      if (cycle) return cycle
    }
  }
  return null
}

const OWNER_LABEL =
  /\b(?:policy\s+(?:owner|lead|holder)|document\s+owner|owner|(?:member\s+of\s+staff|person|officer|staff\s+member|governor)?\s*responsible(?:\s+(?:person|officer|member\s+of\s+staff|for\s+(?:this\s+)?policy))?|lead\s+(?:person|member\s+of\s+staff|officer))\s*[:\t–-]+\s*(?<value>[^\n]{0,80})/i

/** The role that looks after the document; a person's name is no role and is left out. */
export const ownerOf = (blocks: readonly Block[]): string | null => {
  for (const [i, { text }] of blocks.entries()) {
    if (text.length > 160) continue
    const value = OWNER_LABEL.exec(text)?.groups?.value
    if (value === undefined) continue
    const role = roleIn(value) ?? (value.trim() === '' ? roleIn(blocks[i + 1]?.text ?? '') : undefined)
    if (role) return role
  }
  return null
}

const COMMITTEE_LABEL =
  /\b(?:governors?'?|governing|responsible|board)?\s*committee(?:\s+responsible)?\s*[:\t]\s*(?<value>[A-Z][\w&,' -]{1,60})/i
const BODY =
  /(?:full\s+governing\s+(?:body|board)|governing\s+(?:body|board)|local\s+governing\s+(?:body|board|committee)|board\s+of\s+(?:trustees|directors|governors)|trust\s+board|trustees|governors|FGB|LGB|management\s+committee|[A-Z&][\w&,' -]{2,50}\s+[Cc]ommittee|committee)/
const DECIDED_BY = new RegExp(
  `\\b(?:[Aa]pproved|[Aa]greed|[Aa]dopted|[Rr]atified|[Aa]ccepted|APPROVED|RATIFIED|[Rr]eviewed|[Aa]uthorised)\\s*(?:[Bb]y|BY)?\\s*[:\\t-]?\\s*(?:the\\s+)?(?<value>${BODY.source})`,
)

/** The body of governors (or committee) that decides on the document, in its words. */
export const committeeOf = (blocks: readonly Block[]): string | null => {
  const short = blocks.filter(({ text }) => text.length <= 200)
  for (const pattern of [COMMITTEE_LABEL, DECIDED_BY]) {
    for (const { text } of short) {
      const value = pattern.exec(text)?.groups?.value?.trim()
      if (value) return value.replace(/^(?:the|by)\s+/i, '')
    }
  }
  const adopting = blocks
    .map(({ text }) =>
      /\b(?<value>(?:Full )?Governing (?:Body|Board)|Board of (?:Trustees|Directors|Governors)|Trustees)\b[^.]{0,80}\badopted\b/.exec(
        text,
      ),
    )
    .find(match => match)
  return adopting?.groups?.value ?? null
}

const BASIS: readonly RegExp[] = [
  /\bbased on (?:the )?(?:model|template|model\/template)(?: policy)?\s*[:\t-]?\s*(?:from |by |of )?(?<value>[A-Z][^\n.;]{2,80})/i,
  /\b(?:based (?:up)?on|adapted from|adopted from|taken from|modelled on|uses?|using|follows?|builds on|building on|developed from|derived from)\s+(?:the\s+)?(?<value>[^.;\n]{3,110}?\b(?:model|template|exemplar)(?:\s+polic(?:y|ies))?)(?=[\s.,;)]|$)/i,
]

/** The model or template the document says it is built on. */
export const basisOf = (blocks: readonly Block[]): string | null => {
  for (const pattern of BASIS) {
    for (const { text } of blocks) {
      const value = pattern.exec(text.replaceAll('\t', ' '))?.groups?.value?.trim()
      if (value) return value
    }
  }
  const at = blocks.findIndex(
    ({ text }) => /^(?:[\w' ]+\s)?model\s+(?:policy|social)/i.test(text) && text.length <= 140,
  )
  const model = blocks[at]
  if (!model) return null
  const above = blocks[at - 1]
  const from =
    above && /\b(?:council|authority|trust|diocese|service)\b/i.test(above.text) && above.text.length <= 60
  return from ? `${above.text} ${model.text}` : model.text
}
