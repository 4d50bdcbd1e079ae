import type { PersonActor } from '../../../kernel/actor.ts'
import type { Basis } from '../../../kernel/basis.ts'
import type { ButtonParams } from '../../../platform/views/macro-params.ts'
import { isStaff } from '../../people/index.ts'
import { approversOf, outsideSeconds } from '../commands/decide-post.ts'
import { pictureCannotBeUsed } from '../commands/send-post.ts'
import { stopReason } from '../consent-gate.ts'
import {
  approvalOf,
  isOpen,
  mayApprove,
  mayCheckPictures,
  mayTakeDown,
  type Photo,
  returnOf,
} from '../post.ts'
import { nameOf, type PostView } from './view.ts'
import { postCannotStay, stateTag, stopWords } from './words.ts'

/** Something that stands in the way, said with what it rests on. */
type Block = {
  readonly text: string
  readonly basis: readonly Basis[]
  readonly children: readonly { readonly name: string; readonly why: string }[]
}

const photoWords = (photo: Photo, view: PostView): string => {
  if (photo.shows === 'unchecked')
    return view.seesNames ? 'Not checked yet' : 'A member of staff checks this picture before it is published'
  if (!view.seesNames) return 'Checked'
  if (photo.shows === 'no-pupils') return 'Checked: shows no pupils'
  const { length } = photo.pupilIds
  return length === 0
    ? 'Checked: no child can be recognised'
    : `Checked: shows ${length} ${length === 1 ? 'child' : 'children'}`
}

const blockOf = (view: PostView, own: boolean): Block | undefined => {
  const { ready, children } = view
  if (ready.kind !== 'stopped') return undefined
  if (!view.seesNames) return { text: pictureCannotBeUsed, basis: [], children: [] }
  return {
    text: own
      ? 'This post cannot be published with these pictures. Remove the picture, or use another.'
      : 'This post cannot be published with these pictures.',
    basis: ready.basis,
    children: ready.children.map(({ id, why }) => {
      const child = children.find(one => one.id === id)
      return {
        name: child ? `${child.givenName} ${child.familyName}, ${child.className}` : 'A child who has left',
        why: stopWords[why],
      }
    }),
  }
}

/** What a published post shows that may not be shown any more; undefined where it can stay. */
const takeDownOf = (view: PostView): Block | undefined => {
  if (view.notToShow.length === 0) return undefined
  if (!view.seesNames) return { text: postCannotStay, basis: [], children: [] }
  const { settings } = view.policy
  return {
    text: 'Take this post down: a child in it may no longer be shown.',
    basis: [...settings['images.consent-required'].basis, ...settings['images.do-not-publish-list'].basis],
    children: view.notToShow.map(id => {
      const child = view.children.find(one => one.id === id)
      const why = child && stopReason(child, settings)
      return {
        name: child ? `${child.givenName} ${child.familyName}, ${child.className}` : 'A child who has left',
        why: why ? stopWords[why] : 'may no longer be shown',
      }
    }),
  }
}

/** The button that takes the author's post one step on; undefined while something else comes first. */
const sendButton = (view: PostView, actor: PersonActor): ButtonParams | undefined => {
  const button = (text: string): ButtonParams => ({ text, preventDoubleClick: true })
  if (view.account.state !== 'connected') return undefined
  switch (view.ready.kind) {
    case 'ready':
      if (view.account.network === 'manual') return button('Go on to publishing')
      return button(view.post.state === 'failed' ? 'Publish again' : 'Publish now')
    case 'needs-approval':
      return button('Send for approval')
    case 'unchecked':
      return isStaff(actor.roles) ? undefined : button('Send for a picture check')
    default:
      return undefined
  }
}

/** The page of one post: what it is, where it stands, and the one next step for this person. */
export const postPage = (view: PostView, actor: PersonActor) => {
  const { post, account, publication, ready, everyone } = view
  const own = post.authorId === actor.personId
  const open = isOpen(post)
  const approval = approvalOf(post)
  const returned = post.state === 'returned' ? returnOf(post) : undefined
  const checks = view.seesNames && (open || post.state === 'picture-check')
  const approvers = approversOf(everyone, post, account)
  const seconds = outsideSeconds(everyone, post)
  const byHand = account.network === 'manual'
  const waitsForApproval = post.state === 'awaiting-approval'
  const settled = post.state === 'published'
  const takenDown = post.state === 'taken-down'
  const nextCheck = checks ? post.photos.find(photo => photo.shows === 'unchecked') : undefined
  return {
    id: post.id,
    tag: stateTag(post.state, byHand),
    account: account.name,
    author: nameOf(everyone, post.authorId),
    text: post.text,
    textHeading:
      post.state === 'discarded'
        ? null
        : settled || takenDown
          ? 'What was published'
          : post.state === 'unknown'
            ? 'What was to be published'
            : 'What will be published',
    photos: post.photos.map((photo, index) => ({
      id: photo.id,
      number: index + 1,
      src: `/posts/${post.id}/photos/${photo.id}`,
      width: photo.width,
      height: photo.height,
      altText: photo.altText,
      status: photoWords(photo, view),
      checkHref: checks ? `/posts/${post.id}/photos/${photo.id}/check` : null,
      changeHref: own && open ? `/posts/${post.id}/photos/${photo.id}/change` : null,
    })),
    returned: returned
      ? {
          text: returned.reason,
          by: returned.outside
            ? `${nameOf(everyone, returned.decidedBy)} (outside second person)`
            : nameOf(everyone, returned.decidedBy),
        }
      : null,
    // A post that is out or on its way is not judged here any more; and whoever may not see names learns nothing of a
    // picture while its check goes on.
    block:
      (open && !(returned && !view.seesNames)) ||
      waitsForApproval ||
      (post.state === 'picture-check' && view.seesNames)
        ? (blockOf(view, own) ?? null)
        : null,
    problems:
      own && open && ready.kind === 'problems'
        ? ready.problems.map(problem => ({
            text: problem.text,
            basis: problem.basis,
            href: problem.photoId
              ? `/posts/${post.id}/photos/${problem.photoId}/change`
              : `/posts/${post.id}/edit`,
          }))
        : [],
    notConnected: own && open && account.state !== 'connected',
    editable: own && open,
    send: own && open ? (sendButton(view, actor) ?? null) : null,
    approvalBasis: ready.kind === 'needs-approval' ? ready.basis : [],
    nextCheckHref:
      nextCheck && (own || post.state === 'picture-check')
        ? `/posts/${post.id}/photos/${nextCheck.id}/check`
        : null,
    finishCheck:
      post.state === 'picture-check' && mayCheckPictures(actor, account) && ready.kind !== 'unchecked',
    waits:
      post.state === 'picture-check' && !view.seesNames
        ? 'A member of staff checks the pictures. You will find the post here when they have finished.'
        : waitsForApproval && own && approvers.length > 0
          ? `One of these people can approve it: ${approvers.map(person => person.name).join(', ')}.`
          : null,
    reviewHref: waitsForApproval && mayApprove(actor, post, account) ? `/posts/${post.id}/review` : null,
    alone:
      waitsForApproval && own && approvers.length === 0
        ? {
            seconds: seconds.map(person => ({ id: person.id, name: person.name })),
            basis: ready.kind === 'needs-approval' ? ready.basis : [],
          }
        : null,
    takeBack: own && (waitsForApproval || post.state === 'picture-check'),
    onItsWay: post.state === 'publishing' && !byHand,
    publicationHref:
      publication && (post.state === 'unknown' || (post.state === 'publishing' && byHand))
        ? `/publications/${publication.id}`
        : null,
    failure: post.state === 'failed' || post.state === 'unknown' ? (publication?.failure ?? null) : null,
    lookAgain: post.state === 'unknown' && !byHand && publication ? publication.id : null,
    takeDown: takeDownOf(view) ?? null,
    recordsTakeDown: mayTakeDown(actor, account),
    takenDown,
    published: settled ? { url: publication?.url ?? null, at: publication?.publishedAt ?? null } : null,
    approvedBy: approval
      ? approval.onePerson
        ? `One person: ${nameOf(everyone, approval.decidedBy)} approved their own post because nobody else can. Reason: ${approval.reason}`
        : `${nameOf(everyone, approval.decidedBy)}${approval.outside ? ' (outside second person)' : ''}`
      : null,
    approvedAt: approval?.decidedAt ?? null,
    secondApproval: {
      text: {
        none: 'No second person is needed for this account.',
        'pupil-pictures': 'A second person approves posts that show pupils.',
        all: 'A second person approves every post.',
      }[account.secondApproval],
      basis: account.secondApprovalBasis,
    },
  }
}
