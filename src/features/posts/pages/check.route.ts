import { londonDate } from '../../../kernel/clock.ts'
import { NotAllowed, NotFound } from '../../../kernel/errors.ts'
import { type PupilId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import {
  type Answer,
  field,
  fields,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { formErrors } from '../../../platform/views/form.ts'
import type { CheckboxesParams, RadiosParams } from '../../../platform/views/macro-params.ts'
import { classNames, type PupilStanding, pupilsOfClasses } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { photoOf } from '../commands/change-photos.ts'
import { type CheckResult, chooseClasses, nameChildren, recordNoPupils } from '../commands/check-picture.ts'
import { stopReason } from '../consent-gate.ts'
import type { PostParts } from '../parts.ts'
import { isOpen, mayCheckPictures, maySee } from '../post.ts'
import { accountOf, findPost } from '../queries.ts'
import { adoptFirst, notOpen, photoIdOf, postIdOf, section } from './shared.ts'

const changedMeanwhile = 'The register has changed since you opened this page. Choose the classes again.'

/** The picture check: does it show pupils, from which classes, and who are they. For staff alone. */
export const checkRoutes = (parts: PostParts): readonly Route[] => {
  const load = (visit: Visit) =>
    inSchool(parts.db, visit.actor, async tx => {
      const post = await findPost(tx, postIdOf(visit))
      if (!post) throw new NotFound('post')
      const account = await accountOf(tx, post)
      if (!maySee(visit.actor, post, account)) throw new NotFound('post')
      if (!mayCheckPictures(visit.actor, account)) throw new NotAllowed()
      const photo = photoOf(post.photos, photoIdOf(visit))
      return {
        post,
        account,
        photo,
        src: {
          src: `/posts/${post.id}/photos/${photo.id}`,
          altText: photo.altText,
          width: photo.width,
          height: photo.height,
        },
        policy: await policyInForce(tx, londonDate(visit.now)),
        known: await classNames(tx),
        pupils: await pupilsOfClasses(tx, photo.classes, account.channel),
        open: isOpen(post) || post.state === 'picture-check',
      }
    })

  const here = (visit: Visit): string => `/posts/${postIdOf(visit)}/photos/${photoIdOf(visit)}/check`

  const showsPage = async (visit: Visit, problem?: { field: 'shows' | 'classes'; text: string }) => {
    const { post, photo, src, policy, known, open } = await load(visit)
    if (!policy) return adoptFirst()
    if (!open) return notOpen(post.id)
    const errors = formErrors(problem ? [problem] : [])
    const answered = field(visit.form, 'shows') || (photo.classes.length > 0 ? 'pupils' : photo.shows)
    const chosen = problem ? fields(visit.form, 'classes') : photo.classes
    return page(
      'features/posts/pages/check.njk',
      'Does this picture show pupils?',
      {
        photo: src,
        basis: policy.settings['images.do-not-publish-list'].basis,
        shows: {
          idPrefix: 'shows',
          name: 'shows',
          fieldset: { legend: { text: 'Is any pupil in it?', classes: 'govuk-fieldset__legend--s' } },
          items: [
            { value: 'no-pupils', text: 'No pupil is in it', checked: answered === 'no-pupils' },
            { value: 'pupils', text: 'Yes, pupils are in it', checked: answered === 'pupils' },
          ],
          errorMessage: errors.byField.shows,
        } satisfies RadiosParams,
        classes: {
          idPrefix: 'classes',
          name: 'classes',
          classes: 'govuk-checkboxes--small',
          fieldset: {
            legend: {
              text: 'If pupils are in it: from which classes?',
              classes: 'govuk-fieldset__legend--s',
            },
          },
          hint: { text: 'Tick every class that anybody in the picture may belong to.' },
          items: known.map(name => ({ value: name, text: name, checked: chosen.includes(name) })),
          errorMessage: errors.byField.classes,
        } satisfies CheckboxesParams,
      },
      { section, backHref: `/posts/${post.id}`, errors: errors.list },
    )
  }

  const childrenPage = async (visit: Visit, problem: string | null = null): Promise<Answer> => {
    const { post, account, photo, src, policy, pupils, open } = await load(visit)
    if (!policy) return adoptFirst()
    if (!open) return notOpen(post.id)
    if (pupils.length === 0) return redirect(here(visit))
    const typed = fields(visit.form, 'child')
    const tick = (pupil: PupilStanding) => ({
      id: pupil.id,
      name: `${pupil.givenName} ${pupil.familyName}`,
      ticked: problem === null ? photo.pupilIds.includes(pupil.id) : typed.includes(pupil.id),
    })
    const barred = pupils.filter(pupil => stopReason(pupil, policy.settings))
    const rest = pupils.filter(pupil => !barred.includes(pupil))
    const nothingNamed = photo.shows === 'pupils' && photo.pupilIds.length === 0
    return page(
      'features/posts/pages/check-children.njk',
      'Who is in this picture?',
      {
        photo: src,
        account: account.name,
        classes: photo.classes.join(', '),
        barred: barred.map(pupil => ({ ...tick(pupil), name: `${tick(pupil).name}, ${pupil.className}` })),
        groups: photo.classes.flatMap(className => {
          const children = rest.filter(pupil => pupil.className === className).map(tick)
          return children.length === 0
            ? []
            : [
                {
                  className,
                  count: `${children.length} ${children.length === 1 ? 'child' : 'children'}`,
                  children,
                },
              ]
        }),
        basis: [
          ...policy.settings['images.consent-required'].basis,
          ...policy.settings['images.do-not-publish-list'].basis,
        ],
        nobody: problem === null ? nothingNamed : field(visit.form, 'nobody') === 'yes',
        problem,
        changeHref: here(visit),
      },
      {
        section,
        backHref: here(visit),
        errors: problem === null ? [] : [{ text: problem, href: '#nobody' }],
      },
    )
  }

  return [
    {
      method: 'GET',
      path: '/posts/:id/photos/:photoId/check',
      access: 'signed-in',
      handle: visit => showsPage(visit),
    },
    {
      method: 'POST',
      path: '/posts/:id/photos/:photoId/check',
      access: 'signed-in',
      async handle(visit) {
        const photo = { postId: postIdOf(visit), photoId: photoIdOf(visit), now: visit.now }
        const shows = field(visit.form, 'shows')
        if (shows !== 'no-pupils' && shows !== 'pupils')
          return showsPage(visit, { field: 'shows', text: 'Say whether pupils are in the picture' })
        const checked =
          shows === 'no-pupils'
            ? await recordNoPupils(parts, visit.actor, photo)
            : await chooseClasses(parts, visit.actor, { ...photo, classes: fields(visit.form, 'classes') })
        switch (checked.kind) {
          case 'recorded':
            return redirect(shows === 'pupils' ? `${here(visit)}/children` : `/posts/${photo.postId}`)
          case 'not-open':
            return notOpen(photo.postId)
          default:
            return showsPage(visit, { field: 'classes', text: 'Choose the classes' })
        }
      },
    },
    {
      method: 'GET',
      path: '/posts/:id/photos/:photoId/check/children',
      access: 'signed-in',
      handle: visit => childrenPage(visit),
    },
    {
      method: 'POST',
      path: '/posts/:id/photos/:photoId/check/children',
      access: 'signed-in',
      async handle(visit) {
        const ticked = fields(visit.form, 'child').map(text => readId<PupilId>(text))
        const pupilIds = ticked.filter(id => id !== undefined)
        const checked: CheckResult =
          pupilIds.length < ticked.length
            ? { kind: 'unknown-child' }
            : await nameChildren(parts, visit.actor, {
                postId: postIdOf(visit),
                photoId: photoIdOf(visit),
                pupilIds,
                nobodyRecognisable: field(visit.form, 'nobody') === 'yes',
                now: visit.now,
              })
        switch (checked.kind) {
          case 'recorded':
            return redirect(`/posts/${postIdOf(visit)}`)
          case 'not-open':
            return notOpen(postIdOf(visit))
          case 'say-who':
            return childrenPage(
              visit,
              'Tick everybody who can be recognised, or say that no child can be recognised',
            )
          default:
            return childrenPage(visit, changedMeanwhile)
        }
      },
    },
  ]
}
