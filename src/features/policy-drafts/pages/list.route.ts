import { londonDate } from '../../../kernel/clock.ts'
import { newId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import {
  type Answer,
  type Form,
  field,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { formErrors } from '../../../platform/views/form.ts'
import type { RadiosParams } from '../../../platform/views/macro-params.ts'
import { listPage } from '../../../platform/views/pagination.ts'
import { shippedPack, shippedPacks } from '../../../policy-engine/shipped-packs.ts'
import { startDraft } from '../commands/start-draft.ts'
import { type DraftId, drafters } from '../draft.ts'
import { draftCount, draftLines } from '../drafts.ts'
import { stateNames } from '../words.ts'
import { type DraftParts, namesOf, section } from './parts.ts'

const inForceValue = 'in-force'

/** GET /policy/drafts: the list. GET and POST /policy/drafts/start: a draft from the policy in force or from a shipped one. */
export const listRoutes = (parts: DraftParts): readonly Route[] => {
  const start = ({ actor, now }: Visit, typed: Form, problem?: string): Promise<Answer> =>
    inSchool(parts.db, actor, async tx => {
      const policy = await parts.policyInForce(tx, londonDate(now))
      const errors = problem === undefined ? undefined : formErrors([{ field: 'pack', text: problem }])
      return page(
        'features/policy-drafts/pages/start.njk',
        'Start a draft from a policy that is here',
        {
          id: readId<DraftId>(field(typed, 'id')) ?? newId<DraftId>(),
          choice: {
            name: 'pack',
            idPrefix: 'pack',
            fieldset: {
              legend: { text: 'Which policy do you start from?', classes: 'govuk-fieldset__legend--m' },
            },
            items: [
              ...(policy
                ? [
                    {
                      value: inForceValue,
                      text: 'Your policy in force',
                      hint: { text: 'To revise it: its clauses keep their numbers.' },
                    },
                    { divider: 'or' },
                  ]
                : []),
              ...shippedPacks().map(pack => ({
                value: pack.id,
                text: `${pack.title} of ${pack.school ?? 'a school that it does not name'}`,
                hint: { text: `${pack.clauses.length} clauses` },
              })),
            ],
            value: field(typed, 'pack'),
            errorMessage: errors?.byField.pack,
          } satisfies RadiosParams,
        },
        { section, backHref: '/policy/drafts', errors: errors?.list },
      )
    })

  return [
    {
      method: 'GET',
      path: '/policy/drafts',
      access: drafters,
      handle: ({ actor, query }) =>
        inSchool(parts.db, actor, async tx => {
          const list = listPage(await draftCount(tx), query.page, number => `/policy/drafts?page=${number}`)
          const drafts = await draftLines(tx, list.offset)
          const nameOf = await namesOf(
            tx,
            drafts.map(({ createdBy }) => createdBy),
          )
          return page(
            'features/policy-drafts/pages/drafts.njk',
            'Policies being drafted',
            {
              drafts: drafts.map(draft => ({
                href: `/policy/drafts/${draft.id}`,
                title: draft.title,
                from: draft.fileName ?? 'a policy that was here',
                state: stateNames[draft.state],
                progress: `${draft.decided} of ${draft.total}`,
                by: nameOf(draft.createdBy),
                changedAt: draft.changedAt,
              })),
              pagination: list.pagination,
            },
            { section, backHref: '/policy' },
          )
        }),
    },
    {
      method: 'GET',
      path: '/policy/drafts/start',
      access: drafters,
      handle: visit => start(visit, {}),
    },
    {
      method: 'POST',
      path: '/policy/drafts/start',
      access: drafters,
      async handle(visit) {
        const { actor, now, form } = visit
        const chosen = field(form, 'pack')
        const id = readId<DraftId>(field(form, 'id'))
        const policy =
          chosen === inForceValue
            ? await inSchool(parts.db, actor, tx => parts.policyInForce(tx, londonDate(now)))
            : undefined
        const pack = policy?.pack ?? shippedPack(chosen)
        if (!pack) return start(visit, form, 'Choose a policy')
        const draftId = await startDraft(parts.db, actor, {
          ...(id ? { id } : {}),
          pack,
          title: pack.title,
          from: policy?.versionId,
          now,
        })
        return redirect(`/policy/drafts/${draftId}`, {
          kind: 'success',
          text: 'The draft is made. Its clauses stand as accepted: correct, drop or add what you want to change.',
        })
      },
    },
  ]
}
