import { z } from 'zod'
import { NotFound } from '../../../kernel/errors.ts'
import { newId, readId } from '../../../kernel/ids.ts'
import { field, redirect } from '../../../platform/http/route.ts'
import { readForm } from '../../../platform/views/form.ts'
import { words } from '../../../platform/views/form-words.ts'
import { considerReply, recordReply } from '../commands/reply-to-proposal.ts'
import { keepers } from '../permissions.ts'
import { parties, partyNames } from '../proposal.ts'
import { replies } from '../proposals.ts'
import { formPage, lineBox, type PolicyParts, textBox } from './parts.ts'
import { backOf, overAndDone, type Step } from './proposal-step.ts'

/** Writing down what somebody said otherwise than here. */
export const writeDownStep = (parts: PolicyParts): Step => ({
  at: 'replies/new',
  access: keepers,
  step: 'reply',
  async ask(visit, one, _tx, errors) {
    return formPage(
      'Write down a reply',
      {
        paragraphs: ['What somebody said at a meeting, on the telephone or in a letter.'],
        hidden: { id: readId(field(visit.form, 'id')) ?? newId() },
        fields: [
          {
            kind: 'radios',
            params: {
              idPrefix: 'party',
              name: 'party',
              fieldset: { legend: { text: 'Who replied', classes: 'govuk-fieldset__legend--s' } },
              items: parties.map(party => ({ value: party, text: partyNames[party] })),
              value: field(visit.form, 'party'),
              errorMessage: errors?.byField.party,
            },
          },
          lineBox('name', visit.form, errors, {
            label: 'Name',
            hint: 'Of the person, the union or the meeting: “Staff meeting of 2 December”.',
          }),
          textBox('text', visit.form, errors, { label: 'What they said', rows: 6 }),
        ],
        button: 'Save the reply',
        basis: [],
      },
      { backHref: backOf(one), errors },
    )
  },
  async send(visit, one) {
    const read = readForm(
      z.strictObject({
        id: z.string(),
        party: z.enum(parties, { error: 'Choose who replied' }),
        name: words('Enter a name', 200),
        text: words('Enter what they said', 5000),
      }),
      visit.form,
    )
    if (read.kind === 'errors') return read.errors
    const { party, name, text } = read.value
    const result = await recordReply(parts.db, visit.actor, one.id, {
      id: readId(read.value.id) ?? newId(),
      party,
      name,
      text,
      now: visit.now,
    })
    return result.kind === 'received'
      ? redirect(`${backOf(one)}/replies`, { kind: 'success', text: 'The reply is recorded.' })
      : overAndDone(one)
  },
})

/** What the school makes of a reply. */
export const considerStep = (parts: PolicyParts): Step => ({
  at: 'replies/:replyId',
  access: keepers,
  step: 'consider',
  async ask(visit, one, tx, errors) {
    const reply = (await replies(tx, one.id)).find(other => other.id === visit.params.replyId)
    if (!reply) throw new NotFound('reply')
    return formPage(
      `What the school makes of the view of ${reply.name}`,
      {
        paragraphs: [reply.text],
        fields: [
          textBox('considered', visit.form, errors, {
            label: 'What came of it',
            hint: `For example: taken up in section 4; not taken up, because the law asks for it. ${reply.personId ? 'They read this once they sign in.' : ''}`,
            before: reply.considered?.text ?? '',
          }),
        ],
        button: 'Save',
        basis: [],
      },
      { backHref: `${backOf(one)}/replies`, errors },
    )
  },
  async send(visit, one) {
    const replyId = readId(visit.params.replyId)
    if (!replyId) throw new NotFound('reply')
    const read = readForm(z.strictObject({ considered: words('Say what came of it', 2000) }), visit.form)
    if (read.kind === 'errors') return read.errors
    const result = await considerReply(parts.db, visit.actor, one.id, {
      replyId,
      text: read.value.considered,
      now: visit.now,
    })
    return result.kind === 'considered'
      ? redirect(`${backOf(one)}/replies`, { kind: 'success', text: 'Saved.' })
      : overAndDone(one)
  },
})
