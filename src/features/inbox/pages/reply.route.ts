import { londonDate } from '../../../kernel/clock.ts'
import { newId, type ReplyId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FormErrors, formErrors } from '../../../platform/views/form.ts'
import { londonDateTimeText } from '../../../platform/views/london-time.ts'
import type { OfficialAccount } from '../../accounts/index.ts'
import { schoolDetails } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import type { InboxParts } from '../parts.ts'
import { pressBasis, soundsLikePress } from '../press.ts'
import { messageFor, thread } from '../queries.ts'
import { seenOf, sendAgain, writeReply } from '../write-reply.ts'
import { stateTag } from './inbox.page.ts'

/** The longest text for an account a person posts to by hand, and what counts it elsewhere. */
const longestByHand = 5_000
const holdingWords = 'Thank you for your message. We have seen it and will answer as soon as we can.'

/** What is wrong with a text that is to go out on an account, else undefined. */
export const textProblem = (
  { networks }: Pick<InboxParts, 'networks'>,
  account: OfficialAccount,
  text: string,
): string | undefined => {
  if (!text) return 'Write something to send'
  const limit = account.network === 'manual' ? longestByHand : networks.bluesky.textLimit
  const length = account.network === 'manual' ? text.length : networks.bluesky.textLength(text)
  return length > limit
    ? `This is ${length} characters long and ${account.name} takes ${limit}. Shorten it by ${length - limit}`
    : undefined
}

export const textLimit = ({ networks }: Pick<InboxParts, 'networks'>, account: OfficialAccount): number =>
  account.network === 'manual' ? longestByHand : networks.bluesky.textLimit

/** Answering a message, at once in full or first with a holding reply. */
export const replyRoutes = (parts: InboxParts): readonly Route[] => {
  const { db } = parts

  const show = (
    visit: Visit,
    more: {
      readonly kind: 'answer' | 'holding'
      readonly text: string
      readonly errors?: FormErrors
      readonly changed?: boolean
    },
  ): Promise<Answer> =>
    inSchool(db, visit.actor, async tx => {
      const { message, account } = await messageFor(tx, visit.actor, visit.params.id)
      const backHref = `/inbox/${message.id}`
      if (message.state === 'removed')
        return redirect(backHref, {
          kind: 'information',
          text: 'The school stepped in on this message, so it cannot be answered.',
        })
      const policy = await policyInForce(tx, londonDate(visit.now))
      const replies = (await thread(tx, message.id)).filter(reply => reply.kind !== 'audience')
      const settled = message.state === 'answered' || message.state === 'no-answer-needed'
      const press = soundsLikePress(message.text) && policy ? pressBasis(policy.pack) : []
      const { mediaContact } = await schoolDetails(tx)
      const pending = replies.some(reply => reply.state === 'intended' || reply.state === 'calling')
      return page(
        'features/inbox/pages/reply.njk',
        more.kind === 'holding' ? 'Send a holding reply' : 'Write an answer',
        {
          messageId: message.id,
          // A form that comes back keeps its id: sent twice it is still one reply.
          id: readId<ReplyId>(field(visit.form, 'id')) ?? newId<ReplyId>(),
          kind: more.kind,
          seen: seenOf(message, replies),
          author: message.authorName,
          received: londonDateTimeText(message.receivedAt),
          written: message.text,
          earlier: replies.map(reply => ({
            by: reply.authorName,
            at: londonDateTimeText(reply.createdAt),
            text: reply.text,
          })),
          warnings: [
            ...(more.changed
              ? [
                  'Somebody else has dealt with this message since you opened the page. Yours has not been sent: read what was done, then decide whether to send it too.',
                ]
              : settled || pending
                ? [
                    `This message is already dealt with (${pending ? 'a reply is on its way' : stateTag(message, visit.now).text.toLowerCase()}). Send another reply only if one is really needed.`,
                  ]
                : []),
            ...(account.state === 'connected'
              ? []
              : [
                  `${account.name} is not connected now, so nothing can be sent. Ask the administrator to connect it.`,
                ]),
            ...(press.length > 0
              ? [
                  `The writer may be a journalist. Do not answer before it has gone by the school’s media policy${mediaContact ? `: ask ${mediaContact}` : ''}.`,
                ]
              : []),
          ],
          pressBasis: press,
          intro:
            more.kind === 'holding'
              ? 'A holding reply tells the writer that the message was seen. That is enough to keep the time to answer; the full answer is still owed.'
              : '',
          basisList: message.dueBasis,
          text: {
            id: 'text',
            name: 'text',
            label: { text: 'Your reply', classes: 'govuk-label--s' },
            hint: {
              text:
                account.network === 'manual'
                  ? 'You post it there yourself: the next page shows the steps.'
                  : 'Everyone can read it under the message. Give away nothing private.',
            },
            maxlength: textLimit(parts, account),
            rows: 5,
            value: more.text,
            errorMessage: more.errors?.byField.text,
          },
          button:
            account.network === 'manual'
              ? 'Continue to the steps'
              : more.changed || settled
                ? 'Send this reply all the same'
                : 'Send the reply',
        },
        { errors: more.errors?.list, backHref, section: 'inbox' },
      )
    })

  return [
    {
      method: 'GET',
      path: '/inbox/:id/reply',
      access: 'signed-in',
      handle: visit =>
        visit.query.kind === 'holding'
          ? show(visit, { kind: 'holding', text: holdingWords })
          : show(visit, { kind: 'answer', text: '' }),
    },
    {
      method: 'POST',
      path: '/inbox/:id/reply',
      access: 'signed-in',
      async handle(visit) {
        const kind = field(visit.form, 'kind') === 'holding' ? 'holding' : 'answer'
        const text = field(visit.form, 'text').trim()
        const { account, message } = await inSchool(db, visit.actor, tx =>
          messageFor(tx, visit.actor, visit.params.id),
        )
        const problem = textProblem(parts, account, text)
        if (problem)
          return show(visit, { kind, text, errors: formErrors([{ field: 'text', text: problem }]) })
        const back = `/inbox/${message.id}`
        const result = await writeReply(parts, visit.actor, {
          id: readId<ReplyId>(field(visit.form, 'id')) ?? newId<ReplyId>(),
          messageId: message.id,
          kind,
          text,
          seen: field(visit.form, 'seen'),
          now: visit.now,
        })
        switch (result.kind) {
          case 'sending':
            return result.byHand
              ? redirect(`/publications/${result.publicationId}`)
              : redirect(back, {
                  kind: 'success',
                  text: 'Your reply is being sent. The message counts as answered once it is out.',
                })
          case 'sent-before':
            return redirect(back)
          case 'removed':
            return redirect(back, {
              kind: 'warning',
              text: 'Your reply was not sent: the school stepped in on this message meanwhile.',
            })
          case 'changed-meanwhile':
            return show(visit, { kind, text, changed: true })
        }
      },
    },
    {
      method: 'POST',
      path: '/inbox/:id/replies/:reply/again',
      access: 'signed-in',
      async handle(visit) {
        const result = await sendAgain(parts, visit.actor, {
          messageId: visit.params.id ?? '',
          replyId: visit.params.reply ?? '',
          now: visit.now,
        })
        return redirect(
          `/inbox/${visit.params.id}`,
          result === 'sending'
            ? { kind: 'success', text: 'The reply is being sent again.' }
            : { kind: 'information', text: 'This reply needs no second try. The page shows how it stands.' },
        )
      },
    },
  ]
}
