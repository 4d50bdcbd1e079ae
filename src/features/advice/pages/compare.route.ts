import { londonDate } from '../../../kernel/clock.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route } from '../../../platform/http/route.ts'
import { textChoices, textOf } from '../texts.ts'
import { compareFields, compareForm, compareProblem, comparisonView } from './compare.page.ts'
import type { AdviceParts } from './parts.ts'

/** GET /policy/compare: how two or three policies differ; which ones stands in the address. */
export const compareRoutes = ({ db }: AdviceParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/policy/compare',
    access: 'signed-in',
    handle: ({ actor, now, query }) =>
      inSchool(db, actor, async tx => {
        const today = londonDate(now)
        const choices = await textChoices(tx, today)
        const asked = compareFields.some(field => query[field] !== undefined)
        const found = {
          a: await textOf(tx, query.a ?? '', today),
          b: await textOf(tx, query.b ?? '', today),
          c: await textOf(tx, query.c ?? '', today),
        }
        const texts = Object.values(found).filter(text => text !== undefined)
        const problem = asked ? compareProblem(texts) : undefined
        const chosen = {
          a: asked ? (found.a?.key ?? '') : (choices[0]?.value ?? ''),
          b: found.b?.key ?? '',
          c: found.c?.key ?? '',
        }
        return page(
          'features/advice/pages/compare.njk',
          'Compare policies',
          {
            form: compareForm(choices, chosen, problem),
            comparison: asked && !problem ? comparisonView(texts) : null,
            all: query.all === 'yes',
            allHref: `/policy/compare?${new URLSearchParams({ ...chosen, all: 'yes' })}`,
          },
          {
            section: 'policy',
            backHref: '/policy',
            ...(problem ? { errors: [{ text: problem.text, href: `#${problem.field}` }] } : {}),
          },
        )
      }),
  },
]
