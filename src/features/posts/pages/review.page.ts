import type { TextareaParams } from '../../../platform/views/macro-params.ts'
import { pictureCannotBeUsed } from '../commands/send-post.ts'
import { nameOf, type PostView } from './view.ts'

/** What the second person reads: exactly what will be published. `children` come only where names may be seen. */
export const reviewPage = (
  view: Omit<PostView, 'publication' | 'notToShow'>,
  where: { action: string; photoHref(photoId: string): string; outside: boolean },
  typed: { reason: string; problem: string | undefined },
) => {
  const { post, ready, children } = view
  const names = (ids: readonly string[]): string =>
    children
      .filter(child => ids.includes(child.id))
      .map(child => `${child.givenName} ${child.familyName} (${child.className})`)
      .join(', ')
  return {
    account: view.account.name,
    author: nameOf(view.everyone, post.authorId),
    text: post.text,
    revision: post.revision,
    photos: post.photos.map(photo => ({
      src: where.photoHref(photo.id),
      altText: photo.altText,
      width: photo.width,
      height: photo.height,
    })),
    seesNames: view.seesNames && post.photos.length > 0,
    pictured: post.photos.map((photo, index) => {
      const who =
        photo.shows === 'no-pupils'
          ? 'no pupils'
          : photo.pupilIds.length === 0
            ? 'pupils, of whom none can be recognised'
            : names(photo.pupilIds)
      return `Picture ${index + 1}: ${who}`
    }),
    basis: !where.outside && ready.kind === 'needs-approval' ? ready.basis : [],
    stopped:
      ready.kind === 'stopped'
        ? pictureCannotBeUsed
        : ready.kind === 'problems' || ready.kind === 'unchecked'
          ? 'It cannot be published as it is. Send it back.'
          : null,
    checks: view.policy.settings['posts.checks'].value,
    linked: !where.outside,
    action: where.action,
    reason: {
      id: 'reason',
      name: 'reason',
      rows: '3',
      label: { text: 'What has to change' },
      hint: { text: 'The author reads this. Name no child.' },
      value: typed.reason,
      errorMessage: typed.problem ? { text: typed.problem } : undefined,
    } satisfies TextareaParams,
  }
}
