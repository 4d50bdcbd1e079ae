import { z } from 'zod'
import { londonDate, Temporal } from '../../../kernel/clock.ts'
import { redirect } from '../../../platform/http/route.ts'
import { readDateField } from '../../../platform/views/date-field.ts'
import { type FieldError, formErrors, readForm } from '../../../platform/views/form.ts'
import { optionalWords } from '../../../platform/views/form-words.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { persons } from '../../people/index.ts'
import {
  inviteToConsultation,
  type Outsider,
  ownParties,
  peopleOf,
} from '../commands/invite-to-consultation.ts'
import { closeConsultation } from '../commands/reply-to-proposal.ts'
import { keepers } from '../permissions.ts'
import { partyNames } from '../proposal.ts'
import { consultees, consulteesSetting, replies } from '../proposals.ts'
import { consultForm, outsideBoxes, partyLabel, readOutsiders } from './consult.form.ts'
import { dateBox, formPage, type PolicyParts, textBox } from './parts.ts'
import { backOf, overAndDone, type Step, wrong } from './proposal-step.ts'

/** Well within the life of the links that are sent out. */
const longestConsultation = { months: 5 }

/** Asking people for their view, or more of them, until a day. */
export const consultStep = (parts: PolicyParts): Step => ({
  at: 'consult',
  access: keepers,
  step: 'invite',
  async ask(visit, one, tx, errors) {
    const everyone = await persons(tx)
    const setting = await consulteesSetting(tx, one.id, visit.now)
    const first = visit.form.groups === undefined && one.consultUntil === null
    const chosen = first ? setting.value : [visit.form.groups ?? []].flat()
    return formPage(
      'Ask people for their view',
      {
        paragraphs: [
          `${setting.basis.some(basis => basis.kind === 'clause') ? 'Your policy names whom to consult' : 'Your policy does not say whom to consult. Usually it is'}: ${setting.value.map(party => partyNames[party].toLowerCase()).join(', ')}.`,
          'Each gets a letter by email: to sign in, or with a link of their own that takes one reply. Whoever was asked before is not asked again.',
        ],
        fields: [
          {
            kind: 'checkboxes',
            params: {
              idPrefix: 'groups',
              name: 'groups',
              fieldset: { legend: { text: 'From your list', classes: 'govuk-fieldset__legend--s' } },
              items: ownParties.map(party => ({
                value: party,
                text: partyLabel(
                  party,
                  peopleOf(party, everyone).filter(person => person.id !== visit.actor.personId).length,
                ),
                checked: chosen.includes(party),
              })),
              errorMessage: errors?.byField.groups,
            },
          },
          ...Object.entries(outsideBoxes).map(([name, label]) =>
            textBox(name, visit.form, errors, {
              label,
              rows: 3,
              hint: 'One a line: a name, a comma, an email address. Leave the address out if you tell them in another way, and say how.',
            }),
          ),
          dateBox('until', visit.form, errors, {
            legend: 'Replies until',
            hint: 'The last day. Three weeks in term time is usual.',
            before: one.consultUntil ?? londonDate(visit.now).add({ weeks: 3 }),
          }),
        ],
        button: 'Ask them',
        basis: setting.basis,
        basisInForce: setting.inForce,
      },
      { backHref: backOf(one), errors },
    )
  },
  async send(visit, one) {
    const read = readForm(consultForm, visit.form)
    if (read.kind === 'errors') return read.errors
    const until = readDateField(visit.form, 'until')
    const problems: FieldError[] = []
    const outsiders: Outsider[] = []
    for (const party of ['unions', 'professional-associations', 'parents'] as const) {
      const box = readOutsiders(party, read.value[party])
      if (box.kind === 'wrong') problems.push({ field: party, text: box.text })
      else outsiders.push(...box.outsiders)
    }
    if (until === 'empty' || until === 'wrong')
      problems.push({ field: 'until-day', text: 'Enter the last day for replies, like 12 12 2026' })
    else if (Temporal.PlainDate.compare(until, londonDate(visit.now).add(longestConsultation)) > 0)
      problems.push({ field: 'until-day', text: 'Enter a day within the next five months' })
    if (read.value.groups.length + outsiders.length === 0 && one.consultUntil === null)
      problems.push({ field: 'groups', text: 'Choose or name somebody to ask' })
    if (problems.length > 0 || until === 'empty' || until === 'wrong') return formErrors(problems)
    const result = await inviteToConsultation(parts, visit.actor, {
      id: one.id,
      until,
      groups: read.value.groups,
      outsiders,
      now: visit.now,
    })
    switch (result.kind) {
      case 'in-the-past':
        return wrong({ field: 'until-day', text: 'Enter today or a later day' })
      case 'nobody-new':
        return wrong({ field: 'groups', text: 'All of these have been asked already' })
      case 'not-open':
        return overAndDone(one)
      case 'invited':
        return redirect(backOf(one), {
          kind: 'success',
          text:
            result.asked === 0
              ? `Replies count until ${londonDateText(until)}.`
              : [
                  result.asked === 1
                    ? '1 person or group is asked.'
                    : `${result.asked} people or groups are asked.`,
                  ...(result.byLetter > 0 && !parts.mail.sends
                    ? ['No mail server is set up: the letters lie in the outbox to be passed on.']
                    : []),
                  ...(result.byLetter < result.asked
                    ? [
                        `${result.asked - result.byLetter} of them ${result.asked - result.byLetter === 1 ? 'has' : 'have'} no email address: tell them yourself.`,
                      ]
                    : []),
                ].join(' '),
        })
    }
  },
})

/** Closing the consultation, with a note where nobody replied. */
export const closeStep = (parts: PolicyParts): Step => ({
  at: 'close',
  access: keepers,
  step: 'close',
  async ask(visit, one, tx, errors) {
    const count = (await replies(tx, one.id)).length
    const asked = (await consultees(tx, one.id)).length
    const setting = await consulteesSetting(tx, one.id, visit.now)
    return formPage(
      'Close the consultation',
      {
        paragraphs: [
          `${asked} asked, ${count} replied.`,
          count === 0
            ? 'Nobody has replied. You can go on, and the record says so: write down how people were asked.'
            : 'After this nobody can reply any more. Replies can still be considered.',
        ],
        fields: [
          textBox('note', visit.form, errors, {
            label: count === 0 ? 'How people were asked' : 'Note (you may leave it out)',
            rows: 3,
          }),
        ],
        button: 'Close the consultation',
        basis: setting.basis,
        basisInForce: setting.inForce,
      },
      { backHref: backOf(one), errors },
    )
  },
  async send(visit, one) {
    const read = readForm(z.strictObject({ note: optionalWords(2000) }), visit.form)
    if (read.kind === 'errors') return read.errors
    const result = await closeConsultation(parts.db, visit.actor, {
      id: one.id,
      note: read.value.note,
      now: visit.now,
    })
    switch (result.kind) {
      case 'closed':
        return redirect(backOf(one), { kind: 'success', text: 'The consultation is closed.' })
      case 'note-missing':
        return wrong({
          field: 'note',
          text: result.asked
            ? 'Nobody has replied: write down how people were asked'
            : 'Nobody was asked: write down why',
        })
      case 'not-open':
        return overAndDone(one)
    }
  },
})
