import { holdsAny } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { type ModerationId, newId, type ReplyId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FormErrors, formErrors } from '../../../platform/views/form.ts'
import { londonDateTimeText } from '../../../platform/views/london-time.ts'
import { raiseHref } from '../../concerns/index.ts'
import { personsHolding, schoolDetails } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { actNames, isGuarded } from '../acts.ts'
import { noteToAudience, type Reason, reasons } from '../audience.ts'
import { indecentPictureAdvice } from '../indecent-pictures.ts'
import type { InboxParts } from '../parts.ts'
import { messageFor, moderations, pictureAnswer } from '../queries.ts'
import {
  type ActChange,
  actsFor,
  answerPictureQuestion,
  changeAct,
  effectOf,
  stepIn,
  tellAudience,
} from '../step-in.ts'
import type { IndecentAnswer, ModerationAct } from '../tables.ts'
import { notFetched } from './message.page.ts'
import { textLimit, textProblem } from './reply.route.ts'

const answers: readonly (readonly [IndecentAnswer, string, string])[] = [
  ['no', 'No', 'There is no picture or link, or the words make clear that it cannot.'],
  ['yes', 'Yes', ''],
  ['unsure', 'I am not sure', 'Do not look to find out.'],
]

const one = <Value extends string>(values: readonly Value[], typed: string): Value | undefined =>
  values.find(value => value === typed)

const title = 'Step in'

/** Doing something about an offensive or worrying message: first the question about pictures, then one act. */
export const stepInRoutes = (parts: InboxParts): readonly Route[] => {
  const { db } = parts
  const here = (visit: Visit) => `/inbox/${visit.params.id}`

  const question = (visit: Visit, errors?: FormErrors): Answer =>
    page(
      'features/inbox/pages/question.njk',
      'Could a picture or link in this message show a child nude, semi-nude or sexual?',
      {
        messageId: visit.params.id,
        indecentBasis: indecentPictureAdvice.basis,
        answer: {
          idPrefix: 'answer',
          name: 'answer',
          fieldset: {
            legend: {
              text: 'Could any picture or link in this message show a child nude, semi-nude or sexual?',
              classes: 'govuk-fieldset__legend--l',
              isPageHeading: true,
            },
          },
          hint: {
            text: 'Answer from the words and what you know already. Do not open anything to find out.',
          },
          items: answers.map(([value, text, hint]) => ({
            value,
            text,
            ...(hint ? { hint: { text: hint } } : {}),
          })),
          errorMessage: errors?.byField.answer,
        },
      },
      { errors: errors?.list, backHref: here(visit), section: 'inbox' },
    )

  const show = (visit: Visit, errors?: FormErrors): Promise<Answer> =>
    inSchool(db, visit.actor, async tx => {
      const { message, account } = await messageFor(tx, visit.actor, visit.params.id)
      const more = { backHref: here(visit), section: 'inbox', errors: errors?.list }
      const answer = await pictureAnswer(tx, message.id)
      if (!answer) return question(visit)
      const guarded = isGuarded(answer)
      const policy = await policyInForce(tx, londonDate(visit.now))
      // What to do about a picture that could be indecent does not wait for a policy.
      if (!policy && !guarded) return page('features/inbox/pages/no-policy.njk', title, {}, more)
      const setting = policy?.settings['inbox.moderation-acts']
      const before = await moderations(tx, message.id)
      const acts = actsFor(message, account, answer, setting?.value ?? []).filter(
        act => !before.some(other => other.act === act && other.state !== 'undone'),
      )
      const leads = await personsHolding(tx, ['dsl', 'deputy-dsl'])
      const details = await schoolDetails(tx)
      return page(
        'features/inbox/pages/step-in.njk',
        guarded ? 'Do not open it: what to do now' : title,
        {
          messageId: message.id,
          id: readId<ModerationId>(field(visit.form, 'id')) ?? newId<ModerationId>(),
          guarded,
          steps: indecentPictureAdvice.steps,
          indecentBasis: indecentPictureAdvice.basis,
          tell: [
            leads.length > 0
              ? leads.map(({ name }) => name).join(' or ')
              : 'the designated safeguarding lead',
            ...(details.phone ? [`telephone ${details.phone}`] : []),
          ].join(', '),
          urgent: [details.urgentName, details.urgentPhone].filter(part => part !== null).join(', '),
          concernHref: raiseHref(message.id),
          author: message.authorName,
          received: londonDateTimeText(message.receivedAt),
          text: message.text,
          address: message.url ?? '',
          notFetched: notFetched(message),
          hasActs: acts.length > 0,
          act: {
            idPrefix: 'act',
            name: 'act',
            fieldset: { legend: { text: 'What should happen?', classes: 'govuk-fieldset__legend--s' } },
            items: acts.map(value => ({
              value,
              text: actNames[value],
              hint: { text: effectOf(parts, account, value) },
            })),
            value: field(visit.form, 'act'),
            errorMessage: errors?.byField.act,
          },
          reason: {
            idPrefix: 'reason',
            name: 'reason',
            fieldset: { legend: { text: 'Why?', classes: 'govuk-fieldset__legend--s' } },
            hint: { text: 'Because …' },
            items: Object.entries(reasons).map(([value, text]) => ({ value, text })),
            value: field(visit.form, 'reason'),
            errorMessage: errors?.byField.reason,
          },
          actsBasis: setting?.basis ?? [],
          mayAnswerAnew: guarded && holdsAny(visit.actor, ['dsl', 'deputy-dsl']),
        },
        more,
      )
    })

  const tell = (visit: Visit, errors?: FormErrors): Promise<Answer> =>
    inSchool(db, visit.actor, async tx => {
      const { message, account } = await messageFor(tx, visit.actor, visit.params.id)
      const policy = await policyInForce(tx, londonDate(visit.now))
      const moderation = (await moderations(tx, message.id)).find(({ id }) => id === visit.params.moderation)
      if (moderation?.state !== 'done') throw new NotFound('moderation')
      const reason =
        (Object.keys(reasons) as Reason[]).find(key => reasons[key] === moderation.reason) ?? 'other'
      return page(
        'features/inbox/pages/tell.njk',
        'Tell the audience why',
        {
          messageId: message.id,
          moderationId: moderation.id,
          id: readId<ReplyId>(field(visit.form, 'id')) ?? newId<ReplyId>(),
          byHand: account.network === 'manual',
          basisList: policy?.settings['inbox.tell-audience'].basis ?? [],
          text: {
            id: 'text',
            name: 'text',
            label: { text: 'What readers will see', classes: 'govuk-label--s' },
            hint: { text: 'Name nobody: neither the writer nor anyone the message was about.' },
            maxlength: textLimit(parts, account),
            rows: 5,
            value: errors ? field(visit.form, 'text') : noteToAudience(moderation.act, reason),
            errorMessage: errors?.byField.text,
          },
          button: account.network === 'manual' ? 'Continue to the steps' : 'Publish this note',
        },
        { errors: errors?.list, backHref: here(visit), section: 'inbox' },
      )
    })

  const change = (path: string, what: ActChange, text: string): Route => ({
    method: 'POST',
    path: `/inbox/:id/acts/:moderation/${path}`,
    access: 'signed-in',
    async handle(visit) {
      const result = await changeAct(parts, visit.actor, {
        messageId: visit.params.id ?? '',
        moderationId: visit.params.moderation ?? '',
        change: what,
        now: visit.now,
      })
      return redirect(
        here(visit),
        result === 'changed'
          ? { kind: 'success', text }
          : { kind: 'information', text: 'Nothing was changed: the page shows how it stands now.' },
      )
    },
  })

  return [
    { method: 'GET', path: '/inbox/:id/step-in', access: 'signed-in', handle: visit => show(visit) },
    {
      method: 'POST',
      path: '/inbox/:id/step-in/question',
      access: 'signed-in',
      async handle(visit) {
        const answer = one(
          answers.map(([value]) => value),
          field(visit.form, 'answer'),
        )
        if (!answer) {
          await inSchool(db, visit.actor, tx => messageFor(tx, visit.actor, visit.params.id))
          return question(visit, formErrors([{ field: 'answer', text: 'Choose yes, no or not sure' }]))
        }
        const result = await answerPictureQuestion(db, visit.actor, {
          messageId: visit.params.id ?? '',
          answer,
          now: visit.now,
        })
        return redirect(
          `${here(visit)}/step-in`,
          result === 'stands'
            ? {
                kind: 'warning',
                text: 'Somebody has said that a picture or link could show a child nude, semi-nude or sexual. Only the designated safeguarding lead or a deputy can say otherwise.',
              }
            : undefined,
        )
      },
    },
    {
      method: 'POST',
      path: '/inbox/:id/step-in',
      access: 'signed-in',
      async handle(visit) {
        const act = one(Object.keys(actNames) as ModerationAct[], field(visit.form, 'act'))
        const reason = one(Object.keys(reasons) as Reason[], field(visit.form, 'reason'))
        if (!act || !reason)
          return show(
            visit,
            formErrors([
              ...(act ? [] : [{ field: 'act', text: 'Choose what should happen' }]),
              ...(reason ? [] : [{ field: 'reason', text: 'Choose why' }]),
            ]),
          )
        const result = await stepIn(parts, visit.actor, {
          id: readId<ModerationId>(field(visit.form, 'id')) ?? newId<ModerationId>(),
          messageId: visit.params.id ?? '',
          act,
          reason: reasons[reason],
          now: visit.now,
        })
        switch (result.kind) {
          case 'begun':
            return redirect(here(visit), {
              kind: 'success',
              text: 'The text is kept as evidence. This page shows what happens next.',
            })
          case 'under-way':
            return redirect(here(visit), {
              kind: 'information',
              text: 'This has been begun already. The page shows how it stands.',
            })
          case 'not-open':
            return show(
              visit,
              formErrors([
                { field: 'act', text: 'This cannot be done with this message. Choose one of those shown' },
              ]),
            )
          case 'no-policy':
          case 'ask-first':
            return redirect(`${here(visit)}/step-in`)
        }
      },
    },
    change('by-hand-done', 'by-hand-done', 'Recorded as done.'),
    change('again', 'again', 'Gatepost tries again now.'),
    change('undo', 'undo', 'It is being undone. The page shows how it stands.'),
    {
      method: 'GET',
      path: '/inbox/:id/tell/:moderation',
      access: 'signed-in',
      handle: visit => tell(visit),
    },
    {
      method: 'POST',
      path: '/inbox/:id/tell/:moderation',
      access: 'signed-in',
      async handle(visit) {
        const text = field(visit.form, 'text').trim()
        const { account } = await inSchool(db, visit.actor, tx =>
          messageFor(tx, visit.actor, visit.params.id),
        )
        const problem = textProblem(parts, account, text)
        if (problem) return tell(visit, formErrors([{ field: 'text', text: problem }]))
        const result = await tellAudience(parts, visit.actor, {
          id: readId<ReplyId>(field(visit.form, 'id')) ?? newId<ReplyId>(),
          messageId: visit.params.id ?? '',
          moderationId: visit.params.moderation ?? '',
          text,
          now: visit.now,
        })
        switch (result.kind) {
          case 'sending':
            return redirect(here(visit), { kind: 'success', text: 'The note to the audience is recorded.' })
          case 'told-before':
            return redirect(here(visit), { kind: 'information', text: 'The audience has been told already.' })
          case 'not-done-yet':
            return redirect(here(visit), {
              kind: 'information',
              text: 'Nothing is in effect that readers could be told about.',
            })
          case 'names-author':
            return tell(
              visit,
              formErrors([
                {
                  field: 'text',
                  text: `The note must name nobody: take out or reword “${result.part}”, which is part of the writer’s name`,
                },
              ]),
            )
        }
      },
    },
  ]
}
