import { holdsAny } from '../../kernel/actor.ts'
import type { Basis } from '../../kernel/basis.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { PostId } from '../../kernel/ids.ts'
import type { Picture } from '../../networks/network.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Loader } from '../publishing/index.ts'
import { pictureCannotBeUsed } from './commands/send-post.ts'
import { readinessOf, setPostState } from './parts.ts'
import { accountOf, findPost, type Networks } from './queries.ts'

/** Right before the call everything is judged once more: a consent may have been withdrawn since. */
export const postLoader = (parts: {
  readonly files: Files
  readonly clock: Clock
  readonly networks: Networks
}): Loader => ({
  async outgoing(tx, subjectId) {
    const stopped = (why: string, basis: readonly Basis[] = []) => ({ kind: 'stopped' as const, why, basis })
    const post = await findPost(tx, subjectId as PostId)
    if (!post) return stopped('This post no longer exists.')
    const ready = await readinessOf(tx, parts.networks, post, await accountOf(tx, post), parts.clock.now())
    switch (ready.kind) {
      case 'stopped':
        return stopped(pictureCannotBeUsed, ready.basis)
      case 'problems':
        return stopped(
          ready.problems.map(problem => problem.text).join(' '),
          ready.problems.flatMap(problem => problem.basis),
        )
      case 'unchecked':
        return stopped('A picture of this post was never checked.')
      case 'needs-approval':
        return stopped('This post needs a second person’s approval now.', ready.basis)
      case 'no-policy':
        return stopped('The school works under no policy, so nothing is published.')
      case 'not-connected':
        return stopped('The account is not connected. Ask the administrator to connect it.')
      case 'ready': {
        const pictures: Picture[] = []
        for (const photo of post.photos)
          pictures.push({
            bytes: (await parts.files.read(tx, photo.fileId)).bytes,
            mediaType: 'image/jpeg',
            altText: photo.altText,
            width: photo.width,
            height: photo.height,
          })
        return { kind: 'send', text: post.text, pictures, byHand: 'publish' }
      }
    }
  },
  settled: (tx, subjectId, outcome) => setPostState(tx, subjectId as PostId, outcome.state),
  maySettle: (actor, account) =>
    account.runnerIds.includes(actor.personId) ||
    holdsAny(actor, ['headteacher', 'senior-leader', 'administrator']),
  href: subjectId => `/posts/${subjectId}`,
})
