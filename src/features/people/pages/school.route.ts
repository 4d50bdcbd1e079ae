import { type Database, inSchool } from '../../../platform/database/database.ts'
import { type Answer, type Form, field, page, type Route, redirect } from '../../../platform/http/route.ts'
import { type FormErrors, readForm } from '../../../platform/views/form.ts'
import type { InputParams } from '../../../platform/views/macro-params.ts'
import { changeSchoolDetails } from '../change-school-details.ts'
import { detailKeepers } from '../permissions.ts'
import { schoolDetails } from '../school-details.ts'
import { section } from './parts.ts'
import { schoolForm } from './school.form.ts'

/** The telephone numbers that pages show in a hurry. */
export const schoolRoutes = ({ db }: { readonly db: Database }): readonly Route[] => {
  const schoolPage = (form: Form, errors?: FormErrors): Answer => {
    const input = (name: string, label: string, more: Partial<InputParams> = {}): InputParams => ({
      id: name,
      name,
      label: { text: label },
      value: field(form, name),
      errorMessage: errors?.byField[name],
      autocomplete: 'off',
      ...more,
    })
    const number = { type: 'tel', classes: 'govuk-input--width-20' }
    return page(
      'features/people/pages/school.njk',
      'Telephone numbers of the school',
      {
        phone: input('phone', 'Telephone number of the school', number),
        urgent: [
          input('urgent-name', 'What the service is called', {
            hint: { text: 'For example, “Children’s social care, out of hours”' },
          }),
          input('urgent-phone', 'Its telephone number', number),
        ],
        media: input('media-contact', 'Who speaks to journalists? (optional)', {
          hint: {
            text: 'For example, “the headteacher, 01632 960 001”. It is shown beside a message that a journalist may have written.',
          },
        }),
      },
      { errors: errors?.list, backHref: '/people', section },
    )
  }

  return [
    {
      method: 'GET',
      path: '/school',
      access: detailKeepers,
      async handle(visit) {
        const details = await inSchool(db, visit.actor, schoolDetails)
        return schoolPage({
          phone: details.phone ?? '',
          'urgent-name': details.urgentName ?? '',
          'urgent-phone': details.urgentPhone ?? '',
          'media-contact': details.mediaContact ?? '',
        })
      },
    },
    {
      method: 'POST',
      path: '/school',
      access: detailKeepers,
      async handle(visit) {
        const reading = readForm(schoolForm, visit.form)
        if (reading.kind === 'errors') return schoolPage(visit.form, reading.errors)
        const { value } = reading
        const result = await changeSchoolDetails(
          db,
          visit.actor,
          {
            phone: value.phone,
            urgentName: value['urgent-name'],
            urgentPhone: value['urgent-phone'],
            mediaContact: value['media-contact'] || null,
          },
          visit.now,
        )
        return redirect('/people', {
          kind: result === 'changed' ? 'success' : 'information',
          text:
            result === 'changed'
              ? 'Saved. Every page shows the new numbers from now on.'
              : 'Nothing was changed.',
        })
      },
    },
  ]
}
