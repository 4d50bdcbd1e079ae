import type { PersonId } from '../../../kernel/ids.ts'
import { capital } from '../../../kernel/prose.ts'
import { listPage, rowsPerPage } from '../../../platform/views/pagination.ts'
import { addresseeWords } from '../../../policy-engine/words.ts'
import type { Block, DocumentText } from '../../../policy-reader/document.ts'
import { type Draft, type DraftClause, isOpenFor, progressOf, reviewPages } from '../draft.ts'
import { capabilityName, decisionNames, decisionTags, strengthNames, topicNames } from '../words.ts'
import type { consequencesIn } from './consequences.ts'

/** A piece of the document that no clause was read in, beside the clause that follows it. */
type Passage = { readonly text: string; readonly heading: boolean; readonly addHref: string | undefined }

/** The document's own words for a clause, with what stands around them in the same block. */
export const originalOf = (
  clause: Pick<DraftClause, 'words'>,
  block: Block | undefined,
): { readonly before: string; readonly words: string; readonly after: string } => {
  const at = block?.text.indexOf(clause.words) ?? -1
  return block === undefined || at === -1
    ? { before: '', words: clause.words, after: '' }
    : {
        before: block.text.slice(0, at),
        words: clause.words,
        after: block.text.slice(at + clause.words.length),
      }
}

const passages = (
  document: DocumentText | undefined,
  from: number,
  to: number,
  read: ReadonlySet<number>,
  hrefOf: ((block: number) => string) | undefined,
): readonly Passage[] =>
  (document?.blocks ?? []).slice(from, Math.max(from, to)).flatMap((block, offset) => {
    const index = from + offset
    return read.has(index)
      ? []
      : [
          {
            text: [block.marker, block.text.replaceAll('\t', ' | ')].filter(part => part !== '').join(' '),
            heading: block.kind === 'heading',
            addHref: block.kind === 'heading' ? undefined : hrefOf?.(index),
          },
        ]
  })

/** The longest run of text without a clause that is shown unfolded, and how much of a longer one stays in sight. */
const mostUnfolded = 5
const keptInSight = 2

/** A long run of text without a clause, folded but for its end: what comes next to be decided stays near. */
const foldLong = (run: readonly Passage[]) => {
  const at = run.length > mostUnfolded ? run.length - keptInSight : 0
  return { folded: run.slice(0, at), passages: run.slice(at) }
}

/** How a clause stands, in words: for the card beside the original and for the page on which it is corrected. */
export const clauseView = (
  draft: Pick<Draft, 'id' | 'pack'>,
  clause: DraftClause,
  nameOf: (id: PersonId | undefined) => string,
) => ({
  id: clause.id,
  anchor: `clause-${clause.id}`,
  name: `${draft.pack}-${clause.code}`,
  href: `/policy/drafts/${draft.id}/clauses/${clause.id}`,
  version: clause.version,
  section: clause.wording.section,
  says: strengthNames[clause.wording.says],
  who: capital(addresseeWords[clause.wording.who]),
  topic: clause.wording.topic === null ? '' : topicNames[clause.wording.topic],
  capability: capabilityName(clause.wording.capability),
  gist: clause.wording.gist,
  /** The words in the policy are the document's own: no need to show them twice. */
  asDocument: clause.wording.gist === clause.words,
  added: clause.added,
  decision: clause.decision,
  decisionName: decisionNames[clause.decision],
  tag: decisionTags[clause.decision],
  by: clause.decided ? nameOf(clause.decided.by) : '',
  at: clause.decided?.at,
})

/** Where a clause is reviewed: the page that shows it, at its place. */
export const reviewHref = (
  draft: Pick<Draft, 'id'>,
  clauses: readonly DraftClause[],
  clause: Pick<DraftClause, 'id'> | undefined,
): string => {
  const page = reviewPages(clauses).findIndex(one => one.some(({ id }) => id === clause?.id))
  return `/policy/drafts/${draft.id}/review?page=${Math.max(page, 0) + 1}${clause ? `#clause-${clause.id}` : ''}`
}

/** The clause to decide on after this one: the next that is open, from there on or from the beginning. */
export const nextOpen = (
  clauses: readonly DraftClause[],
  after: DraftClause['id'] | undefined,
): DraftClause | undefined => {
  const at = clauses.findIndex(({ id }) => id === after)
  const isOpen = ({ decision }: DraftClause) => decision === 'open'
  return clauses.slice(at + 1).find(isOpen) ?? clauses.find(isOpen)
}

/** One page of the review: the document's words on the left, what was read in them on the right. */
export const reviewPage = (
  draft: Draft,
  clauses: readonly DraftClause[],
  asked: string | undefined,
  nameOf: (id: PersonId | undefined) => string,
  consequencesOf: ReturnType<typeof consequencesIn>,
) => {
  const pages = reviewPages(clauses)
  const base = `/policy/drafts/${draft.id}`
  // Pages of whole sections are not of equal length: only their number counts here.
  const list = listPage(pages.length * rowsPerPage, asked, number => `${base}/review?page=${number}`)
  const shown = pages[list.number - 1] ?? []
  const read = new Set(clauses.flatMap(({ block }) => (block === null ? [] : [block])))
  const editable = isOpenFor('edit', draft.state)
  const addHref = editable ? (block: number) => `${base}/add?block=${block}` : undefined
  const blockBefore = (clause: DraftClause): number =>
    clauses
      .slice(0, clauses.indexOf(clause))
      .reduce((last, { block }) => (block === null ? last : Math.max(last, block)), -1)
  const cards = shown.map((clause, index) => ({
    ...clauseView(draft, clause, nameOf),
    number: clauses.indexOf(clause) + 1,
    comesTo: consequencesOf(clause),
    endsSection: shown[index + 1]?.wording.section !== clause.wording.section,
    startsSection: index === 0 || shown[index - 1]?.wording.section !== clause.wording.section,
    inSection: shown
      .filter(one => one.wording.section === clause.wording.section && one.decision === 'open')
      .map(({ id }) => id),
    ...foldLong(
      clause.block === null
        ? []
        : passages(draft.document, blockBefore(clause) + 1, clause.block, read, addHref),
    ),
    original: originalOf(clause, clause.block === null ? undefined : draft.document?.blocks[clause.block]),
    place: clause.place,
  }))
  const last = shown.at(-1)
  // What is on this page comes first: nobody passes over it unread.
  const next = shown.find(({ decision }) => decision === 'open') ?? nextOpen(clauses, last?.id)
  return {
    base,
    page: list.number,
    editable,
    progress: progressOf(clauses),
    hasDocument: draft.document !== undefined,
    cards,
    rest:
      list.number >= pages.length
        ? passages(
            draft.document,
            last ? Math.max(blockBefore(last), last.block ?? -1) + 1 : 0,
            draft.document?.blocks.length ?? 0,
            read,
            addHref,
          )
        : [],
    nextHref: next && reviewHref(draft, clauses, next),
    pagination: list.pagination,
  }
}
