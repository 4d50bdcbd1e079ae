import type { PersonActor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { NotAllowed, NotFound } from '../../../kernel/errors.ts'
import type { AccountId, PostId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { inSchool, isDuplicate } from '../../../platform/database/database.ts'
import { officialAccount } from '../../accounts/index.ts'
import { ownOpenPost, type PostParts, setPostState, touchPost } from '../parts.ts'
import { mayWrite } from '../post.ts'
import { limitsOf, lockPost, textNamesChild, textTooLong } from '../queries.ts'
import { deletePhoto } from './change-photos.ts'

export type SaveResult =
  | { readonly kind: 'saved' }
  | { readonly kind: 'not-open' }
  /** The text cannot stand, with the words for its field. `namesChild`: because it gives a full name (F25). */
  | { readonly kind: 'wrong-text'; readonly words: string; readonly namesChild: boolean }

/**
 * Keeps the first draft of a post. The same id again changes nothing.
 * @throws NotAllowed for anyone who does not run the account (AL-3.b)
 */
export async function writePost(
  parts: PostParts,
  actor: PersonActor,
  input: { id: PostId; accountId: AccountId; text: string; now: Instant },
): Promise<SaveResult> {
  try {
    return await inSchool(parts.db, actor, async (tx): Promise<SaveResult> => {
      const account = await officialAccount(tx, input.accountId)
      if (!account) throw new NotFound('account')
      if (!mayWrite(actor, account)) throw new NotAllowed('only who runs an account writes for it')
      const tooLong = textTooLong(input.text, limitsOf(account, parts.networks), account.name)
      if (tooLong) return { kind: 'wrong-text', words: tooLong, namesChild: false }
      await tx
        .insertInto('post')
        .values({
          school_id: tx.schoolId,
          id: input.id,
          account_id: account.id,
          author_id: actor.personId,
          text: input.text,
          revision: 1,
          state: 'draft',
          created_at: input.now,
          changed_at: input.now,
        })
        .execute()
      await audit(tx, {
        at: input.now,
        action: 'post.written',
        subject: { kind: 'post', id: input.id },
        facts: { account: account.id },
      })
      return { kind: 'saved' }
    })
  } catch (error) {
    if (isDuplicate(error)) return { kind: 'saved' }
    throw error
  }
}

/** Changes the text of a draft, of what was sent back, or of what failed; it is then a draft again. */
export const editPost = (
  parts: PostParts,
  actor: PersonActor,
  input: { id: PostId; text: string; now: Instant },
): Promise<SaveResult> =>
  inSchool(parts.db, actor, async (tx): Promise<SaveResult> => {
    const found = await ownOpenPost(tx, input.id)
    if (found.kind === 'not-open') return found
    const { post, account } = found
    const tooLong = textTooLong(input.text, limitsOf(account, parts.networks), account.name)
    if (tooLong) return { kind: 'wrong-text', words: tooLong, namesChild: false }
    const named = await textNamesChild(tx, account, post, input.text)
    if (named) return { kind: 'wrong-text', words: named, namesChild: true }
    if (post.text === input.text) return { kind: 'saved' }
    await touchPost(tx, post, input.now, { state: 'draft', text: input.text })
    await audit(tx, {
      at: input.now,
      action: 'post.changed',
      subject: { kind: 'post', id: post.id },
      facts: { revision: post.revision + 1 },
    })
    return { kind: 'saved' }
  })

/** Throws a post away with its pictures (AL-9.d): only that it was written stays. */
export const discardPost = (
  parts: PostParts,
  actor: PersonActor,
  input: { id: PostId; now: Instant },
): Promise<'discarded' | 'not-open'> =>
  inSchool(parts.db, actor, async tx => {
    const found = await ownOpenPost(tx, input.id)
    if (found.kind === 'not-open') return 'not-open'
    const { post } = found
    for (const photo of post.photos) await deletePhoto(tx, parts.files, photo)
    await touchPost(tx, post, input.now, { state: 'discarded', text: '' })
    await audit(tx, {
      at: input.now,
      action: 'post.discarded',
      subject: { kind: 'post', id: post.id },
      facts: { from: post.state, pictures: post.photos.length },
    })
    return 'discarded'
  })

/** Takes a post back that waits for somebody else. */
export const takePostBack = (
  parts: PostParts,
  actor: PersonActor,
  input: { id: PostId; now: Instant },
): Promise<'taken-back' | 'not-waiting'> =>
  inSchool(parts.db, actor, async tx => {
    const { post } = await lockPost(tx, input.id)
    if (post.authorId !== actor.personId) throw new NotAllowed()
    if (post.state !== 'awaiting-approval' && post.state !== 'picture-check') return 'not-waiting'
    await setPostState(tx, post.id, 'draft')
    await audit(tx, {
      at: input.now,
      action: 'post.taken-back',
      subject: { kind: 'post', id: post.id },
      facts: { from: post.state },
    })
    return 'taken-back'
  })
