import { NotFound } from '../../../kernel/errors.ts'
import { newId, type PhotoId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FieldError, formErrors } from '../../../platform/views/form.ts'
import type { FileUploadParams, TextareaParams } from '../../../platform/views/macro-params.ts'
import { addPhoto, describePhoto, photoOf, removePhoto } from '../commands/change-photos.ts'
import { fullNameBasis } from '../full-names.ts'
import type { PostParts } from '../parts.ts'
import { isOpen, maySee } from '../post.ts'
import { accountOf, findPost } from '../queries.ts'
import { done, notOpen, photoIdOf, postIdOf, section } from './shared.ts'

/** The largest picture that is taken, in bytes, before it is cleaned. */
const largestUpload = 20_000_000
const longestDescription = 1000

const altTextOf = (visit: Visit): string => field(visit.form, 'altText').replace(/\s+/g, ' ').trim()

const descriptionError = (altText: string): readonly FieldError[] =>
  altText === ''
    ? [{ field: 'altText', text: 'Describe the picture for people who cannot see it' }]
    : altText.length > longestDescription
      ? [{ field: 'altText', text: `The description must be ${longestDescription} characters or fewer` }]
      : []

/** Adding, describing, removing and showing the pictures of a post. */
export const photoRoutes = (parts: PostParts): readonly Route[] => {
  const altTextField = (value: string, errors: ReturnType<typeof formErrors>): TextareaParams => ({
    id: 'altText',
    name: 'altText',
    rows: '3',
    label: { text: 'Describe the picture' },
    hint: {
      text: 'For people who cannot see it, in a sentence or two: what happens in it? It is published too. Give no child’s full name.',
    },
    value,
    errorMessage: errors.byField.altText,
  })

  /** A name in full is the one error that rests on more than the form itself. */
  const basisOf = (found: readonly FieldError[]) =>
    found.some(error => error.text.includes('full name')) ? [fullNameBasis] : []

  const ownPost = async (visit: Visit) => {
    const post = await inSchool(parts.db, visit.actor, tx => findPost(tx, postIdOf(visit)))
    if (post?.authorId !== visit.actor.personId) throw new NotFound('post')
    return post
  }

  const newPage = (visit: Visit, found: readonly FieldError[] = []): Answer => {
    const errors = formErrors(found)
    const id = postIdOf(visit)
    return page(
      'features/posts/pages/photo.njk',
      'Add a picture',
      {
        action: `/posts/${id}/photos`,
        id: readId(field(visit.form, 'id')) ?? newId<PhotoId>(),
        photo: null,
        picture: {
          id: 'picture',
          name: 'picture',
          label: { text: 'Choose a picture' },
          hint: { text: 'JPEG, PNG, WebP or AVIF, up to 20 MB.' },
          attributes: { accept: 'image/jpeg,image/png,image/webp,image/avif' },
          errorMessage: errors.byField.picture,
        } satisfies FileUploadParams,
        altText: altTextField(field(visit.form, 'altText'), errors),
        errorBasis: basisOf(found),
      },
      { section, backHref: `/posts/${id}`, errors: errors.list },
    )
  }

  const changePage = async (visit: Visit, found: readonly FieldError[] = []): Promise<Answer> => {
    const post = await ownPost(visit)
    if (!isOpen(post)) return notOpen(post.id)
    const photo = photoOf(post.photos, photoIdOf(visit))
    const errors = formErrors(found)
    const here = `/posts/${post.id}/photos/${photo.id}`
    return page(
      'features/posts/pages/photo.njk',
      'Change a picture',
      {
        action: `${here}/change`,
        removeAction: `${here}/remove`,
        photo: { src: here, altText: photo.altText, width: photo.width, height: photo.height },
        picture: null,
        altText: altTextField(found.length > 0 ? field(visit.form, 'altText') : photo.altText, errors),
        errorBasis: basisOf(found),
      },
      { section, backHref: `/posts/${post.id}`, errors: errors.list },
    )
  }

  return [
    {
      method: 'GET',
      path: '/posts/:id/photos/new',
      access: 'signed-in',
      async handle(visit) {
        const post = await ownPost(visit)
        return isOpen(post) ? newPage(visit) : notOpen(post.id)
      },
    },
    {
      method: 'POST',
      path: '/posts/:id/photos',
      access: 'signed-in',
      uploads: largestUpload,
      async handle(visit) {
        const post = await ownPost(visit)
        const altText = altTextOf(visit)
        const bytes = visit.uploads.picture?.bytes
        const found: FieldError[] = []
        if (visit.oversized.includes('picture'))
          found.push({ field: 'picture', text: 'The picture must be 20 MB or smaller' })
        else if (!bytes?.length) found.push({ field: 'picture', text: 'Choose a picture' })
        found.push(...descriptionError(altText))
        if (found.length > 0 || !bytes) return newPage(visit, found)
        const added = await addPhoto(parts, visit.actor, {
          id: readId<PhotoId>(field(visit.form, 'id')) ?? newId<PhotoId>(),
          postId: post.id,
          bytes,
          altText,
          now: visit.now,
        })
        switch (added.kind) {
          case 'added':
            return redirect(
              `/posts/${post.id}`,
              done(
                added.hadLocation
                  ? 'The picture was added. It said where it was taken: location and camera details were removed.'
                  : 'The picture was added. Location and camera details were removed, if there were any.',
              ),
            )
          case 'not-open':
            return notOpen(post.id)
          case 'wrong':
            return newPage(visit, [{ field: added.field, text: added.words }])
        }
      },
    },
    {
      method: 'GET',
      path: '/posts/:id/photos/:photoId',
      access: 'signed-in',
      handle: visit =>
        inSchool(parts.db, visit.actor, async tx => {
          const post = await findPost(tx, postIdOf(visit))
          if (!post || !maySee(visit.actor, post, await accountOf(tx, post))) throw new NotFound('picture')
          const file = await parts.files.read(tx, photoOf(post.photos, photoIdOf(visit)).fileId)
          return { kind: 'file', mediaType: file.mediaType, bytes: file.bytes }
        }),
    },
    {
      method: 'GET',
      path: '/posts/:id/photos/:photoId/change',
      access: 'signed-in',
      handle: visit => changePage(visit),
    },
    {
      method: 'POST',
      path: '/posts/:id/photos/:photoId/change',
      access: 'signed-in',
      async handle(visit) {
        const altText = altTextOf(visit)
        const found = descriptionError(altText)
        if (found.length > 0) return changePage(visit, found)
        const saved = await describePhoto(parts, visit.actor, {
          postId: postIdOf(visit),
          photoId: photoIdOf(visit),
          altText,
          now: visit.now,
        })
        switch (saved.kind) {
          case 'saved':
            return redirect(`/posts/${postIdOf(visit)}`)
          case 'not-open':
            return notOpen(postIdOf(visit))
          case 'wrong':
            return changePage(visit, [{ field: 'altText', text: saved.words }])
        }
      },
    },
    {
      method: 'POST',
      path: '/posts/:id/photos/:photoId/remove',
      access: 'signed-in',
      async handle(visit) {
        const removed = await removePhoto(parts, visit.actor, {
          postId: postIdOf(visit),
          photoId: photoIdOf(visit),
          now: visit.now,
        })
        return removed === 'removed'
          ? redirect(`/posts/${postIdOf(visit)}`, done('The picture was deleted.'))
          : notOpen(postIdOf(visit))
      },
    },
  ]
}
