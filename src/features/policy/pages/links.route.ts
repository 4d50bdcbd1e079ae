import { z } from 'zod'
import { holdsAny } from '../../../kernel/actor.ts'
import { londonDate, type Temporal } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { readId } from '../../../kernel/ids.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { dateBoxes, readDateField } from '../../../platform/views/date-field.ts'
import { type FormErrors, formErrors, readForm } from '../../../platform/views/form.ts'
import { optionalWords, webAddress, words } from '../../../platform/views/form-words.ts'
import { linkedPolicies } from '../linked-policies.ts'
import { keepers } from '../permissions.ts'
import { policyInForce } from '../policy-in-force.ts'
import { policyLinks, removePolicyLink, savePolicyLink } from '../policy-links.ts'
import { dateBox, formPage, lineBox, type PolicyParts, section } from './parts.ts'

/** Other policies this one is linked to, with reviews of their own (GH-6.ii, WB-1.a, WB-2). */
export const linkRoutes = ({ db }: PolicyParts): readonly Route[] => {
  const linkForm = (visit: Visit, errors?: FormErrors): Promise<Answer> =>
    inSchool(db, visit.actor, async tx => {
      const id = readId(visit.params.id)
      const known = (await policyLinks(tx)).find(link => link.id === id)
      if (visit.params.id !== undefined && !known) throw new NotFound('linked policy')
      return formPage(
        known ? known.name : 'Add a linked policy',
        {
          paragraphs: ['Another policy this one belongs with. Its review is shown beside it.'],
          // The name tells a linked policy apart: another name is another policy.
          hidden: known ? { name: known.name } : {},
          fields: [
            ...(known
              ? []
              : [lineBox('name', visit.form, errors, { label: 'Name', before: visit.query.name ?? '' })]),
            lineBox('owner', visit.form, errors, {
              label: 'Who looks after it',
              hint: 'A role rather than a name: the business manager.',
              before: known?.owner ?? '',
            }),
            dateBox('review', visit.form, errors, {
              legend: 'Next review by (you may leave it out)',
              hint: 'Like 31 8 2027.',
              before: known?.reviewBy ?? undefined,
            }),
            lineBox('href', visit.form, errors, {
              label: 'Web address (you may leave it out)',
              before: known?.href ?? '',
            }),
          ],
          button: 'Save',
          basis: [],
        },
        { backHref: '/policy/links', errors },
      )
    })

  const saveLink = async (visit: Visit): Promise<Answer> => {
    const read = readForm(
      z.strictObject({
        ...dateBoxes('review'),
        name: words('Enter the name of the policy', 200),
        owner: optionalWords(200),
        href: webAddress,
      }),
      visit.form,
    )
    if (read.kind === 'errors') return linkForm(visit, read.errors)
    const reviewBy = readDateField(visit.form, 'review')
    if (reviewBy === 'wrong')
      return linkForm(
        visit,
        formErrors([{ field: 'review-day', text: 'Enter the day of the review, like 31 8 2027' }]),
      )
    await savePolicyLink(db, visit.actor, {
      name: read.value.name,
      owner: read.value.owner,
      href: read.value.href === '' ? null : read.value.href,
      reviewBy: reviewBy === 'empty' ? null : reviewBy,
      now: visit.now,
    })
    return redirect('/policy/links', { kind: 'success', text: 'Saved.' })
  }

  return [
    {
      method: 'GET',
      path: '/policy/links',
      access: 'signed-in',
      handle: ({ actor, now }) =>
        inSchool(db, actor, async tx => linksPage(tx, holdsAny(actor, keepers), londonDate(now))),
    },
    {
      method: 'GET',
      path: '/policy/links/new',
      access: keepers,
      handle: visit => linkForm(visit),
    },
    { method: 'POST', path: '/policy/links/new', access: keepers, handle: saveLink },
    {
      method: 'GET',
      path: '/policy/links/:id',
      access: keepers,
      handle: visit => linkForm(visit),
    },
    {
      method: 'POST',
      path: '/policy/links/:id',
      access: keepers,
      async handle(visit) {
        const id = readId(visit.params.id)
        const known = await inSchool(db, visit.actor, async tx =>
          (await policyLinks(tx)).find(link => link.id === id),
        )
        if (!known) throw new NotFound('linked policy')
        return saveLink(visit)
      },
    },
    {
      method: 'POST',
      path: '/policy/links/:id/remove',
      access: keepers,
      async handle({ actor, params, now }) {
        const id = readId(params.id)
        if (!id) throw new NotFound('linked policy')
        await removePolicyLink(db, actor, { id, now })
        return redirect('/policy/links', { kind: 'success', text: 'It is off the list.' })
      },
    },
  ]
}

async function linksPage(tx: TenantTx, keeps: boolean, today: Temporal.PlainDate): Promise<Answer> {
  const policy = await policyInForce(tx, today)
  const stated = policy?.settings['policy.links']
  return page(
    'features/policy/pages/links.njk',
    'Policies this one belongs with',
    {
      rows: linkedPolicies(stated?.value.map(one => one.name) ?? [], await policyLinks(tx), today),
      basis: stated?.basis ?? [],
      keeps,
    },
    { section, backHref: '/policy' },
  )
}
