import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route } from '../../../platform/http/route.ts'
import { lastCiting } from '../../audit/index.ts'
import { persons } from '../../people/index.ts'
import { proposalIds } from '../../policy/index.ts'
import { interpretationsOf } from '../interpretations.ts'
import { textWithClause } from '../texts.ts'
import { clausePage } from './clause.page.ts'
import type { AdviceParts } from './parts.ts'

/** GET /policy/clauses/:id: a clause of the policy in force, or (`?of=`) of another text, and what it does here. */
export const clauseRoutes = ({ db, clauseCoverage, mayOpen }: AdviceParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/policy/clauses/:id',
    access: 'signed-in',
    handle: ({ actor, now, params, query }) =>
      inSchool(db, actor, async tx => {
        const id = params.id ?? ''
        const text = await textWithClause(tx, id, query.of, londonDate(now))
        if (!text) throw new NotFound('clause')
        const own = text.kind === 'in-force'
        const recorded = own && text.versionId ? await interpretationsOf(tx, text.versionId) : []
        const people = await persons(tx)
        const view = clausePage({
          text,
          id,
          coverage: clauseCoverage(text.pack).find(one => one.clause.id === id),
          mayOpen: path => mayOpen(path, actor),
          readings: recorded
            .filter(one => one.endedAt === null && (one.clause === id || one.otherClause === id))
            .map(one => ({
              ...one,
              by: people.find(person => person.id === one.recordedBy)?.name ?? 'a former headteacher',
            })),
          last: own ? await lastCiting(tx, id, await proposalIds(tx)) : undefined,
        })
        if (!view) throw new NotFound('clause')
        return page('features/advice/pages/clause.njk', `Clause ${id}`, view, {
          section: 'policy',
          backHref: '/policy',
        })
      }),
  },
]
