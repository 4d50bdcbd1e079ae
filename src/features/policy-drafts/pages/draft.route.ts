import { roleNames } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route, redirect } from '../../../platform/http/route.ts'
import { cycleWords, statedDateWords } from '../../../policy-engine/stated-date.ts'
import { valueWords } from '../../../policy-engine/words.ts'
import { stepDraft } from '../commands/change-draft.ts'
import { type Draft, drafters, isOpenFor, notReadyBecause, progressOf } from '../draft.ts'
import { packOf } from '../pack-of.ts'
import { stateNames, stateTags } from '../words.ts'
import { effectPage } from './effect.page.ts'
import { closedText, type DraftParts, draftOf, namesOf, section } from './parts.ts'
import { nextOpen, reviewHref } from './review.page.ts'

const facts = (draft: Draft): readonly (readonly [string, string])[] => {
  const date = (stated: string | null) => (stated === null ? 'Not stated' : statedDateWords(stated))
  return [
    ['School it names', draft.namedSchool ?? 'None'],
    ['Adopted, or to be adopted', date(draft.adopted)],
    ['Last reviewed', date(draft.lastReviewed)],
    ['Next review', date(draft.nextReview)],
    ['How often it is reviewed', draft.reviewEvery === null ? 'Not stated' : cycleWords(draft.reviewEvery)],
    ['Who looks after it', draft.ownerRole === null ? 'Not stated' : roleNames[draft.ownerRole]],
    ['Committee', draft.committee ?? 'Not stated'],
    ['“Staff” means', draft.scope.staff.map(one => valueWords('actor', one)).join(', ')],
    ['It is for', draft.scope.covers.map(one => valueWords('actor', one)).join(', ')],
  ]
}

/** A draft: its page, what the document says of itself, what it will do, its file, and its steps. */
export const draftRoutes = (parts: DraftParts): readonly Route[] => {
  const { db, files } = parts

  const step = (path: string, name: 'ready' | 'reopen' | 'withdraw', done: string): Route => ({
    method: 'POST',
    path: `/policy/drafts/:draft/${path}`,
    access: drafters,
    async handle({ actor, params, now }) {
      const { draft } = await inSchool(db, actor, tx => draftOf(tx, params))
      const to = `/policy/drafts/${draft.id}`
      const result = await stepDraft(db, actor, { draftId: draft.id, step: name, now })
      switch (result.kind) {
        case 'done':
          return redirect(to, { kind: 'success', text: done })
        case 'not-now':
          return redirect(to, { kind: 'warning', text: closedText[result.state] })
        case 'not-ready':
          return redirect(to, { kind: 'warning', text: `It is not ready yet. ${result.why}` })
      }
    },
  })

  return [
    {
      method: 'GET',
      path: '/policy/drafts/:draft',
      access: drafters,
      handle: ({ actor, params }) =>
        inSchool(db, actor, async tx => {
          const { draft, clauses } = await draftOf(tx, params)
          const nameOf = await namesOf(tx, [draft.createdBy, draft.changedBy])
          const next = nextOpen(clauses, undefined)
          return page(
            'features/policy-drafts/pages/draft.njk',
            draft.title,
            {
              base: `/policy/drafts/${draft.id}`,
              proposeHref: `/policy/proposals/new?draft=${draft.id}`,
              state: draft.state,
              stateName: stateNames[draft.state],
              tag: stateTags[draft.state],
              from: draft.file?.name ?? draft.base?.title ?? '',
              hasFile: draft.file !== undefined,
              hasDocument: draft.document !== undefined,
              findings: draft.findings.length,
              createdBy: nameOf(draft.createdBy),
              createdAt: draft.createdAt,
              changedBy: nameOf(draft.changedBy),
              changedAt: draft.changedAt,
              facts: facts(draft),
              progress: progressOf(clauses),
              nextHref: next && reviewHref(draft, clauses, next),
              reviewHref: `/policy/drafts/${draft.id}/review`,
              notReady: notReadyBecause(draft, clauses),
              may: {
                edit: isOpenFor('edit', draft.state),
                reopen: isOpenFor('reopen', draft.state),
                withdraw: isOpenFor('withdraw', draft.state),
              },
            },
            { section, backHref: '/policy/drafts' },
          )
        }),
    },
    {
      method: 'GET',
      path: '/policy/drafts/:draft/findings',
      access: drafters,
      handle: ({ actor, params }) =>
        inSchool(db, actor, async tx => {
          const { draft, clauses } = await draftOf(tx, params)
          return page(
            'features/policy-drafts/pages/findings.njk',
            'What the document says',
            {
              title: draft.title,
              base: `/policy/drafts/${draft.id}`,
              from: draft.file?.name ?? '',
              hasDocument: draft.document !== undefined,
              facts: facts(draft),
              findings: draft.findings,
              remarks: draft.document?.remarks ?? [],
              clauses: clauses.length,
              state: draft.state,
            },
            { section, backHref: `/policy/drafts/${draft.id}` },
          )
        }),
    },
    {
      method: 'GET',
      path: '/policy/drafts/:draft/effect',
      access: drafters,
      handle: ({ actor, params, now }) =>
        inSchool(db, actor, async tx => {
          const { draft, clauses } = await draftOf(tx, params)
          const made = packOf(draft, clauses, londonDate(now).toString())
          return page(
            'features/policy-drafts/pages/effect.njk',
            'What the draft will do',
            effectPage(draft, clauses, made, parts.settingLines),
            { section, backHref: `/policy/drafts/${draft.id}` },
          )
        }),
    },
    {
      method: 'GET',
      path: '/policy/drafts/:draft/document',
      access: drafters,
      handle: ({ actor, params }) =>
        inSchool(db, actor, async tx => {
          const { draft } = await draftOf(tx, params)
          if (!draft.file) throw new NotFound('document')
          const { mediaType, bytes } = await files.read(tx, draft.file.id)
          return { kind: 'file', mediaType, bytes, fileName: draft.file.name }
        }),
    },
    step('ready', 'ready', 'The draft is ready. Now it can be proposed, so that people are asked about it.'),
    step('withdraw', 'withdraw', 'The draft is withdrawn. Nothing of it is lost: you can bring it back.'),
    step('reopen', 'reopen', 'The draft is open again.'),
  ]
}
