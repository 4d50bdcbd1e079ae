import { holdsAny, type Role } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { type ModerationId, readId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FormErrors, formErrors } from '../../../platform/views/form.ts'
import { persons, schoolDetails } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { closeWithoutAnswer, reopen } from '../change-state.ts'
import { openEvidence } from '../evidence.ts'
import { indecentPictureAdvice } from '../indecent-pictures.ts'
import type { InboxParts } from '../parts.ts'
import { pressBasis } from '../press.ts'
import { answeredPost, messageFor, moderations, pictureAnswer, thread } from '../queries.ts'
import { messageOfReply } from '../write-reply.ts'
import { kindNames } from './inbox.page.ts'
import { messagePage } from './message.page.ts'

/** Who may read what was kept before somebody stepped in. */
const evidenceReaders: readonly Role[] = ['headteacher', 'dsl', 'deputy-dsl', 'administrator']
const longestReason = 500

/** One message in full, and the small decisions about it. */
export const messageRoutes = (parts: InboxParts): readonly Route[] => {
  const { db } = parts
  const here = (visit: Visit) => `/inbox/${visit.params.id}`

  const noAnswer = (visit: Visit, errors?: FormErrors) =>
    inSchool(db, visit.actor, async tx => {
      await messageFor(tx, visit.actor, visit.params.id)
      return page(
        'features/inbox/pages/no-answer.njk',
        'No answer needed',
        {
          reason: {
            id: 'reason',
            name: 'reason',
            label: { text: 'Why does this message need no answer?', classes: 'govuk-label--s' },
            hint: { text: 'For example: it only thanks the school.' },
            value: field(visit.form, 'reason'),
            errorMessage: errors?.byField.reason,
          },
        },
        { errors: errors?.list, backHref: here(visit), section: 'inbox' },
      )
    })

  return [
    {
      method: 'GET',
      path: '/inbox/replies/:id',
      access: 'signed-in',
      async handle(visit) {
        const replyId = readId(visit.params.id)
        const messageId =
          replyId && (await inSchool(db, visit.actor, tx => messageOfReply(tx, visit.actor, replyId)))
        if (!messageId) throw new NotFound('reply')
        return redirect(`/inbox/${messageId}`)
      },
    },
    {
      method: 'GET',
      path: '/inbox/:id',
      access: 'signed-in',
      handle: visit =>
        inSchool(db, visit.actor, async tx => {
          const { message, account } = await messageFor(tx, visit.actor, visit.params.id)
          const policy = await policyInForce(tx, londonDate(visit.now))
          const names = new Map<string, string>((await persons(tx)).map(({ id, name }) => [id, name]))
          const tell = policy?.settings['inbox.tell-audience']
          return page(
            'features/inbox/pages/message.njk',
            `${kindNames[message.kind]} on ${account.name}`,
            messagePage({
              message,
              account,
              replies: await thread(tx, message.id),
              moderations: await moderations(tx, message.id),
              answer: await pictureAnswer(tx, message.id),
              post: message.postId ? await answeredPost(tx, message.postId) : undefined,
              enteredBy: names.get(message.enteredBy ?? ''),
              stateBy: names.get(message.stateBy ?? ''),
              pressBasis: policy ? pressBasis(policy.pack) : [],
              mediaContact: (await schoolDetails(tx)).mediaContact,
              indecentBasis: indecentPictureAdvice.basis,
              tell: { wanted: tell?.value ?? false, basis: tell?.basis ?? [] },
              mayReadEvidence: holdsAny(visit.actor, evidenceReaders),
              stepsOf: ({ act, state }) =>
                account.network === 'manual' && state === 'intended'
                  ? parts.manual(account.channel).steps[act]
                  : [],
              now: visit.now,
            }),
            { backHref: '/inbox', section: 'inbox' },
          )
        }),
    },
    {
      method: 'GET',
      path: '/inbox/:id/no-answer',
      access: 'signed-in',
      handle: visit => noAnswer(visit),
    },
    {
      method: 'POST',
      path: '/inbox/:id/no-answer',
      access: 'signed-in',
      async handle(visit) {
        const reason = field(visit.form, 'reason').trim()
        if (!reason)
          return noAnswer(visit, formErrors([{ field: 'reason', text: 'Say why it needs no answer' }]))
        if (reason.length > longestReason)
          return noAnswer(
            visit,
            formErrors([
              { field: 'reason', text: `The reason must be ${longestReason} characters or fewer` },
            ]),
          )
        const result = await closeWithoutAnswer(db, visit.actor, {
          messageId: visit.params.id ?? '',
          reason,
          now: visit.now,
        })
        return redirect(
          here(visit),
          result === 'changed'
            ? { kind: 'success', text: 'Recorded: this message needs no answer.' }
            : { kind: 'information', text: 'This message was settled already. The page shows how.' },
        )
      },
    },
    {
      method: 'POST',
      path: '/inbox/:id/reopen',
      access: 'signed-in',
      async handle(visit) {
        await reopen(db, visit.actor, { messageId: visit.params.id ?? '', now: visit.now })
        return redirect(here(visit), { kind: 'information', text: 'The message waits for an answer again.' })
      },
    },
    {
      method: 'GET',
      path: '/inbox/:id/evidence/:moderation',
      access: evidenceReaders,
      handle: visit =>
        inSchool(db, visit.actor, async tx => {
          const { message } = await messageFor(tx, visit.actor, visit.params.id)
          const id = readId<ModerationId>(visit.params.moderation)
          const known = id && (await moderations(tx, message.id)).find(one => one.id === id)
          const kept = known && (await openEvidence(tx, parts.vault, known.id))
          if (!kept) throw new NotFound('evidence')
          await audit(tx, {
            at: visit.now,
            action: 'evidence.read',
            subject: { kind: 'message', id: message.id },
            facts: { moderation: known.id, intact: kept.intact },
          })
          return page('features/inbox/pages/evidence.njk', 'Text kept as evidence', kept, {
            backHref: here(visit),
            section: 'inbox',
          })
        }),
    },
  ]
}
