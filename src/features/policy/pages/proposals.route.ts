import { z } from 'zod'
import { holdsAny, type PersonActor } from '../../../kernel/actor.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { newId, readId } from '../../../kernel/ids.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import { type Answer, type Form, field, page, type Route, redirect } from '../../../platform/http/route.ts'
import { type FormErrors, formErrors, readForm } from '../../../platform/views/form.ts'
import { words } from '../../../platform/views/form-words.ts'
import { listPage } from '../../../platform/views/pagination.ts'
import { nameIn, persons } from '../../people/index.ts'
import { propose } from '../commands/propose.ts'
import { keepers, proposalWorkers } from '../permissions.ts'
import { latestProposals, proposalCount } from '../proposals.ts'
import { type ProposedSource, packSource } from '../source.ts'
import { formPage, type PolicyParts, section, textBox } from './parts.ts'
import { stateWords } from './proposal.page.ts'

const form = z.strictObject({
  id: z.string(),
  draft: z.string().default(''),
  pack: z.string().default(''),
  why: words('Say what changes and why, for the people who will be asked', 2000),
})

/** /policy/proposals: the list, and making one from a draft that is ready or from a shipped pack. */
export const proposalsRoutes = (parts: PolicyParts): readonly Route[] => {
  const sourceOf =
    (from: { draft: string; pack: string }) =>
    (tx: TenantTx): Promise<ProposedSource> => {
      const draftId = readId(from.draft)
      return draftId ? parts.drafts.proposalFrom(tx, draftId) : Promise.resolve(packSource(from.pack))
    }

  const ask = async (actor: PersonActor, typed: Form, errors?: FormErrors): Promise<Answer> => {
    const from = { draft: field(typed, 'draft'), pack: field(typed, 'pack') }
    const source = await inSchool(parts.db, actor, sourceOf(from))
    if (source.kind === 'not-found') throw new NotFound('text to propose')
    const backHref = from.draft ? `/policy/drafts/${from.draft}` : '/policy/adopt'
    if (source.kind === 'not-ready')
      return page(
        'error.njk',
        'This draft is not ready yet',
        { heading: 'This draft is not ready yet', paragraphs: [source.why] },
        { section, backHref },
      )
    return formPage(
      'Propose this text',
      {
        paragraphs: [
          `“${source.title}”${source.document ? `, from ${source.document.fileName}` : ''}.`,
          'From here on this text stands still. You ask people for their view of it, the governors decide, and then it comes into force. To change a word, it goes back to be drafted and is proposed again.',
        ],
        hidden: { id: readId(field(typed, 'id')) ?? newId(), ...from },
        fields: [
          textBox('why', typed, errors, {
            label: 'What changes, and why',
            hint: 'The people you ask read this first. For example: the review that was due; a new section on official accounts.',
          }),
        ],
        button: 'Propose it',
        basis: [],
      },
      { backHref, errors },
    )
  }

  return [
    {
      method: 'GET',
      path: '/policy/proposals',
      access: 'signed-in',
      handle: ({ actor, query }) =>
        inSchool(parts.db, actor, async tx => {
          const list = listPage(
            await proposalCount(tx),
            query.page,
            number => `/policy/proposals?page=${number}`,
          )
          const nameOf = nameIn(await persons(tx))
          return page(
            'features/policy/pages/proposals.njk',
            'Proposed policies',
            {
              rows: (await latestProposals(tx, list.offset)).map(one => ({
                id: one.id,
                title: one.title,
                state: stateWords(one),
                by: nameOf(one.proposedBy),
                at: one.proposedAt,
              })),
              pagination: list.pagination ?? null,
              mayPropose: holdsAny(actor, keepers),
              seesAll: holdsAny(actor, proposalWorkers),
            },
            { section, backHref: '/policy' },
          )
        }),
    },
    {
      method: 'GET',
      path: '/policy/proposals/new',
      access: keepers,
      handle: ({ actor, query }) => ask(actor, { draft: query.draft ?? '', pack: query.pack ?? '' }),
    },
    {
      method: 'POST',
      path: '/policy/proposals/new',
      access: keepers,
      async handle({ actor, form: typed, now }) {
        const read = readForm(form, typed)
        if (read.kind === 'errors') return ask(actor, typed, read.errors)
        const { draft, pack, why } = read.value
        const id = readId(read.value.id)
        if (!id)
          return ask(
            actor,
            typed,
            formErrors([{ field: 'why', text: 'Reload the page and send the form again' }]),
          )
        const result = await propose(parts.db, actor, {
          id,
          why,
          draftId: readId(draft) ?? null,
          source: sourceOf({ draft, pack }),
          now,
        })
        switch (result.kind) {
          case 'proposed':
            return redirect(`/policy/proposals/${result.id}`, {
              kind: 'success',
              text: 'The text is proposed. Next, ask people for their view.',
            })
          case 'not-ready':
            return ask(actor, typed, formErrors([{ field: 'why', text: result.why }]))
          case 'not-found':
            throw new NotFound('text to propose')
        }
      },
    },
  ]
}
