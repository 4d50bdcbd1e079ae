import { type PersonId, readId } from '../../../kernel/ids.ts'
import { field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { askOutsideSecond, publishAlone } from '../commands/decide-post.ts'
import { recordTakenDown } from '../commands/record-taken-down.ts'
import { finishPictureCheck, pictureCannotBeUsed, sendPost } from '../commands/send-post.ts'
import { discardPost, takePostBack } from '../commands/write-post.ts'
import type { PostParts } from '../parts.ts'
import { postPage } from './post.page.ts'
import { adoptFirst, done, notConnected, note, notOpen, postIdOf, section, warning } from './shared.ts'
import { postView } from './view.ts'

/** The page of one post, and what its author and the checking staff do from there. */
export const postRoutes = (parts: PostParts): readonly Route[] => {
  const show = async (visit: Visit, errors: { text: string; href: string }[] = []) => {
    const view = await postView(parts, visit.actor, postIdOf(visit), visit.now)
    if (view === 'no-policy') return adoptFirst()
    return page('features/posts/pages/post.njk', 'Post', postPage(view, visit.actor), {
      section,
      backHref: '/posts',
      errors,
    })
  }

  const back = (visit: Visit): string => `/posts/${postIdOf(visit)}`
  const underway = done('Sent. Gatepost is publishing it now.')
  const waiting = note('The post no longer waits for this: somebody was faster.')

  return [
    { method: 'GET', path: '/posts/:id', access: 'signed-in', handle: visit => show(visit) },
    {
      method: 'POST',
      path: '/posts/:id/send',
      access: 'signed-in',
      async handle(visit) {
        const sent = await sendPost(parts, visit.actor, { id: postIdOf(visit), now: visit.now })
        switch (sent.kind) {
          case 'publishing':
            return redirect(back(visit), underway)
          case 'awaiting-approval':
            return redirect(back(visit), done('Sent. A second person decides now.'))
          case 'picture-check':
            return redirect(back(visit), done('Sent. A member of staff checks the pictures now.'))
          case 'not-open':
            return notOpen(postIdOf(visit))
          case 'no-policy':
            return adoptFirst()
          case 'not-connected':
            return redirect(back(visit), notConnected)
          case 'problems':
            return show(
              visit,
              sent.problems.map(problem => ({
                text: problem.text,
                href: problem.photoId
                  ? `${back(visit)}/photos/${problem.photoId}/change`
                  : `${back(visit)}/edit`,
              })),
            )
          case 'unchecked':
            return redirect(`${back(visit)}/photos/${sent.photoIds[0]}/check`)
          case 'stopped':
            return redirect(back(visit), warning(pictureCannotBeUsed))
        }
      },
    },
    {
      method: 'POST',
      path: '/posts/:id/finish-check',
      access: 'signed-in',
      async handle(visit) {
        const finished = await finishPictureCheck(parts, visit.actor, { id: postIdOf(visit), now: visit.now })
        switch (finished.kind) {
          case 'publishing':
            return redirect(back(visit), underway)
          case 'awaiting-approval':
            return redirect(back(visit), done('Checked. A second person decides now.'))
          case 'returned':
            return redirect(back(visit), note('Checked. The post went back to its author.'))
          case 'not-waiting':
            return redirect(back(visit), waiting)
          case 'no-policy':
            return adoptFirst()
          case 'not-connected':
            return redirect(back(visit), notConnected)
          case 'unchecked':
            return redirect(`${back(visit)}/photos/${finished.photoIds[0]}/check`)
        }
      },
    },
    {
      method: 'POST',
      path: '/posts/:id/outside',
      access: 'signed-in',
      async handle(visit) {
        const personId = readId<PersonId>(field(visit.form, 'person'))
        const asked = personId
          ? await askOutsideSecond(parts, visit.actor, { id: postIdOf(visit), personId, now: visit.now })
          : 'somebody-else'
        return redirect(
          back(visit),
          asked === 'asked'
            ? done(
                parts.mail.sends
                  ? 'Asked. The letter with the link is on its way.'
                  : 'Asked. Gatepost has no mail server: the letter with the link is in the outbox, for you to pass on.',
              )
            : asked === 'not-waiting'
              ? waiting
              : note('Somebody at the school can approve it now.'),
        )
      },
    },
    {
      method: 'POST',
      path: '/posts/:id/alone',
      access: 'signed-in',
      async handle(visit) {
        const reason = field(visit.form, 'reason').trim()
        if (reason === '')
          return show(visit, [{ text: 'Say why it cannot wait for a second person', href: '#reason' }])
        if (reason.length > 500)
          return show(visit, [{ text: 'The reason must be 500 characters or fewer', href: '#reason' }])
        const decided = await publishAlone(parts, visit.actor, {
          id: postIdOf(visit),
          reason,
          now: visit.now,
        })
        switch (decided.kind) {
          case 'approved':
            return redirect(back(visit), underway)
          case 'somebody-else':
            return redirect(back(visit), note('Somebody else can approve it now, so it is theirs to decide.'))
          case 'cannot-be-published':
            return redirect(
              back(visit),
              warning('It cannot be published as it is. Take it back to see what stands in the way.'),
            )
          case 'not-connected':
            return redirect(back(visit), notConnected)
          case 'no-policy':
            return adoptFirst()
          default:
            return redirect(back(visit), waiting)
        }
      },
    },
    {
      method: 'POST',
      path: '/posts/:id/take-back',
      access: 'signed-in',
      async handle(visit) {
        const taken = await takePostBack(parts, visit.actor, { id: postIdOf(visit), now: visit.now })
        return redirect(
          back(visit),
          taken === 'taken-back' ? done('You have it back. It is a draft again.') : waiting,
        )
      },
    },
    {
      method: 'POST',
      path: '/posts/:id/taken-down',
      access: 'signed-in',
      async handle(visit) {
        const recorded = await recordTakenDown(parts, visit.actor, { id: postIdOf(visit), now: visit.now })
        return redirect(
          back(visit),
          recorded === 'recorded'
            ? done('Recorded: the post was taken down.')
            : note('This post is not published any more.'),
        )
      },
    },
    {
      method: 'POST',
      path: '/posts/:id/discard',
      access: 'signed-in',
      async handle(visit) {
        const discarded = await discardPost(parts, visit.actor, { id: postIdOf(visit), now: visit.now })
        return discarded === 'discarded'
          ? redirect('/posts', done('The post and its pictures were discarded.'))
          : notOpen(postIdOf(visit))
      },
    },
  ]
}
