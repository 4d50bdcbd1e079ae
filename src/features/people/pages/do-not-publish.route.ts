import { NotFound } from '../../../kernel/errors.ts'
import { inSchool } from '../../../platform/database/database.ts'
import {
  type Form,
  field,
  type Answer as PageAnswer,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { type FormErrors, formErrors } from '../../../platform/views/form.ts'
import { addToDoNotPublish, removeFromDoNotPublish } from '../do-not-publish.ts'
import { reasonReaders } from '../permissions.ts'
import { section } from './parts.ts'
import { findPupil, imageBasis, type PupilParts } from './pupil-parts.ts'

const longestReason = 1000

/** The do-not-publish list, one pupil at a time. */
export const doNotPublishRoutes = (parts: PupilParts): readonly Route[] => {
  const { db } = parts

  const listEntryPage = async (visit: Visit, form: Form, errors?: FormErrors): Promise<PageAnswer> => {
    const { pupil, basis } = await inSchool(db, visit.actor, async tx => ({
      pupil: await findPupil(tx, visit),
      basis: await imageBasis(parts, tx, visit.now),
    }))
    return page(
      'features/people/pages/do-not-publish.njk',
      pupil.doNotPublish
        ? `Take ${pupil.name} off the do-not-publish list`
        : `Put ${pupil.name} on the do-not-publish list`,
      {
        pupil,
        basis: basis.list,
        reason: {
          id: 'reason',
          name: 'reason',
          label: { text: 'Why may no picture be published?' },
          hint: {
            text: 'Read by the headteacher, the DSL, the deputy and the administrator only. Staff see no more than “must not be published”.',
          },
          value: field(form, 'reason'),
          rows: '4',
          errorMessage: errors?.byField.reason,
        },
        decidedBy: {
          id: 'decided-by',
          name: 'decided-by',
          label: { text: `Who decided that pictures of ${pupil.givenName} may be published again?` },
          hint: { text: 'A name and a day. It stands in the audit trail, so no private detail.' },
          value: field(form, 'decided-by'),
          errorMessage: errors?.byField['decided-by'],
        },
      },
      { errors: errors?.list, backHref: `/pupils/${pupil.id}`, section },
    )
  }

  return [
    {
      method: 'GET',
      path: '/pupils/:id/do-not-publish',
      access: reasonReaders,
      handle: visit => listEntryPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/pupils/:id/do-not-publish',
      access: reasonReaders,
      async handle(visit) {
        const pupil = await inSchool(db, visit.actor, tx => findPupil(tx, visit))
        const wanted = field(visit.form, 'wanted')
        const name = wanted === 'off' ? 'decided-by' : 'reason'
        const text = field(visit.form, name).trim()
        if (text === '' || [...text].length > longestReason)
          return listEntryPage(
            visit,
            visit.form,
            formErrors([
              {
                field: name,
                text:
                  text !== ''
                    ? `Use ${longestReason} characters or fewer here`
                    : wanted === 'off'
                      ? 'Enter who decided it'
                      : 'Enter the reason, however short: without it nobody can judge later whether it still holds',
              },
            ]),
          )
        const { id: pupilId } = pupil
        const { now } = visit
        const result =
          wanted === 'off'
            ? await removeFromDoNotPublish(db, visit.actor, { pupilId, decidedBy: text, now })
            : await addToDoNotPublish(parts, visit.actor, { pupilId, reason: text, now })
        if (result.kind === 'no-such-pupil') throw new NotFound('pupil')
        return redirect(`/pupils/${pupilId}`, {
          kind: 'success',
          text:
            wanted === 'off'
              ? `${pupil.name} is no longer on the do-not-publish list. The recorded consents count again.`
              : `${pupil.name} is on the do-not-publish list. No picture of them can be published from now on.`,
        })
      },
    },
  ]
}
