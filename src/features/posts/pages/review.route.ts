import { NotAllowed } from '../../../kernel/errors.ts'
import { type Answer, field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type DecideResult, decidePost } from '../commands/decide-post.ts'
import type { PostParts } from '../parts.ts'
import { mayApprove } from '../post.ts'
import { reviewPage } from './review.page.ts'
import { adoptFirst, done, notConnected, note, postIdOf, section, warning } from './shared.ts'
import { postView } from './view.ts'

const longestReason = 1000

/** What is wrong with a reason; undefined where it can stand. An approval needs none. */
export const reasonProblem = (decision: string, reason: string): string | undefined =>
  decision !== 'returned'
    ? undefined
    : reason === ''
      ? 'Say what has to change'
      : reason.length > longestReason
        ? `The reason must be ${longestReason} characters or fewer`
        : undefined

/** What a decision came to, in words for whoever took it. */
export const decidedWords = (decided: Exclude<DecideResult, { kind: 'no-policy' }>) => {
  switch (decided.kind) {
    case 'approved':
      return done('Approved. Gatepost is publishing it now.')
    case 'returned':
      return done('Sent back to its author.')
    case 'not-waiting':
      return note('The post no longer waits for a decision.')
    case 'changed':
      return warning('The post was changed after you opened it. Read it again, then decide.')
    case 'cannot-be-published':
      return warning('Something has changed: it cannot be published as it is. Send it back.')
    case 'not-connected':
      return notConnected
  }
}

/** The second person's page: exactly what will be published, to approve or to send back. */
export const reviewRoutes = (parts: PostParts): readonly Route[] => {
  const show = async (visit: Visit, problem?: string): Promise<Answer> => {
    const id = postIdOf(visit)
    const view = await postView(parts, visit.actor, id, visit.now)
    if (view === 'no-policy') return adoptFirst()
    if (!mayApprove(visit.actor, view.post, view.account)) throw new NotAllowed()
    if (view.post.state !== 'awaiting-approval') return redirect(`/posts/${id}`)
    return page(
      'features/posts/pages/review.njk',
      'Approve this post?',
      reviewPage(
        view,
        {
          action: `/posts/${id}/review`,
          photoHref: photoId => `/posts/${id}/photos/${photoId}`,
          outside: false,
        },
        { reason: field(visit.form, 'reason'), problem },
      ),
      {
        section,
        backHref: `/posts/${id}`,
        errors: problem ? [{ text: problem, href: '#reason' }] : [],
      },
    )
  }

  return [
    { method: 'GET', path: '/posts/:id/review', access: 'signed-in', handle: visit => show(visit) },
    {
      method: 'POST',
      path: '/posts/:id/review',
      access: 'signed-in',
      async handle(visit) {
        const id = postIdOf(visit)
        const decision = field(visit.form, 'decision') === 'approved' ? 'approved' : 'returned'
        const reason = field(visit.form, 'reason').trim()
        const problem = reasonProblem(decision, reason)
        if (problem) return show(visit, problem)
        const decided = await decidePost(parts, visit.actor, {
          id,
          revision: Number(field(visit.form, 'revision')),
          decision,
          reason: decision === 'approved' ? '' : reason,
          outside: false,
          now: visit.now,
        })
        if (decided.kind === 'no-policy') return adoptFirst()
        return redirect(
          decided.kind === 'changed' || decided.kind === 'cannot-be-published'
            ? `/posts/${id}/review`
            : `/posts/${id}`,
          decidedWords(decided),
        )
      },
    },
  ]
}
