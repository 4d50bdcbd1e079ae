import { type Actor, systemActor } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { newId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, type OpenVisit, page, type Route } from '../../../platform/http/route.ts'
import { type FormErrors, readForm } from '../../../platform/views/form.ts'
import { schoolName } from '../../people/index.ts'
import { findLink, useLink } from '../../sign-in/index.ts'
import { replyAsConsultee, takesReplies } from '../commands/reply-to-proposal.ts'
import { consulteeById, proposal, proposalText, replies } from '../proposals.ts'
import type { PolicyParts } from './parts.ts'
import { replyBox, replyForm } from './proposal.route.ts'
import { textView } from './text.page.ts'

const plain = (heading: string, ...paragraphs: string[]): Answer =>
  page('error.njk', heading, { heading, paragraphs })

const gone = (): Answer =>
  plain(
    'This link no longer works',
    'A link like this takes one reply, while the school is asking for views.',
    'If you still want to say something, tell the school’s office.',
  )

/** The machine may have stopped after a reply was recorded and before its link was used up. */
const recorded = (): Answer =>
  plain(
    'Your view is recorded',
    'The school considers it before its governors decide. The link takes one reply: if you want to add to it, tell the school’s office.',
  )

/** The page of somebody who was asked and has no sign-in: one text, one reply, and nothing else of the school. */
export const consultationRoutes = (parts: PolicyParts): readonly Route[] => {
  const behind = async (visit: OpenVisit) => {
    const token = visit.params.token ?? ''
    const link = await findLink(parts.identity, 'consultation', token, visit.now)
    if (!link?.schoolId || !link.subjectId) return undefined
    const actor: Actor = systemActor(link.schoolId)
    const { subjectId } = link
    return inSchool(parts.db, actor, async tx => {
      const consultee = await consulteeById(tx, subjectId)
      const one = consultee && (await proposal(tx, consultee.proposalId))
      if (!consultee || !one?.consultUntil || !takesReplies(one, londonDate(visit.now))) return undefined
      const school = await schoolName(tx)
      return {
        actor,
        token,
        consultee,
        one,
        replied: (await replies(tx, one.id)).some(reply => reply.consulteeId === consultee.id),
        school,
        until: one.consultUntil,
        text: await proposalText(tx, one.id),
      }
    })
  }

  const show = async (visit: OpenVisit, errors?: FormErrors): Promise<Answer> => {
    const found = await behind(visit)
    if (!found) return gone()
    if (found.replied) return recorded()
    const { one, text } = found
    return page(
      'features/policy/pages/consultation.njk',
      one.title,
      {
        school: found.school,
        title: one.title,
        until: found.until,
        why: one.why,
        name: found.consultee.name,
        text: textView(text.text, text.pack),
        documentHref: one.fileName === null ? null : `/consultation/${found.token}/document`,
        replyId: readId(field(visit.form, 'id')) ?? newId(),
        reply: replyBox(visit.form, errors),
      },
      { errors: errors?.list },
    )
  }

  return [
    {
      method: 'GET',
      path: '/consultation/:token',
      access: 'anyone',
      handle: visit => show(visit),
    },
    {
      method: 'GET',
      path: '/consultation/:token/document',
      access: 'anyone',
      async handle(visit) {
        const found = await behind(visit)
        if (found?.text.text.kind !== 'document') throw new NotFound('document')
        const { fileId, fileName } = found.text.text
        const file = await inSchool(parts.db, found.actor, tx => parts.files.read(tx, fileId))
        return { kind: 'file', ...file, fileName }
      },
    },
    {
      method: 'POST',
      path: '/consultation/:token',
      access: 'anyone',
      async handle(visit) {
        const found = await behind(visit)
        if (!found) return gone()
        if (found.replied) return recorded()
        const read = readForm(replyForm, visit.form)
        if (read.kind === 'errors') return show(visit, read.errors)
        const result = await replyAsConsultee(parts.db, found.actor, found.one.id, {
          id: readId(read.value.id) ?? newId(),
          text: read.value.reply,
          consulteeId: found.consultee.id,
          how: 'link',
          now: visit.now,
        })
        if (result.kind !== 'received') return gone()
        await useLink(parts.identity, found.token, visit.now)
        return plain(
          'Thank you for your view',
          'It is recorded, and the school considers it before its governors decide.',
          'You can close this page: the link no longer works.',
        )
      },
    },
  ]
}
