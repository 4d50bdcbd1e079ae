import type { PersonActor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { NotAllowed } from '../../../kernel/errors.ts'
import type { PhotoId, PostId, PupilId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import type { OfficialAccount } from '../../accounts/index.ts'
import { classNames, pupilsOfClasses } from '../../people/index.ts'
import { type PostParts, touchPost } from '../parts.ts'
import { isOpen, mayCheckPictures, type Photo, type Post } from '../post.ts'
import { lockPost } from '../queries.ts'
import { photoOf } from './change-photos.ts'

export type CheckResult =
  | { readonly kind: 'recorded' }
  /** It is no longer the time for a check: the post waits for approval, or was published. */
  | { readonly kind: 'not-open' }
  | { readonly kind: 'unknown-class' }
  /** A ticked child is not in the chosen classes: the register has changed meanwhile. */
  | { readonly kind: 'unknown-child' }
  /** Nobody ticked, and not said that nobody can be recognised; or both. */
  | { readonly kind: 'say-who' }

type Open = { readonly post: Post; readonly account: OfficialAccount; readonly photo: Photo }

/**
 * The picture with a member of staff at the keyboard who may see names.
 * @throws NotAllowed for volunteers and parents who run the account, and whoever has nothing to do with it
 */
const openForCheck = async (
  tx: TenantTx,
  actor: PersonActor,
  input: { postId: PostId; photoId: PhotoId },
): Promise<Open | undefined> => {
  const { post, account } = await lockPost(tx, input.postId)
  if (!mayCheckPictures(actor, account)) throw new NotAllowed()
  return isOpen(post) || post.state === 'picture-check'
    ? { post, account, photo: photoOf(post.photos, input.photoId) }
    : undefined
}

const record = async (
  tx: TenantTx,
  actor: PersonActor,
  { post, photo }: Open,
  found: { shows: 'no-pupils' | 'pupils'; classes: readonly string[]; pupilIds: readonly PupilId[] },
  now: Instant,
): Promise<CheckResult> => {
  await tx
    .deleteFrom('photo_pupil')
    .where('school_id', '=', tx.schoolId)
    .where('photo_id', '=', photo.id)
    .execute()
  if (found.pupilIds.length > 0)
    await tx
      .insertInto('photo_pupil')
      .values(found.pupilIds.map(id => ({ school_id: tx.schoolId, photo_id: photo.id, pupil_id: id })))
      .execute()
  await tx
    .updateTable('photo')
    .set({
      shows: found.shows,
      classes: [...found.classes],
      checked_by: actor.personId,
      checked_at: now,
    })
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', photo.id)
    .execute()
  await touchPost(tx, post, now)
  await audit(tx, {
    at: now,
    action: 'post.picture-checked',
    subject: { kind: 'post', id: post.id },
    facts: { photo: photo.id, shows: found.shows, children: found.pupilIds.length },
  })
  return { kind: 'recorded' }
}

type Input = { postId: PostId; photoId: PhotoId; now: Instant }

/** Records that no pupil is in the picture. */
export const recordNoPupils = (parts: PostParts, actor: PersonActor, input: Input): Promise<CheckResult> =>
  inSchool(parts.db, actor, async (tx): Promise<CheckResult> => {
    const open = await openForCheck(tx, actor, input)
    return open
      ? record(tx, actor, open, { shows: 'no-pupils', classes: [], pupilIds: [] }, input.now)
      : { kind: 'not-open' }
  })

/** Chooses the classes whose children may be in the picture; who it is comes next. */
export const chooseClasses = (
  parts: PostParts,
  actor: PersonActor,
  input: Input & { classes: readonly string[] },
): Promise<CheckResult> =>
  inSchool(parts.db, actor, async (tx): Promise<CheckResult> => {
    const open = await openForCheck(tx, actor, input)
    if (!open) return { kind: 'not-open' }
    const known = await classNames(tx)
    if (input.classes.length === 0 || input.classes.some(name => !known.includes(name)))
      return { kind: 'unknown-class' }
    await tx
      .updateTable('photo')
      .set({ classes: [...new Set(input.classes)] })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', open.photo.id)
      .execute()
    await audit(tx, {
      at: input.now,
      action: 'post.picture-classes',
      subject: { kind: 'post', id: open.post.id },
      facts: { photo: open.photo.id, classes: [...input.classes] },
    })
    return { kind: 'recorded' }
  })

/** Records who is in the picture, so that a later withdrawal of consent finds the post. */
export const nameChildren = (
  parts: PostParts,
  actor: PersonActor,
  input: Input & { pupilIds: readonly PupilId[]; nobodyRecognisable: boolean },
): Promise<CheckResult> =>
  inSchool(parts.db, actor, async (tx): Promise<CheckResult> => {
    const open = await openForCheck(tx, actor, input)
    if (!open) return { kind: 'not-open' }
    const pupilIds = [...new Set(input.pupilIds)]
    if (pupilIds.length > 0 === input.nobodyRecognisable) return { kind: 'say-who' }
    const { classes } = open.photo
    const there = await pupilsOfClasses(tx, classes, open.account.channel)
    if (!pupilIds.every(id => there.some(pupil => pupil.id === id))) return { kind: 'unknown-child' }
    return record(tx, actor, open, { shows: 'pupils', classes, pupilIds }, input.now)
  })
