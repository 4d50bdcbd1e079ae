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
import { dateField, readDateField } from '../../../platform/views/date-field.ts'
import { type FieldError, type FormErrors, formErrors } from '../../../platform/views/form.ts'
import { channelNames, consentNames } from '../channel-names.ts'
import { type Answer, recordConsent } from '../consents.ts'
import { consentKeepers } from '../permissions.ts'
import { section } from './parts.ts'
import { channelOf, findPupil, imageBasis, type PupilParts } from './pupil-parts.ts'

/** A family's answer for one channel. */
export const consentRoutes = (parts: PupilParts): readonly Route[] => {
  const { db } = parts

  const consentPage = async (visit: Visit, form: Form, errors?: FormErrors): Promise<PageAnswer> => {
    const channel = channelOf(visit.params.channel)
    const { pupil, basis } = await inSchool(db, visit.actor, async tx => ({
      pupil: await findPupil(tx, visit),
      basis: await imageBasis(parts, tx, visit.now),
    }))
    return page(
      'features/people/pages/consent.njk',
      `${pupil.name}: ${channelNames[channel]}`,
      {
        pupil,
        basis: basis.consent,
        answer: {
          name: 'answer',
          idPrefix: 'answer',
          fieldset: {
            legend: { text: `What does the family say about pictures here: ${channelNames[channel]}?` },
          },
          items: [
            { value: 'given', text: 'Yes', hint: { text: 'Needs the day and what shows it, below' } },
            { value: 'refused', text: 'No' },
            { value: 'withdrawn', text: 'They said yes before and withdraw it' },
          ],
          value: field(form, 'answer'),
          errorMessage: errors?.byField.answer,
        },
        date: dateField('given', form, {
          legend: 'For a yes: on which day was it given?',
          hint: 'For example, 5 9 2026',
          error: errors?.byField['given-day'],
        }),
        evidence: {
          id: 'evidence',
          name: 'evidence',
          label: { text: 'For a yes: what shows it?' },
          hint: { text: 'For example, “signed form of September 2026, in the office”' },
          value: field(form, 'evidence'),
          errorMessage: errors?.byField.evidence,
        },
      },
      { errors: errors?.list, backHref: `/pupils/${pupil.id}`, section },
    )
  }

  const readAnswer = (
    form: Form,
  ): { kind: 'ok'; answer: Answer } | { kind: 'errors'; errors: FormErrors } => {
    const state = field(form, 'answer')
    if (state === 'refused' || state === 'withdrawn') return { kind: 'ok', answer: { state } }
    const errors: FieldError[] = []
    if (state !== 'given') errors.push({ field: 'answer', text: 'Choose what the family says' })
    const givenOn = readDateField(form, 'given')
    const evidence = field(form, 'evidence').trim()
    if (state === 'given') {
      if (givenOn === 'empty' || givenOn === 'wrong')
        errors.push({
          field: 'given-day',
          text: 'Enter the day on which consent was given, such as 5 9 2026',
        })
      if (evidence === '')
        errors.push({ field: 'evidence', text: 'Enter what shows it, such as “signed form 2026”' })
      else if ([...evidence].length > 200)
        errors.push({ field: 'evidence', text: 'Use 200 characters or fewer here' })
    }
    return errors.length > 0 || givenOn === 'empty' || givenOn === 'wrong'
      ? { kind: 'errors', errors: formErrors(errors) }
      : { kind: 'ok', answer: { state: 'given', givenOn, evidence } }
  }

  return [
    {
      method: 'GET',
      path: '/pupils/:id/consents/:channel',
      access: consentKeepers,
      handle: visit => consentPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/pupils/:id/consents/:channel',
      access: consentKeepers,
      async handle(visit) {
        const channel = channelOf(visit.params.channel)
        const pupil = await inSchool(db, visit.actor, tx => findPupil(tx, visit))
        const reading = readAnswer(visit.form)
        if (reading.kind === 'errors') return consentPage(visit, visit.form, reading.errors)
        const { answer } = reading
        const result = await recordConsent(db, visit.actor, {
          pupilId: pupil.id,
          channel,
          answer,
          now: visit.now,
        })
        switch (result.kind) {
          case 'no-such-pupil':
            throw new NotFound('pupil')
          case 'in-the-future':
            return consentPage(
              visit,
              visit.form,
              formErrors([{ field: 'given-day', text: 'The day must be today or earlier' }]),
            )
          case 'nothing-to-withdraw':
            return consentPage(
              visit,
              visit.form,
              formErrors([
                {
                  field: 'answer',
                  text: 'No consent is recorded here that could be withdrawn. Choose “No” to record a refusal',
                },
              ]),
            )
          case 'recorded':
            return redirect(`/pupils/${pupil.id}`, {
              kind: 'success',
              text: `Recorded for ${channelNames[channel]}: ${consentNames[answer.state]}.${answer.state === 'given' ? '' : ' It counts at once for every post that is not out yet.'}`,
            })
        }
      },
    },
  ]
}
