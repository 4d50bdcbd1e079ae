import { z } from 'zod'
import { holdsAny } from '../../../kernel/actor.ts'
import { NotAllowed, NotFound } from '../../../kernel/errors.ts'
import { newId, readId } from '../../../kernel/ids.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import {
  type Answer,
  type Form,
  field,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { type FormErrors, formErrors, readForm } from '../../../platform/views/form.ts'
import { words } from '../../../platform/views/form-words.ts'
import type { TextareaParams } from '../../../platform/views/macro-params.ts'
import { listPage, rowsPerPage } from '../../../platform/views/pagination.ts'
import { nameIn, persons } from '../../people/index.ts'
import { replyAsConsultee } from '../commands/reply-to-proposal.ts'
import { keepers, proposalWorkers } from '../permissions.ts'
import { type Proposal, partyNames } from '../proposal.ts'
import { consultees, consulteesSetting, proposal, proposalText, replies } from '../proposals.ts'
import { type PolicyParts, section } from './parts.ts'
import { proposalPage } from './proposal.page.ts'
import { textView } from './text.page.ts'

/** A view, as it is sent: signed in or by a link. */
export const replyForm = z.strictObject({ id: z.string(), reply: words('Enter your view', 5000) })

/**
 * The proposal that an address names.
 * @throws NotFound where there is none, or none that this person may see
 */
export const proposalOf = async (
  tx: TenantTx,
  params: Readonly<Record<string, string>>,
): Promise<Proposal> => {
  const id = readId(params.id)
  const one = id && (await proposal(tx, id))
  if (!one) throw new NotFound('proposal')
  return one
}

/** What somebody asked writes their view into. */
export const replyBox = (form: Form, errors: FormErrors | undefined): TextareaParams => ({
  id: 'reply',
  name: 'reply',
  label: { text: 'What do you think of the text?', classes: 'govuk-label--s' },
  hint: { text: 'Which words would you change, what is missing? No names of children, please.' },
  rows: '6',
  value: field(form, 'reply'),
  errorMessage: errors?.byField.reply,
})

/** /policy/proposals/:id: where it stands, its text, one's own view, who was asked and what they said. */
export const proposalRoutes = (parts: PolicyParts): readonly Route[] => {
  const show = (visit: Visit, errors?: FormErrors): Promise<Answer> =>
    inSchool(parts.db, visit.actor, async tx => {
      const one = await proposalOf(tx, visit.params)
      return page(
        'features/policy/pages/proposal.njk',
        one.title,
        {
          ...proposalPage(
            one,
            await consultees(tx, one.id),
            await replies(tx, one.id),
            nameIn(await persons(tx)),
            visit.actor,
            visit.now,
            await consulteesSetting(tx, one.id, visit.now),
          ),
          replyId: readId(field(visit.form, 'id')) ?? newId(),
          reply: replyBox(visit.form, errors),
        },
        { section, backHref: '/policy/proposals', errors: errors?.list },
      )
    })

  const replyList = (visit: Visit): Promise<Answer> =>
    inSchool(parts.db, visit.actor, async tx => {
      const one = await proposalOf(tx, visit.params)
      const nameOf = nameIn(await persons(tx))
      const asked = await consultees(tx, one.id)
      const received = await replies(tx, one.id)
      const list = listPage(
        received.length,
        visit.query.page,
        number => `/policy/proposals/${one.id}/replies?page=${number}`,
      )
      const replied = new Set(received.map(reply => reply.consulteeId))
      return page(
        'features/policy/pages/replies.njk',
        'Who was asked, and what they replied',
        {
          id: one.id,
          title: one.title,
          replies: received.slice(list.offset, list.offset + rowsPerPage).map(reply => ({
            id: reply.id,
            name: reply.name,
            party: partyNames[reply.party],
            text: reply.text,
            at: reply.receivedAt,
            how:
              reply.how === 'recorded'
                ? 'written down by the school'
                : reply.how === 'link'
                  ? 'by the link sent to them'
                  : 'signed in',
            considered: reply.considered ? { ...reply.considered, by: nameOf(reply.considered.by) } : null,
          })),
          pagination: list.pagination ?? null,
          silent: asked
            .filter(person => !replied.has(person.id))
            .map(person => ({
              name: person.name,
              party: partyNames[person.party],
              told: person.address === null,
            })),
          mayConsider:
            holdsAny(visit.actor, keepers) && (one.state === 'consultation' || one.state === 'consulted'),
        },
        { section, backHref: `/policy/proposals/${one.id}` },
      )
    })

  return [
    {
      method: 'GET',
      path: '/policy/proposals/:id',
      access: 'signed-in',
      handle: visit => show(visit),
    },
    {
      method: 'GET',
      path: '/policy/proposals/:id/text',
      access: 'signed-in',
      handle: ({ actor, params }) =>
        inSchool(parts.db, actor, async tx => {
          const one = await proposalOf(tx, params)
          const { text, pack } = await proposalText(tx, one.id)
          return page(
            'features/policy/pages/text.njk',
            one.title,
            {
              title: one.title,
              caption: 'Proposed text',
              sha256: one.textSha256,
              text: textView(text, pack),
              documentHref: text.kind === 'document' ? `/policy/proposals/${one.id}/document` : null,
            },
            { section, backHref: `/policy/proposals/${one.id}` },
          )
        }),
    },
    {
      method: 'GET',
      path: '/policy/proposals/:id/document',
      access: 'signed-in',
      handle: ({ actor, params }) =>
        inSchool(parts.db, actor, async tx => {
          const one = await proposalOf(tx, params)
          const { text } = await proposalText(tx, one.id)
          if (text.kind !== 'document') throw new NotFound('document')
          return {
            kind: 'file',
            ...(await parts.files.read(tx, text.fileId)),
            fileName: text.fileName,
          }
        }),
    },
    {
      method: 'GET',
      path: '/policy/proposals/:id/replies',
      access: proposalWorkers,
      handle: (visit: Visit) => replyList(visit),
    },
    {
      method: 'POST',
      path: '/policy/proposals/:id/reply',
      access: 'signed-in',
      async handle(visit) {
        const { actor, now } = visit
        const { one, me } = await inSchool(parts.db, actor, async tx => {
          const found = await proposalOf(tx, visit.params)
          return {
            one: found,
            me: (await consultees(tx, found.id)).find(person => person.personId === actor.personId),
          }
        })
        if (!me) throw new NotAllowed()
        const read = readForm(replyForm, visit.form)
        if (read.kind === 'errors') return show(visit, read.errors)
        const result = await replyAsConsultee(parts.db, actor, one.id, {
          id: readId(read.value.id) ?? newId(),
          text: read.value.reply,
          consulteeId: me.id,
          how: 'signed-in',
          now,
        })
        if (result.kind !== 'received')
          return show(
            visit,
            formErrors([
              { field: 'main-content', text: 'The consultation is over. Tell the office if it matters' },
            ]),
          )
        return redirect(`/policy/proposals/${one.id}`, {
          kind: 'success',
          text: 'Thank you. Your view is recorded, and will be considered before the governors decide.',
        })
      },
    },
  ]
}
