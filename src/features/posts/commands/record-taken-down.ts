import type { PersonActor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { NotAllowed, NotFound } from '../../../kernel/errors.ts'
import type { PostId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type PostParts, setPostState } from '../parts.ts'
import { maySee, mayTakeDown } from '../post.ts'
import { lockPost } from '../queries.ts'

/** Records that somebody has deleted a published post on its network: they do it there, by hand. */
export const recordTakenDown = (
  parts: Pick<PostParts, 'db'>,
  actor: PersonActor,
  input: { id: PostId; now: Instant },
): Promise<'recorded' | 'not-published'> =>
  inSchool(parts.db, actor, async tx => {
    const { post, account } = await lockPost(tx, input.id)
    if (!maySee(actor, post, account)) throw new NotFound('post')
    if (!mayTakeDown(actor, account)) throw new NotAllowed()
    if (post.state !== 'published') return 'not-published'
    await setPostState(tx, post.id, 'taken-down')
    await audit(tx, {
      at: input.now,
      action: 'post.taken-down',
      subject: { kind: 'post', id: post.id },
      facts: { account: account.id, revision: post.revision },
    })
    return 'recorded'
  })
