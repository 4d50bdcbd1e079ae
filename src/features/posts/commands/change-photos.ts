import type { PersonActor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { PhotoId, PostId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { inSchool, isDuplicate, type TenantTx } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import { ownOpenPost, type PostParts, touchPost } from '../parts.ts'
import { isOpen, type Photo } from '../post.ts'
import { altTextProblem, findPost, limitsOf } from '../queries.ts'

export type AddPhotoResult =
  | { readonly kind: 'added'; readonly hadLocation: boolean }
  | { readonly kind: 'not-open' }
  | { readonly kind: 'wrong'; readonly field: 'picture' | 'altText'; readonly words: string }

/**
 * Adds a picture to a post. Only what is left after cleaning is stored: no place, no camera, no file name.
 * Altogether at most 20 MB and what the network takes.
 */
export async function addPhoto(
  parts: PostParts,
  actor: PersonActor,
  input: { id: PhotoId; postId: PostId; bytes: Uint8Array; altText: string; now: Instant },
): Promise<AddPhotoResult> {
  const { now, postId } = input
  // Asked before the work of cleaning, and again in the transaction that stores the result.
  const before = await inSchool(parts.db, actor, tx => findPost(tx, postId))
  if (before?.authorId !== actor.personId) throw new NotFound('post')
  if (!isOpen(before)) return { kind: 'not-open' }
  if (before.photos.some(photo => photo.id === input.id)) return { kind: 'added', hadLocation: false }
  const cleaned = await parts.cleaner.clean(input.bytes)
  if (cleaned.kind === 'refused') return { kind: 'wrong', field: 'picture', words: cleaned.message }
  try {
    return await inSchool(parts.db, actor, async (tx): Promise<AddPhotoResult> => {
      const found = await ownOpenPost(tx, postId)
      if (found.kind === 'not-open') return found
      const { post, account } = found
      const limits = limitsOf(account, parts.networks)
      if (post.photos.length >= limits.pictures)
        return {
          kind: 'wrong',
          field: 'picture',
          words: `${account.name} takes ${limits.pictures} pictures a post. Remove one first.`,
        }
      const named = await altTextProblem(tx, account, input.altText)
      if (named) return { kind: 'wrong', field: 'altText', words: named }
      const fileId = await parts.files.store(tx, {
        purpose: 'photo',
        mediaType: 'image/jpeg',
        bytes: cleaned.bytes,
        at: now,
      })
      await tx
        .insertInto('photo')
        .values({
          school_id: tx.schoolId,
          id: input.id,
          post_id: post.id,
          file_id: fileId,
          width: cleaned.width,
          height: cleaned.height,
          alt_text: input.altText,
          position: post.photos.length,
          shows: 'unchecked',
          classes: [],
          checked_by: null,
          checked_at: null,
        })
        .execute()
      await touchPost(tx, post, now, { state: 'draft' })
      await audit(tx, {
        at: now,
        action: 'post.picture-added',
        subject: { kind: 'post', id: post.id },
        facts: { photo: input.id, locationRemoved: cleaned.originalHadLocation },
      })
      return { kind: 'added', hadLocation: cleaned.originalHadLocation }
    })
  } catch (error) {
    if (isDuplicate(error)) return { kind: 'added', hadLocation: false }
    throw error
  }
}

export type DescribeResult =
  | { readonly kind: 'saved' }
  | { readonly kind: 'not-open' }
  | { readonly kind: 'wrong'; readonly words: string }

/** Changes what a picture is described as for people who cannot see it. */
export const describePhoto = (
  parts: PostParts,
  actor: PersonActor,
  input: { postId: PostId; photoId: PhotoId; altText: string; now: Instant },
): Promise<DescribeResult> =>
  inSchool(parts.db, actor, async (tx): Promise<DescribeResult> => {
    const found = await ownOpenPost(tx, input.postId)
    if (found.kind === 'not-open') return found
    const { post, account } = found
    const photo = photoOf(post.photos, input.photoId)
    const named = await altTextProblem(tx, account, input.altText)
    if (named) return { kind: 'wrong', words: named }
    if (photo.altText === input.altText) return { kind: 'saved' }
    await tx
      .updateTable('photo')
      .set({ alt_text: input.altText })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', photo.id)
      .execute()
    await touchPost(tx, post, input.now, { state: 'draft' })
    await audit(tx, {
      at: input.now,
      action: 'post.picture-described',
      subject: { kind: 'post', id: post.id },
      facts: { photo: photo.id },
    })
    return { kind: 'saved' }
  })

/** Deletes a picture and who was named in it (AL-9.d). */
export const removePhoto = (
  parts: PostParts,
  actor: PersonActor,
  input: { postId: PostId; photoId: PhotoId; now: Instant },
): Promise<'removed' | 'not-open'> =>
  inSchool(parts.db, actor, async tx => {
    const found = await ownOpenPost(tx, input.postId)
    if (found.kind === 'not-open') return 'not-open'
    const photo = found.post.photos.find(one => one.id === input.photoId)
    if (!photo) return 'removed'
    await deletePhoto(tx, parts.files, photo)
    await touchPost(tx, found.post, input.now, { state: 'draft' })
    await audit(tx, {
      at: input.now,
      action: 'post.picture-removed',
      subject: { kind: 'post', id: found.post.id },
      facts: { photo: photo.id },
    })
    return 'removed'
  })

/** Deletes a picture inside a command of its caller, which writes the audit event. */
export async function deletePhoto(tx: TenantTx, files: Files, photo: Photo): Promise<void> {
  await tx
    .deleteFrom('photo_pupil')
    .where('school_id', '=', tx.schoolId)
    .where('photo_id', '=', photo.id)
    .execute()
  await tx.deleteFrom('photo').where('school_id', '=', tx.schoolId).where('id', '=', photo.id).execute()
  await files.remove(tx, photo.fileId)
}

/** @throws NotFound when the post has no such picture */
export const photoOf = (photos: readonly Photo[], id: PhotoId): Photo => {
  const photo = photos.find(one => one.id === id)
  if (!photo) throw new NotFound('picture')
  return photo
}
