import type { PersonActor } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { PostId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, type OpenVisit, page, type Route } from '../../../platform/http/route.ts'
import { loadActor, persons } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { findLink, useLink } from '../../sign-in/index.ts'
import { photoOf } from '../commands/change-photos.ts'
import { decidePost } from '../commands/decide-post.ts'
import type { PostParts } from '../parts.ts'
import { readiness } from '../post.ts'
import { accountOf, findPost, limitsOf, postCase } from '../queries.ts'
import { reviewPage } from './review.page.ts'
import { decidedWords, reasonProblem } from './review.route.ts'
import { photoIdOf } from './shared.ts'

const plain = (heading: string, ...paragraphs: string[]): Answer =>
  page('error.njk', heading, { heading, paragraphs })

const gone = (): Answer =>
  plain(
    'This link no longer works',
    'A link like this works for three days, for one decision, and while the post waits for it.',
    'Ask the school if it still needs you.',
  )

/** The outside second's pages: one post behind a one-time link, without any child's name, and nothing else. */
export const secondRoutes = (parts: PostParts): readonly Route[] => {
  const behind = async (
    visit: OpenVisit,
  ): Promise<{ actor: PersonActor; id: PostId; token: string } | undefined> => {
    const token = visit.params.token ?? ''
    const link = await findLink(parts.identity, 'outside-second', token, visit.now)
    if (!link?.schoolId || !link.personId || !link.subjectId) return undefined
    const loaded = await loadActor(parts.db, link.schoolId, link.personId)
    return loaded?.actor.roles.has('outside-second')
      ? { actor: loaded.actor, id: link.subjectId as PostId, token }
      : undefined
  }

  const show = async (
    visit: OpenVisit,
    { actor, id, token }: { actor: PersonActor; id: PostId; token: string },
    wrong?: { text: string; href: string },
  ): Promise<Answer> => {
    const view = await inSchool(parts.db, actor, async tx => {
      const post = await findPost(tx, id)
      const policy = await policyInForce(tx, londonDate(visit.now))
      if (post?.state !== 'awaiting-approval' || !policy) return undefined
      const account = await accountOf(tx, post)
      return {
        post,
        account,
        policy,
        everyone: await persons(tx),
        ready: readiness(await postCase(tx, post, account, policy, limitsOf(account, parts.networks))),
        children: [],
        seesNames: false,
      }
    })
    if (!view) return gone()
    return page(
      'features/posts/pages/review.njk',
      'Approve this post?',
      reviewPage(
        view,
        {
          action: `/second/${token}`,
          photoHref: photoId => `/second/${token}/photos/${photoId}`,
          outside: true,
        },
        { reason: field(visit.form, 'reason'), problem: wrong?.href === '#reason' ? wrong.text : undefined },
      ),
      { errors: wrong ? [wrong] : [] },
    )
  }

  return [
    {
      method: 'GET',
      path: '/second/:token',
      access: 'anyone',
      async handle(visit) {
        const link = await behind(visit)
        return link ? show(visit, link) : gone()
      },
    },
    {
      method: 'GET',
      path: '/second/:token/photos/:photoId',
      access: 'anyone',
      async handle(visit) {
        const link = await behind(visit)
        if (!link) throw new NotFound('picture')
        return inSchool(parts.db, link.actor, async tx => {
          const post = await findPost(tx, link.id)
          if (post?.state !== 'awaiting-approval') throw new NotFound('picture')
          const file = await parts.files.read(tx, photoOf(post.photos, photoIdOf(visit)).fileId)
          return { kind: 'file', mediaType: file.mediaType, bytes: file.bytes }
        })
      },
    },
    {
      method: 'POST',
      path: '/second/:token',
      access: 'anyone',
      async handle(visit) {
        const link = await behind(visit)
        if (!link) return gone()
        const decision = field(visit.form, 'decision') === 'approved' ? 'approved' : 'returned'
        const reason = field(visit.form, 'reason').trim()
        const problem = reasonProblem(decision, reason)
        if (problem) return show(visit, link, { text: problem, href: '#reason' })
        const decided = await decidePost(parts, link.actor, {
          id: link.id,
          revision: Number(field(visit.form, 'revision')),
          decision,
          reason: decision === 'approved' ? '' : reason,
          outside: true,
          now: visit.now,
        })
        if (decided.kind === 'no-policy' || decided.kind === 'not-waiting') return gone()
        if (decided.kind !== 'approved' && decided.kind !== 'returned')
          return show(visit, link, { text: decidedWords(decided).text, href: '#main-content' })
        await useLink(parts.identity, link.token, visit.now)
        return plain(
          decided.kind === 'approved' ? 'You have approved the post' : 'You have sent the post back',
          decided.kind === 'approved'
            ? 'The school publishes it now. Your name stands in its record as the second person.'
            : 'Its author reads your reason and changes it.',
          'Thank you. You can close this page: the link no longer works.',
        )
      },
    },
  ]
}
