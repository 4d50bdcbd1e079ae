import { type Instant, londonDate } from '../../kernel/clock.ts'
import { NotAllowed, NotFound } from '../../kernel/errors.ts'
import type { PostId } from '../../kernel/ids.ts'
import type { Database, IdentityDatabase, TenantTx } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { PhotoCleaner } from '../../platform/photos/photo-cleaner.ts'
import type { OfficialAccount } from '../accounts/index.ts'
import { policyInForce } from '../policy/index.ts'
import type { Publishing } from '../publishing/index.ts'
import { isOpen, type Post, type Readiness, readiness } from './post.ts'
import { limitsOf, lockPost, type Networks, postCase } from './queries.ts'
import type { PostState } from './tables.ts'

/** What the room of posts works with. */
export type PostParts = {
  readonly db: Database
  readonly identity: IdentityDatabase
  readonly files: Files
  readonly cleaner: PhotoCleaner
  readonly publishing: Publishing
  readonly networks: Networks
  readonly mail: Mail
  readonly publicUrl: string
}

/** The post with its author at the keyboard, while it can be changed. */
export async function ownOpenPost(
  tx: TenantTx,
  id: PostId,
): Promise<{ kind: 'open'; post: Post; account: OfficialAccount } | { kind: 'not-open' }> {
  const { post, account } = await lockPost(tx, id)
  const { actor } = tx
  if (actor.kind !== 'person') throw new NotAllowed()
  if (actor.personId !== post.authorId) {
    if (account.runnerIds.includes(actor.personId)) throw new NotAllowed()
    throw new NotFound('post')
  }
  return isOpen(post) ? { kind: 'open', post, account } : { kind: 'not-open' }
}

export async function setPostState(tx: TenantTx, id: PostId, state: PostState): Promise<void> {
  await tx
    .updateTable('post')
    .set({ state })
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .execute()
}

/** Marks text or pictures as changed: what was approved or sent back before no longer speaks of this post. */
export async function touchPost(
  tx: TenantTx,
  post: Pick<Post, 'id' | 'revision'>,
  now: Instant,
  change: { state?: PostState; text?: string } = {},
): Promise<void> {
  await tx
    .updateTable('post')
    .set({ ...change, revision: post.revision + 1, changed_at: now })
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', post.id)
    .execute()
}

/** What stands between the post and its publication now; 'no-policy' while the school works under none. */
export async function readinessOf(
  tx: TenantTx,
  networks: Networks,
  post: Post,
  account: OfficialAccount,
  now: Instant,
): Promise<Readiness | { readonly kind: 'no-policy' } | { readonly kind: 'not-connected' }> {
  const policy = await policyInForce(tx, londonDate(now))
  if (!policy) return { kind: 'no-policy' }
  if (account.state !== 'connected') return { kind: 'not-connected' }
  return readiness(await postCase(tx, post, account, policy, limitsOf(account, networks)))
}
