import { z } from 'zod'
import { NotFound } from '../../../kernel/errors.ts'
import { readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FormErrors, readForm, type Typed } from '../../../platform/views/form.ts'
import { addClause, decideClause, newClauseId } from '../commands/decide-clause.ts'
import { type DraftClauseId, drafters, isOpenFor } from '../draft.ts'
import { draftClauses } from '../drafts.ts'
import { decisionNames } from '../words.ts'
import { clauseFields, clauseFormPage } from './clause.form.ts'
import { closedText, type DraftParts, draftOf, namesOf, section } from './parts.ts'
import { clauseView, nextOpen, originalOf, reviewHref } from './review.page.ts'

const correctForm = z.strictObject({ ...clauseFields, version: z.coerce.number().int() })
const addForm = z.strictObject({ ...clauseFields, id: z.string(), block: z.string() })

/** Correcting a clause, and adding one that the software missed. */
export const clauseRoutes = (parts: DraftParts): readonly Route[] => {
  const { db } = parts

  const correctPage = (visit: Visit, typed: Typed = {}, errors?: FormErrors): Promise<Answer> =>
    inSchool(db, visit.actor, async tx => {
      const { draft, clauses } = await draftOf(tx, visit.params)
      const clause = clauses.find(({ id }) => id === readId<DraftClauseId>(visit.params.clause))
      if (!clause) throw new NotFound('clause')
      const backHref = reviewHref(draft, clauses, clause)
      if (!isOpenFor('edit', draft.state))
        return redirect(`/policy/drafts/${draft.id}`, { kind: 'warning', text: closedText[draft.state] })
      const names = await namesOf(tx, [clause.decided?.by])
      return page(
        'features/policy-drafts/pages/clause.njk',
        `Correct ${draft.pack}-${clause.code}`,
        {
          clause: clauseView(draft, clause, names),
          original: originalOf(
            clause,
            clause.block === null ? undefined : draft.document?.blocks[clause.block],
          ),
          place: clause.place,
          hidden: { version: field(typed, 'version') || String(clause.version) },
          button: 'Save the correction',
          ...clauseFormPage(clause.wording, clause.read.topic === null, typed, errors),
        },
        { section, backHref, errors: errors?.list },
      )
    })

  const addPage = (visit: Visit, typed: Typed = {}, errors?: FormErrors): Promise<Answer> =>
    inSchool(db, visit.actor, async tx => {
      const { draft, clauses } = await draftOf(tx, visit.params)
      if (!isOpenFor('edit', draft.state))
        return redirect(`/policy/drafts/${draft.id}`, { kind: 'warning', text: closedText[draft.state] })
      const number = field(typed, 'block') || (visit.query.block ?? '')
      const index = /^\d{1,5}$/.test(number) ? Number(number) : undefined
      const block = index === undefined ? undefined : draft.document?.blocks[index]
      const before = clauses.filter(one => index !== undefined && one.block !== null && one.block <= index)
      return page(
        'features/policy-drafts/pages/clause.njk',
        'Add a clause',
        {
          clause: undefined,
          original: { before: '', words: block?.text ?? '', after: '' },
          place: block?.place ?? '',
          hidden: {
            id: readId<DraftClauseId>(field(typed, 'id')) ?? newClauseId(),
            block: block ? number : '',
          },
          button: 'Add it',
          ...clauseFormPage(
            {
              section: (before.at(-1) ?? clauses[0])?.wording.section ?? 'Opening',
              who: 'staff',
              says: 'must',
              topic: 'other',
              gist: block?.text ?? '',
              capability: 'advice.verdict',
            },
            false,
            typed,
            errors,
          ),
        },
        { section, backHref: `/policy/drafts/${draft.id}/review`, errors: errors?.list },
      )
    })

  return [
    {
      method: 'GET',
      path: '/policy/drafts/:draft/clauses/:clause/correct',
      access: drafters,
      handle: visit => correctPage(visit),
    },
    {
      method: 'POST',
      path: '/policy/drafts/:draft/clauses/:clause/correct',
      access: drafters,
      async handle(visit) {
        const found = await inSchool(db, visit.actor, tx => draftOf(tx, visit.params))
        const clause = found.clauses.find(({ id }) => id === readId<DraftClauseId>(visit.params.clause))
        if (!clause) throw new NotFound('clause')
        const read = readForm(correctForm, visit.form)
        if (read.kind === 'errors') return correctPage(visit, read.typed, read.errors)
        const { version, ...wording } = read.value
        const result = await decideClause(db, visit.actor, {
          draftId: found.draft.id,
          clauseId: clause.id,
          version,
          decision: { kind: 'correct', wording },
          now: visit.now,
        })
        if (result.kind === 'closed')
          return redirect(`/policy/drafts/${found.draft.id}`, {
            kind: 'warning',
            text: closedText[result.state],
          })
        if (result.kind === 'meanwhile') {
          const name = await inSchool(db, visit.actor, async tx =>
            (await namesOf(tx, [result.by]))(result.by),
          )
          return correctPage(
            visit,
            { ...visit.form, version: '' },
            {
              list: [
                {
                  text: `Nothing was saved: ${result.decision === 'open' ? 'the decision on this clause was taken back' : `${name} decided on this clause (${decisionNames[result.decision].toLowerCase()})`} after you opened the page. What you typed is still here: save it again if it should stand instead`,
                  href: '#gist',
                },
              ],
              byField: {},
            },
          )
        }
        const clauses = await inSchool(db, visit.actor, tx => draftClauses(tx, found.draft.id))
        return redirect(reviewHref(found.draft, clauses, nextOpen(clauses, clause.id) ?? clause))
      },
    },
    {
      method: 'GET',
      path: '/policy/drafts/:draft/add',
      access: drafters,
      handle: visit => addPage(visit),
    },
    {
      method: 'POST',
      path: '/policy/drafts/:draft/add',
      access: drafters,
      async handle(visit) {
        const { draft } = await inSchool(db, visit.actor, tx => draftOf(tx, visit.params))
        const read = readForm(addForm, visit.form)
        if (read.kind === 'errors') return addPage(visit, read.typed, read.errors)
        const { id, block, ...wording } = read.value
        const index = /^\d{1,5}$/.test(block) ? Number(block) : null
        const words = index === null ? '' : (draft.document?.blocks[index]?.text ?? '')
        const result = await addClause(db, visit.actor, {
          draftId: draft.id,
          id: readId<DraftClauseId>(id) ?? newClauseId(),
          block: words === '' ? null : index,
          words,
          wording,
          now: visit.now,
        })
        if (result.kind === 'closed')
          return redirect(`/policy/drafts/${draft.id}`, { kind: 'warning', text: closedText[result.state] })
        const clauses = await inSchool(db, visit.actor, tx => draftClauses(tx, draft.id))
        return redirect(reviewHref(draft, clauses, result), { kind: 'success', text: 'The clause is added.' })
      },
    },
  ]
}
