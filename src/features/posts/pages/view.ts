import type { PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { PersonId, PostId, PupilId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import type { OfficialAccount } from '../../accounts/index.ts'
import {
  type Person,
  type PupilStanding,
  persons,
  pupilStandings,
  pupilsNotToShow,
} from '../../people/index.ts'
import { type PolicyInForce, policyInForce } from '../../policy/index.ts'
import { type Publication, publicationOf } from '../../publishing/index.ts'
import type { PostParts } from '../parts.ts'
import { mayCheckPictures, maySee, type Post, type Readiness, readiness } from '../post.ts'
import { accountOf, findPost, limitsOf, postCase } from '../queries.ts'

/** Everything the pages about one post are made from. */
export type PostView = {
  readonly post: Post
  readonly account: OfficialAccount
  readonly publication: Publication | undefined
  readonly policy: PolicyInForce
  readonly ready: Readiness
  readonly everyone: readonly Person[]
  /** Who is in the pictures: empty for whoever may not see names. */
  readonly children: readonly PupilStanding[]
  readonly seesNames: boolean
  /** The children in it who must not be shown any more, once it is published. */
  readonly notToShow: readonly PupilId[]
}

/**
 * The post as this person may see it; 'no-policy' while the school works under none.
 * @throws NotFound for whoever has nothing to do with the account
 */
export const postView = (
  parts: PostParts,
  actor: PersonActor,
  id: PostId,
  now: Instant,
): Promise<PostView | 'no-policy'> =>
  inSchool(parts.db, actor, async (tx): Promise<PostView | 'no-policy'> => {
    const post = await findPost(tx, id)
    if (!post) throw new NotFound('post')
    const account = await accountOf(tx, post)
    if (!maySee(actor, post, account)) throw new NotFound('post')
    const policy = await policyInForce(tx, londonDate(now))
    if (!policy) return 'no-policy'
    const seesNames = mayCheckPictures(actor, account)
    const depicted = post.photos.flatMap(photo => photo.pupilIds)
    const hidden = post.state === 'published' ? await pupilsNotToShow(tx, account.channel) : []
    return {
      post,
      account,
      policy,
      publication: await publicationOf(tx, 'post', id),
      ready: readiness(await postCase(tx, post, account, policy, limitsOf(account, parts.networks))),
      everyone: await persons(tx),
      children: seesNames ? await pupilStandings(tx, depicted, account.channel) : [],
      seesNames,
      notToShow: [...new Set(depicted)].filter(id => hidden.includes(id)),
    }
  })

export const nameOf = (everyone: readonly Person[], id: PersonId): string =>
  everyone.find(person => person.id === id)?.name ?? 'Somebody who has left'
