import { type Draft, type DraftClause, isKept } from './draft.ts'
import { draftPack } from './drafting/draft-pack.ts'

/** The pack that a draft comes to as it stands; undefined while no clause is accepted. `adopted` where it states none. */
export const packOf = (draft: Draft, clauses: readonly DraftClause[], adopted: string) => {
  const kept = clauses.filter(isKept)
  return kept.length === 0
    ? undefined
    : draftPack({
        id: draft.pack,
        school: draft.namedSchool,
        title: draft.title,
        adopted: draft.adopted ?? adopted,
        lastReviewed: draft.lastReviewed,
        nextReview: draft.nextReview,
        reviewEvery: draft.reviewEvery,
        ownerRole: draft.ownerRole,
        scope: draft.scope,
        scopeClause: draft.scopeClause,
        clauses: kept.map(({ code, read, wording }) => ({ code, read, wording })),
        base: draft.base,
        settings: draft.settings,
      })
}
