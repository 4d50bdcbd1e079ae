import { z } from 'zod'
import type { Role } from '../../../kernel/actor.ts'
import type { Basis } from '../../../kernel/basis.ts'
import { londonDate, Temporal } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { newId, readId } from '../../../kernel/ids.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import { type Answer, field, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { readDateField } from '../../../platform/views/date-field.ts'
import { type FieldError, type FormErrors, formErrors, readForm } from '../../../platform/views/form.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { persons, personsHolding } from '../../people/index.ts'
import { adoptProposal, endProposal, markSmallEdit, recordApproval } from '../commands/decide-proposal.ts'
import {
  inviteToConsultation,
  type Outsider,
  ownParties,
  peopleOf,
} from '../commands/invite-to-consultation.ts'
import { closeConsultation, considerReply, recordReply } from '../commands/reply-to-proposal.ts'
import {
  approvalRecorders,
  editJudges,
  isOpenFor,
  type Proposal,
  type ProposalStep,
  parties,
  partyNames,
  secondPerson,
} from '../proposal.ts'
import { consultees, proposalText, replies } from '../proposals.ts'
import { consultForm, outsideBoxes, partyLabel, readOutsiders } from './consult.form.ts'
import {
  adopters,
  dateBox,
  dateBoxes,
  formPage,
  keepers,
  lineBox,
  optionalWords,
  type PolicyParts,
  textBox,
  words,
} from './parts.ts'
import { consulteesSetting, proposalOf } from './proposal.route.ts'

/** Two people for a decision: the product asks it where no policy of a school does. */
const twoPeople: Basis = {
  kind: 'practice',
  gist: 'whoever proposes a text does not decide on it alone, unless nobody else can',
}

/** The furthest ahead a date of a policy is set: beyond a year it is a slip of the keyboard. */
const furthestAhead = { years: 1 }

/** Well within the life of the links that are sent out. */
const longestConsultation = { months: 5 }

type Step = {
  readonly at: string
  readonly access: readonly Role[]
  readonly step: ProposalStep
  /** The page that asks. */
  ask(visit: Visit, one: Proposal, tx: TenantTx, errors: FormErrors | undefined): Promise<Answer>
  /** What was sent: an answer, or what is wrong with it. */
  send(visit: Visit, one: Proposal): Promise<Answer | FormErrors>
}

const overAndDone = (one: Proposal): Answer =>
  redirect(`/policy/proposals/${one.id}`, {
    kind: 'information',
    text: 'The proposal has moved on meanwhile. This is where it stands now.',
  })

const wrong = (...errors: readonly FieldError[]): FormErrors => formErrors(errors)

/** What the form says where a second person is needed. */
const aloneErrors = (kind: 'reason-missing' | 'somebody-else'): FormErrors =>
  kind === 'reason-missing'
    ? wrong({ field: 'reason', text: 'Give the reason' })
    : wrong({ field: 'main-content', text: 'You proposed this text, so somebody else does this' })

/** Whether this visitor can do what takes a second person, with what the page says about it. */
const standingOf = async (
  tx: TenantTx,
  visit: Visit,
  one: Proposal,
  roles: readonly Role[],
): Promise<{ readonly kind: ReturnType<typeof secondPerson>; readonly paragraphs: readonly string[] }> => {
  const holders = await personsHolding(tx, roles)
  const others = holders.filter(person => person.id !== one.proposedBy).map(person => person.name)
  const kind = secondPerson(
    visit.actor.personId,
    one.proposedBy,
    holders.map(person => person.id),
  )
  switch (kind) {
    case 'somebody-else':
      return {
        kind,
        paragraphs: [`You proposed this text, so somebody else does this: ${others.join(' or ')}.`],
      }
    case 'alone':
      return {
        kind,
        paragraphs: [
          'You proposed this text, and nobody else here could do this step. You can, with a reason: it is shown as done by one person.',
        ],
      }
    default:
      return { kind, paragraphs: [] }
  }
}

/** The steps of a proposal, a page each: asking people, their replies, the decision, the day it is in force. */
export const proposalStepRoutes = (parts: PolicyParts): readonly Route[] => {
  const { db } = parts
  const backOf = (one: Proposal) => `/policy/proposals/${one.id}`

  const consult: Step = {
    at: 'consult',
    access: keepers,
    step: 'invite',
    async ask(visit, one, tx, errors) {
      const everyone = await persons(tx)
      const setting = await consulteesSetting(tx, one, visit.now)
      const first = visit.form.groups === undefined && one.consultUntil === null
      const chosen = first ? setting.value : [visit.form.groups ?? []].flat()
      return formPage(
        'Ask people for their view',
        {
          paragraphs: [
            `${setting.basis.some(basis => basis.kind === 'clause') ? 'Your policy names whom to consult' : 'Your policy does not say whom to consult; usual are'}: ${setting.value.map(party => partyNames[party].toLowerCase()).join(', ')}.`,
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
                    `${result.asked} asked.`,
                    ...(result.byLetter > 0 && !parts.mail.sends
                      ? ['No mail server is set up: the letters lie in the outbox to be passed on.']
                      : []),
                    ...(result.byLetter < result.asked
                      ? [`${result.asked - result.byLetter} have no email address: tell them yourself.`]
                      : []),
                  ].join(' '),
          })
      }
    },
  }

  const writeDown: Step = {
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
      const result = await recordReply(db, visit.actor, one.id, {
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
  }

  const consider: Step = {
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
              hint: `For example: taken up in section 4; not taken up, because the law asks for it. ${reply.personId ? 'They read this.' : ''}`,
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
      const result = await considerReply(db, visit.actor, one.id, {
        replyId,
        text: read.value.considered,
        now: visit.now,
      })
      return result.kind === 'considered'
        ? redirect(`${backOf(one)}/replies`, { kind: 'success', text: 'Saved.' })
        : overAndDone(one)
    },
  }

  const close: Step = {
    at: 'close',
    access: keepers,
    step: 'close',
    async ask(visit, one, tx, errors) {
      const count = (await replies(tx, one.id)).length
      const asked = (await consultees(tx, one.id)).length
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
          basis: (await consulteesSetting(tx, one, visit.now)).basis,
        },
        { backHref: backOf(one), errors },
      )
    },
    async send(visit, one) {
      const read = readForm(z.strictObject({ note: optionalWords(2000) }), visit.form)
      if (read.kind === 'errors') return read.errors
      const result = await closeConsultation(db, visit.actor, {
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
  }

  const edit: Step = {
    at: 'edit',
    access: editJudges,
    step: 'edit',
    async ask(visit, one, tx, errors) {
      const standing = await standingOf(tx, visit, one, editJudges)
      return formPage(
        one.material ? 'Mark it as a small edit' : 'It is a material change after all',
        {
          paragraphs: [
            one.material
              ? 'A small edit changes nothing that anybody has to do or know: a spelling, a telephone number, a name. Nobody acknowledges it anew.'
              : 'Everyone who acknowledges the policy is then asked again.',
            ...standing.paragraphs,
          ],
          hidden: { material: one.material ? 'no' : 'yes' },
          fields: [
            textBox('reason', visit.form, errors, {
              label: one.material ? 'Why it is not material' : 'Reason (you may leave it out)',
              rows: 3,
            }),
          ],
          button:
            standing.kind === 'somebody-else'
              ? undefined
              : one.material
                ? 'Mark it as a small edit'
                : 'It is material',
          basis: [twoPeople],
        },
        { backHref: backOf(one), errors },
      )
    },
    async send(visit, one) {
      const read = readForm(
        z.strictObject({ material: z.enum(['yes', 'no']), reason: optionalWords(1000) }),
        visit.form,
      )
      if (read.kind === 'errors') return read.errors
      const material = read.value.material === 'yes'
      const result = await markSmallEdit(db, visit.actor, {
        id: one.id,
        material,
        reason: read.value.reason,
        now: visit.now,
      })
      switch (result.kind) {
        case 'marked':
          return redirect(backOf(one), {
            kind: 'success',
            text: material
              ? 'It counts as a material change.'
              : 'It counts as a small edit: what people acknowledged before stays acknowledged.',
          })
        case 'nothing-before':
          return wrong({ field: 'reason', text: 'No version was in force that it could be a small edit of' })
        case 'reason-missing':
        case 'somebody-else':
          return aloneErrors(result.kind)
        case 'not-open':
          return overAndDone(one)
      }
    },
  }

  const approval: Step = {
    at: 'approval',
    access: approvalRecorders,
    step: 'approve',
    async ask(visit, one, tx, errors) {
      const standing = await standingOf(tx, visit, one, approvalRecorders)
      return formPage(
        'Record the governors’ decision',
        {
          paragraphs: [
            `Once the governors have approved “${one.title}” (fingerprint of the text ${one.textSha256.slice(0, 12)}), their decision is recorded here.`,
            ...standing.paragraphs,
          ],
          fields: [
            textBox('minute', visit.form, errors, {
              label: 'Minute',
              hint: 'For example: full governing body, item 6.',
              rows: 2,
            }),
            dateBox('on', visit.form, errors, { legend: 'Decided on', hint: 'Like 12 11 2026.' }),
            ...(standing.kind === 'alone'
              ? [textBox('reason', visit.form, errors, { label: 'Why one person records it', rows: 2 })]
              : []),
          ],
          button: standing.kind === 'somebody-else' ? undefined : 'Record that they approved it',
          links: [{ text: 'What changes if it is adopted', href: `${backOf(one)}/changes` }],
          basis: [twoPeople],
        },
        { backHref: backOf(one), errors },
      )
    },
    async send(visit, one) {
      const read = readForm(
        z.strictObject({
          ...dateBoxes('on'),
          minute: words('Enter the minute', 500),
          reason: optionalWords(1000),
        }),
        visit.form,
      )
      const on = readDateField(visit.form, 'on')
      if (read.kind === 'errors') return read.errors
      if (on === 'empty' || on === 'wrong')
        return wrong({ field: 'on-day', text: 'Enter the day of the decision, like 12 11 2026' })
      const result = await recordApproval(db, visit.actor, {
        id: one.id,
        minute: read.value.minute,
        on,
        reason: read.value.reason,
        now: visit.now,
      })
      switch (result.kind) {
        case 'approved':
          return redirect(backOf(one), { kind: 'success', text: 'The decision is recorded.' })
        case 'in-the-future':
          return wrong({ field: 'on-day', text: 'Enter today or an earlier day' })
        case 'not-considered':
          return wrong({
            field: 'minute',
            text: `${result.count === 1 ? 'One reply has' : `${result.count} replies have`} not been considered yet: do that first`,
          })
        case 'reason-missing':
        case 'somebody-else':
          return aloneErrors(result.kind)
        case 'not-open':
          return overAndDone(one)
      }
    },
  }

  const adoption: Step = {
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
      const today = londonDate(visit.now)
      if (Temporal.PlainDate.compare(from, today.add(furthestAhead)) > 0)
        return wrong({ field: 'from-day', text: 'Enter a day within the next year' })
      const result = await adoptProposal(db, visit.actor, {
        id: one.id,
        inForceFrom: from,
        closeDraft: parts.drafts.closeDraft,
        now: visit.now,
      })
      switch (result.kind) {
        case 'adopted':
          return redirect('/policy', {
            kind: 'success',
            text: from.equals(today)
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
  }

  const ending = (how: 'withdraw' | 'return'): Step => ({
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
      const result = await endProposal(db, visit.actor, {
        id: one.id,
        how,
        reason: read.value.reason,
        now: visit.now,
      })
      if (result.kind === 'not-open') return overAndDone(one)
      if (how === 'withdraw')
        return redirect(backOf(one), { kind: 'success', text: 'The proposal is withdrawn.' })
      const draftId =
        result.draftId ??
        (await parts.drafts.startDraft(db, visit.actor, {
          pack: (await inSchool(db, visit.actor, tx => proposalText(tx, one.id))).pack,
          title: one.title,
          now: visit.now,
        }))
      return redirect(`/policy/drafts/${draftId}`, { kind: 'success', text: 'It is back to be drafted.' })
    },
  })

  const routesOf = (one: Step): readonly Route[] => {
    const path = `/policy/proposals/:id/${one.at}`
    const found = (visit: Visit, errors?: FormErrors): Promise<Answer> =>
      inSchool(db, visit.actor, async tx => {
        const proposal = await proposalOf(tx, visit.params)
        return isOpenFor(one.step, proposal.state)
          ? one.ask(visit, proposal, tx, errors)
          : overAndDone(proposal)
      })
    return [
      { method: 'GET', path, access: one.access, handle: visit => found(visit) },
      {
        method: 'POST',
        path,
        access: one.access,
        async handle(visit) {
          const proposal = await inSchool(db, visit.actor, tx => proposalOf(tx, visit.params))
          const sent = await one.send(visit, proposal)
          return 'kind' in sent ? sent : found(visit, sent)
        },
      },
    ]
  }

  return [
    consult,
    writeDown,
    consider,
    close,
    edit,
    approval,
    adoption,
    ending('return'),
    ending('withdraw'),
  ].flatMap(routesOf)
}
