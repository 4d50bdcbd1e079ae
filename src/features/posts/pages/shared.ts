import { NotFound } from '../../../kernel/errors.ts'
import { type PhotoId, type PostId, readId } from '../../../kernel/ids.ts'
import { type Answer, type Flash, page, redirect } from '../../../platform/http/route.ts'

export const section = 'posts'

type Addressed = { readonly params: Readonly<Record<string, string>> }

export const postIdOf = (visit: Addressed): PostId => {
  const id = readId<PostId>(visit.params.id)
  if (!id) throw new NotFound('post')
  return id
}

export const photoIdOf = (visit: Addressed): PhotoId => {
  const id = readId<PhotoId>(visit.params.photoId)
  if (!id) throw new NotFound('picture')
  return id
}

/** Stands for every page that judges a post while the school has adopted no policy. */
export const adoptFirst = (): Answer =>
  page(
    'error.njk',
    'Adopt a policy first',
    {
      heading: 'Adopt a policy first',
      paragraphs: [
        'What may be posted, and who approves it, comes from the school’s policy. None is in force yet.',
        'The headteacher adopts one on the page Policy.',
      ],
    },
    { section },
  )

export const note = (text: string): Flash => ({ kind: 'information', text })
export const warning = (text: string): Flash => ({ kind: 'warning', text })
export const done = (text: string): Flash => ({ kind: 'success', text })

export const notOpen = (id: PostId): Answer =>
  redirect(`/posts/${id}`, note('This post has moved on, so it cannot be changed now.'))

export const notConnected = warning(
  'This account is not connected, so nothing can be published. Ask the administrator to connect it.',
)
