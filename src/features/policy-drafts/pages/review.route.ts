import type { PersonActor } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import {
  type Answer,
  field,
  fields,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { acceptClauses, type DecideResult, decideClause } from '../commands/decide-clause.ts'
import { type DraftClauseId, type DraftId, drafters } from '../draft.ts'
import { draftClauses } from '../drafts.ts'
import { decisionNames } from '../words.ts'
import { consequencesIn } from './consequences.ts'
import { closedText, type DraftParts, draftOf, namesOf, section } from './parts.ts'
import { nextOpen, reviewHref, reviewPage } from './review.page.ts'

const decisions = ['accept', 'drop', 'undo'] as const

/** GET /policy/drafts/:draft/review: clause by clause beside the original. POST: one decision, or a section accepted. */
export const reviewRoutes = (parts: DraftParts): readonly Route[] => {
  const { db } = parts

  /** Back to the review at this clause. */
  const backTo = (actor: PersonActor, draftId: DraftId, clauseId: DraftClauseId) =>
    inSchool(db, actor, async tx => {
      const clauses = await draftClauses(tx, draftId)
      return reviewHref(
        { id: draftId },
        clauses,
        clauses.find(({ id }) => id === clauseId),
      )
    })

  /** On to the next clause that is still to decide; after the last one to the draft, which says what comes next. */
  const onwards = (
    actor: PersonActor,
    draftId: DraftId,
    clauseId: DraftClauseId | undefined,
    warning?: string,
  ) =>
    inSchool(db, actor, async tx => {
      const clauses = await draftClauses(tx, draftId)
      const next = nextOpen(clauses, clauseId)
      const notice = warning === undefined ? undefined : ({ kind: 'warning', text: warning } as const)
      return next
        ? redirect(reviewHref({ id: draftId }, clauses, next), notice)
        : redirect(
            `/policy/drafts/${draftId}`,
            notice ?? { kind: 'success', text: 'Every clause is decided.' },
          )
    })

  const nameOf = (actor: PersonActor, id: Parameters<Awaited<ReturnType<typeof namesOf>>>[0]) =>
    inSchool(db, actor, async tx => (await namesOf(tx, [id]))(id))

  const answer = async (
    { actor }: Visit,
    draftId: DraftId,
    clauseId: DraftClauseId,
    result: DecideResult,
    goOn: boolean,
  ): Promise<Answer> => {
    switch (result.kind) {
      case 'decided':
        return goOn ? onwards(actor, draftId, clauseId) : redirect(await backTo(actor, draftId, clauseId))
      case 'meanwhile':
        return redirect(await backTo(actor, draftId, clauseId), {
          kind: 'warning',
          text:
            result.decision === 'open'
              ? 'Nothing was changed: somebody took the decision on this clause back after you opened the page. Look again.'
              : `Nothing was changed: ${result.by === actor.personId ? 'you' : await nameOf(actor, result.by)} decided on this clause after you opened the page (${decisionNames[result.decision].toLowerCase()}). Look again, and undo it if you disagree.`,
        })
      case 'closed':
        return redirect(`/policy/drafts/${draftId}`, { kind: 'warning', text: closedText[result.state] })
    }
  }

  const idsOf = (params: Visit['params']): { draftId: DraftId; clauseId: DraftClauseId } => {
    const draftId = readId<DraftId>(params.draft)
    const clauseId = readId<DraftClauseId>(params.clause)
    if (!draftId || !clauseId) throw new NotFound('clause')
    return { draftId, clauseId }
  }

  return [
    {
      method: 'GET',
      path: '/policy/drafts/:draft/review',
      access: drafters,
      handle: ({ actor, params, query, now }) =>
        inSchool(db, actor, async tx => {
          const { draft, clauses } = await draftOf(tx, params)
          const names = await namesOf(
            tx,
            clauses.map(({ decided }) => decided?.by),
          )
          return page(
            'features/policy-drafts/pages/review.njk',
            'Decide on each clause',
            {
              title: draft.title,
              ...reviewPage(
                draft,
                clauses,
                query.page,
                names,
                consequencesIn(draft, clauses, londonDate(now).toString(), parts.settingLines),
              ),
            },
            { section, backHref: `/policy/drafts/${draft.id}` },
          )
        }),
    },
    {
      method: 'POST',
      path: '/policy/drafts/:draft/clauses/:clause',
      access: drafters,
      async handle(visit) {
        const { draftId, clauseId } = idsOf(visit.params)
        const kind = decisions.find(one => one === field(visit.form, 'decision'))
        const version = Number(field(visit.form, 'version'))
        if (!kind || !Number.isSafeInteger(version))
          return redirect(await backTo(visit.actor, draftId, clauseId))
        const result = await decideClause(db, visit.actor, {
          draftId,
          clauseId,
          version,
          decision: { kind },
          now: visit.now,
        })
        return answer(visit, draftId, clauseId, result, kind !== 'undo')
      },
    },
    {
      method: 'POST',
      path: '/policy/drafts/:draft/accept',
      access: drafters,
      async handle({ actor, params, form, now }) {
        const draftId = readId<DraftId>(params.draft)
        if (!draftId) throw new NotFound('policy draft')
        const clauseIds = fields(form, 'clause').flatMap(text => readId<DraftClauseId>(text) ?? [])
        const result = await acceptClauses(db, actor, { draftId, clauseIds, now })
        if (result.kind === 'closed')
          return redirect(`/policy/drafts/${draftId}`, { kind: 'warning', text: closedText[result.state] })
        return onwards(
          actor,
          draftId,
          clauseIds.at(-1),
          result.left === 0
            ? undefined
            : `${result.accepted} accepted. ${result.left === 1 ? 'One clause was' : `${result.left} clauses were`} left as decided after you opened the page.`,
        )
      },
    },
  ]
}
