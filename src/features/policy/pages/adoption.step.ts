import { z } from 'zod'
import { londonDate } from '../../../kernel/clock.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { redirect } from '../../../platform/http/route.ts'
import { dateBoxes, readDateField } from '../../../platform/views/date-field.ts'
import { readForm } from '../../../platform/views/form.ts'
import { words } from '../../../platform/views/form-words.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { isTooFarAhead } from '../adopt-version.ts'
import { adoptProposal } from '../commands/adopt-proposal.ts'
import { endProposal } from '../commands/end-proposal.ts'
import { adopters, keepers } from '../permissions.ts'
import { isOpenFor } from '../proposal.ts'
import { proposalText } from '../proposals.ts'
import { dateBox, formPage, type PolicyParts, textBox } from './parts.ts'
import { backOf, overAndDone, type Step, wrong } from './proposal-step.ts'

/** Bringing an approved text into force on a day. */
export const adoptionStep = (parts: PolicyParts): Step => ({
  at: 'adoption',
  access: adopters,
  step: 'adopt',
  async ask(visit, one, _tx, errors) {
    return formPage(
      'Bring it into force',
      {
        paragraphs: [
          one.material
            ? 'From this day Gatepost works by the new text, and everyone who acknowledges the policy is asked again.'
            : 'From this day Gatepost works by the new text. It is a small edit: what people acknowledged before stays acknowledged.',
          'An adopted text stays on record and cannot be taken back, only replaced.',
        ],
        fields: [
          dateBox('from', visit.form, errors, {
            legend: 'In force from',
            hint: 'Today or a later day.',
            before: londonDate(visit.now),
          }),
        ],
        button: 'Bring it into force',
        basis: [],
      },
      { backHref: backOf(one), errors },
    )
  },
  async send(visit, one) {
    const read = readForm(z.strictObject(dateBoxes('from')), visit.form)
    if (read.kind === 'errors') return read.errors
    const from = readDateField(visit.form, 'from')
    if (from === 'empty' || from === 'wrong')
      return wrong({
        field: 'from-day',
        text: 'Enter the day from which the policy is in force, like 1 12 2026',
      })
    if (isTooFarAhead(from, visit.now))
      return wrong({ field: 'from-day', text: 'Enter a day within the next year' })
    const result = await adoptProposal(parts.db, visit.actor, {
      id: one.id,
      inForceFrom: from,
      closeDraft: parts.drafts.closeDraft,
      now: visit.now,
    })
    switch (result.kind) {
      case 'adopted':
        return redirect('/policy', {
          kind: 'success',
          text: from.equals(londonDate(visit.now))
            ? 'The policy is in force.'
            : `The policy comes into force on ${londonDateText(from)}.`,
        })
      case 'in-the-past':
        return wrong({
          field: 'from-day',
          text: 'A policy cannot come into force in the past. Enter today or a later day',
        })
      case 'day-taken':
        return wrong({
          field: 'from-day',
          text: 'Another version comes into force on that day already. Choose a different day',
        })
      case 'other-version':
        return wrong({
          field: 'from-day',
          text: 'It was marked as a small edit of a version that is no longer in force on that day. Withdraw it and propose it again',
        })
      case 'not-open':
        return overAndDone(one)
    }
  },
})

/** Ending a proposal otherwise: withdrawn, or sent back to be drafted again. */
export const endingStep = (parts: PolicyParts, how: 'withdraw' | 'return'): Step => ({
  at: how,
  access: keepers,
  step: how,
  async ask(visit, one, _tx, errors) {
    return formPage(
      how === 'withdraw' ? 'Withdraw the proposal' : 'Send it back to be drafted again',
      {
        paragraphs: [
          how === 'withdraw'
            ? 'The proposal and what people replied stay on record. The text can be proposed again.'
            : one.draftId
              ? 'The draft can be changed and proposed again. The proposal and what people replied stay on record.'
              : 'A draft is made of this text, which you can change and propose again. The proposal and what people replied stay on record.',
        ],
        fields: [textBox('reason', visit.form, errors, { label: 'Reason', rows: 3 })],
        button: how === 'withdraw' ? 'Withdraw it' : 'Send it back',
        warning: how === 'withdraw',
        basis: [],
      },
      { backHref: backOf(one), errors },
    )
  },
  async send(visit, one) {
    const read = readForm(z.strictObject({ reason: words('Give the reason', 1000) }), visit.form)
    if (read.kind === 'errors') return read.errors
    // The draft comes first and has the proposal's id: a machine that stops in between loses nothing, and sending the form
    // again makes no second one.
    const draftId =
      how === 'return' && isOpenFor(how, one.state)
        ? (one.draftId ??
          (await parts.drafts.startDraft(parts.db, visit.actor, {
            id: one.id,
            pack: (await inSchool(parts.db, visit.actor, tx => proposalText(tx, one.id))).pack,
            title: one.title,
            now: visit.now,
          })))
        : undefined
    const result = await endProposal(parts.db, visit.actor, {
      id: one.id,
      how,
      reason: read.value.reason,
      now: visit.now,
    })
    if (result.kind === 'not-open') return overAndDone(one)
    if (draftId === undefined)
      return redirect(backOf(one), { kind: 'success', text: 'The proposal is withdrawn.' })
    return redirect(`/policy/drafts/${draftId}`, { kind: 'success', text: 'It is back to be drafted.' })
  },
})
