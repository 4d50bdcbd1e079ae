import type { Role } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { FileId, Id, PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import type { SettingKey } from '../../policy-engine/catalogue.ts'
import type { Clause, Pack } from '../../policy-engine/policy.ts'
import type { Actor } from '../../policy-engine/vocabulary.ts'
import type { DocumentText } from '../../policy-reader/document.ts'
import type { Finding, Strength, Topic } from '../../policy-reader/reading.ts'

export type DraftId = Id<'policy-draft'>
export type DraftClauseId = Id<'policy-draft-clause'>

/** Who reads a document in, decides on its clauses and says that it is ready. */
export const drafters: readonly Role[] = ['headteacher', 'chair', 'senior-leader', 'administrator', 'dsl']

/**
 * open → ready → adopted (room policy has brought it into force). Until then it can be withdrawn, and come back; a ready one
 * can be opened again.
 */
export type DraftState = 'open' | 'ready' | 'adopted' | 'withdrawn'

const steps = {
  edit: ['open'],
  ready: ['open'],
  reopen: ['ready', 'withdrawn'],
  withdraw: ['open', 'ready'],
} as const satisfies Readonly<Record<string, readonly DraftState[]>>
export type DraftStep = keyof typeof steps

/** Whether this can be done to a draft in this state. */
export const isOpenFor = (step: DraftStep, state: DraftState): boolean =>
  (steps[step] as readonly DraftState[]).includes(state)

/** What a clause says, as the software read it or as a person put it right. */
export type ClauseWording = {
  readonly section: string
  readonly who: Clause['who']
  readonly says: Strength
  /** Null for a clause of a pack: its rules were written by hand and stay. */
  readonly topic: Topic | null
  readonly gist: string
  readonly capability: string
}

export type Decision = 'open' | 'accepted' | 'corrected' | 'dropped'

export type DraftClause = {
  readonly id: DraftClauseId
  /** Its place in the pack: the clause's id without the pack's letters. */
  readonly code: string
  /** The document's own words; empty for one that came from a pack. */
  readonly words: string
  /** Index of its block in the document. */
  readonly block: number | null
  readonly place: string
  readonly read: ClauseWording
  /** As it stands: corrected by a person, or as read. */
  readonly wording: ClauseWording
  readonly decision: Decision
  /** The reader missed it; a person added it. */
  readonly added: boolean
  readonly decided: { readonly by: PersonId; readonly at: Instant } | undefined
  readonly version: number
}

/** What people said about a setting: its value and the clause it rests on, or null where the policy does not say. */
export type StatedByPeople = {
  readonly [Key in SettingKey]?: { readonly value: unknown; readonly code: string } | null
}

/** What a draft says of itself: dates as exact as the document, an ISO 8601 duration for the cycle. */
export type DraftDetails = {
  readonly title: string
  readonly namedSchool: string | null
  readonly adopted: string | null
  readonly lastReviewed: string | null
  readonly nextReview: string | null
  readonly reviewEvery: string | null
  /** As the document names whoever looks after it. */
  readonly ownerWords: string | null
  readonly ownerRole: Role | null
  readonly committee: string | null
  readonly scope: { readonly staff: readonly Actor[]; readonly covers: readonly Actor[] }
}

export type Draft = DraftDetails & {
  readonly id: DraftId
  readonly state: DraftState
  readonly pack: string
  /** The code of the clause that says whom the policy is for. */
  readonly scopeClause: string | null
  /** The pack it was started from. */
  readonly base: Pack | undefined
  readonly fromVersion: PolicyVersionId | null
  readonly file: { readonly id: FileId; readonly name: string } | undefined
  readonly document: DocumentText | undefined
  readonly findings: readonly Finding[]
  readonly settings: StatedByPeople
  readonly version: number
  readonly createdBy: PersonId
  readonly createdAt: Instant
  readonly changedBy: PersonId
  readonly changedAt: Instant
}

/** How far the decisions are. */
export const progressOf = (clauses: readonly Pick<DraftClause, 'decision'>[]) => ({
  total: clauses.length,
  decided: clauses.filter(({ decision }) => decision !== 'open').length,
  kept: clauses.filter(({ decision }) => decision === 'accepted' || decision === 'corrected').length,
})

/** Whether a clause goes into the pack. */
export const isKept = ({ decision }: Pick<DraftClause, 'decision'>): boolean =>
  decision === 'accepted' || decision === 'corrected'

/** Why a draft cannot be given to others yet; undefined when nothing is in the way. */
export const notReadyBecause = (
  draft: Pick<Draft, 'adopted'>,
  clauses: readonly Pick<DraftClause, 'decision'>[],
): string | undefined => {
  const { total, decided, kept } = progressOf(clauses)
  if (decided < total)
    return total - decided === 1
      ? '1 clause is still to decide.'
      : `${total - decided} clauses are still to decide.`
  if (kept === 0) return 'No clause is accepted: a policy needs at least one.'
  if (draft.adopted === null)
    return 'It does not say when it was adopted, or is to be. Give the month or the day.'
  return undefined
}

/** The largest number of clauses that a page of the review shows, unless one section has more. */
const clausesPerPage = 12

/**
 * The clauses in pages, each of whole sections where they fit: a section is decided on together. A longer section goes over
 * several pages.
 */
export const reviewPages = <One extends { readonly wording: Pick<ClauseWording, 'section'> }>(
  clauses: readonly One[],
): readonly (readonly One[])[] => {
  const runs: One[][] = []
  for (const clause of clauses) {
    const run = runs.at(-1)
    if (run?.[0]?.wording.section === clause.wording.section && run.length < clausesPerPage) run.push(clause)
    else runs.push([clause])
  }
  const pages: One[][] = []
  for (const run of runs) {
    const page = pages.at(-1)
    if (page && page.length + run.length <= clausesPerPage) page.push(...run)
    else pages.push([...run])
  }
  return pages
}

/** The text of a document for people who read it: a block a line, headings set off by blank lines. */
export const plainText = ({ blocks }: DocumentText): string =>
  blocks
    .flatMap(({ kind, marker, text }, index) => {
      const line = [marker, text.replaceAll('\t', ' | ')].filter(part => part !== '').join(' ')
      return kind === 'heading' ? [...(index > 0 ? [''] : []), line, ''] : [line]
    })
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
