import { z } from 'zod'
import { holdsAny } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { newId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import {
  type Answer,
  field,
  fields,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { type FormErrors, readForm } from '../../../platform/views/form.ts'
import { words } from '../../../platform/views/form-words.ts'
import { additionalGuidance } from '../additional-guidance.ts'
import { linkedPolicies } from '../linked-policies.ts'
import { keepers, reviewReaders } from '../permissions.ts'
import { policyInForce } from '../policy-in-force.ts'
import { policyLinks } from '../policy-links.ts'
import { recordedTriggers, triggerNames } from '../review.ts'
import {
  earlyReasons,
  leaveForReview,
  newerGuidance,
  openTriggers,
  recordReviewReason,
} from '../review-reasons.ts'
import { policyOwners, reviewReminders } from '../review-reminders.ts'
import { formPage, type PolicyParts, section, textBox } from './parts.ts'
import { reviewPage } from './review.page.ts'

/** /policy/review: what the next review looks at, reasons for it, and its start. */
export const reviewRoutes = (parts: PolicyParts): readonly Route[] => {
  const { db } = parts

  const reasonForm = ({ actor, form, now }: Visit, errors?: FormErrors): Promise<Answer> =>
    inSchool(db, actor, async tx => {
      const policy = await policyInForce(tx, londonDate(now))
      if (!policy) return redirect('/policy')
      const triggers = openTriggers(policy)
      if (triggers.length === 0) return redirect('/policy/review')
      return formPage(
        'Record a reason to review the policy',
        {
          paragraphs: [
            'It is collected for the next review, and whoever looks after the policy sees it on their Today page.',
          ],
          fields: [
            {
              kind: 'radios',
              params: {
                idPrefix: 'trigger',
                name: 'trigger',
                fieldset: { legend: { text: 'What happened', classes: 'govuk-fieldset__legend--s' } },
                items: triggers.map(trigger => ({ value: trigger, text: triggerNames[trigger] })),
                value: field(form, 'trigger'),
                errorMessage: errors?.byField.trigger,
              },
            },
            textBox('text', form, errors, {
              label: 'What the review should look at',
              hint: 'For example: tablets for every class since September. No names, and nothing about a child.',
              rows: 3,
            }),
          ],
          button: 'Record it',
          basis: policy.settings['policy.review-triggers'].basis,
        },
        { backHref: '/policy/review', errors },
      )
    })

  return [
    {
      method: 'GET',
      path: '/policy/review',
      access: reviewReaders,
      handle: ({ actor, now }) =>
        inSchool(db, actor, async tx => {
          const today = londonDate(now)
          const policy = await policyInForce(tx, today)
          if (!policy) return redirect('/policy')
          return page(
            'features/policy/pages/review.njk',
            'The next review',
            {
              ...reviewPage(policy, today, {
                reasons: await earlyReasons(tx, policy, today, parts.reviewReasons),
                newer: newerGuidance(policy),
                guidance: await additionalGuidance(tx, policy.versionId),
                links: linkedPolicies(
                  policy.settings['policy.links'].value.map(one => one.name),
                  await policyLinks(tx),
                  today,
                ),
                owners: (await policyOwners(tx, policy)).map(person => person.name),
                reminders: await reviewReminders(tx, policy),
              }),
              draftId: newId(),
              keeps: holdsAny(actor, keepers),
              mayRecord: openTriggers(policy).length > 0,
            },
            { section, backHref: '/policy' },
          )
        }),
    },
    {
      method: 'POST',
      path: '/policy/review',
      access: keepers,
      async handle({ actor, now, form }) {
        const policy = await inSchool(db, actor, tx => policyInForce(tx, londonDate(now)))
        if (!policy) return redirect('/policy')
        const draftId = await parts.drafts.startDraft(db, actor, {
          // Made with the form, so that sending it twice starts one review.
          id: readId(field(form, 'id')) ?? newId(),
          pack: policy.pack,
          title: policy.pack.title,
          from: policy.versionId,
          now,
        })
        return redirect(`/policy/drafts/${draftId}`, {
          kind: 'success',
          text: 'The review has begun: this is a draft of the text in force.',
        })
      },
    },
    {
      method: 'POST',
      path: '/policy/review/leave',
      access: keepers,
      async handle({ actor, now, form }) {
        const shown = fields(form, 'reason')
        const left = await leaveForReview(db, actor, { shown, providers: parts.reviewReasons, now })
        if (!left) return redirect('/policy/review')
        return redirect('/policy/review', {
          kind: 'success',
          text: 'They wait for the review. You are told when there is a new one.',
        })
      },
    },
    {
      method: 'GET',
      path: '/policy/review/reasons',
      access: keepers,
      handle: visit => reasonForm(visit),
    },
    {
      method: 'POST',
      path: '/policy/review/reasons',
      access: keepers,
      async handle(visit) {
        const read = readForm(
          z.strictObject({
            trigger: z.enum(recordedTriggers, { error: 'Choose what happened' }),
            text: words('Say what the review should look at', 1000),
          }),
          visit.form,
        )
        if (read.kind === 'errors') return reasonForm(visit, read.errors)
        const policy = await inSchool(db, visit.actor, tx => policyInForce(tx, londonDate(visit.now)))
        if (!policy) return redirect('/policy')
        await recordReviewReason(db, visit.actor, {
          versionId: policy.versionId,
          ...read.value,
          now: visit.now,
        })
        return redirect('/policy/review', { kind: 'success', text: 'Recorded for the next review.' })
      },
    },
  ]
}
