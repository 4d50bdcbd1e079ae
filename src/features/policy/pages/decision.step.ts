import { z } from 'zod'
import type { Role } from '../../../kernel/actor.ts'
import type { Basis } from '../../../kernel/basis.ts'
import { londonDate } from '../../../kernel/clock.ts'
import type { TenantTx } from '../../../platform/database/database.ts'
import { redirect, type Visit } from '../../../platform/http/route.ts'
import { dateBoxes, readDateField } from '../../../platform/views/date-field.ts'
import { type FormErrors, fieldErrors, readForm } from '../../../platform/views/form.ts'
import { optionalWords, words } from '../../../platform/views/form-words.ts'
import { ableHolders } from '../able-holders.ts'
import { markSmallEdit, recordApproval } from '../commands/decide-proposal.ts'
import { approvalRecorders, editJudges, type Proposal, secondPerson } from '../proposal.ts'
import { proposalText } from '../proposals.ts'
import { dateBox, formPage, type PolicyParts, textBox } from './parts.ts'
import { overdueAtOnce } from './policy.page.ts'
import { backOf, overAndDone, type Step, wrong } from './proposal-step.ts'

/** Two people for a decision: the product asks it where no policy of a school does. */
const twoPeople: Basis = {
  kind: 'practice',
  gist: 'whoever proposes a text does not decide on it alone, unless nobody else can',
}

/** What the form says where a second person is needed. */
const aloneErrors = (kind: 'reason-missing' | 'somebody-else'): FormErrors =>
  kind === 'reason-missing'
    ? wrong({ field: 'reason', text: 'Give the reason' })
    : wrong({ field: 'main-content', text: 'You proposed this text, so somebody else does this' })

/** Whether this visitor can do what takes a second person, with what the page says about it. */
const standingOf = async (
  { identity }: PolicyParts,
  tx: TenantTx,
  visit: Visit,
  one: Proposal,
  roles: readonly Role[],
): Promise<{ readonly kind: ReturnType<typeof secondPerson>; readonly paragraphs: readonly string[] }> => {
  const holders = await ableHolders(tx, identity, roles)
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
          'You proposed this text, and nobody else here could do this step (somebody who has no sign-in cannot). You can, with a reason: it is shown as done by one person.',
        ],
      }
    default:
      return { kind, paragraphs: [] }
  }
}

/** Saying whether it is a material change: for a second person, where there is one. */
export const editStep = (parts: PolicyParts): Step => ({
  at: 'edit',
  access: editJudges,
  step: 'edit',
  async ask(visit, one, tx, errors) {
    const standing = await standingOf(parts, tx, visit, one, editJudges)
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
    const result = await markSmallEdit(parts, visit.actor, {
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
})

/** Recording the governors’ decision: for a second person, where there is one. */
export const approvalStep = (parts: PolicyParts): Step => ({
  at: 'approval',
  access: approvalRecorders,
  step: 'approve',
  async ask(visit, one, tx, errors) {
    const standing = await standingOf(parts, tx, visit, one, approvalRecorders)
    return formPage(
      'Record the governors’ decision',
      {
        paragraphs: [
          `Once the governors have approved “${one.title}” (fingerprint of the text ${one.textSha256.slice(0, 12)}), their decision is recorded here.`,
          ...[overdueAtOnce((await proposalText(tx, one.id)).pack, londonDate(visit.now))].filter(
            words => words !== '',
          ),
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
    const noDay = { field: 'on-day', text: 'Enter the day of the decision, like 12 11 2026' }
    if (on === 'empty' || on === 'wrong') return wrong(...fieldErrors(read), noDay)
    if (read.kind === 'errors') return read.errors
    const result = await recordApproval(parts, visit.actor, {
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
})
